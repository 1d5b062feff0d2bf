"""What is promised of job fairs, in the words of those who hold them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from jinguo import facts
from jinguo.common.dates import today
from jinguo.indicators import Indicator, Period, catalogue
from jinguo.indicators.compute import compute
from jinguo.indicators.opening import Opening, open_figure
from jinguo.lines.employment.models import Employer, FairPartner, JobFair, Seeker
from jinguo.lines.employment.tests.make import OPENED, make_fair, make_town, value
from jinguo.orgs.models import Role, Unit
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.services import save
from jinguo.records.tests.make import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Unit:
    return make_town()


def offers(name: str = "演示服饰厂", posts: int = 30) -> Employer:
    return Employer(name=name, trade="服装", posts=posts)


def opened(code: str, unit: Unit) -> Opening:
    indicator = catalogue.get(code)
    assert isinstance(indicator, Indicator)
    return open_figure(indicator, unit=unit, period=Period.parse("2026H1"), viewer=make_user(unit))


def test_employers_posts_seekers_and_intentions_are_counted(town: Unit) -> None:
    women = [make_person(town) for _each in range(3)]
    seekers = [Seeker(person=her, intention="演示服饰厂" if her is women[0] else "") for her in women]
    make_fair(town, [offers(posts=30), offers("演示文具厂", 12)], seekers)

    told = {name: value(f"employment.fair.{name}", town, "2026H1") for name in ("employers", "posts", "seekers")}
    assert told == {"employers": 2, "posts": 42, "seekers": 3}
    assert value("employment.fair.intentions", town, "2026H1") == 1
    assert list(facts.verify()) == []


def test_an_employer_who_comes_again_is_one_employer_and_is_named(town: Unit) -> None:
    make_fair(town, [offers(posts=30)])
    make_fair(town, [offers(posts=5), offers("演示文具厂", 5)], name="夏季招聘会", starts_on=date(2026, 6, 1))

    assert value("employment.fair.employers", town, "2026H1") == 2
    assert value("employment.fair.posts", town, "2026H1") == 40
    titles = [line.described.title for line in opened("employment.fair.employers", town).lines if line.described]
    assert sorted(titles) == ["演示文具厂", "演示服饰厂"]


def test_a_seeker_who_comes_again_is_one_person(town: Unit) -> None:
    her = make_person(town)
    make_fair(town, seekers=[Seeker(person=her)])
    make_fair(town, seekers=[Seeker(person=her)], name="夏季招聘会", starts_on=date(2026, 6, 1))

    assert value("employment.fair.seekers", town, "2026H1") == 1
    assert len(opened("employment.fair.seekers", town).lines) == 1


def test_a_headcount_never_passes_for_people(town: Unit) -> None:
    make_fair(town, mode="headcount", women=80, total=100)

    span = Period.parse("2026H1")
    figure = compute(["employment.fair.seekers"], unit=town, periods=[span])["employment.fair.seekers", town, span]
    assert figure.value == 0
    assert figure.undistinguished == 100


def test_what_became_of_the_intentions_is_a_share_of_them(town: Unit) -> None:
    learned = OPENED + timedelta(days=30)
    seekers = [
        Seeker(person=make_person(town), intention="演示服饰厂", outcome="employed", outcome_on=learned),
        Seeker(person=make_person(town), intention="演示服饰厂", outcome="none", outcome_on=learned),
        Seeker(person=make_person(town), intention="演示服饰厂"),
        Seeker(person=make_person(town), intention="演示服饰厂", outcome="employed", outcome_on=learned),
    ]
    make_fair(town, [offers()], seekers)

    assert value("employment.fair.placed_share", town, "2026H1") == Decimal("0.5")
    assert value("employment.fair.placed_share", town, "2025H1") is None


def test_nobody_agrees_with_an_employer_who_was_not_there(town: Unit) -> None:
    her = make_person(town, name="胡美娟")

    with pytest.raises(ValidationError, match="胡美娟有意向的“别的厂”不在来招人的单位里。"):
        make_fair(town, [offers()], [Seeker(person=her, intention="别的厂")])
    assert not JobFair.objects.exists()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"outcome": "employed", "outcome_on": OPENED}, "先写和哪家有意向"),
        ({"intention": "演示服饰厂", "outcome": "employed"}, "要写哪天知道的"),
    ],
)
def test_an_outcome_needs_an_intention_and_a_day(town: Unit, told: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=f"第 1 行：.*{said}"):
        make_fair(town, [offers()], [Seeker(person=make_person(town), **told)])


def test_an_employer_without_posts_or_written_twice_is_told_at_its_row(town: Unit) -> None:
    with pytest.raises(ValidationError, match="第 1 行"):
        make_fair(town, [offers(posts=0)])
    with pytest.raises(ValidationError, match="写了两遍"):
        make_fair(town, [offers(), offers()])


def test_a_fair_that_has_not_been_held_is_not_written_down(town: Unit) -> None:
    with pytest.raises(ValidationError, match="办完了再来记"):
        make_fair(town, starts_on=today() + timedelta(days=1))


def test_who_holds_it_together_reads_it_and_counts_it_as_taken_part(town: Unit) -> None:
    partner = make_unit("跃龙街道", make_unit("象山县"))
    fair = make_fair(town, [offers()])
    save(fair, by=make_user(town), rows={"partner_rows": [FairPartner(unit=partner)]})
    reader = Client()
    reader.force_login(make_user(partner))

    assert reader.get(f"/registers/job-fairs/{fair.pk}/").status_code == 200
    assert value("records.joined", partner, "2026H1") == 1
    assert value("employment.fair.posts", partner, "2026H1") == 0


def test_the_page_of_a_fair_shows_its_employers_and_a_stranger_finds_none(town: Unit) -> None:
    fair = make_fair(town, [offers("演示文具厂", 12)])
    reader, stranger = Client(), Client()
    reader.force_login(make_user(town, role=Role.LEADER))
    stranger.force_login(make_user(make_unit("桑洲镇", make_unit("象山县"))))

    assert "演示文具厂" in reader.get(f"/registers/job-fairs/{fair.pk}/").content.decode()
    assert stranger.get(f"/registers/job-fairs/{fair.pk}/").status_code == 404


@pytest.fixture
def browser(town: Unit) -> Client:
    client = Client()
    client.force_login(make_user(town))
    return client


def test_a_fair_is_written_down_with_its_employers_and_the_names_of_the_seekers(town: Unit, browser: Client) -> None:
    make_person(make_unit("前洋村", town), name="胡美娟")
    told = {"starts_on": "2026-3-8", "name": "春风送岗位", "where": "体育馆", "names": "胡美娟"}
    rows = {"employers-TOTAL_FORMS": "2", "employers-INITIAL_FORMS": "0"}
    rows |= {"employers-0-name": "演示服饰厂", "employers-0-posts": "30"}

    page = browser.post("/registers/job-fairs/new/", {**told, **rows}, follow=True).content.decode()

    assert "招聘会上的岗位" in page
    assert value("employment.fair.posts", town, "2026H1") == 30
    assert value("employment.fair.seekers", town, "2026H1") == 1


def test_what_came_of_it_is_asked_for_all_seekers_in_one_go(town: Unit, browser: Client) -> None:
    fair = make_fair(town, [offers()], [Seeker(person=make_person(town)), Seeker(person=make_person(town))])
    one, other = fair.attendances.all()
    path = f"/registers/job-fairs/{fair.pk}/later/attendances/"

    browser.post(path, {"on": "昨天", f"intention_{one.pk}": "演示服饰厂", f"outcome_{one.pk}": "employed"})
    refused = browser.post(path, {"on": "昨天", f"intention_{other.pk}": "别的厂"}).content.decode()

    assert "这里没有“别的厂”" in refused
    assert '<option value="演示服饰厂">演示服饰厂</option>' in refused
    assert value("employment.fair.intentions", town, "2026H1") == 1
    assert value("employment.fair.placed_share", town, "2026H1") == 1


def test_a_fair_whose_seekers_were_only_counted_is_written_down_too(town: Unit, browser: Client) -> None:
    told = {"starts_on": "2026-3-8", "name": "春风送岗位", "where": "体育馆", "mode": "headcount", "women": "80"}

    browser.post("/registers/job-fairs/new/", {**told, "total": "100"})

    assert JobFair.objects.get().turnout == 100
