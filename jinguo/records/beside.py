"""What stands beside any record without being part of it: its files. Who keeps it enters itself here, once.

A record's version, history of fields and facts know nothing of it; the pages of a record show it.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.utils.safestring import SafeString

from jinguo.orgs.http import UserRequest
from jinguo.records.models import Change, Record


class Keeper(Protocol):
    def section(self, context: Any, record: Record) -> SafeString:
        """On the record's page; `context` is that of the page."""

    def field(self, context: Any) -> SafeString:
        """In the form of a new record, which is sent as multipart/form-data."""

    def take(self, request: UserRequest, record: Record) -> None:
        """What came with that form, once the record is saved; what is refused is told as a message."""

    def lines(self, changes: Iterable[Change]) -> Mapping[int, list[str]]:
        """What the changes did, in words, by their keys, in one query."""

    def hand_on(self, record: Record, to: Record) -> list[int]:
        """Let what stands beside a record stand beside another one of its type, with which it was merged: its keys."""

    def give_back(self, keys: Iterable[int], record: Record) -> None:
        """The way back of that, once the two are parted."""

    def erase(self, record: Record) -> None:
        """Empty what stands with an erased person. Runs in the transaction of the erasure."""


keepers: list[Keeper] = []
