"""和哪些单位一起办 in a form: the near units as chips, any other unit of the country by typing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.forms.utils import ErrorList
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.dates import today
from jinguo.common.numbers import whole_number
from jinguo.orgs.choosing import Chip, Named, chips, units_named
from jinguo.orgs.models import Unit
from jinguo.orgs.queries import SUGGESTED
from jinguo.records.pages.chosen import ChosenField
from jinguo.ui.forms import NamesInput

LABEL = gettext_lazy("和哪些单位一起办")


class Partners(forms.BoundField):
    """The partners as they stand in the form."""

    field: "PartnersField"

    def chips(self) -> list[Chip]:
        form, named = self.form, self.field.named
        keys = {key for value in self.value() or () if (key := whole_number(str(value))) is not None}
        chosen, meant = keys | {unit.pk for unit in named.found}, (some[:SUGGESTED] for some in named.meant.values())
        maybe = {unit.pk for some in meant for unit in some}
        return chips(form.instance.unit, self.field.queryset, chosen, maybe)  # type: ignore[attr-defined]

    @property
    def errors(self) -> ErrorList:
        return ErrorList([*super().errors, *self.form["with_names"].errors])

    def names_left(self) -> str:
        """What names no unit, to be mended; a text that was refused as a whole is there whole."""
        if "with_names" in self.form.errors:
            return str(self.form["with_names"].value())
        return "\n".join(self.field.named.unknown)


class PartnersField(ChosenField):
    """Units by their keys; those written as text in `with_names` join them. Drawn by `records/partners.html`."""

    inside = ("with_names",)

    def __init__(self) -> None:
        super().__init__(
            "partner_rows", "unit", label=LABEL, template_name="records/partners.html",
            help_text=gettext_lazy("它们看得到这一条，算它们“参与”，不另记。"),
            error_messages={"invalid_choice": gettext_lazy("选的单位里有已经撤销的，或您自己的单位。请去掉。")},
        )  # fmt: skip
        self.named = Named()

    def get_bound_field(self, form: Any, field_name: str) -> Partners:
        return Partners(form, self, field_name)

    def offered(self, form: Any, already: Sequence[int]) -> QuerySet[Any]:
        anyone = Q(pk__in=Unit.objects.open_on(today()).values("pk")) | Q(pk__in=already)
        return Unit.objects.filter(anyone).exclude(pk=form.instance.unit_id).order_by("level", "pk")

    def prepare(self, form: Any, name: str) -> None:
        self.named = Named()
        super().prepare(form, name)

    def take(self, form: Any, name: str, data: dict[str, Any]) -> None:
        self.named = units_named(data.get("with_names", ""), near=form.instance.unit)
        for text in self.named.unknown:
            said = _("没有找到单位“%(text)s”。看看有没有写错字；外单位请写在“还和谁一起办”里。")
            form.add_error(name, said % {"text": text})
        for text, units in self.named.meant.items():
            said = _("“%(text)s”有 %(count)d 个，请在上面给一起办的那个打勾，或写全一点，前面写上县和镇的名字。")
            form.add_error(name, said % {"text": text, "count": len(units)})

    def chosen(self, data: Mapping[str, Any], name: str) -> Sequence[Any]:
        return list({unit.pk: unit for unit in [*data[name], *self.named.found]}.values())


def partner_places() -> dict[str, Any]:
    """What stands in the form for the partners."""
    names = forms.CharField(label=LABEL, required=False, max_length=2000, widget=NamesInput)
    return {"with_units": PartnersField(), "with_names": names}
