"""和哪些单位一起办: the partners of a record, as chips."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from jinguo.orgs.models import Unit
from jinguo.orgs.queries import neighbours
from jinguo.records.models import partner_key
from jinguo.records.pages.own import OwnField
from jinguo.ui.forms import ChipChoices, SeveralField


class PartnersField(OwnField, SeveralField):
    """Units near the record's own, and those that take part already."""

    def __init__(self) -> None:
        super().__init__(
            None, label=_("和哪些单位一起办"), required=False, widget=ChipChoices,
            help_text=_("它们看得到这一条，算它们“参与”，不另记。"),
        )  # fmt: skip

    def prepare(self, form: Any, name: str) -> None:
        record = form.instance
        already = [row.unit_id for row in record.partner_rows.all()] if record.pk else []
        near = Q(pk__in=neighbours(record.unit).values("pk")) | Q(pk__in=already)
        self.queryset = Unit.objects.filter(near).order_by("level", "pk")
        form.initial.setdefault(name, already)

    def rows(self, form: Any, data: Mapping[str, Any]) -> dict[str, Sequence[Model]]:
        key: Any = partner_key(type(form.instance))
        return {"partner_rows": [key.model(unit=unit) for unit in data["with_units"]]}
