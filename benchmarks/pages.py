"""How long pages take at full size: a real server, four clients who read for a second between two pages.

    .venv/bin/python -m benchmarks.pages 10000000 500000 620573

The numbers are those of facts, people and villages. The officer of a county (of 360 villages) goes through the figures
of its half year, opens one, looks through the list of people, opens a person and searches. Prints a line for each kind
of page, measured at the client.
"""

from benchmarks import home  # isort: skip

import http.client
import os
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from statistics import median, quantiles
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from benchmarks.country import GIVEN, SURNAMES, analyse, county, other_villages, people, records
from jinguo.common.dates import today
from jinguo.orgs.models import Unit, User
from jinguo.orgs.tests.make import make_user
from jinguo.orgs.tree import branch_ids
from jinguo.records.models import Person
from scripts.with_postgres import free_port

CLIENTS, THINKING, MINUTES = 4, 1.0, 1.5
HAPPENINGS = (
    "training.session",
    "training.attendance",
    "training.topic",
    "activities.event",
    "care.visit",
    "care.help",
)
STATES = ("venues.open", "employment.point", "care.pairing", "employment.wish")
PERIOD = "2008H1"
Took = dict[str, list[float]]


def grown(facts: int, number: int, villages: int) -> tuple[Unit, User]:
    """The county in the middle, and its officer."""
    unit = county(facts, happenings=HAPPENINGS, states=STATES)
    city = Unit.objects.filter(level=2).order_by("pk")[0]
    homes = list(Unit.objects.filter(level=5, pk__in=branch_ids(city, today())).values_list("pk", flat=True))
    officer = make_user(unit, role="county_staff")
    people(number, homes, officer)
    records(number, homes, officer)
    other_villages(villages)
    analyse()
    return unit, officer


def cookie_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def addresses(known: list[int]) -> dict[str, Callable[[], str]]:
    lot = random.Random(1)  # noqa: S311 (the same every time)

    def name() -> str:
        return quote(lot.choice(SURNAMES) + lot.choice(GIVEN))

    return {
        "the figures of a half year": lambda: f"/figures/?p={PERIOD}",
        "one figure opened": lambda: f"/figures/open/?i=training.attendances&p={PERIOD}",
        "the list of people": lambda: "/registers/people/",
        "the list, searched": lambda: f"/registers/people/?q={name()}",
        "the list of visits, searched": lambda: f"/registers/visits/?q={name()}",
        "a person": lambda: f"/people/{lot.choice(known)}/",
        "search": lambda: f"/search/?q={name()}",
        "suggestions while typing": lambda: f"/people/suggest/?q={name()}",
    }


def client(port: int, cookie: str, pages: dict[str, Callable[[], str]], took: Took, until: float) -> None:
    wire = http.client.HTTPConnection("127.0.0.1", port)
    names = random.sample(list(pages), len(pages))
    while time.monotonic() < until:
        for name in names:
            time.sleep(THINKING)
            path, began = pages[name](), time.perf_counter()
            wire.request("GET", path, headers={"Cookie": cookie})
            answer = wire.getresponse()
            answer.read()
            took[name].append((time.perf_counter() - began) * 1000)
            assert answer.status == 200, (path, answer.status)


def measured(port: int, cookie: str, pages: dict[str, Callable[[], str]], minutes: float) -> Took:
    took: Took = defaultdict(list)
    until = time.monotonic() + minutes * 60
    clients = [threading.Thread(target=client, args=(port, cookie, pages, took, until)) for _each in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    return took


def main() -> None:
    facts, number, villages = (int(text) for text in sys.argv[1:4] or ("1000000", "100000", "0"))
    began = time.perf_counter()
    unit, officer = grown(facts, number, villages)
    print(f"{connection.vendor}: loaded in {time.perf_counter() - began:.0f} s", flush=True)
    known = list(Person.objects.filter(unit__in=branch_ids(unit, today())).values_list("pk", flat=True)[:2000])
    port = free_port()
    environment = {**os.environ, "JINGUO_HOME": home.HOME.name}
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        time.sleep(15)
        pages, cookie = addresses(known), cookie_of(officer)
        measured(port, cookie, pages, 0.1)  # what a server does once
        for name, times in measured(port, cookie, pages, MINUTES).items():
            told = f"median {median(times):.0f} ms, p95 {quantiles(times, n=20)[-1]:.0f} ms ({len(times)} times)"
            print(f"{name}: {told}", flush=True)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
