"""kill -9 at any moment: what was under way is there whole or not at all, and the facts hold.

    python -m tests.forgiving.soak 500

Works in a home of its own, on SQLite. A fork saves a session, puts in a workbook or freezes a report, and is killed
after one of the statements that this takes, each as likely as the other: moments drawn by the clock would hardly ever
fall between two short ones. Then the database is looked at as the next start of the server would find it.
"""

import io
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from itertools import count, cycle, islice
from pathlib import Path
from random import Random
from typing import Any, NoReturn

ROSTER, ROWS = 10, 12


def main(times: int) -> int:
    """The exit code: 0 where everything was whole after every kill."""
    home = tempfile.mkdtemp(prefix="jinguo-soak-")
    try:
        os.environ |= {"JINGUO_HOME": home, "DJANGO_SETTINGS_MODULE": "jinguo.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        begin()
        return killed(times)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def begin() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)

    from jinguo.sheets import many, taking

    many.SOME = taking.AT_ONCE = 2  # rows of a transaction: so few that a kill falls between two of them


def killed(times: int) -> int:
    desk = Desk()
    for number, (name, statement) in enumerate(islice(desk.moments(Random(times)), times), start=1):  # noqa: S311
        died = kill(desk.works[name], after=statement)
        if wrong := desk.wrong() if died else ["it broke before it was killed"]:
            sys.stdout.write(f"{number}: killed while {name}, after statement {statement}: {'; '.join(wrong)}\n")
            return 1
    sys.stdout.write(f"{times} times killed; {desk.told()}\n")
    return 0


def kill(work: Callable[[], None], *, after: int) -> bool:
    """A fork does the work over and over until it has made so many statements. False: it broke by itself before."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child == 0:
        work_on(work, after)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def work_on(work: Callable[[], None], statements: int) -> NoReturn:
    """Until killed. Whatever breaks ends the fork here: what its parent cleans up is not the fork's."""
    from django.db import connection

    made = count(1)

    def watch(execute: Callable[..., Any], *query: Any) -> Any:
        told = execute(*query)
        if next(made) == statements:
            os.kill(os.getpid(), signal.SIGKILL)
        return told

    try:
        with connection.execute_wrapper(watch):
            while True:
                work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)


class Desk:
    """What is worked on: women on file in a village, a report of its county, an officer who does it all."""

    def __init__(self) -> None:
        from jinguo.orgs.models import Role
        from jinguo.orgs.tests.make import make_unit, make_user
        from jinguo.records.tests.make import make_person
        from jinguo.reports.tests.make import make_report

        county = make_unit()
        self.village = make_unit("河湾村", parent=county, level=5)
        self.officer = make_user(county, Role.COUNTY_STAFF)
        self.women = [make_person(self.village, by=self.officer) for _one in range(ROSTER)]
        self.report = make_report(self.officer, '共{{ figure("training.sessions") }}，{{ figure("people.women") }}。')
        self.freeze()
        self.lists = self.report.editions.get().lists.count()
        assert self.lists
        self.works = {"saving": self.save, "putting in": self.put_in, "freezing": self.freeze}

    def moments(self, lot: Random) -> Iterator[tuple[str, int]]:
        """The works in turn, each killed after every statement of it before it is after the same one again."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        statements: dict[str, int] = {}
        for name, work in self.works.items():
            with CaptureQueriesContext(connection) as made:
                work()
            statements[name] = len(made)
        left: dict[str, list[int]] = {name: [] for name in self.works}
        for name in cycle(self.works):
            left[name] = left[name] or lot.sample(range(1, statements[name] + 1), statements[name])
            yield name, left[name].pop()

    def save(self) -> None:
        from jinguo.lines.training.tests.make import make_session

        make_session(self.village, women=self.women, by=self.officer)

    def put_in(self) -> None:
        from jinguo.records import registers
        from jinguo.sheets import services

        people = registers.find("people")
        assert people
        batch = services.upload(
            register=people, unit=self.village, data=workbook(), name="花名册.xlsx", by=self.officer
        )
        services.check(batch)
        services.commit(batch)

    def freeze(self) -> None:
        from jinguo.reports.services import freeze

        freeze(self.report, by=self.officer, preparer="填报的人", reason="补记了一期")

    def wrong(self) -> list[str]:
        """What is there by halves, once the server has started again."""
        from django.db.models import Count

        from jinguo import facts
        from jinguo.lines.training.models import Session
        from jinguo.records.models import Change, Person
        from jinguo.reports.models import Edition
        from jinguo.sheets import services, undoing
        from jinguo.sheets.models import ImportBatch

        for batch in services.interrupted():
            undoing.clear(batch)
        sessions, batches = Session.objects.annotate(came=Count("attendances")), ImportBatch.objects.all()
        done = batches.filter(state=ImportBatch.State.DONE)
        history = Change.objects.filter(source="training.session")
        editions = Edition.objects.annotate(kept=Count("lists"))
        found = {
            "the database is damaged": quick_check() != "ok",
            "facts drift": any(facts.verify()),
            "a session has not its whole roster": sessions.exclude(came=ROSTER).exists(),
            "a session and its history don't go together": sessions.count() != history.count(),
            "a workbook is in by halves": done.annotate(made=Count("items")).exclude(made__gte=ROWS).exists(),
            "a workbook is neither in nor out": batches.filter(state=ImportBatch.State.PUTTING).exists(),
            "somebody is on file by halves": Person.objects.live().count() != ROSTER + ROWS * done.count(),
            "an edition has not all its lists": editions.exclude(kept=self.lists).exists(),
        }
        return [said for said, is_so in found.items() if is_so]

    def told(self) -> str:
        from jinguo.lines.training.models import Session
        from jinguo.reports.models import Edition
        from jinguo.sheets.models import ImportBatch

        done = ImportBatch.objects.filter(state=ImportBatch.State.DONE).count()
        return f"{Session.objects.count()} sessions, {done} workbooks, {Edition.objects.count()} editions, all whole"


def quick_check() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check")
        return str(cursor.fetchone()[0])


def workbook() -> bytes:
    import xlsxwriter

    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "性别", "出生日期", "没有身份证号的原因"])
        for row in range(1, ROWS + 1):
            sheet.write_row(row, 0, [f"演示{time.time_ns() % 10**9}{row}", "女", "1980年3月7日", "其他"])
    return kept.getvalue()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
