"""The hand-written SQL, all of it: which facts a figure takes in, and the statements over them.

A selection is the same whether it is grouped into cells or opened as a list, so the two can't differ. The
order scope × facts is forced (CROSS JOIN): left to itself, SQLite once chose one 162 times slower.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from jinguo.indicators.measures import Count, Distinct, Greatest, Least, Sum, When
from jinguo.indicators.periods import Period
from jinguo.orgs.tree import STEP, subtree_bounds

WITHIN: Mapping[When, str] = {
    When.DURING: "f.since >= {first} AND f.since < {end} AND f.until > {first} AND f.until <= {end}",
    When.BEGAN: "f.since >= {first} AND f.since < {end} AND f.until > {first}",
    When.AT_END: "f.since <= {last} AND f.until > {last}",
    When.ENDED: "f.since < {end} AND f.until >= {first} AND f.until < {end}",
}
STOOD: Mapping[When, str] = {
    # Where the unit stood on the day that counts: the fact's own, the day asked about, the state's last day.
    When.DURING: "s.since <= f.since AND s.until > f.since",
    When.BEGAN: "s.since <= f.since AND s.until > f.since",
    When.AT_END: "s.since <= {last} AND s.until > {last}",
    When.ENDED: "s.since < f.until AND s.until >= f.until",
}
NEWEST = (
    "s.path = s.child AND NOT EXISTS (SELECT 1 FROM facts_factrow n WHERE n.unit = f.unit AND n.kind = f.kind"
    " AND n.since > f.since AND n.since <= {last} AND n.until > {last})"
)
"""What a unit states of itself, not what units below it do, and of that the newest."""
COLUMNS = {"category": "f.category", "level": "f.level"}
"""What `where` may name, apart from tags."""
WEIGHTS: Mapping[type[Sum], str] = {Least: "MIN(f.amount)", Greatest: "MAX(f.amount)"}
MEMBERS = {"person": "f.person", "household": "f.household", "unit": "f.unit", "record": "f.record"}

UNIT_OPEN = "unit.open"
"""The tree itself as facts: each unit is open from the day it was founded until it closes. Not stored, but read."""
FACTS = "facts_factrow"
UNITS = (
    f"(SELECT '{UNIT_OPEN}' AS kind, u.id AS unit, u.id AS record, 'unit' AS source, 'r' AS evidence,"
    " (SELECT MIN(p.since) FROM orgs_placement p WHERE p.unit_id = u.id) AS since,"
    " COALESCE(u.closed_on, '9999-12-31') AS until, CAST(u.level AS VARCHAR(1)) AS category, u.kind AS level,"
    " CAST(NULL AS BIGINT) AS amount, CAST(NULL AS BIGINT) AS person, CAST(NULL AS BIGINT) AS household"
    " FROM orgs_unit u)"
)

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Part:
    """A piece of SQL with its parameters."""

    text: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Box:
    """Facts of some kinds in a period; `where` keeps some values of a column or of a tag ("tags.topic").

    `stated`: only the newest that each unit states of itself. `records`: only those of these records.
    """

    when: When
    period: Period
    kinds: tuple[str, ...]
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    stated: bool = False
    records: tuple[int, ...] | None = None

    @property
    def table(self) -> str:
        return UNITS if UNIT_OPEN in self.kinds else FACTS


def scope(paths: Iterable[str], steps: int = 1) -> Part:
    """Every placement in some subtrees, each with the path of the child it lies in (its own, for the top).

    `steps`: how far below the top the children are looked for; what stands above them keeps its own path.
    """
    below = union(
        Part(
            "SELECT unit_id, path, substr(path, 1, %s) AS child, since, until"
            " FROM orgs_placement WHERE path >= %s AND path < %s",
            (len(path) + steps * STEP, *subtree_bounds(path)),
        )
        for path in paths
    )
    return Part(f"WITH scope AS MATERIALIZED ({below.text}) ", below.values)


def selection(box: Box) -> Part:
    """FROM and WHERE of the facts in a box: `s` is the placement, `f` the fact."""
    days = {"first": box.period.first, "last": box.period.last, "end": box.period.end}
    text, values = "", []
    for clause in (WITHIN[box.when], STOOD[box.when], *([NEWEST] if box.stated else [])):
        for name in _names(clause):
            values.append(plain(days[name]))
        text += " AND " + clause.format(first="%s", last="%s", end="%s")
    kinds = Part(_among("f.kind", box.kinds), box.kinds)
    kept = [_kept(column, codes) for column, codes in box.where]
    if box.records is not None:
        kept.append(Part(_among("f.record", box.records), box.records) if box.records else Part("1 = 0"))
    return Part(
        f" FROM scope s CROSS JOIN {box.table} f WHERE f.unit = s.unit_id"
        + text
        + "".join(f" AND {part.text}" for part in (kinds, *kept)),
        (*values, *kinds.values, *(value for part in kept for value in part.values)),
    )


def grouped(place: int, box: Box, asking: Mapping[str, tuple[str, ...]]) -> Part:
    """The facts of a box in cells; `place` tells the boxes of one statement apart."""
    start = _labelled(place, asking)
    facts = selection(box)
    return Part(
        f"SELECT {start.text}, f.evidence, COUNT(*), COUNT(f.amount), SUM(f.amount), MIN(f.amount), MAX(f.amount)"
        f"{facts.text} GROUP BY 2, 3, 4, 5, 6",
        start.values + facts.values,
    )


def members(place: int, box: Box, column: str, asking: Mapping[str, tuple[str, ...]]) -> Part:
    """The persons, households, units or records of a box, as often as they are named: making them different costs the
    database more than it costs us."""
    start = _labelled(place, asking)
    facts = selection(box)
    named = MEMBERS[column]
    source = "f.source" if column == "record" else "''"
    return Part(
        f"SELECT {start.text}, {source}, {named}{facts.text} AND {named} IS NOT NULL",
        start.values + facts.values,
    )


def lines(box: Box, counts: Count | Sum | Distinct) -> Part:
    """The facts of a box as the lines of a list: per record, or per person, household, category or level.

    A person whom two children name stands under the first of them, once.
    """
    facts = selection(box)
    child, source, record, weight = "s.child", "f.source", "f.record", "COUNT(*)"
    by, named = "s.child, f.source, f.record", ""
    if isinstance(counts, Distinct):
        record = by = (MEMBERS | COLUMNS)[counts.column]
        child, source, weight = "MIN(s.child)", f"'{counts.column}'", "1"
        if counts.column == "record":
            source, record, by = "f.source", "f.record", "f.source, f.record"
        named = f" AND {record} IS NOT NULL" if counts.column in MEMBERS else f" AND {record} <> ''"
    elif isinstance(counts, Sum):
        weight, named = WEIGHTS.get(type(counts), "SUM(f.amount)"), " AND f.amount IS NOT NULL"
    return Part(
        f"SELECT {child} AS child, MAX(f.since) AS day, {source} AS source, {record} AS record,"
        f" COUNT(*) AS times, {weight} AS weight{facts.text}{named} GROUP BY {by}",
        facts.values,
    )


def rows(*parts: Part) -> Rows:
    """Run the parts joined together."""
    with connection.cursor() as cursor:
        cursor.execute("".join(part.text for part in parts), [value for part in parts for value in part.values])
        found: Rows = cursor.fetchall()
        return found


def union(selects: Iterable[Part]) -> Part:
    """Several SELECTs as one statement."""
    many = list(selects)
    return Part(" UNION ALL ".join(one.text for one in many), tuple(value for one in many for value in one.values))


def day(value: date | str) -> date:
    """A date as the database gave it: SQLite has text."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def _labelled(place: int, asking: Mapping[str, tuple[str, ...]]) -> Part:
    """Box, child, kind, and category and level where some indicator asks for them."""
    asked = [
        Part(f"CASE WHEN {_among('f.kind', kinds)} THEN {COLUMNS[column]} ELSE '' END", kinds) if kinds else Part("''")
        for column, kinds in asking.items()
    ]
    text = ", ".join((f"{place:d}", "s.child", "f.kind", *(part.text for part in asked)))
    return Part(text, tuple(value for part in asked for value in part.values))


def _kept(column: str, codes: tuple[str, ...]) -> Part:
    if column.startswith("tags."):
        return Part(_among("f.tags ->> %s", codes), (column.removeprefix("tags."), *codes))
    return Part(_among(COLUMNS[column], codes), codes)


def _among(expression: str, codes: tuple[str | int, ...]) -> str:
    return f"{expression} IN ({', '.join(['%s'] * len(codes))})"


def _names(clause: str) -> Iterable[str]:
    return [piece.split("}")[0] for piece in clause.split("{")[1:]]


def plain(value: date) -> Any:
    """A date as the database takes it."""
    return connection.ops.adapt_datefield_value(value)
