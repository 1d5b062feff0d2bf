"""还有谁能看: whom of her own unit the author of a confidential case lets in, as chips."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from jinguo.orgs.queries import colleagues_of
from jinguo.records.pages.own import OwnField
from jinguo.ui.forms import ChipChoices, SeveralField


class ConfidantsField(OwnField, SeveralField):
    """The other accounts of the case's unit that write down."""

    def __init__(self) -> None:
        super().__init__(
            None, label=_("还有谁能看"), required=False, widget=ChipChoices,
            help_text=_("只有您和选上的同事看得到这一条，别人只看得到合计的数。"),
        )  # fmt: skip

    def prepare(self, form: Any, name: str) -> None:
        case = form.instance
        self.queryset = colleagues_of(case.unit_id, case.created_by_id)
        form.initial.setdefault(name, [row.account_id for row in case.confidant_rows.all()] if case.pk else [])

    def rows(self, form: Any, data: Mapping[str, Any]) -> dict[str, Sequence[Model]]:
        row: Any = type(form.instance).confidant_rows.rel.related_model
        return {"confidant_rows": [row(account=account) for account in data["confidants"]]}
