"""Rows that only name somebody, chosen in their record's form: partners, confidants, who came."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from jinguo.orgs.queries import colleagues_of
from jinguo.records.pages.own import OwnField
from jinguo.tables.rows import naming
from jinguo.ui.forms import ChipChoices, SeveralField


class ChosenField(OwnField, SeveralField):
    """Several of them. `rows_name`: the accessor of the rows; `column`: their field that names one."""

    def __init__(self, rows_name: str, column: str, **kwargs: Any) -> None:
        super().__init__(None, required=False, **kwargs)
        self.rows_name, self.column = rows_name, column

    def offered(self, form: Any, already: Sequence[int]) -> QuerySet[Any]:
        """Whom the user may choose; who is there `already` may stay."""
        raise NotImplementedError

    def prepare(self, form: Any, name: str) -> None:
        rows = getattr(form.instance, self.rows_name).all() if form.instance.pk else ()
        already = [getattr(row, f"{self.column}_id") for row in rows]
        self.queryset = self.offered(form, already)
        form.initial.setdefault(name, already)

    def rows(self, form: Any, name: str) -> dict[str, Sequence[Model]]:
        chosen = self.chosen(form.cleaned_data, name)
        return {self.rows_name: naming(form.instance, self.rows_name, self.column, chosen)}

    def chosen(self, data: Mapping[str, Any], name: str) -> Sequence[Any]:
        return list(data[name])


class ConfidantsField(ChosenField):
    """还有谁能看: whom of her own unit the author of a confidential case lets in, as chips."""

    def __init__(self) -> None:
        super().__init__(
            "confidant_rows", "account", label=_("还有谁能看"), widget=ChipChoices,
            help_text=_("只有您和选上的同事看得到这一条，别人只看得到合计的数。"),
        )  # fmt: skip

    def offered(self, form: Any, already: Sequence[int]) -> QuerySet[Any]:  # noqa: ARG002
        return colleagues_of(form.instance.unit_id, form.instance.created_by_id)


def confidant_places() -> dict[str, Any]:
    """What stands in the form for them."""
    return {"confidants": ConfidantsField()}
