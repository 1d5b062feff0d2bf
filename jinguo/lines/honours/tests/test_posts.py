"""What is promised of model posts, in the words of those who look after them."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from jinguo import facts
from jinguo.common.dates import today
from jinguo.indicators import Period
from jinguo.indicators.compute import compute
from jinguo.lines.honours.models import ModelPost, PostStep, ReadinessItem
from jinguo.orgs.models import Role, Unit, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.services import save

pytestmark = pytest.mark.django_db

LEVELS = ("province", "city", "county")


@pytest.fixture
def county() -> Unit:
    return make_unit("宁海县", code="330226")


def step(what: str, level: str, on: date, **told: Any) -> PostStep:
    return PostStep(what=what, level=level, on=on, **told)


def ready(*levels: str) -> list[ReadinessItem]:
    return [ReadinessItem(level=level, item="服务承诺上墙", passed=True) for level in levels]


def make_post(unit: Unit, *steps: PostStep, readiness: Sequence[ReadinessItem] | None = None, **told: Any) -> ModelPost:
    """Ready for all its levels, unless said otherwise."""
    met = ready(*{one.level for one in steps}) if readiness is None else readiness
    post = ModelPost(unit=unit, **{"name": "门诊收费岗", "holder": "演示医院", **told})
    return save(post, by=make_user(unit), rows={"steps": steps, "readiness": met})


def value(code: str, unit: Unit, period: str) -> Decimal | None:
    span = Period.parse(period)
    return compute([code], unit=unit, periods=[span])[code, unit, span].value


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_posts_are_new_by_level_on_the_day_they_are_recognised(county: Unit) -> None:
    for level, number in zip(LEVELS, (1, 3, 4), strict=True):
        for each in range(number):
            made = step("created", level, date(2026, 5, 4))
            make_post(county, step("applied", level, date(2026, 1, 5)), made, name=f"{level}{each}")

    assert [value(f"honours.posts.new.{level}", county, "2026H1") for level in LEVELS] == [1, 3, 4]
    assert value("honours.posts.new", county, "2026H1") == 8
    assert value("honours.posts.new[level=city]", county, "2026H1") == 3
    assert value("honours.posts.applied", county, "2026H1") == 8
    assert value("honours.posts.new", county, "2026H2") == 0
    assert list(facts.verify()) == []


def test_a_post_that_moves_up_counts_once_at_its_new_level(county: Unit) -> None:
    make_post(county, step("created", "county", date(2024, 5, 4)), step("created", "city", date(2026, 5, 4)))

    assert value("honours.posts.current[level=county]", county, "2025H1") == 1
    assert value("honours.posts.current[level=county]", county, "2026H1") == 0
    assert value("honours.posts.current[level=city]", county, "2026H1") == 1
    assert value("honours.posts.current", county, "2026H1") == 1
    assert value("honours.posts.new.city", county, "2026H1") == 1
    assert value("honours.posts.new.county", county, "2026H1") == 0


def test_a_post_that_is_only_reviewed_is_kept_and_not_new(county: Unit) -> None:
    make_post(county, step("created", "national", date(2020, 5, 4)), step("renewed", "national", date(2026, 5, 4)))

    assert value("honours.posts.renewed", county, "2026H1") == 1
    assert value("honours.posts.new", county, "2026H1") == 0
    assert value("honours.posts.current", county, "2026H1") == 1


def test_a_post_that_is_withdrawn_counts_no_more(county: Unit) -> None:
    lost = step("withdrawn", "city", date(2026, 5, 4))
    make_post(county, step("created", "city", date(2024, 5, 4)), lost)

    assert [value("honours.posts.current", county, half) for half in ("2025H2", "2026H1")] == [1, 0]
    assert value("honours.posts.withdrawn", county, "2026H1") == 1


def test_nobody_is_recognised_before_every_condition_is_met(county: Unit) -> None:
    day = date(2026, 5, 4)
    open_still = ReadinessItem(level="county", item="设了投诉电话", passed=False)

    with pytest.raises(ValidationError, match="县级还差：设了投诉电话。"):
        make_post(county, step("created", "county", day), readiness=[*ready("county"), open_still])
    with pytest.raises(ValidationError, match="县级要做到哪几条，还没写。"):
        make_post(county, step("created", "county", day), readiness=ready("city"))
    assert not ModelPost.objects.exists()


def test_a_post_may_apply_while_it_is_not_ready_yet(county: Unit) -> None:
    make_post(county, step("applied", "county", date(2026, 5, 4)), readiness=[])

    assert value("honours.posts.applied", county, "2026H1") == 1
    assert value("honours.posts.current", county, "2026H1") == 0


def test_what_was_recognised_stays_so_while_the_next_level_is_prepared(county: Unit) -> None:
    post = make_post(county, step("created", "county", date(2024, 5, 4)))
    next_level = [*post.readiness.all(), ReadinessItem(level="city", item="有带教计划", passed=False)]

    save(post, by=make_user(county), rows={"readiness": next_level})

    assert value("honours.posts.current", county, "2026H1") == 1


@pytest.mark.parametrize("what", ["renewed", "withdrawn"])
def test_only_a_level_that_is_held_can_be_kept_or_lost(county: Unit, what: str) -> None:
    with pytest.raises(ValidationError, match="那天它还不是市级岗。"):
        make_post(county, step("created", "county", date(2024, 5, 4)), step(what, "city", date(2026, 5, 4)))


def test_a_step_that_has_not_come_yet_is_told_at_its_row(county: Unit) -> None:
    with pytest.raises(ValidationError, match="第 1 行：这一天还没到。"):
        make_post(county, step("applied", "county", today() + timedelta(days=1)))


def test_pacts_count_on_the_day_they_were_signed(county: Unit) -> None:
    make_post(county, pact_on=date(2026, 3, 15))
    make_post(county, name="挂号岗")

    assert [value("honours.pacts", county, half) for half in ("2025H2", "2026H1")] == [0, 1]


def test_a_voided_post_counts_nowhere(county: Unit) -> None:
    post = make_post(county, step("created", "county", date(2026, 5, 4)), pact_on=date(2026, 5, 5))
    services.void(post, reason="写错了", by=make_user(county))

    codes = ("honours.posts.new", "honours.posts.current", "honours.pacts")
    assert [value(code, county, "2026H1") for code in codes] == [0, 0, 0]


def test_the_list_says_what_each_post_is_now(county: Unit) -> None:
    make_post(county, step("created", "county", date(2024, 5, 4)), step("created", "city", date(2025, 5, 4)))
    make_post(county, step("applied", "county", date(2026, 5, 4)), name="挂号岗")

    page = signed_in(make_user(county)).get("/registers/model-posts/").content.decode()

    assert "市级" in page
    assert "现在没有级别" in page


def test_a_sister_county_finds_no_post(county: Unit) -> None:
    post = make_post(county)
    stranger = signed_in(make_user(make_unit("象山县")))

    assert stranger.get(f"/registers/model-posts/{post.pk}/").status_code == 404


def test_a_leader_reads_and_writes_nothing(county: Unit) -> None:
    post = make_post(county)
    leader = make_user(county, role=Role.LEADER)

    assert signed_in(leader).get(f"/registers/model-posts/{post.pk}/").status_code == 200
    assert signed_in(leader).get("/registers/model-posts/new/").status_code in (403, 404)
