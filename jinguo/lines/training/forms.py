"""The form in which a session is written down, in the order in which she tells it."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import today
from jinguo.common.numbers import whole_number
from jinguo.lines.training import queries
from jinguo.lines.training.models import Attendance, Course, Session
from jinguo.lines.training.queries import Line, Named
from jinguo.orgs.fields import UnitField
from jinguo.orgs.models import UnitLevel, User
from jinguo.records.models import NoIdReason, Sex
from jinguo.records.models.happening import WOMEN_ASKED
from jinguo.records.people.forms import PRIVATE
from jinguo.ui.forms import (
    ChipChoice,
    ChipChoices,
    CountInput,
    DayField,
    JgForm,
    JgModelForm,
    PlainDayInput,
    Segmented,
    SuggestInput,
)

SEXES = [(one.value, one.label) for one in (Sex.FEMALE, Sex.MALE)]


class RosterField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """People by their keys; one that no database could hold is nobody's."""

    def clean(self, value: Any) -> Any:
        if any(whole_number(str(key)) is None for key in value or ()):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class SessionForm(JgModelForm):
    """Takes what is taught, the place and the people as words; leaves the writing to `save_session`."""

    what = forms.CharField(
        label=_("教什么"), max_length=60, widget=SuggestInput, error_messages={"required": _("请写教了什么。")}
    )
    kind = forms.ChoiceField(
        label=_("哪一类"),
        choices=Course.Kind.choices,
        widget=ChipChoice,
        required=False,
        help_text=_("新内容才要选。"),
        error_messages={"required": _("这是新内容，请选是哪一类。")},
    )
    where = forms.CharField(
        label=_("在哪里"), max_length=100, widget=SuggestInput, error_messages={"required": _("请写在哪里办的。")}
    )
    people = RosterField(
        label=_("谁来了"),
        queryset=None,
        required=False,
        error_messages={"invalid_choice": _("名单里有一个人已经不在册了，或不归您管，请去掉。")},
    )
    with_units: Any = forms.ModelMultipleChoiceField(
        label=_("和哪些单位一起办"), queryset=None, required=False, widget=ChipChoices,
        help_text=_("它们看得到这一期，算它们“参与”，不另记。"),
    )  # fmt: skip
    names = forms.CharField(label=_("来的人，一行写一个名字"), required=False, widget=forms.Textarea({"rows": 4}))

    class Meta:
        model = Session
        fields = ("starts_on", "teacher", "mode", "women", "total", "note", "ends_on", "programme", "partners")
        field_classes = {"starts_on": DayField, "ends_on": DayField}
        widgets = {
            "ends_on": PlainDayInput,
            "teacher": SuggestInput,
            "mode": Segmented,
            "women": CountInput,
            "total": CountInput,
            "note": forms.Textarea({"rows": 3}),
        }
        error_messages = {"women": {"required": WOMEN_ASKED}}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.named = Named()
        for name, values in queries.most_used(user).items():
            cast(SuggestInput, self.fields[name].widget).suggestions = values
        self._choices("people").queryset = queries.people(user, also=self.instance)
        self._choices("with_units").queryset = queries.possible_partners(self.instance)
        self._choices("programme").queryset = queries.programmes(self.instance.unit)
        self.fields["what"].widget.attrs["list"] = "training-courses"
        self.initial.update(self._filled_in())
        self.fields["women"].required = self.data.get("mode", Session.Mode.HEADCOUNT) == Session.Mode.HEADCOUNT
        name = str(self.data.get("what", "")).strip()
        self.known = self._course_named(name)
        self.fields["kind"].required = self.known is None and (bool(name) or not self.is_bound)

    def _choices(self, name: str) -> "forms.ModelChoiceField[Any]":
        return cast("forms.ModelChoiceField[Any]", self.fields[name])

    def _filled_in(self) -> dict[str, Any]:
        """What needs no typing: the day, and where and by whom the last session was held."""
        session = self.instance
        if session.course_id is None:
            last = queries.last_session(self.user)
            return {"starts_on": today(), "where": last.where if last else "", "teacher": last.teacher if last else ""}
        words = {"what": session.course.name, "where": session.where}
        if session.pk:
            people = session.attendances.values_list("person", flat=True)
            return {**words, "people": list(people), "with_units": [unit.pk for unit in session.with_units]}
        return {**words, "starts_on": today(), "women": None, "total": None}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._take_course(data)
        self._take_place(data)
        self._take_names(data)
        return data

    def arguments(self) -> Mapping[str, Any]:
        listed = [*self.cleaned_data["people"], *self.named.found]
        roster = listed if self.instance.mode == Session.Mode.ROSTER else []
        return {"session": self.instance, "roster": roster, "partners": self.cleaned_data["with_units"]}

    def lines(self) -> list[Line]:
        """The roster as it stands in the form; namesakes wait to be chosen."""
        if not self.is_bound:
            return queries.attendees(self.instance, self.user) if self.instance.pk else []
        listed = map(whole_number, cast(QueryDict, self.data).getlist("people"))
        keys = [key for key in listed if key is not None]
        chosen = queries.people(self.user, also=self.instance).in_bulk(keys)
        known = queries.people(self.user).in_bulk(keys)
        lines = {key: Line(chosen[key], known=key in known) for key in keys if key in chosen}
        lines |= {person.pk: Line(person) for person in self.named.found}
        offered = {person.pk: Line(person, chosen=False) for person in self.named.namesakes}
        return list({**offered, **lines}.values())

    def last_time(self) -> list[Line]:
        """Who came the last time, and doesn't stand on the roster yet."""
        listed = {line.person.pk for line in self.lines() if line.chosen}
        people = [] if self.instance.pk else queries.last_roster(self.user, self.instance.course_id)
        return [Line(person, chosen=False) for person in people if person.pk not in listed]

    def names_left(self) -> str:
        """Names that are still nobody's; the others have moved into the roster."""
        return "\n".join(self.named.unknown)

    def more(self) -> list[forms.BoundField]:
        """还有几项: what stands behind the fold."""
        return [self[name] for name in ("total", "ends_on", "programme", "with_units", "partners")]

    def is_more_wrong(self) -> bool:
        return any(field.errors for field in self.more())

    def known_courses(self) -> QuerySet[Course]:
        return queries.courses(self.instance.unit)

    def _course_named(self, name: str) -> Course | None:
        session: Session = self.instance
        if session.course_id and session.course.name == name:
            return session.course
        return queries.courses(session.unit).filter(name=name).first()

    def _take_course(self, data: dict[str, Any]) -> None:
        """A known name is that course; a new one becomes a new course of the chosen kind."""
        if data.get("what") and (self.known or data.get("kind")):
            unit = self.instance.unit
            self.instance.course = self.known or Course(unit=unit, name=data["what"], kind=data["kind"])

    def _take_place(self, data: dict[str, Any]) -> None:
        session, where = self.instance, data.get("where", "")
        if session.venue is None or str(session.venue) != where:
            session.venue = queries.place_named(where, self.user)
        session.place = "" if session.venue else where

    def _take_names(self, data: dict[str, Any]) -> None:
        self.named = queries.people_named(data.get("names", ""), queries.people(self.user))
        if self.named.problems:
            self.add_error("people", [ValidationError(text) for text in self.named.problems])


class NewcomerForm(JgForm):
    """登记一个新的人, without leaving the session: only what is needed to know her again."""

    prefix = "newcomer"

    name = forms.CharField(label=_("姓名"), strip=False, widget=forms.TextInput(PRIVATE))
    sex = forms.ChoiceField(label=_("性别"), choices=SEXES, initial=Sex.FEMALE, widget=ChipChoice)
    born_on = DayField(label=_("出生日期"), required=False, widget=PlainDayInput(PRIVATE))
    group_name = forms.CharField(label=_("村民小组"), required=False, max_length=50)
    id_number = forms.CharField(label=_("身份证号"), required=False, widget=forms.TextInput(PRIVATE))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if user.unit.level != UnitLevel.VILLAGE:
            self.fields["unit"] = UnitField(user=user, label=_("住在哪个村"))

    def arguments(self) -> Mapping[str, Any]:
        reason = "" if self.cleaned_data["id_number"] else NoIdReason.OTHER
        return {"unit": self.user.unit, "no_id_reason": reason, **self.cleaned_data}


class OutcomesForm(JgForm):
    """培训后怎么样了: one line for each woman, one day for all that is new."""

    on = DayField(label=_("哪天知道的"))

    def __init__(self, *args: Any, session: Session, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self.initial["on"] = today()
        for line in queries.attendees(session, user):
            if line.attendance:
                self.fields[f"outcome_{line.attendance.pk}"] = forms.ChoiceField(
                    label=line.name,
                    help_text=line.hint,
                    choices=[("", _("还不知道")), *Attendance.Outcome.choices],
                    initial=line.attendance.outcome,
                    required=False,
                    widget=ChipChoice,
                )

    def women(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name != "on"]

    def arguments(self) -> Mapping[str, Any]:
        given = dict(self.cleaned_data)
        on = given.pop("on")
        return {"session": self.session, "on": on, "outcomes": {int(k.rpartition("_")[2]): v for k, v in given.items()}}
