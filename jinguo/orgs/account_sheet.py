"""Many accounts at once, from a workbook or pasted rows: read, look at every row, open all or none."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jinguo.common import reading
from jinguo.common.dates import today
from jinguo.common.errors import BadInput
from jinguo.common.xlsx import Workbook
from jinguo.orgs import queries
from jinguo.orgs.accounts import create_user
from jinguo.orgs.models import DUTIES, Role, Unit, UnitLevel, User
from jinguo.orgs.passwords import Slip, first_time_password

MOST_ROWS = 500
MOST_BYTES = 5 << 20
"""A list of names is a few kilobytes."""
TITLE_ROWS = 10
"""So many rows may stand above the names of the columns."""

HEADS = {
    "display_name": ("姓名", "名字"),
    "unit": ("单位", "所在单位", "村", "村社区", "村（社区）"),
    "username": ("账号", "帐号", "登录名", "用户名"),
    "duty": ("职务", "角色", "做什么"),
}
"""What the columns are called, in the order that rows without a head have."""

SPOKEN_ROLES = {"领导": Role.LEADER, "管理员": Role.ADMINISTRATOR}
"""The words in a duty that say a role; any other duty (主席, 委员 …) has the role of its unit's level."""

UPPER = re.compile(r"^(.+(?:省|市|县|区|镇|乡|街道))(.+)$")
"""柳溪镇河湾村: whereabouts and name in one."""

Cells = list[list[str]]


@dataclass
class Row:
    """One account to be: what was written, what it means, and what is wrong with it."""

    number: int
    display_name: str = ""
    unit: str = ""
    username: str = ""
    duty: str = ""
    account: User | None = field(default=None, init=False)
    errors: list[str] = field(default_factory=list, init=False)

    @property
    def line(self) -> str:
        """The row as it can be pasted again."""
        return "\t".join([self.display_name, self.unit, self.username, self.duty])


def read_workbook(file: BinaryIO) -> Cells:
    """The cells of the first sheet as text. Raises ValidationError for what is no workbook or far too big."""
    try:
        book = reading.read(file.read(), most=MOST_BYTES)
    except BadInput as bad:
        raise ValidationError(bad.message) from bad
    return [[cell.strip() for cell in row] for row in book.sheets[0].rows] if book.sheets else []


def read_pasted(text: str) -> Cells:
    """Rows as they come out of a spreadsheet, or typed with commas."""
    return [[cell.strip() for cell in re.split(r"[\t,，]", line)] for line in text.splitlines()]


def rows_of(cells: Cells) -> list[Row]:
    """The rows under the names of the columns. Raises ValidationError when there are none or too many."""
    head, places = _head(cells)
    rows = []
    for number, line in enumerate(cells[head:], start=head + 1):
        values = {name: line[place] for name, place in places.items() if place < len(line)}
        if any(values.values()):
            rows.append(Row(number, **values))
    if not rows:
        raise ValidationError(_("里面没有名单。第一行写“姓名”“单位”，下面一行写一个人。"))
    if len(rows) > MOST_ROWS:
        raise ValidationError(
            _("一次最多开 %(most)d 个，这里有 %(count)d 个。请分几次。") % {"most": MOST_ROWS, "count": len(rows)}
        )
    return rows


def look_at(rows: Sequence[Row], *, by: User) -> None:
    """Find each row's unit and role, propose its account, and note what stands in the way."""
    found = _Units(by, rows)
    taken: set[str] = set()
    people: dict[tuple[str, int], Row] = {}
    for row in rows:
        row.errors = []
        unit = found.unit_of(row)
        if unit is None:
            continue
        username = row.username.lower() or queries.free_username(unit, row.display_name, taken)
        role = _role(row, unit)
        row.account = User(username=username, display_name=row.display_name, unit=unit, role=role)
        row.errors = [*_refusals(row.account, by), *_twice(row, taken, people)]


@transaction.atomic
def open_accounts(rows: Sequence[Row], *, by: User) -> list[Slip]:
    """Open the account of every row, with a first-time password each. Raises ValidationError if one can't be."""
    slips = []
    for account in (row.account for row in rows if row.account):
        password = first_time_password()
        user = create_user(
            username=account.username,
            display_name=account.display_name,
            unit=account.unit,
            role=account.role,
            password=password,
            must_change_password=True,
            by=by,
        )
        slips.append(Slip(user, password))
    return slips


def template() -> bytes:
    """An empty workbook with the columns, and how to fill them in on its second sheet."""
    made = Workbook()
    made.table([names[0] for names in HEADS.values()])
    how = [
        _("一行一个人。姓名、单位要填，账号、职务可以不填。"),
        _("单位：写名称；有同名的，连上级一起写，例如“柳溪镇河湾村”。"),
        _("账号：登录用，不填就按单位和姓名的拼音起一个。"),
        _("职务：照平常说的写，例如“主席”；只看不写的写“领导”。"),
    ]
    made.table([_("怎么填")], [[line] for line in how], width=70)
    return made.data()


def _head(cells: Cells) -> tuple[int, dict[str, int]]:
    """Where the rows begin, and in which column each value stands."""
    for number, line in enumerate(cells[:TITLE_ROWS]):
        places = {name: place for name in HEADS for place, cell in enumerate(line) if cell in HEADS[name]}
        if "display_name" in places and "unit" in places:
            return number + 1, places
    return 0, {name: place for place, name in enumerate(HEADS)}


class _Units:
    """The open units of the helper's branch that the rows name, in a few queries."""

    def __init__(self, by: User, rows: Iterable[Row]) -> None:
        names = {name for row in rows for name in (row.unit, _own_name(row.unit))}
        found = list(queries.open_units(by).filter(name__in=names))
        self.where = {pk: _bare(where) for pk, _name, where in queries.described(found, today())}
        self.by_name: dict[str, list[Unit]] = {}
        for unit in found:
            self.by_name.setdefault(unit.name, []).append(unit)

    def unit_of(self, row: Row) -> Unit | None:
        """The one unit that the row means; otherwise the row says why there is none."""
        own = _own_name(row.unit)
        above = _bare(row.unit.removesuffix(own))
        units = self.by_name.get(row.unit, [])
        units = units or [unit for unit in self.by_name.get(own, []) if above in self.where[unit.pk]]
        if len(units) == 1:
            return units[0]
        if not row.unit:
            row.errors = [_("没填单位。")]
        elif units:
            several = _("“%(unit)s”有 %(count)d 个，请连上级一起写，例如“柳溪镇河湾村”。")
            row.errors = [several % {"unit": row.unit, "count": len(units)}]
        else:
            row.errors = [_("没有找到“%(unit)s”，或者它不归您管。") % {"unit": row.unit}]
        return None


def _bare(text: str) -> str:
    """Without dots and spaces: 演示县 · 柳溪镇 is 演示县柳溪镇."""
    return re.sub(r"\W", "", text)


def _own_name(text: str) -> str:
    found = UPPER.match(text)
    return found[2].strip() if found else text


def _role(row: Row, unit: Unit) -> Role:
    spoken = next((role for word, role in SPOKEN_ROLES.items() if word in row.duty), None)
    if spoken:
        return spoken
    usual = {UnitLevel.VILLAGE: Role.VILLAGE_WORKER, UnitLevel.TOWNSHIP: Role.TOWNSHIP_OFFICER}
    return usual.get(UnitLevel(unit.level), Role.COUNTY_STAFF)


def _refusals(account: User, by: User) -> Iterator[str]:
    if not account.display_name:
        yield _("没填姓名。")
        return
    if account.role not in by.looks_after:
        yield _("“%(duty)s”的账号不归您开，请上级来开。") % {"duty": DUTIES[Role(account.role)]}
    if old := account.unit.users.filter(display_name=account.display_name).first():
        yield _("%(unit)s的%(name)s已经有账号了（%(account)s）。忘了密码的，到账号里重设。") % {
            "unit": account.unit,
            "name": account.display_name,
            "account": old.username,
        }
        return
    try:
        account.full_clean(exclude=["password"])
    except ValidationError as refusal:
        yield from refusal.messages


def _twice(row: Row, taken: set[str], people: dict[tuple[str, int], Row]) -> Iterator[str]:
    """What only the whole list shows: one person or one account name in two rows."""
    account = row.account
    if account is None:
        return
    if before := people.get((account.display_name, account.unit_id)):
        yield _("和第 %(number)d 行是同一个人。") % {"number": before.number}
    elif account.username in taken:
        yield _("这个账号上面已经有一行用了，请换一个。")
    taken.add(account.username)
    people.setdefault((account.display_name, account.unit_id), row)
