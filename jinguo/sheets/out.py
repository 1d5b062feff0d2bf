"""What leaves the product on a sheet: a list as its page shows it, with who took it, when and what for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.common.lines import line_of
from jinguo.common.xlsx import Workbook
from jinguo.indicators import honesty
from jinguo.orgs import audit
from jinguo.orgs.crypto import EncryptedCharField
from jinguo.orgs.models import User
from jinguo.records.pages.listing import Listing
from jinguo.records.pages.showing import people_of
from jinguo.records.registers import Column, Register
from jinguo.records.veil import veiled
from jinguo.tables.wording import field_at, value_at

MOST_ROWS, MOST_PRINTED = 20_000, 2_000
BLANK_LINES = 10
AT_ONCE = 1000
MOST_IN_FOOTER = 200
"""So many characters are left of the 255 that Excel takes in a footer."""


def columns_of(listing: Listing) -> Mapping[str, Column]:
    """What may be taken along, by name: what the list shows, then what the record page tells; nothing encrypted."""
    register, shown = listing.register, {column.name: column for column in listing.columns}
    told = [] if "detail" in register.doors else register.facts
    named = {**shown, **{column.name: column for column in told if column.name not in shown}}
    return {name: column for name, column in named.items() if not _is_secret(register, column)}


def rows_of(listing: Listing, columns: Sequence[Column], most: int = MOST_ROWS) -> Iterator[list[str]]:
    """The texts of each row, as the viewer may see them."""
    for start in range(0, min(listing.count, most), AT_ONCE):
        found = listing.found[start : min(start + AT_ONCE, most)]
        for record in veiled(found, listing.user):
            yield [text_of(record, column) for column in columns]


def text_of(record: Any, column: Column) -> str:
    """As the list says it, but a day with its year: a sheet is read years later, and sorted."""
    value = None if column.value else value_at(record, column.name)
    return value.isoformat() if type(value) is date else column.say(record)


def asked_of(listing: Listing) -> list[str]:
    """The conditions of the list, in words."""
    return [*listing.said_filters, *([listing.query] if listing.query else [])]


def signature(user: User, *asked: str) -> str:
    """Whose sheet it is, of what, and who took it when."""
    moment = f"{localtime(now()):%Y-%m-%d %H:%M}"
    return line_of(user.unit.federation, *asked, user.display_name, moment)


def remarks_of(listing: Listing, most: int = MOST_ROWS) -> list[str]:
    """What whoever reads the sheet must know: invented data, what the figures don't know, rows left out."""
    said = [_("演示数据，非真实统计")] if settings.JINGUO_DEMO else []
    said += [str(text) for text, _about in honesty.grouped(listing.figures)]
    return said + too_many(listing, most)


def too_many(listing: Listing, most: int = MOST_ROWS) -> list[str]:
    """That rows are left out, where there are more than one sheet takes."""
    told = _("这里有 %(count)d 行，一份最多 %(most)d 行，后面的没有放进来。请先选一段时间或一个单位，分成几份。")
    return [told % {"count": listing.count, "most": most}] if listing.count > most else []


def names_to_sign(register: Register, record: Any, user: User) -> list[str]:
    """The names of a sign-in sheet as the viewer may see them, then blank lines for who comes besides."""
    return [*(line.name for line in people_of(register, record, user)), *[""] * BLANK_LINES]


def file_name(register: Register, user: User) -> str:
    return f"{register.label}-{user.unit.name}-{today():%Y%m%d}.xlsx"


def export(*, listing: Listing, purpose: str, columns: Sequence[str], by: User) -> bytes:
    """The list as a workbook. The trail keeps who took what for which purpose, nothing of the rows themselves."""
    known = columns_of(listing)
    chosen = [known[name] for name in columns]
    count = min(listing.count, MOST_ROWS)
    audit.log(by, "list.export", listing.register.slug, purpose=purpose, columns=list(columns), count=count)
    return _workbook(listing, chosen)


def _is_secret(register: Register, column: Column) -> bool:
    return isinstance(field_at(register.model, column.name), EncryptedCharField)


def _workbook(listing: Listing, columns: Sequence[Column]) -> bytes:
    made, signed = Workbook(), signature(listing.user, *asked_of(listing))
    above = [str(listing.register.label), signed, *remarks_of(listing)]
    sheet = made.table([_heading(column) for column in columns], rows_of(listing, columns), above=above)
    sheet.repeat_rows(len(above))
    sheet.set_paper(9)
    sheet.set_footer("&L" + signed[:MOST_IN_FOOTER].replace("&", "&&") + "&R&P/&N")
    return made.data()


def _heading(column: Column) -> str:
    return f"{column.label}（{column.unit}）" if column.unit else str(column.label)
