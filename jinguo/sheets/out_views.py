"""存成 Excel and 打印: the list as its page shows it, on a sheet; and the sheet on which those who come sign."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from jinguo.common.dates import today
from jinguo.common.lines import line_of
from jinguo.orgs.http import UserRequest, login_required
from jinguo.records import queries, registers
from jinguo.records.pages.listing import Listing
from jinguo.records.registers import Column
from jinguo.records.veil import veiled
from jinguo.sheets import out
from jinguo.sheets.views import as_file
from jinguo.tables.wording import say
from jinguo.ui.downloads import download
from jinguo.ui.forms import ChipChoice, ChipChoices, JgForm
from jinguo.ui.pages import page

MOST_UPRIGHT = 5
"""So many columns stand on an upright page."""
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
    context = {"listing": listing, "register": listing.register, "form": form, "back_url": back_to(listing, request)}
    context["too_many"] = "".join(out.too_many(listing))
    return page(request, "sheets/export.html", context)


@login_required
def printed(request: UserRequest, slug: str) -> HttpResponse:
    """花名册: the list on A4, across where it has many columns."""
    listing = listing_of(request, slug)
    looks = list(listing.heads.values())
    rows = (zip(texts, looks, strict=True) for texts in out.rows_of(listing, listing.columns, out.MOST_PRINTED))
    context = {
        "listing": listing,
        "register": listing.register,
        "rows": rows,
        "width": len(listing.columns) + 1,
        "wide": len(listing.columns) > MOST_UPRIGHT,
        "asked": line_of(*out.asked_of(listing)),
        "remarks": out.remarks_of(listing, out.MOST_PRINTED),
        "signature": out.signature(request.user, *out.asked_of(listing)),
        "day": today().isoformat(),
        "back_url": back_to(listing, request),
    }
    return page(request, "sheets/print.html", context)


@login_required
def sign_in(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    """签到表 of one record."""
    register = registers.find_shared(slug)
    if register is None or register.doors:
        raise Http404
    [record] = veiled([queries.record(register, request.user, pk)], request.user)
    day, place, _name = register.same_event or (register.day_field, "", "")
    context = {
        "register": register,
        "record": record,
        "name": register.name_of(record),
        "day": out.text_of(record, Column(day)) if day else "",
        "place": say(record, place) if place else "",
        "lines": out.names_to_sign(register, record, request.user),
        "signature": out.signature(request.user),
        "back_url": register.url("detail", pk),
    }
    return page(request, "sheets/sign_in.html", context)


def listing_of(request: UserRequest, slug: str) -> Listing:
    """The list that the address asks for, as its own page would show it."""
    register = registers.find_shared(slug)
    if register is None:
        raise Http404
    return Listing(register, request.user, request.GET)


def back_to(listing: Listing, request: UserRequest) -> str:
    asked = request.GET.urlencode()
    return f"{listing.register.list_url}?{asked}" if asked else listing.register.list_url
