"""和哪些单位一起办 in a form: the near units as chips, any other unit of the country by typing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.dates import today
from jinguo.common.numbers import whole_number
from jinguo.orgs.finding import in_full, units_called
from jinguo.orgs.models import Unit
from jinguo.orgs.queries import SUGGESTED, neighbours
from jinguo.records.pages.chosen import ChosenField

BETWEEN_UNITS = re.compile(r"[\n\r,，、;；]+")
LABEL = gettext_lazy("和哪些单位一起办")


class NamesInput(forms.Textarea):
    """Names of units: of a text, or of the chips that the script adds, one each."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return (
            "\n".join(data.getlist(name))
            if hasattr(data, "getlist")
            else super().value_from_datadict(data, files, name)
        )


@dataclass(frozen=True)
class Chip:
    key: int
    label: str
    hint: str
    """Where it is, of units from further away: there may be others of that name."""
    chosen: bool


class Partners(forms.BoundField):
    """The partners as they stand in the form."""

    field: "PartnersField"

    def chips(self) -> list[Chip]:
        """The near ones, then the others that were chosen or may be meant."""
        near = list(neighbours(self.form.instance.unit))  # type: ignore[attr-defined]
        keys = {key for value in self.value() or () if (key := whole_number(str(value))) is not None}
        chosen = keys | {unit.pk for unit in self.field.named}
        others = chosen - {unit.pk for unit in near} | {unit.pk for unit in self.field.meant}
        far = in_full(list(self.field.queryset.filter(pk__in=others)))
        near_chips = [Chip(unit.pk, unit.name, "", unit.pk in chosen) for unit in near if unit.pk not in others]
        return [*near_chips, *(Chip(one.pk, one.label, one.hint, one.pk in chosen) for one in far)]

    def names_left(self) -> str:
        """What names no unit, to be mended."""
        return "\n".join(self.field.left)


class PartnersField(ChosenField):
    """Units by their keys; those written as text in `with_names` join them. Drawn by `records/partners.html`."""

    inside = ("with_names",)

    def __init__(self) -> None:
        super().__init__(
            "partner_rows", "unit", label=LABEL, template_name="records/partners.html",
            help_text=gettext_lazy("它们看得到这一条，算它们“参与”，不另记。"),
            error_messages={"invalid_choice": gettext_lazy("选的单位里有已经撤销的，或您自己的单位。请去掉。")},
        )  # fmt: skip
        self.named, self.meant, self.left = [], [], []  # type: tuple[list[Unit], list[Unit], list[str]]

    def get_bound_field(self, form: Any, field_name: str) -> Partners:
        return Partners(form, self, field_name)

    def offered(self, form: Any, already: Sequence[int]) -> QuerySet[Any]:
        anyone = Q(pk__in=Unit.objects.open_on(today()).values("pk")) | Q(pk__in=already)
        return Unit.objects.filter(anyone).exclude(pk=form.instance.unit_id).order_by("level", "pk")

    def prepare(self, form: Any, name: str) -> None:
        self.named, self.meant, self.left = [], [], []
        super().prepare(form, name)

    def take(self, form: Any, name: str, data: dict[str, Any]) -> None:
        texts = ("".join(text.split()) for text in BETWEEN_UNITS.split(data.get("with_names", "")))
        for text in dict.fromkeys(filter(None, texts)):
            found = units_called(text, near=form.instance.unit)
            if len(found) == 1:
                self.named += [unit for unit in found if unit.pk != form.instance.unit_id]
            else:
                form.add_error(name, self._asks(text, found))

    def chosen(self, data: Mapping[str, Any], name: str) -> Sequence[Any]:
        units = {unit.pk: unit for unit in [*data[name], *self.named]}
        return list(units.values())

    def _asks(self, text: str, found: list[Unit]) -> str:
        told = {"text": text, "count": len(found)}
        if not found:
            self.left.append(text)
            return _("没有找到单位“%(text)s”。看看有没有写错字；外单位请写在“还和谁一起办”里。") % told
        self.meant += found[:SUGGESTED]
        return _("“%(text)s”有 %(count)d 个，请在上面给一起办的那个打勾，或写全一点，前面写上县和镇的名字。") % told


def partner_places() -> dict[str, Any]:
    """What stands in the form for the partners."""
    names = forms.CharField(label=LABEL, required=False, max_length=2000, widget=NamesInput)
    return {"with_units": PartnersField(), "with_names": names}
