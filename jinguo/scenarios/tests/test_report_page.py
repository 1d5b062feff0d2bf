"""A report over the records of a line: its sentences read the numbers, and the numbers lead to the records."""

from datetime import date

import pytest
from django.test import Client

from jinguo.lines.training.tests.make import make_course, make_session
from jinguo.orgs.models import Unit, User
from jinguo.orgs.tests.make import make_unit
from jinguo.records.tests.make import make_person
from jinguo.reports.tests.make import county_with_officer, make_report, page_of

pytestmark = pytest.mark.django_db

SENTENCE = (
    '共举办实用技术培训班{{ figure("training.practical.sessions") }}，'
    '参加培训妇女{{ figure("training.practical.women") }}。'
)


def hold(unit: Unit, by: User, *, women: int = 1, course: str = "海产品养殖", day: date = date(2008, 3, 11)) -> None:
    village = make_unit(parent=make_unit(parent=unit))
    people = [make_person(village, by=by) for _number in range(women)]
    make_session(unit, women=people, course=make_course(unit, name=course, by=by), on=day, by=by)


def test_a_sentence_reads_the_numbers_of_its_records(client: Client) -> None:
    county, officer = county_with_officer()
    hold(county, officer, women=3)

    page = page_of(client, officer, make_report(officer, SENTENCE))

    assert ">1期<" in page
    assert ">3人<" in page


def test_a_number_follows_the_next_record(client: Client) -> None:
    county, officer = county_with_officer()
    hold(county, officer)
    report = make_report(officer, SENTENCE)

    hold(county, officer, women=2)

    assert ">2期<" in page_of(client, officer, report)


def test_every_number_leads_to_its_records(client: Client) -> None:
    county, officer = county_with_officer()
    hold(county, officer)

    page = page_of(client, officer, make_report(officer, SENTENCE))

    assert page.count('class="jg-fig"') == 2
    assert "i=training.practical.sessions" in page
    assert "p=2008H1" in page


def test_the_most_frequent_topics_are_named_first(client: Client) -> None:
    county, officer = county_with_officer()
    for course in ("杨梅栽培", "海产品养殖", "海产品养殖"):
        hold(county, officer, course=course)

    page = page_of(client, officer, make_report(officer, '{{ names("training.practical.topics", limit=2) }}等'))

    assert "海产品养殖、杨梅栽培等" in page


def test_a_qualifier_and_another_measure_word_are_the_texts_choice(client: Client) -> None:
    county, officer = county_with_officer()
    hold(county, officer, women=12)

    text = '{{ figure("training.practical.women", style="多", word="名") }}'

    assert ">10多名<" in page_of(client, officer, make_report(officer, text))


def test_no_line_can_begin_with_the_mark_after_a_number(client: Client) -> None:
    county, officer = county_with_officer()
    hold(county, officer)

    page = page_of(client, officer, make_report(officer, SENTENCE))

    assert page.count('<span class="jg-glued"><a') == 2
    assert "</a>。</span>" in page
