"""Files beside any record: on its page, in the form of a new one, in its history, gone with an erased person."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from jinguo.files import queries, services, views
from jinguo.files.checking import ACCEPT
from jinguo.orgs.http import UserRequest
from jinguo.records import registers
from jinguo.records.models import Change, Record


class Files:
    """See `records.beside.Keeper`."""

    def section(self, context: Any, record: Record) -> SafeString:
        known = registers.of_source(record.source)
        told = {
            "files": queries.files_of(record),
            "may_change": known is not None and views.may_attach(context["user"], record),
            "url": known.url("files", record.pk) if known else "",
        }
        return render_to_string("files/section.html", told)

    def field(self, context: Any) -> SafeString:
        return render_to_string("files/field.html", {"accept": ACCEPT, "again": context["form"].is_bound})

    def take(self, request: UserRequest, record: Record) -> None:
        for refusal in views.take(request, record):
            messages.warning(request, refusal)

    def lines(self, changes: Iterable[Change]) -> Mapping[int, list[str]]:
        """The names of the files; they stand encrypted beside the files, not in the history."""
        keys = {change.pk: change.document.get("files", []) for change in changes}
        labels = queries.labels({key for some in keys.values() for key in some})
        return {change: [labels[key] for key in some if key in labels] for change, some in keys.items()}

    def hand_on(self, record: Record, to: Record) -> list[int]:
        return services.hand_on(record, to)

    def give_back(self, keys: Iterable[int], record: Record) -> None:
        services.give_back(keys, record)

    def erase(self, record: Record) -> None:
        services.erase(record)
