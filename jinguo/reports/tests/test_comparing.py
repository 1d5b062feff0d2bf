"""比一比: the upper unit sees its units side by side; a lower one sees the average and the range, and no name."""

from datetime import date
from io import BytesIO
from urllib.parse import urlencode

import docx
import pytest
from django.urls import reverse
from docx.oxml.ns import qn

from jinguo.indicators import Period, catalogue
from jinguo.indicators.addresses import unit_text
from jinguo.orgs.models import AuditEntry, Role, Unit, User
from jinguo.orgs.tests.make import browser_of, make_unit, make_user
from jinguo.reports.comparing import FEWEST_ALIKE, alike
from jinguo.reports.models import Publication
from jinguo.reports.tests.test_files import bindings
from jinguo.reports.tests.test_frozen import counsel, held

pytestmark = pytest.mark.django_db

HALF, BEFORE = Period.parse("2008H1"), Period.parse("2007H1")
ASKED = {"i": "training.sessions", "p": "2008H1"}
NAMES = ("力洋镇", "长街镇", "桑洲镇", "越溪乡", "茶院乡")


class House:
    """A county of five towns; the first held one course, the second two, and so on; the first held three last year."""

    def __init__(self, names: tuple[str, ...] = NAMES) -> None:
        self.county = make_unit("宁海县")
        self.towns = [make_unit(name, parent=self.county) for name in names]
        record = 0
        for times, town in enumerate(self.towns, start=1):
            for _time in range(times):
                record += 1
                held(town, record)
        for extra in range(3):
            held(self.towns[0], 100 + extra, date(2007, 3, 1))
        self.officer: User = make_user(self.county, Role.COUNTY_STAFF)

    def page(self, unit: Unit | None = None, name: str = "compare", **query: str) -> str:
        user = make_user(unit, Role.TOWNSHIP_OFFICER) if unit else self.officer
        answer = browser_of(user).get(reverse(name), {**ASKED, **query})
        return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_the_upper_unit_sees_its_units_side_by_side_in_two_periods() -> None:
    page = House().page()

    assert [name for name in NAMES if name in page] == list(NAMES)
    assert "2007年上半年" in page
    assert "少 2 期" in page
    assert "多 5 期" in page


def test_any_two_periods_can_be_compared() -> None:
    page = House().page(p="2007H1", q="2008-03")

    assert "2008年3月" in page
    assert "多 2 期" in page


def test_a_lower_unit_sees_the_average_and_the_range_and_no_neighbour() -> None:
    house = House()

    page = house.page(house.towns[1])

    assert "同级 5 个单位平均 3 期，最少 1 期，最多 5 期" in page
    assert not [name for name in NAMES if name in page and name != "长街镇"]
    assert house.page(house.towns[1], u=unit_text(house.towns[0])) == "404"


def test_among_few_an_average_would_tell_of_the_neighbour_and_is_left_out() -> None:
    house = House(NAMES[: FEWEST_ALIKE - 1])

    assert alike(catalogue.get("training.sessions"), house.towns[0], HALF) is None
    assert "同级" not in house.page(house.towns[0]).split("<main")[1]


def test_confidential_kinds_are_not_compared_among_equals() -> None:
    house = House()
    for town in house.towns:
        counsel(town, 9)

    assert alike(catalogue.get("care.counselling.sessions"), house.towns[0], HALF) is None


def test_word_has_the_picture_and_a_table_whose_numbers_lead_back() -> None:
    house = House()
    answer = browser_of(house.officer).get(reverse("compare-docx"), ASKED)
    word = docx.Document(BytesIO(answer.content))
    [table] = word.tables

    assert len(word.inline_shapes) == 1
    assert [row.cells[0].text for row in table.rows] == ["单位", *NAMES, "合计"]
    assert len(list(word.element.body.iter(qn("w:sdt")))) == 2 * (len(NAMES) + 1)
    assert table.rows[1].cells[3].text == "少2期"


def test_in_word_a_number_of_the_units_own_work_is_told_apart_from_the_whole() -> None:
    house = House()
    held(house.county, 200)

    told = bindings(browser_of(house.officer).get(reverse("compare-docx"), ASKED).content)

    of_county = [one for one in told.values() if one["unit"] == unit_text(house.county)]
    assert [one.get("own") for one in of_county] == ["1", "1", None, None]


def test_what_nobody_counts_is_not_there() -> None:
    assert House().page(i="no.such") == "404"


def laid_open(house: House, **query: str) -> int:
    """The county lays the comparison open; the number of its page."""
    answer = browser_of(house.officer).post(f"{reverse('compare-publish')}?{urlencode({**ASKED, **query})}")
    return int(answer["Location"].rstrip("/").rsplit("/", 1)[1])


def test_what_the_county_lays_open_its_towns_see_by_name_as_it_was_that_day() -> None:
    house = House()
    address = reverse("published", args=[laid_open(house)])
    held(house.towns[0], 200)

    browser = browser_of(make_user(house.towns[1], Role.TOWNSHIP_OFFICER))
    page = browser.get(address).content.decode()

    assert [name for name in NAMES if name in page] == list(NAMES)
    assert "少 2 期" in page
    assert "figures/open" not in page
    assert address in browser.get(reverse("compare"), ASKED).content.decode()
    assert AuditEntry.objects.filter(action="comparison.publish").count() == 1


def test_another_county_does_not_see_it_and_after_taking_back_nobody_does() -> None:
    house, stranger = House(), make_user(make_unit("象山县"), Role.COUNTY_STAFF)
    pk = laid_open(house)
    address, back = reverse("published", args=[pk]), reverse("published-take-back", args=[pk])
    town = browser_of(make_user(house.towns[1], Role.TOWNSHIP_OFFICER))

    assert browser_of(stranger).get(address).status_code == 404
    assert town.post(back).status_code == 403
    browser_of(house.officer).post(back)

    assert town.get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.LEADER, Role.TOWNSHIP_OFFICER])
def test_only_who_writes_for_the_unit_lays_its_comparison_open(role: Role) -> None:
    house = House()
    user = make_user(house.county if role == Role.LEADER else house.towns[0], role)
    unit = unit_text(house.county)

    answer = browser_of(user).post(f"{reverse('compare-publish')}?{urlencode({**ASKED, 'u': unit})}")

    assert answer.status_code in (403, 404)
    assert not Publication.objects.exists()


def test_confidential_kinds_are_never_laid_open() -> None:
    house = House()
    counsel(house.towns[0], 9)
    asked = urlencode({**ASKED, "i": "care.counselling.sessions"})

    assert browser_of(house.officer).post(f"{reverse('compare-publish')}?{asked}").status_code == 403
