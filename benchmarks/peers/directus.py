"""The county report's cells from Directus on SQLite, over its aggregate endpoint, beside ours in the same run.

    .venv/bin/python -m benchmarks.peers.directus [FOLDER]

Installs Directus from npm into FOLDER (or a temporary one, gone afterwards; five minutes and 1 GB), gives it the facts
of one county in a flat table with an index, and asks for what county.sql asks for: counts and sums by township, kind
and category, and different people. Prints a line.
"""

from benchmarks import home  # isort: skip  # noqa: F401

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from benchmarks.country import FACTS_OF_A_COUNTY, HAPPENINGS, STATES, county
from benchmarks.county_report import PERIOD, Cells, declared, ours, quickest
from benchmarks.peers.facts import COLUMNS, rows
from jinguo.indicators import Period
from jinguo.orgs.models import Unit
from jinguo.orgs.tree import path_on
from scripts.with_postgres import free_port

PACKAGE = "directus@11.3.5"
"""The newest that runs on Node 20."""
EMAIL, PASSWORD = "peer@example.com", "benchmark"
Filter = dict[str, dict[str, str]]


def install(folder: Path) -> None:
    if not (folder / "node_modules/directus").exists():
        command = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--loglevel=error", PACKAGE]
        subprocess.run(command, check=True)  # noqa: S603


@contextmanager
def running(folder: Path, county: Unit) -> Iterator[str]:
    """Directus with the facts in it; its address."""
    port, database = free_port(), folder / "peer.sqlite3"
    database.unlink(missing_ok=True)
    own = {
        "DB_CLIENT": "sqlite3", "DB_FILENAME": str(database), "SECRET": "benchmark", "PORT": str(port),
        "HOST": "127.0.0.1", "ADMIN_EMAIL": EMAIL, "ADMIN_PASSWORD": PASSWORD, "TELEMETRY": "false",
        "RATE_LIMITER_ENABLED": "false", "CACHE_ENABLED": "false", "LOG_LEVEL": "error", "QUERY_LIMIT_MAX": "-1",
        "ACCESS_TOKEN_TTL": "1d",
    }  # fmt: skip
    command = [str(folder / "node_modules/.bin/directus")]
    environment = {**os.environ, **own}
    subprocess.run([*command, "bootstrap"], env=environment, cwd=folder, check=True, capture_output=True)  # noqa: S603
    fill(database, county)
    server = subprocess.Popen([*command, "start"], env=environment, cwd=folder)  # noqa: S603
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def fill(database: Path, county: Unit) -> None:
    kept = sqlite3.connect(database)
    kept.execute(
        "CREATE TABLE facts (id INTEGER PRIMARY KEY, township VARCHAR(20), kind VARCHAR(20), category VARCHAR(5),"
        " since DATE, until DATE, person INTEGER, amount INTEGER)"
    )
    named, places = ", ".join(COLUMNS), ", ".join("?" * len(COLUMNS))
    told = ((*row[:3], _day(row[3]), _day(row[4]), *row[5:]) for row in rows(county))
    kept.executemany(f"INSERT INTO facts ({named}) VALUES ({places})", told)  # noqa: S608
    kept.execute("CREATE INDEX facts_covering ON facts (kind, since, until, township, category, person, amount)")
    kept.execute("ANALYZE")
    kept.execute("INSERT INTO directus_collections (collection) VALUES ('facts')")
    kept.commit()
    kept.close()


def _day(text: str) -> int:
    """A day as Directus keeps it on SQLite: milliseconds."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1000


def call(url: str, token: str = "", body: Any = None) -> Any:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = Request(url, headers=headers, data=None if body is None else json.dumps(body).encode())  # noqa: S310
    with urlopen(request) as answer:  # noqa: S310
        return json.load(answer)["data"]


def signed_in(address: str) -> str:
    for _second in range(120):
        try:
            return str(call(f"{address}/auth/login", body={"email": EMAIL, "password": PASSWORD})["access_token"])
        except OSError:
            time.sleep(1)
    raise SystemExit("Directus does not answer.")


def boxes(period: Period) -> dict[str, Filter]:
    """The filters of what happened, what stood in the end and what began."""
    first, end, last = str(period.first), str(period.end), str(period.last)
    kinds = {"happened": ",".join(HAPPENINGS), "stood": ",".join(STATES), "began": ",".join(STATES)}
    days: dict[str, Filter] = {
        "happened": {"since": {"_gte": first, "_lt": end}, "until": {"_gt": first, "_lte": end}},
        "stood": {"since": {"_lte": last}, "until": {"_gt": last}},
        "began": {"since": {"_gte": first, "_lt": end}, "until": {"_gt": first}},
    }
    return {name: {**told, "kind": {"_in": kinds[name]}} for name, told in days.items()}


def theirs(address: str, token: str, county: Unit) -> Cells:
    cells: dict[tuple[str, ...], Any] = {}
    for span, period in (("now", PERIOD), ("then", PERIOD.year_before())):
        for name, box in boxes(period).items():
            _take(cells, span, name, _asked(address, token, box, name))
            for by in () if name == "began" else (("township", "kind"), ("kind",)):
                query = {"aggregate[countDistinct]": "person", "filter": json.dumps(box), "limit": -1}
                for row in call(f"{address}/items/facts?{_query(query, by)}", token):
                    cells[f"{row['kind']}.people", _path(row), span] = int(row["countDistinct"]["person"])
    return {key: Decimal(value) for key, value in cells.items()}


def _asked(address: str, token: str, box: Filter, name: str) -> Any:
    query = {"aggregate[count]": "*", "aggregate[sum]": "amount", "filter": json.dumps(box), "limit": -1}
    by = ("township", "kind") if name == "began" else ("township", "kind", "category")
    return call(f"{address}/items/facts?{_query(query, by)}", token)


def _query(query: dict[str, Any], by: tuple[str, ...]) -> str:
    return urlencode([*query.items(), *(("groupBy[]", column) for column in by)])


def _path(row: dict[str, Any]) -> str:
    return str(row.get("township", "t"))[1:]


def _take(cells: dict[tuple[str, ...], Any], span: str, name: str, answered: Any) -> None:
    for row in answered:
        count, total = int(row["count"]), int(row["sum"]["amount"] or 0)
        kind, category = row["kind"], row.get("category")
        told = {f"{kind}.count": count, f"{kind}.sum": total, f"{kind}.{category}": count}
        for code, value in ({f"{kind}.began": count} if name == "began" else told).items():
            for where in (_path(row), ""):
                cells[code, where, span] = cells.get((code, where, span), 0) + value


def main() -> None:
    codes, unit = declared(), county(FACTS_OF_A_COUNTY)
    with tempfile.TemporaryDirectory(prefix="jinguo-directus-") as lent:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else lent)
        install(folder)
        with running(folder, unit) as address:
            token = signed_in(address)
            asked = (partial(ours, codes, unit), partial(theirs, address, token, unit))
            (our, their), (our_cells, their_cells) = quickest(*asked)
    alike = sum(their_cells.get(key, Decimal()) == value for key, value in our_cells.items())
    print(
        f"{FACTS_OF_A_COUNTY} facts of {path_on(unit, PERIOD.last)}: {alike} of {len(our_cells)} cells alike;"
        f" ours {our * 1000:.0f} ms, Directus {their * 1000:.0f} ms in 14 requests"
    )


if __name__ == "__main__":
    main()
