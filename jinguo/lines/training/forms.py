"""The form in which a session is written down, in the order in which she tells it."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jinguo.lines.training import queries
from jinguo.lines.training.models import Course, Session
from jinguo.lines.training.roster import Named, resolve
from jinguo.orgs.models import User
from jinguo.records.models import Person
from jinguo.ui.forms import ChipChoice, CountInput, DayField, JgModelForm, PlainDayInput, Segmented, SuggestInput


class SessionForm(JgModelForm):
    """Takes what is taught, the place and the people as words; leaves the writing to `save_session`."""

    what = forms.CharField(label=_("教什么"), max_length=60, widget=SuggestInput)
    kind = forms.ChoiceField(
        label=_("哪一类"), choices=Course.Kind.choices, widget=ChipChoice, required=False, help_text=_("新内容才要选。")
    )
    where = forms.CharField(label=_("在哪里"), max_length=100, widget=SuggestInput)
    people = forms.ModelMultipleChoiceField(
        label=_("谁来了"),
        queryset=None,
        required=False,
        error_messages={"invalid_choice": _("名单里有一个人已经不在册了，或不归您管，请去掉。")},
    )
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

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.named = Named()
        if self.instance.pk is None:
            self.instance.unit = user.unit
        for name, values in queries.most_used(user).items():
            cast(SuggestInput, self.fields[name].widget).suggestions = values
        cast(forms.ModelChoiceField[Any], self.fields["people"]).queryset = queries.people(user, also=self.instance)
        cast(forms.ModelChoiceField[Any], self.fields["programme"]).queryset = queries.programmes(self.instance.unit)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._take_course(data)
        self._take_place(data)
        self._take_names(data)
        return data

    def arguments(self) -> Mapping[str, Any]:
        listed = [*self.cleaned_data["people"], *self.named.found]
        return {"session": self.instance, "roster": listed if self.instance.mode == Session.Mode.ROSTER else []}

    def rows(self) -> Iterator[tuple[Person, bool]]:
        """The roster as it stands in the form: each person, and whether she is chosen; namesakes are not, yet."""
        if not self.is_bound:
            yield from ((row.person, True) for row in queries.roster(self.instance)) if self.instance.pk else ()
            return
        keys = [key for key in cast(QueryDict, self.data).getlist("people") if key.isdecimal()]
        people = queries.people(self.user, also=self.instance).in_bulk(map(int, keys))
        yield from ((people[int(key)], True) for key in dict.fromkeys(keys) if int(key) in people)
        yield from ((person, True) for person in self.named.found if str(person.pk) not in keys)
        yield from ((person, False) for person in self.named.unclear if str(person.pk) not in keys)

    def _take_course(self, data: dict[str, Any]) -> None:
        """A known name is that course; a new one becomes a new course, which must say of which kind it is."""
        if not (name := data.get("what")):
            return
        known = queries.courses(self.instance.unit).filter(name=name).first()
        if known is None and not data.get("kind"):
            self.add_error("kind", _("“%(name)s”是新内容，请选是哪一类。") % {"name": name})
            return
        self.instance.course = known or Course(unit=self.instance.unit, name=name, kind=data["kind"])

    def _take_place(self, data: dict[str, Any]) -> None:
        where = data.get("where", "")
        self.instance.school = queries.schools(self.instance.unit).filter(name=where).first()
        self.instance.place = "" if self.instance.school else where

    def _take_names(self, data: dict[str, Any]) -> None:
        self.named = resolve(data.get("names", ""), queries.people(self.user))
        if self.named.problems:
            self.add_error("people", [ValidationError(text) for text in self.named.problems])
