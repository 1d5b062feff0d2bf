"""谁来了 in a form: people by name, names as text, or only how many."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jinguo.common.numbers import whole_number
from jinguo.records import queries
from jinguo.records.models import Turnout
from jinguo.records.pages.chosen import ChosenField
from jinguo.records.people.named import Named, people_named
from jinguo.records.registers import Register
from jinguo.records.rosters.queries import Line, lines_of, people

ROSTER, HEADCOUNT = Turnout.Mode.ROSTER, Turnout.Mode.HEADCOUNT


class Roster(forms.BoundField):
    """The roster as it stands in the form."""

    field: "RosterField"

    def lines(self) -> list[Line]:
        """Who came; namesakes wait to be chosen."""
        form: Any = self.form
        record, named = form.instance, self.field.named
        if not form.is_bound:
            return lines_of(record, self.field.rows_name, form.user) if record.pk else []
        keys = [key for text in form.data.getlist(self.name) if (key := whole_number(text)) is not None]
        chosen, known = self.field.queryset.in_bulk(keys), people(form.user).in_bulk(keys)
        lines = {key: Line(chosen[key], known=key in known) for key in keys if key in chosen}
        lines |= {person.pk: Line(person) for person in named.found}
        offered = {person.pk: Line(person, chosen=False) for person in named.namesakes}
        return list({**offered, **lines}.values())

    def last_time(self) -> list[Line]:
        """Who came to the newest record of her own unit that names people, and doesn't stand on the roster yet."""
        form: Any = self.form
        listed = {line.person.pk for line in self.lines() if line.chosen}
        before = None if form.instance.pk else self._before(form)
        lines = lines_of(before, self.field.rows_name, form.user) if before else []
        return [Line(line.person, chosen=False) for line in lines if line.known and line.person.pk not in listed]

    def names_left(self) -> str:
        """Names that are still nobody's; the others have moved into the roster."""
        return "\n".join(self.field.named.unknown)

    def _before(self, form: Any) -> Any:
        """The last one of the same name (of that course), where there is one."""
        register = self.field.register
        named = queries.rows(register, form.user).filter(unit=form.user.unit, listed__gt=0)
        subject = getattr(form.instance, f"{register.title_column.name}_id", None)
        alike = named.filter(**{register.title_column.name: subject}).first() if subject else None
        return alike or named.first()


class RosterField(ChosenField):
    """People by their keys; names typed as text join them. How it is drawn: `records/rosters/roster.html`."""

    inside = ("mode", "women", "names")

    def __init__(self, register: Register, **kwargs: Any) -> None:
        self.register, self.named = register, Named()
        wrong = {"invalid_choice": _("名单里有一个人已经不在册了，或不归您管，请去掉。")}
        super().__init__(
            register.roster, "person", label=_("谁来了"), error_messages=wrong,
            template_name="records/rosters/roster.html", **kwargs,
        )  # fmt: skip

    def get_bound_field(self, form: Any, field_name: str) -> Roster:
        return Roster(form, self, field_name)

    def offered(self, form: Any, already: Sequence[int]) -> QuerySet[Any]:
        return people(form.user, also=already)

    def prepare(self, form: Any, name: str) -> None:
        self.named = Named()
        super().prepare(form, name)
        if isinstance(form.instance, Turnout):
            form.fields["women"].required = _mode(form.data) == HEADCOUNT
            if form.is_bound and "mode" not in form.data:
                form.data = form.data.copy()
                form.data["mode"] = _mode(form.data)

    def take(self, form: Any, name: str, data: dict[str, Any]) -> None:
        self.named = people_named(data.get("names", ""), people(form.user))
        problems: list[Any] = [*self.named.problems]
        if data.get("mode") == ROSTER and not (problems or data.get(name) or self.named.found or name in form.errors):
            problems = [_("谁来了？请点名字，或改成只记人数。")]
        if problems:
            form.add_error(name, [ValidationError(text) for text in problems])

    def chosen(self, data: Mapping[str, Any], name: str) -> Sequence[Any]:
        return [] if data.get("mode") == HEADCOUNT else [*data[name], *self.named.found]


def _mode(data: Mapping[str, Any]) -> str:
    """What was chosen; a row of a workbook chooses by what it holds. Before anything is said, women are asked for."""
    return data.get("mode") or (ROSTER if data.get("people") or data.get("names") else HEADCOUNT)


def roster_places(register: Register) -> dict[str, Any]:
    """What stands in the form for the roster, in its order; None for columns of the record."""
    names = forms.CharField(label=_("来的人，一行写一个名字"), required=False, widget=forms.Textarea({"rows": 4}))
    own = {"people": RosterField(register), "names": names}
    return {"mode": None, **own, "women": None} if issubclass(register.model, Turnout) else own
