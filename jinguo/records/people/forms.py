"""The forms about people, in the order in which she tells it."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import today
from jinguo.common.errors import BadInput
from jinguo.orgs.fields import ScopedSearchField, UnitField
from jinguo.orgs.models import User
from jinguo.records.models import (
    Education,
    EndReason,
    NoIdReason,
    Person,
    Political,
    RecognisedBy,
    Relation,
    Sex,
    Situation,
    SituationKind,
    fitting,
)
from jinguo.records.people.fields import HouseholdField, PersonField
from jinguo.records.people.filling import TIDIED
from jinguo.records.people.models.codes import ETHNICITIES
from jinguo.records.people.showing import PURPOSES
from jinguo.ui.forms import PRIVATE, ChipChoice, ChipChoices, DayField, JgForm, PlainDayInput

EMPTY = ("", _("没填"))
SECRETS = ("id_number", "phone", "bank_account")
RELATIONS = [(each.value, each.spoken) for each in Relation]
NO_MORE_THAN_NEEDED = _("不写婚育、宗教、病情这些和工作无关的事。")


def asks(sentence: Any) -> dict[str, Any]:
    """What a field says when it is left empty."""
    return {"required": sentence}


def _changed(form: forms.BaseForm, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a correction changes: all that is in the form but what she takes over from somebody who was quicker."""
    hers = {"version", *cast(QueryDict, form.data).getlist("hers")}
    return {"expect_version": given["version"], **{name: value for name, value in given.items() if name not in hers}}


class UserForm(JgForm):
    """A form whose typed searches stay within what the user may see."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, ScopedSearchField):
                field.within(user)


class PersonForm(UserForm):
    """登记一个人."""

    name = forms.CharField(label=_("姓名"), strip=False, error_messages=asks(_("请写姓名。")))
    id_number = forms.CharField(
        label=_("身份证号"),
        required=False,
        widget=forms.TextInput({**PRIVATE, "maxlength": 40}),
        help_text=_("写了就不用再写性别和出生日期。没有的话，在“还有几项”里选为什么。"),
    )
    unit = UnitField(label=_("住在哪个村"), error_messages=asks(_("请选住在哪个村。")))
    group_name = forms.CharField(label=_("村民小组"), required=False, max_length=50)
    household = HouseholdField(label=_("哪一户"), required=False, help_text=_("本人是户主就空着。"))
    relation = forms.ChoiceField(label=_("和户主的关系"), required=False, choices=RELATIONS, widget=ChipChoice)
    phone = forms.CharField(label=_("手机"), required=False, widget=forms.TextInput({**PRIVATE, "inputmode": "tel"}))
    sex = forms.ChoiceField(
        label=_("性别"), required=False, choices=[(Sex.FEMALE, Sex.FEMALE.label), (Sex.MALE, Sex.MALE.label)],
        widget=ChipChoice,
    )  # fmt: skip
    born_on = DayField(label=_("出生日期"), required=False, widget=PlainDayInput(PRIVATE))
    no_id_reason = forms.ChoiceField(
        label=_("为什么没有身份证号"), required=False, choices=NoIdReason.choices, widget=ChipChoice
    )
    education = forms.ChoiceField(label=_("文化程度"), required=False, choices=[EMPTY, *Education.choices])
    occupation = forms.CharField(label=_("职业"), required=False, max_length=50)
    political = forms.ChoiceField(label=_("政治面貌"), required=False, choices=[EMPTY, *Political.choices])
    ethnicity = forms.ChoiceField(label=_("民族"), required=False, choices=[EMPTY, *ETHNICITIES])
    hukou_place = forms.CharField(label=_("户籍地"), required=False, max_length=100)
    bank_account = forms.CharField(label=_("银行账号"), required=False, widget=forms.TextInput(PRIVATE))
    doubt_reason = forms.CharField(label=_("就是这样，因为"), required=False, max_length=200)

    IN_SIGHT = ("name", "id_number", "unit", "group_name", "household", "relation", "phone")

    def clean(self) -> dict[str, Any]:
        """Say everything that is wrong at once, also what the service would refuse only after the rest is right."""
        for name, tidy in TIDIED.items():
            try:
                tidy(str(self.cleaned_data.get(name, "") or ""))
            except BadInput as wrong:
                if name not in self.errors:
                    self.add_error(name, wrong.message)
        return self.cleaned_data

    def in_sight(self) -> list[forms.BoundField]:
        return [self[name] for name in self.IN_SIGHT]

    def behind(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in (*self.IN_SIGHT, "doubt_reason", "version")]

    def has_doubt(self) -> bool:
        return "doubt_reason" in self.errors or bool(self.data.get("doubt_reason"))

    def open_behind(self) -> bool:
        return any(field.errors for field in self.behind())

    def arguments(self) -> Mapping[str, Any]:
        given = dict(self.cleaned_data)
        if not given["sex"]:
            del given["sex"]
        return given


class PersonChangeForm(PersonForm):
    """改: hidden numbers stay hidden; what is left empty stays as it is."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        shown = [name for name in self.base_fields if name not in (*SECRETS, "doubt_reason")]
        super().__init__(*args, initial={name: getattr(person, name) for name in shown}, **kwargs)
        self.instance = person
        self.fields["unit"].help_text = _("记错了才在这里改；搬了家，请用“搬家了”。")
        for name in SECRETS:
            self.fields[name].help_text = _("不改就空着。")
            self.fields[name].required = False

    def arguments(self) -> Mapping[str, Any]:
        given = {name: value for name, value in super().arguments().items() if value or name not in SECRETS}
        return _changed(self, given)


class SituationForm(UserForm):
    """记一个情况."""

    kind = forms.ChoiceField(
        label=_("什么情况"),
        choices=SituationKind.choices,
        widget=ChipChoice,
        error_messages=asks(_("请选是什么情况。")),
    )
    start = DayField(label=_("从哪天起"))
    recognised_by = forms.ChoiceField(
        label=_("谁认定的"), choices=RecognisedBy.choices, initial=RecognisedBy.SELF, widget=ChipChoice
    )
    evidence = forms.CharField(label=_("依据"), required=False, max_length=200)
    note = forms.CharField(label=_("想多说一句"), required=False, max_length=200, help_text=NO_MORE_THAN_NEEDED)

    def __init__(self, *args: Any, person: Person, kept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {*fitting(person, today()), kept}
        self.fields["kind"].choices = [(each.value, each.label) for each in SituationKind if each in offered]  # type: ignore[attr-defined]


class SituationChangeForm(SituationForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        initial = {name: getattr(situation, name) for name in self.base_fields}
        super().__init__(*args, person=situation.person, kept=situation.kind, initial=initial, **kwargs)

    def arguments(self) -> Mapping[str, Any]:
        return _changed(self, self.cleaned_data)


class SituationEndForm(UserForm):
    """不再是了."""

    until = DayField(label=_("从哪天起不再是"))
    end_reason = forms.ChoiceField(
        label=_("为什么"), choices=EndReason.choices, widget=ChipChoice, error_messages=asks(_("请选为什么。"))
    )
    note = forms.CharField(label=_("想多说一句"), required=False, max_length=200, help_text=NO_MORE_THAN_NEEDED)

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        """A child who has grown out of it: her birthday and the reason are filled in, the worker decides."""
        grown = situation.outgrown_on
        proposal = {"until": grown, "end_reason": EndReason.OF_AGE} if grown and grown <= today() else {}
        super().__init__(*args, initial=proposal, **kwargs)


class MoveForm(UserForm):
    """搬家了."""

    on = DayField(label=_("哪天搬的"))
    to_unit = UnitField(label=_("搬到哪个村"), error_messages=asks(_("请选搬到哪个村。")))
    group_name = forms.CharField(label=_("村民小组"), required=False, max_length=50)
    household = HouseholdField(label=_("住进哪一户"), required=False)
    relation = forms.ChoiceField(label=_("和户主的关系"), required=False, choices=RELATIONS, widget=ChipChoice)
    note = forms.CharField(label=_("想多说一句"), required=False, max_length=200)


class TransferForm(JgForm):
    """转过去 / 不转."""

    on = DayField(label=_("从哪天起归那边"), initial=today)


class RefusalForm(JgForm):
    note = forms.CharField(label=_("为什么不转"), max_length=200, error_messages=asks(_("请写为什么不转。")))


class DivideForm(JgForm):
    """Which groups of the old unit belong to the new one."""

    groups = forms.MultipleChoiceField(
        label=_("哪些村民小组分过去"), widget=ChipChoices, error_messages=asks(_("请点一个或几个小组。"))
    )

    def __init__(self, *args: Any, groups: Iterable[tuple[str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("%(group)s · %(people)d 人")
        choices = [(name, words % {"group": name or _("没写小组"), "people": people}) for name, people in groups]
        self.fields["groups"].choices = choices  # type: ignore[attr-defined]


class MergeForm(UserForm):
    """Which other file is hers, too."""

    other = PersonField(label=_("另一份是哪个"), help_text=_("对一下村、年龄和户主，别并错了人。"))
    sure = forms.BooleanField(
        label=_("看过了，是同一个人"), error_messages=asks(_("看过两份，确实是同一个人，再勾上。"))
    )

    def arguments(self) -> Mapping[str, Any]:
        return {"other": self.cleaned_data["other"]}


class AsOfForm(JgForm):
    """看某一天的样子."""

    on = DayField(label=_("哪一天"), widget=PlainDayInput)


class RevealForm(JgForm):
    """看全: what for."""

    purpose = forms.ChoiceField(
        label=_("要用来做什么"),
        choices=PURPOSES,
        widget=ChipChoice,
        error_messages=asks(_("请选用途。")),
    )
