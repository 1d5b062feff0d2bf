"""What stays unsaid of confidential kinds can't be worked out from what is said beside it."""

from datetime import date, timedelta
from itertools import count

import pytest

from jinguo.facts.models import FactRow
from jinguo.indicators import Period
from jinguo.indicators.compute import compute
from jinguo.indicators.figures import Branch, Figure
from jinguo.indicators.tests.make import indicator
from jinguo.orgs.models import Role, Unit, UnitLevel
from jinguo.orgs.tests.make import browser_of, make_unit, make_user

pytestmark = pytest.mark.django_db

SESSIONS, CHILDREN, SPAN = "care.counselling.sessions", "care.counselled_children", Period.parse("2026H1")
DAY = date(2026, 3, 5)
_token = count(10**9)


def counsel(unit: Unit, times: int) -> None:
    level = indicator(CHILDREN).where["level"][0]
    for token in (next(_token) for _time in range(times)):
        FactRow.objects.create(
            kind="care.counselling", unit=unit.pk, since=DAY, until=DAY + timedelta(days=1), level=level,
            source="care.counselling", record=token, person=token, evidence="r",
        )  # fmt: skip


class City:
    """A city of two counties: the first has a town with twelve and one with a few, the second a town with twenty."""

    def __init__(self, few: int) -> None:
        self.city = make_unit("演示市", level=UnitLevel.CITY)
        self.county, self.other = (make_unit(name, self.city) for name in ("宁海县", "象山县"))
        self.large, self.small = (make_unit(name, self.county) for name in ("力洋镇", "桑洲镇"))
        self.far = make_unit("石浦镇", self.other)
        for unit, times in ((self.large, 12), (self.small, few), (self.far, 20)):
            counsel(unit, times)

    def told(self, code: str = SESSIONS) -> list[str]:
        """All that is told of each unit and of what lies directly below it, wherever one asks."""
        said = []
        for unit in (self.city, self.county, self.other, self.large, self.small):
            figures = compute([code, f"{code}~change"], unit=unit, periods=[SPAN])
            branches = [Branch(unit.pk, own=True), Branch(unit.pk), *(Branch(one.pk) for one in figures.children(SPAN))]
            for figure in (figures[one, branch, SPAN] for one in (code, f"{code}~change") for branch in branches):
                said.append(f"{figure.unit} {figure.wording()} {figure.value} {figure.records} {figure.evidence}")
        return said

    def figure(self, unit: Unit) -> Figure:
        return compute([SESSIONS], unit=unit, periods=[SPAN])[SESSIONS, unit, SPAN]


@pytest.mark.parametrize("code", [SESSIONS, CHILDREN])
def test_whether_it_is_one_or_four_makes_no_difference_to_anything_that_is_told(code: str) -> None:
    one, four = City(1).told(code), City(4).told(code)

    assert one == four
    assert any("<5" in each for each in one)


def test_the_whole_is_what_the_told_ones_come_to_and_more() -> None:
    city = City(3)

    assert city.figure(city.small).wording() == "<5次"
    assert city.figure(city.large).wording() == "12次"
    assert city.figure(city.county).wording() == "12次以上"
    assert city.figure(city.other).wording() == "20次"
    assert city.figure(city.city).wording() == "32次以上"


def test_where_none_is_few_the_whole_is_exact() -> None:
    city = City(5)

    assert city.figure(city.county).wording() == "17次"


def test_where_all_are_few_the_whole_says_no_more_than_that_it_is_five() -> None:
    county = make_unit("宁海县")
    for name in ("力洋镇", "桑洲镇"):
        counsel(make_unit(name, county), 4)

    assert compute([SESSIONS], unit=county, periods=[SPAN])[SESSIONS, county, SPAN].wording() == "5次以上"


def test_a_townships_own_work_would_give_its_villages_away_and_stays_unsaid() -> None:
    town = make_unit("力洋镇", make_unit("宁海县"))
    counsel(town, 6)
    counsel(make_unit("河湾村", town), 1)
    figures = compute([SESSIONS], unit=town, periods=[SPAN])

    assert figures[SESSIONS, town, SPAN].wording() == "7次"
    assert figures[SESSIONS, Branch(town.pk, own=True), SPAN].wording() == ""


def test_the_pages_say_the_same() -> None:
    city = City(3)
    browser = browser_of(make_user(city.county, Role.COUNTY_STAFF))

    drawer = browser.get("/figures/open/", {"i": SESSIONS, "p": "2026H1"}).content.decode()
    table = browser.get("/figures/", {"i": SESSIONS, "p": "2026H1"}).content.decode()

    assert "12<small>次以上</small>" in drawer
    assert "&lt;5 次" in drawer
    assert "有的单位不到 5" in drawer
    assert "12以上" in table
    assert ">15<" not in drawer + table
