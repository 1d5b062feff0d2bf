"""What forms promise: days as people write them, refusals at their field, choosing by typing."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from jinguo.common.dates import today
from jinguo.common.errors import BadInput
from jinguo.ui.forms import DayField, JgForm, PlainDayInput, SeveralField, SuggestInput, TypedSearchField

TOWNS = {"1": "长街镇", "2": "力洋镇", "3": "新村", "4": "新村"}


class TownField(TypedSearchField):
    def by_key(self, key: str) -> str | None:
        return TOWNS.get(key)

    def by_text(self, text: str) -> Sequence[str]:
        return [name for name in TOWNS.values() if name == text]


class VisitForm(JgForm):
    day = DayField(label="哪天")
    born = DayField(label="出生日期", widget=PlainDayInput, required=False)
    said = forms.CharField(label="说了什么", required=False, widget=SuggestInput(["想学直播"]))
    town = TownField(label="哪个镇", required=False)


def sent(**data: str) -> VisitForm:
    return VisitForm({"day": "今天", **data})


def accept(**given: Any) -> dict[str, Any]:
    return given


@pytest.mark.parametrize(
    ("data", "ago"),
    [
        ({"day": "今天"}, 0),
        ({"day": "昨天"}, 1),
        ({"day": "other", "day_text": "今天"}, 0),
        ({"day_text": "昨天"}, 1),  # without the script nothing may be picked
    ],
)
def test_a_day_is_picked_or_written(data: dict[str, str], ago: int) -> None:
    form = VisitForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == today() - timedelta(days=ago)


def test_a_day_that_does_not_exist_is_answered_in_plain_words() -> None:
    form = sent(day="other", day_text="2008-2-31")
    assert form.errors["day"] == ["2 月没有 31 日。"]
    assert 'value="2008-2-31"' in str(form["day"])


def test_another_day_is_shown_in_full_and_today_by_its_name() -> None:
    assert 'value="2008年6月14日"' in str(VisitForm(initial={"day": date(2008, 6, 14)})["day"])
    assert 'value="今天"' in str(VisitForm(initial={"day": today()})["day"])


def test_an_empty_day_says_what_to_do() -> None:
    assert VisitForm({}).errors["day"] == ["请选是哪天。"]


def test_a_sent_form_reaches_the_service_and_keeps_what_it_returned() -> None:
    form = sent(said="想学直播")
    assert form.submit(accept, by="林秀云")
    assert form.result["said"] == "想学直播"
    assert form.result["by"] == "林秀云"


def test_an_empty_form_never_reaches_the_service() -> None:
    assert not VisitForm().submit(accept)


def test_a_refusal_stands_at_the_field_it_names_and_others_above_the_form() -> None:
    def refuse(**_: Any) -> None:
        raise ValidationError({"said": "写短一点。", "roster": "名单上没有她。"})

    form = sent()
    assert not form.submit(refuse)
    assert form.errors["said"] == ["写短一点。"]
    assert form.non_field_errors() == ["名单上没有她。"]


def test_bad_input_found_by_a_service_is_told_above_the_form() -> None:
    def refuse(**_: Any) -> None:
        raise BadInput("请重新填 18 位。")

    form = sent()
    assert not form.submit(refuse)
    assert form.non_field_errors() == ["请重新填 18 位。"]


@pytest.mark.parametrize(
    ("data", "chosen"),
    [
        ({"town": "1", "town_text": "长街镇"}, "长街镇"),
        ({"town": "", "town_text": "力洋镇"}, "力洋镇"),
        ({"town": "1", "town_text": "力洋镇"}, "力洋镇"),  # what stands in the box counts
        ({"town": "", "town_text": ""}, None),
    ],
)
def test_a_unit_is_chosen_by_typing(data: dict[str, str], chosen: str | None) -> None:
    form = sent(**data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["town"] == chosen


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("长街", "没有找到“长街”。看看有没有写错字。"),
        ("新村", "“新村”有 2 个，请写全一点。"),
    ],
)
def test_a_name_that_names_none_or_several_is_asked_again(text: str, answer: str) -> None:
    assert sent(town="", town_text=text).errors["town"] == [answer]


def test_only_what_may_stay_empty_is_marked() -> None:
    form = VisitForm()
    assert "可以不填" not in form["day"].as_field_group()
    assert "可以不填" in form["said"].as_field_group()


def test_several_faults_are_counted_above_the_form() -> None:
    form = VisitForm({"day": "other", "day_text": "31.31", "town_text": "长街"})
    assert "有 2 处要改" in str(form)


def test_what_is_missing_is_said_in_plain_words() -> None:
    class MeetingForm(JgForm):
        what = forms.CharField(label="定了什么")
        kind = forms.ChoiceField(label="哪一类", choices=[("a", "例会")])

    assert MeetingForm({}).errors == {"what": ["这里还没填。"], "kind": ["请选一个。"]}


@pytest.mark.parametrize("unseen", ["\u202e", "\u200f", "\u2066", "\x1b", "\x07", "\u2028"])
def test_what_nobody_can_see_is_refused_at_its_field_in_plain_words(unseen: str) -> None:
    form = sent(said=f"想学{unseen}直播")
    assert not form.is_valid()
    assert "看不见的符号" in form.errors["said"][0]
    assert sent(said="一行\n又一行\t🙂").is_valid()


class Numbers(JgForm):
    months = forms.IntegerField(max_value=600, min_value=1)
    name = forms.CharField(max_length=4)
    score = forms.DecimalField(max_digits=5, decimal_places=2)


def test_what_goes_beyond_a_limit_is_told_in_plain_words() -> None:
    form = Numbers({"months": "999", "name": "写得太长了", "score": "12345678"})
    assert {name: "".join(map(str, said)) for name, said in form.errors.items()} == {
        "months": "太大了，最多 600。请对一遍。",
        "name": "写得太长了：最多 4 个字，现在有 5 个。",
        "score": "这个数太长了，请对一遍。",
    }
    assert Numbers({"months": "0", "name": "好", "score": "1.234"}).errors["months"] == ["太小了，最少 1。请对一遍。"]


@pytest.mark.django_db
def test_of_several_only_the_offered_ones_are_taken_and_a_key_too_long_for_any_database_is_nobodys() -> None:
    first, second = ContentType.objects.order_by("pk")[:2]
    several = SeveralField(queryset=ContentType.objects.filter(pk=first.pk), required=False)

    assert list(several.clean([str(first.pk)])) == [first]
    assert list(several.clean([])) == []
    for key in (str(second.pk), "9" * 30, "一", ""):
        with pytest.raises(ValidationError) as refused:
            several.clean([str(first.pk), key])
        assert refused.value.code == "invalid_choice"
