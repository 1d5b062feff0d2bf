"""The one door to records: what a save writes, refuses and remembers."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinguo.orgs.models import Role, User
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records import services
from jinguo.records.history import history_of
from jinguo.records.models import Change, Programme, ProgrammeTarget
from jinguo.records.people import services as people
from jinguo.records.tests.make import make_id, make_person, make_worker

pytestmark = pytest.mark.django_db


def make_programme(by: User, **fields: object) -> Programme:
    return Programme(**{"unit": by.unit, "name": "阳光工程", "since": date(2008, 1, 1), **fields})


def targets(count: int, amount: int = 1) -> list[ProgrammeTarget]:
    return [ProgrammeTarget(what=f"目标{number}", amount=amount, measure_word="人") for number in range(count)]


def statements_of(count: int) -> int:
    worker = make_worker()
    programme = services.save(make_programme(worker), by=worker, rows={"targets": targets(count)})
    changed = [*targets(count, amount=2)[1:], ProgrammeTarget(what="新的", amount=3, measure_word="户")]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        services.save(programme, by=worker, rows={"targets": changed})
    return len(queries)


def test_the_statements_do_not_grow_with_the_rows() -> None:
    assert statements_of(5) == statements_of(50)


def test_rows_follow_what_is_listed_and_keep_their_ids() -> None:
    worker = make_worker()
    programme = services.save(make_programme(worker), by=worker, rows={"targets": targets(3)})
    kept = {target.what: target.pk for target in programme.targets.all()}

    services.save(programme, by=worker, rows={"targets": [*targets(2, amount=5), *targets(4)[3:]]})

    now = {target.what: (target.pk, target.amount) for target in programme.targets.all()}
    assert now.keys() == {"目标0", "目标1", "目标3"}
    assert now["目标0"] == (kept["目标0"], Decimal(5))


def test_one_save_is_one_history_document() -> None:
    worker = make_worker()
    programme = services.save(make_programme(worker), by=worker, rows={"targets": targets(3)})
    programme.name = "阳光工程二期"
    services.save(programme, by=worker, rows={"targets": targets(2)})

    created, changed = Change.objects.filter(source="records.programme", record=programme.pk).order_by("pk")
    assert len(created.document["rows"]["targets"]["added"]) == 3
    assert changed.document["fields"] == {"name": ["阳光工程", "阳光工程二期"]}
    assert len(changed.document["rows"]["targets"]["removed"]) == 1
    assert history_of(programme, viewer=worker)[0].lines == ["名称（阳光工程 → 阳光工程二期）", "目标去掉 1 条"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([*targets(1), *targets(1)], "写了两遍"),
        ([ProgrammeTarget(what="", amount=1, measure_word="人")], "第 1 行"),
        ([ProgrammeTarget(pk=999, what="别人的", amount=1, measure_word="人")], "刚被别人去掉"),
    ],
)
def test_a_row_that_cannot_be_is_named_and_nothing_is_written(rows: Sequence[ProgrammeTarget], said: str) -> None:
    worker = make_worker()
    with pytest.raises(ValidationError, match=said) as refused:
        services.save(make_programme(worker), by=worker, rows={"targets": rows})
    assert list(refused.value.message_dict) == ["targets"]
    assert not Programme.objects.exists() and not Change.objects.exists()


def test_a_record_that_cannot_be_is_refused_in_words() -> None:
    worker = make_worker()
    with pytest.raises(ValidationError, match="结束的日子比开始的早"):
        services.save(make_programme(worker, until=date(2007, 1, 1)), by=worker)


def test_a_late_save_says_who_changed_what_and_when() -> None:
    worker = make_worker()
    programme = services.save(make_programme(worker), by=worker)
    other = make_user(worker.unit, role=Role.COUNTY_STAFF)
    first = Programme.objects.get(pk=programme.pk)
    first.name = "阳光工程二期"
    services.save(first, by=other, expect_version=1)
    programme.theme = "刺绣"
    with pytest.raises(ValidationError) as refused:
        services.save(programme, by=worker, expect_version=1)
    assert other.display_name in refused.value.messages[0]
    assert "名称（阳光工程 → 阳光工程二期）" in refused.value.messages[0]


def test_history_keeps_numbers_as_ciphertext() -> None:
    village = make_unit()
    number = make_id()
    person = make_person(village, id_number=number)
    worker = make_worker(village)
    people.change_person(person, by=worker, phone="10012340137")
    kept = str(list(Change.objects.values_list("document", flat=True)))
    assert number not in kept and "10012340137" not in kept and "sm4." in kept
    assert history_of(person, viewer=worker)[0].lines == ["手机（内容不显示）"]


def test_a_void_needs_a_reason_and_keeps_the_record_readable() -> None:
    worker = make_worker()
    programme = services.save(make_programme(worker), by=worker)
    with pytest.raises(ValidationError):
        services.void(programme, reason=" ", by=worker)
    services.void(programme, reason="记重了", by=worker)
    stored = Programme.objects.get(pk=programme.pk)
    assert (stored.void_reason, stored.voided_by) == ("记重了", worker)
    assert not Programme.objects.live().exists()
    with pytest.raises(ValidationError, match="已经作废"):
        services.void(stored, reason="再一次", by=worker)
    with pytest.raises(ValidationError, match="已经作废"):
        services.save(stored, by=worker)


def test_what_was_just_written_down_can_be_taken_back_for_ten_minutes() -> None:
    worker = make_worker()
    programme = services.save(make_programme(worker), by=worker)
    services.undo(programme, by=worker)
    assert programme.void_reason == "撤回"

    late = services.save(make_programme(worker), by=worker)
    Programme.objects.filter(pk=late.pk).update(created_at=late.created_at - timedelta(minutes=11))
    with pytest.raises(ValidationError, match="10 分钟"):
        services.undo(Programme.objects.get(pk=late.pk), by=worker)


def test_nobody_takes_back_what_another_wrote_down() -> None:
    worker = make_worker()
    programme = services.save(make_programme(worker), by=worker)
    with pytest.raises(ValidationError):
        services.undo(programme, by=make_worker(worker.unit))


@pytest.mark.parametrize("act", ["create", "change", "void"])
def test_the_door_is_shut_to_sister_units_and_to_leaders(act: str) -> None:
    worker = make_worker()
    programme = services.save(make_programme(worker), by=worker)
    for stranger in (make_worker(), make_user(worker.unit, role=Role.LEADER)):
        with pytest.raises(PermissionDenied):
            if act == "create":
                services.save(make_programme(worker), by=stranger)
            elif act == "change":
                services.save(Programme.objects.get(pk=programme.pk), by=stranger)
            else:
                services.void(programme, reason="试试", by=stranger)


def test_a_record_cannot_be_pushed_into_another_branch() -> None:
    worker = make_worker()
    programme = services.save(make_programme(worker), by=worker)
    programme.unit = make_unit()
    with pytest.raises(PermissionDenied):
        services.save(programme, by=worker)
