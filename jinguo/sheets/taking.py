"""Rows through the register's own form and service, some in each transaction, so that others can save in between."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jinguo.common.errors import BadInput
from jinguo.extras.models import PREFIX
from jinguo.orgs.crypto import blind_index
from jinguo.orgs.models import Unit, User
from jinguo.records import queries, same_event
from jinguo.records.models import Person, TransferRequest
from jinguo.records.pages.forms import blank, form_class
from jinguo.records.people.services import RegisteredElsewhereError, request_transfer
from jinguo.records.registers import Register, told_fields
from jinguo.sheets import naming
from jinguo.sheets.columns import SheetColumn
from jinguo.sheets.models import ImportBatch, ImportItem

AT_ONCE = 100
"""So many rows are tried, or put in, in one transaction."""
NEW, CHANGED, SAME, WRONG, ELSEWHERE = "new", "changed", "same", "wrong", "elsewhere"

ASKED = TransferRequest._meta.label_lower
"""The `source` of an item that is a request for somebody."""
JOINED = "joined"
"""The `source` of an item that is her unit's taking part in a record of the batch's register."""
IN_WORDS = {"people": "names", "with_units": "with_names"}
"""What a form lets choose, and the column in which a workbook writes it: it is wrong, and mended, there."""
Tell = Callable[[int, int], None]
"""Hears how many of how many rows are done; may raise to stop the work."""


def quietly(_done: int, _total: int) -> None:
    """For work that is over before anybody asks."""


@dataclass
class Verdict:
    """What becomes of a row. `errors`: field → sentence, "" where no field is to blame.

    `alike`: records on file to compare it with; `ways`: what can be done about names that are not on file.
    """

    row: int
    kind: str
    values: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    alike: list[int] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Taking:
    """One batch at work. `same`: row → the key of the record it is, "" for another one; `names`: row → `naming.Way`."""

    batch: ImportBatch
    register: Register
    columns: Mapping[str, SheetColumn]
    by: User
    same: Mapping[int, str]
    rows: Mapping[int, Mapping[str, str]]
    names: Mapping[int, str] = field(default_factory=dict)
    _made: set[int] = field(default_factory=set)

    def sort(self, tell: Tell) -> None:
        """What can be found out before anything is written."""

    def all(self, *, keep: bool, tell: Tell) -> list[Verdict]:
        """Take every row; what is wrong is only told. Without `keep` all of it is taken back again."""
        return list(self._some_by_some(list(self.rows), keep=keep, tell=tell))

    def _some_by_some(self, numbers: Sequence[int], *, keep: bool, tell: Tell, before: int = 0) -> Iterator[Verdict]:
        """`before`: how many rows of the batch were done before these. Nothing is locked while it tells."""
        for start in range(0, len(numbers), AT_ONCE):
            tell(before + start, len(self.rows))
            some = numbers[start : start + AT_ONCE]
            with transaction.atomic():
                if not keep:
                    self._lean_on(some)
                verdicts = [self._one(number) for number in some]
                if not keep:
                    transaction.set_rollback(True)
                    self._made.clear()
            yield from verdicts

    def _lean_on(self, numbers: Sequence[int]) -> None:
        """Put in what these rows name of those that were tried before them, and taken back."""

    def _one(self, number: int) -> Verdict:
        cells = self.rows[number]
        data, wrong = self._read(cells)
        if wrong:
            return Verdict(number, WRONG, cells, wrong)
        try:
            with transaction.atomic():
                return self._save(number, cells, data)
        except (ValidationError, BadInput) as refusal:
            return Verdict(number, WRONG, cells, _by_field(refusal))
        except PermissionDenied:
            return Verdict(number, WRONG, cells, {"unit": str(_("这个单位不归您管。"))})

    def _read(self, cells: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        data, wrong = {}, {}
        for name, cell in cells.items():
            try:
                data[name] = self.columns[name].read(cell)
            except BadInput as bad:
                wrong[name] = bad.message
        return {name: text for name, text in data.items() if text}, wrong

    def _save(self, number: int, cells: Mapping[str, str], data: dict[str, str]) -> Verdict:
        unit = Unit.objects.visible_to(self.by).get(pk=data["unit"]) if data.get("unit") else self.batch.unit
        data.setdefault("unit", str(unit.pk))
        if self.register.roster and number in self.names:
            for person in naming.settle(data, self.names[number], unit, self.by):
                self._keep(person, made=True)
        self.register.sheet_row(data, self.by, unit)
        known, alike = self._known(number, data)
        if alike:
            said = str(_("册上有同村同名的人。就是她，还是另一个人？"))
            return Verdict(number, WRONG, cells, {"": said}, alike)
        record = known or blank(self.register, self.by)
        if known is None:
            record.unit = unit
        before = {name: getattr(known, name) for name in _told(known)} if known else {}
        form: Any = form_class(self.register)(data, user=self.by, instance=record)
        if not form.is_valid():
            return Verdict(number, WRONG, cells, self._refused(form), ways=naming.ways(form, unit))
        if known is not None:
            arguments = _of_the_row(dict(form.arguments()), data)
            if all(before[name] == value for name, value in arguments.items() if name in before):
                return Verdict(number, SAME, cells)
            return self._write(number, cells, arguments, unit, known)
        return self._on_file(number, cells, record) or self._write(number, cells, form.arguments(), unit, None)

    def _refused(self, form: Any) -> dict[str, str]:
        """What a name on the roster lacks is told at the cell of the names."""
        told = dict(_form_errors(form))
        for chosen, written in IN_WORDS.items():
            if chosen in told and written in self.columns:
                told[written] = [*told.pop(chosen), *told.get(written, [])]
        return {name: "".join(errors) for name, errors in told.items()}

    def _on_file(self, number: int, cells: Mapping[str, str], record: Any) -> Verdict | None:
        """The verdict on what is, or may be, on file already; None for what is new."""
        if isinstance(record, Person):
            return None
        if self._twin(record):
            return Verdict(number, SAME, cells)
        if number in self.same:
            same = queries.rows(self.register, self.by).filter(pk=self.same[number] or 0).first()
            if same is not None:
                self._join(same)
            return Verdict(number, SAME, cells) if same else None
        alike = [one.pk for one in same_event.twins(self.register, record, self.by) if one.pk not in self._made]
        said = str(_("册上可能已经记着了。是同一件事吗？"))
        return Verdict(number, WRONG, cells, {"": said}, alike) if alike else None

    def _write(self, number: int, cells: Mapping[str, str], arguments: Any, unit: Unit, known: Any) -> Verdict:
        try:
            saved = self.register.save(**arguments, by=self.by)
        except RegisteredElsewhereError as elsewhere:
            self._ask_for(elsewhere.person, unit)
            return Verdict(number, ELSEWHERE, cells)
        self._keep(saved, made=known is None)
        return Verdict(number, NEW if known is None else CHANGED, cells)

    def _join(self, same: Any) -> None:
        """Her unit takes part in what is on file; what it took part in before doesn't go with this batch."""
        if same_event.join(self.register, same, self.by):
            ImportItem.objects.create(batch=self.batch, source=JOINED, record=same.pk, made=True, version=0)

    def _keep(self, saved: Any, *, made: bool) -> None:
        """Note for the way back what this batch has made or changed."""
        self._made.add(saved.pk)
        ImportItem.objects.create(
            batch=self.batch, source=saved.source, record=saved.pk, made=made, version=saved.version
        )

    def _ask_for(self, person: Person, unit: Unit) -> None:
        """Ask where she is on file; what was asked before this batch doesn't go with it."""
        before = list(person.transfers.values_list("pk", flat=True))
        asked = request_transfer(person=person, to_unit=unit, by=self.by)
        if asked.pk not in before:
            ImportItem.objects.create(batch=self.batch, source=ASKED, record=asked.pk, made=True, version=0)

    def _known(self, number: int, data: Mapping[str, str]) -> tuple[Person | None, list[int]]:
        """Who the row is: by her number, or, among namesakes of the village, by what the user said."""
        if self.register.model is not Person:
            return None, []
        people = queries.rows(self.register, self.by)
        if number in self.same:
            return (people.filter(pk=self.same[number] or 0).first(), [])
        if data.get("id_number"):
            key = blind_index(data["id_number"].upper(), "id")
            return people.filter(id_key=key).first(), []
        namesakes = people.filter(name=data.get("name", ""), unit=data["unit"])
        if data.get("born_on"):
            namesakes = namesakes.filter(born_on__in=[data["born_on"], None])
        return None, list(namesakes.values_list("pk", flat=True)[:5])

    def _twin(self, record: Any) -> bool:
        """Whether the very same is on file in its unit already."""
        told: dict[str, Any] = {"unit": record.unit}
        for one in told_fields(type(record)):
            value = getattr(record, one.attname)
            if value is None and one.is_relation and not one.null:
                return False
            if value not in (None, ""):
                told[one.attname] = value
        return bool(type(record).objects.visible_to(self.by).live().filter(**told).exists())


def _of_the_row(arguments: dict[str, Any], data: Mapping[str, str]) -> dict[str, Any]:
    """What the row says of somebody on file; what it has no column for stays as it is."""
    said = {*data, "person", *(["extra"] if any(name.startswith(PREFIX) for name in data) else [])}
    return {name: value for name, value in arguments.items() if name in said}


def _told(record: Any) -> set[str]:
    return {one.name for one in record._meta.concrete_fields}


def _form_errors(form: Any) -> list[tuple[str, list[str]]]:
    return [("" if name == "__all__" else name, [str(one) for one in errors]) for name, errors in form.errors.items()]


def _by_field(refusal: ValidationError | BadInput) -> dict[str, str]:
    if isinstance(refusal, BadInput):
        return {"": refusal.message}
    if hasattr(refusal, "error_dict"):
        told = refusal.message_dict
        return {"" if name == "__all__" else name: "".join(errors) for name, errors in told.items()}
    return {"": "".join(refusal.messages)}
