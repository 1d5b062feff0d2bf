"""What a list page shows: the rows that its address asks for, and the figures that say the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.dates import today
from jinguo.common.numbers import whole_number
from jinguo.facts import family_of
from jinguo.indicators import Period, catalogue
from jinguo.indicators.addresses import period_at, unit_at, unit_text
from jinguo.indicators.compute import figures_of
from jinguo.indicators.figures import Figure
from jinguo.indicators.queries import usual_periods
from jinguo.indicators.rendering import render_figure
from jinguo.orgs.models import Unit, UnitLevel, User
from jinguo.orgs.tree import children_on
from jinguo.records import queries
from jinguo.records.registers import Chip, Column, Register
from jinguo.records.veil import veiled
from jinguo.tables.references import target_of
from jinguo.tables.wording import field_at, is_amount, label_of

PAGE = 10
MOST_ROWS = 1000
MOST_OPTIONS = 40
PERIOD, UNIT = "period", "unit"
CARD_FACTS = 3
EVERY_UNIT = {
    UnitLevel.CITY: gettext_lazy("全部市"),
    UnitLevel.COUNTY: gettext_lazy("全部县区"),
    UnitLevel.TOWNSHIP: gettext_lazy("全部镇乡街道"),
    UnitLevel.VILLAGE: gettext_lazy("全部村社区"),
}
AMOUNT, FURTHER, FIRST_FACT, LEFT_OUT = "jg-num jg-a", "jg-num", "jg-first", "jg-hide"


@dataclass(frozen=True)
class Filter:
    """A filter as the page offers it. Without options it is typed."""

    name: str
    label: str
    everything: str
    options: list[tuple[str, str]]
    value: str = ""


@dataclass(frozen=True)
class Cell:
    text: str
    look: str
    unit: str = ""


@dataclass(frozen=True)
class Row:
    url: str
    cells: list[Cell]
    chips: list[Chip]


class Listing:
    """One list page. Everything in it follows from the register, the user and the address."""

    def __init__(self, register: Register, user: User, params: QueryDict) -> None:
        self.register, self.user = register, user
        self.query = params.get("q", "").strip()
        self.asked = {name: text for name in register.filters if (text := params.get(name, "").strip())}
        self.period = period_at(self.asked[PERIOD]) if PERIOD in self.asked else None
        self.unit = _unit(self.asked[UNIT], user) if UNIT in self.asked else None
        self.size = _size(params.get("rows", ""))

    @cached_property
    def found(self) -> QuerySet[Any]:
        """Every record that is asked for."""
        found = queries.rows(self.register, self.user)
        if self.period:
            day = self.register.day_field
            found = found.filter(**{f"{day}__gte": self.period.first, f"{day}__lte": self.period.last})
        if self.unit or self.register.has_partners:
            found = found.filter(queries.in_branch(self.unit or self.user.unit))
        try:
            found = found.filter(**{name: text for name, text in self.asked.items() if name not in (PERIOD, UNIT)})
        except (ValueError, ValidationError) as error:
            raise Http404 from error
        return found.filter(queries.searched(self.register, self.user, self.query)) if self.query else found

    @cached_property
    def count(self) -> int:
        return self.found.order_by().count()

    @cached_property
    def rows(self) -> list[Row]:
        return [self._row(record) for record in veiled(self.found[: self.size], self.user)]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.asked)

    @property
    def said_filters(self) -> list[str]:
        return [dict(one.options).get(one.value, one.value) for one in self.filters if one.value]

    @property
    def further(self) -> int:
        """How many more rows the next step brings; none at the end."""
        return max(0, min(PAGE, self.count - self.size))

    @property
    def next_size(self) -> int:
        """For the same list with the next rows below."""
        return self.size + PAGE

    @cached_property
    def joined(self) -> Figure | None:
        """What her units took part in and others wrote down: it stands in no list of hers; None where there is none."""
        if not self.register.has_partners or self.is_narrowed:
            return None
        period = queries.days_of(self.register, queries.rows(self.register, self.user))
        code = f"records.joined[category={self.register.source}]"
        figure = figures_of([code], self.user.unit, period)[code] if period else None
        return figure if figure and figure.value else None

    @property
    def nil_url(self) -> str:
        """Where her unit says that there is none; nothing where nothing is counted, or a search has hidden it."""
        kinds = catalogue.kinds_of(catalogue.get(self.register.sums[0])) if self.register.sums else ()
        if not kinds or self.query or not self.user.may_write:
            return ""
        period = self.period or Period.half_year(today())
        return f"{reverse('nil')}?{urlencode({'f': family_of(kinds[0]), 'p': str(period)})}"

    @cached_property
    def filters(self) -> list[Filter]:
        return list(self._filters())

    @cached_property
    def result(self) -> SafeString:
        """共 … 期，参训 … 人: openable where the filters amount to figures, else only how many rows there are."""
        if self.figures:
            is_whole = self.register.result and len(self.figures) == len(self.register.sums)
            said = str(self.register.result) if is_whole else _("共 {}")
            return format_html(said, *map(render_figure, self.figures))
        plain = self.register.result if not self.register.sums else ""
        return format_html(str(plain or _("共 {count} 条")), count=self.count)

    @cached_property
    def figures(self) -> list[Figure]:
        """The figures that say the same as the list; none where its filters amount to no figure."""
        where = {self.register.facets.get(n, n): v for n, v in self.asked.items() if n not in (PERIOD, UNIT)}
        narrowed = [catalogue.narrowed(code, where) for code in self.register.sums]
        codes = [code for code in narrowed if code]
        if self.query or not codes or not narrowed[0]:
            return []
        now = Period(today().replace(month=1, day=1), today()) if catalogue.is_stock(codes[0]) else None
        period = self.period or now or queries.days_of(self.register, self.found)
        return list(figures_of(codes, self.unit or self.user.unit, period).values()) if period else []

    def _filters(self) -> Iterator[Filter]:
        for name in self.register.filters:
            if name == PERIOD:
                spans = usual_periods(today())
                if self.period and self.period not in spans:
                    spans = [self.period, *spans]
                options = [(str(span), span.label()) for span in spans]
                yield Filter(name, _("哪段时间"), _("全部时间"), options, str(self.period or ""))
            elif name == UNIT:
                yield from self._unit_filter()
            else:
                label = str(label_of(self.register.model, name))
                yield Filter(
                    name, label, _("%(what)s不限") % {"what": label}, self._options(name), self.asked.get(name, "")
                )

    def _unit_filter(self) -> Iterator[Filter]:
        """The units one step below her own: a county's towns, a town's villages."""
        below = UnitLevel(self.user.unit.level + 1) if self.user.unit.level < UnitLevel.VILLAGE else None
        if below is None:
            return
        value = unit_text(self.unit) if self.unit else ""
        options = [(unit_text(unit), unit.name) for unit in children_on(self.user.unit, today())]
        if self.unit and value not in dict(options):
            options.insert(0, (value, self.unit.name))
        yield Filter(UNIT, _("哪个单位"), str(EVERY_UNIT[below]), options, value)

    def _options(self, name: str) -> list[tuple[str, str]]:
        """The field's own choices, or the references that occur."""
        found = field_at(self.register.model, name)
        if found is not None and found.flatchoices:
            return [(str(value), str(text)) for value, text in found.flatchoices]
        used = queries.rows(self.register, self.user).order_by().values_list(name, flat=True).distinct()
        target = target_of(found)
        if target is None:
            return [(str(value), str(value)) for value in sorted(used[:MOST_OPTIONS])]
        return [(str(one.pk), str(one)) for one in target._default_manager.filter(pk__in=used)[:MOST_OPTIONS]]

    def _row(self, record: Any) -> Row:
        register = self.register
        cells = [Cell(c.say(record), self.looks[c], str(c.unit)) for c in self.columns]
        return Row(register.url("detail", record.pk), cells, list(register.chips(record) if register.chips else ()))

    @property
    def columns(self) -> list[Column]:
        """What the list tells of a record: to a village's worker not the unit, which is always hers."""
        at_home = self.user.unit.level == UnitLevel.VILLAGE
        return [column for column in self.register.shown if not (at_home and column.name == UNIT)]

    @cached_property
    def looks(self) -> Mapping[Column, str]:
        """How each column looks. On a phone each row is a card: the first amount stands beside its name, and its second
        line has room for the other amounts and the first facts only."""
        looks: dict[Column, str] = {}
        facts = iter((FIRST_FACT, *[""] * (CARD_FACTS - 1)))
        for column in self.columns:
            if column == self.register.title_column:
                looks[column] = "jg-t"
            elif column.unit or is_amount(field_at(self.register.model, column.name)):
                looks[column] = FURTHER if AMOUNT in looks.values() else AMOUNT
            else:
                looks[column] = next(facts, LEFT_OUT)
        return looks

    @property
    def heads(self) -> Mapping[Column, str]:
        return {column: "jg-num" if look in (AMOUNT, FURTHER) else "" for column, look in self.looks.items()}


def _unit(text: str, user: User) -> Unit:
    """The unit of an address or, typed, of a name in the user's branch."""
    try:
        return unit_at(text, user)
    except Http404:
        named = Unit.objects.visible_to(user).filter(name=text)[:2]
        if len(named) != 1:
            raise
        return named[0]


def _size(text: str) -> int:
    return min(max(whole_number(text) or PAGE, PAGE), MOST_ROWS)
