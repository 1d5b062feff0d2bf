"""存成 Excel: what for and which columns, then the list as its page shows it."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from jinguo.orgs.http import UserRequest, login_required
from jinguo.records import registers
from jinguo.records.pages.listing import Listing
from jinguo.records.sheets import out
from jinguo.records.sheets.views import as_file
from jinguo.ui.downloads import download
from jinguo.ui.forms import ChipChoice, ChipChoices, JgForm
from jinguo.ui.pages import page

OTHER = "other"
PURPOSES = (
    ("keep", gettext_lazy("工作留存")),
    ("report", gettext_lazy("上报上级")),
    ("check", gettext_lazy("发给村里核对")),
    (OTHER, gettext_lazy("其他")),
)
NO_NUMBERS = RegexValidator(r"\d{4}", gettext_lazy("这里不写号码，只说拿去做什么。"), inverse_match=True)


class ExportForm(JgForm):
    """What the sheet is for, and what stands on it."""

    purpose = forms.ChoiceField(label=gettext_lazy("存下来做什么用"), choices=PURPOSES, widget=ChipChoice)
    other = forms.CharField(
        label=gettext_lazy("写一句做什么用"),
        required=False,
        max_length=40,
        validators=[NO_NUMBERS],
        help_text=gettext_lazy("选了“其他”才写。会记进操作记录，不写人名和号码。"),
    )
    columns = forms.MultipleChoiceField(label=gettext_lazy("要哪几栏"), widget=ChipChoices)

    def __init__(self, *args: Any, listing: Listing, **kwargs: Any) -> None:
        ticked = [column.name for column in listing.columns]
        super().__init__(*args, initial={"purpose": "keep", "columns": ticked}, **kwargs)
        chosen: Any = self.fields["columns"]
        chosen.choices = [(name, column.label) for name, column in out.columns_of(listing).items()]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("purpose") == OTHER and not said.get("other") and "other" not in self.errors:
            self.add_error("other", _("请写一句做什么用。"))
        return said

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        purpose = said["other"] if said["purpose"] == OTHER else said["purpose"]
        return {"purpose": purpose, "columns": said["columns"]}


@never_cache
@login_required
@download
def export(request: UserRequest, slug: str) -> HttpResponse:
    """Who may read a list may take it along: a leader, too."""
    listing = listing_of(request, slug)
    form = ExportForm(request.POST or None, listing=listing)
    if form.submit(out.export, listing=listing, by=request.user):
        return as_file(form.result, out.file_name(listing.register, request.user))
    context = {"listing": listing, "register": listing.register, "form": form, "back_url": back_to(listing)}
    context["too_many"] = out.too_many(listing) if listing.count > out.MOST_ROWS else ""
    return page(request, "records/sheets/export.html", context)


def listing_of(request: UserRequest, slug: str) -> Listing:
    """The list that the address asks for, as its own page would show it."""
    register = registers.find(slug)
    if register is None:
        raise Http404
    return Listing(register, request.user, request.GET)


def back_to(listing: Listing) -> str:
    return listing.register.list_url + listing.same_query
