"""How long an Excel import of people takes, beside encrypting, keying and inserting the same rows and nothing else.

    .venv/bin/python -m benchmarks.import_people 20000

Works on a database of its own, which is gone afterwards. Prints a line, and
another for checking and rebuilding the facts that came of it.
"""

from benchmarks import home  # isort: skip  # noqa: F401

import io
import resource
import sys
import time
from collections.abc import Callable

import xlsxwriter
from django.db import connection, transaction

from jinguo import facts
from jinguo.common.idnumber import check_character
from jinguo.facts.models import FactRow
from jinguo.orgs.models import Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import registers
from jinguo.records.models import Person
from jinguo.records.people.keys import search_keys
from jinguo.sheets import services

HEADINGS = ("姓名", "身份证号", "村民小组", "手机", "文化程度", "户主", "与户主关系")
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", "芳娜敏静丽艳娟霞秀英兰凤洁梅琳"


def id_number(at: int) -> str:
    body = f"990101{1950 + at % 60}{at // 60 % 12 + 1:02}{at // 720 % 28 + 1:02}{at // 20160 * 2:03}"
    return body + check_character(body)


def person(at: int) -> tuple[str, ...]:
    def name(one: int) -> str:
        return SURNAMES[one % 10] + GIVEN[one // 10 % 15] + GIVEN[one // 150 % 15] + f"·{one}"

    head = at - at % 4
    phone = f"139{at:08}"
    return (name(at), id_number(at), f"{at % 9 + 1}组", phone, "初中", name(head), "户主" if at == head else "子")


def workbook(rows: int) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for at in range(rows):
            sheet.write_row(at + 1, 0, person(at))
    return kept.getvalue()


def imported(data: bytes, unit: Unit, by: User) -> float:
    register = registers.find("people")
    assert register is not None
    began = time.perf_counter()
    batch = services.upload(register=register, unit=unit, data=data, name="people.xlsx", by=by)
    services.check(batch)
    services.commit(batch)
    assert batch.counts["new"] == Person.objects.filter(unit=unit).count(), batch.counts
    return time.perf_counter() - began


@transaction.atomic
def bare(rows: int, unit: Unit, by: User) -> float:
    """Encrypt, key for search, insert; rolled back, so that it may come first on the same numbers."""
    began = time.perf_counter()
    for start in range(0, rows, 1000):
        some = [_bare_person(person(at), unit, by) for at in range(start, min(start + 1000, rows))]
        Person.objects.bulk_create(some)
        keys = [(key, unit.pk, one.pk) for one in some for key in search_keys(one.name)]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO records_personkey (key, unit_id, person_id) VALUES (%s, %s, %s)", keys)
    transaction.set_rollback(True)
    return time.perf_counter() - began


def _bare_person(row: tuple[str, ...], unit: Unit, by: User) -> Person:
    name, number, group, phone, _education, _head, _relation = row
    one = Person(
        unit=unit, name=name, id_number=number, group_name=group, phone=phone, sex="female", created_by=by,
        changed_by=by,
    )  # fmt: skip
    one.fill_in()
    return one


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    unit = make_unit("河湾村", parent=make_unit(level=4))
    by = make_user(unit, role="village_worker")
    data = workbook(rows)
    least = bare(rows, unit, by)
    took = imported(data, unit, by)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{rows} rows: import {took:.1f} s, bare {least:.1f} s, ratio {took / least:.1f}, peak {peak} MB", flush=True)
    verified, rebuilt = (timed(act) for act in (lambda: list(facts.verify()), facts.rebuild))
    print(f"{FactRow.objects.count()} facts: verify {verified:.1f} s, rebuild {rebuilt:.1f} s")


def timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
