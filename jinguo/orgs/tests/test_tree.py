"""Units in time: what a rename, a move, a merge and a closure change, and what they leave alone."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from jinguo.common.dates import today
from jinguo.orgs import services, tree
from jinguo.orgs.models import AuditEntry, Succession, Unit, UnitLevel
from jinguo.orgs.queries import history_of
from jinguo.orgs.tests.make import make_unit, make_user

pytestmark = pytest.mark.django_db

BEFORE, DAY, AFTER = date(2008, 5, 31), date(2008, 6, 1), date(2008, 6, 2)


def branch(unit: Unit, day: date) -> set[str]:
    return set(Unit.objects.filter(pk__in=tree.branch_ids(unit, day)).values_list("name", flat=True))


def test_units_stand_in_the_order_of_their_codes_whenever_they_were_made() -> None:
    county = make_unit(code="330226")
    for code in ("330226106", "330226001", "330226105"):
        make_unit(parent=county, code=code)
    make_unit("没有代码的镇", parent=county)
    codes = [unit.code for unit in tree.children_on(county, DAY)]
    assert codes == ["330226001", "330226105", "330226106", ""]


def test_the_bounds_of_a_branch_hold_all_below_and_no_neighbour() -> None:
    assert tree.subtree_bounds("00010002") == ("00010002", "00010003")
    low, high = tree.subtree_bounds("00019999")
    assert low < "000199990001" < high
    assert not low <= "0002" < high


def test_a_renamed_unit_keeps_its_old_name_for_the_days_before() -> None:
    town = make_unit("茶院乡", parent=make_unit())
    services.rename_unit(unit=town, name="茶院镇", on=DAY, by=None, reason="撤乡设镇")
    assert town.name == "茶院镇"
    assert town.versions.get(until=DAY).name == "茶院乡"
    assert tree.names_on([town.pk], BEFORE) == {town.pk: "茶院乡"}
    assert tree.names_on([town.pk], DAY) == {town.pk: "茶院镇"}


def test_a_rename_entered_late_lasts_until_the_next_one() -> None:
    town = make_unit("甲镇", parent=make_unit())
    services.rename_unit(unit=town, name="丙镇", on=AFTER, by=None)
    services.rename_unit(unit=town, name="乙镇", on=DAY, by=None)
    assert town.name == "丙镇"
    assert [tree.names_on([town.pk], day)[town.pk] for day in (BEFORE, DAY, AFTER)] == ["甲镇", "乙镇", "丙镇"]


def test_a_moved_unit_counts_on_each_side_for_its_own_days() -> None:
    county = make_unit()
    old, new = make_unit(parent=county), make_unit(parent=county)
    village = make_unit("河湾村", parent=old)
    services.move_unit(unit=village, parent=new, on=DAY, by=None)
    assert "河湾村" in branch(old, BEFORE) and "河湾村" not in branch(new, BEFORE)
    assert "河湾村" in branch(new, DAY) and "河湾村" not in branch(old, DAY)
    assert "河湾村" in branch(county, BEFORE) & branch(county, AFTER)
    assert tree.parent_on(village, BEFORE) == old
    assert tree.parent_on(village, DAY) == new


def test_a_town_takes_its_villages_along_even_those_founded_after_a_move_entered_late() -> None:
    city = make_unit(level=UnitLevel.CITY)
    here, there = make_unit(parent=city), make_unit(parent=city)
    town = make_unit("柳溪镇", parent=here)
    make_unit("老村", parent=town)
    services.create_unit(name="新村", parent=town, level=UnitLevel.VILLAGE, since=AFTER)
    services.move_unit(unit=town, parent=there, on=DAY, by=None)
    assert branch(there, AFTER) == {there.name, "柳溪镇", "老村", "新村"}
    assert branch(here, AFTER) == {here.name}
    assert branch(here, BEFORE) == {here.name, "柳溪镇", "老村"}


def test_a_unit_moved_late_under_one_that_moved_since_follows_it() -> None:
    city = make_unit(level=UnitLevel.CITY)
    east, west = make_unit(parent=city), make_unit(parent=city)
    town, village = make_unit(parent=east), make_unit("河湾村", parent=make_unit(parent=west))
    services.move_unit(unit=town, parent=west, on=AFTER, by=None)
    services.move_unit(unit=village, parent=town, on=DAY, by=None)
    assert "河湾村" in branch(east, DAY)
    assert "河湾村" in branch(west, AFTER)
    assert "河湾村" not in branch(east, AFTER)


def test_no_unit_can_be_put_below_itself() -> None:
    town = make_unit(parent=make_unit())
    village = make_unit(parent=town)
    with pytest.raises(ValidationError, match="上级的层级要比它高"):
        services.move_unit(unit=town, parent=village, on=DAY, by=None)


def test_a_merged_town_hands_over_its_villages_and_keeps_its_past() -> None:
    county = make_unit()
    gone, heir = make_unit("力洋乡", parent=county), make_unit("长街镇", parent=county)
    village = make_unit("海头村", parent=gone)
    services.merge_unit(unit=gone, into=heir, on=DAY, by=None, reason="区划调整")
    assert branch(heir, DAY) == {"长街镇", "力洋乡", "海头村"}
    assert branch(gone, BEFORE) == {"力洋乡", "海头村"}
    assert branch(gone, DAY) == {"力洋乡"}
    assert tree.parent_on(village, DAY) == heir
    assert gone.closed_on == DAY
    assert Succession.objects.get().successor == heir
    assert [unit.name for unit in tree.children_on(county, DAY).open_on(DAY)] == ["长街镇"]


def test_a_unit_with_open_units_below_cannot_be_closed() -> None:
    town = make_unit(parent=make_unit())
    village = make_unit(parent=town)
    with pytest.raises(ValidationError, match="还有下级单位"):
        services.close_unit(unit=town, on=DAY, by=None)
    services.close_unit(unit=village, on=DAY, by=None)
    services.close_unit(unit=town, on=AFTER, by=None)
    assert branch(town, AFTER) == {town.name, village.name}


def test_nothing_is_done_on_a_day_that_has_not_come() -> None:
    town = make_unit(parent=make_unit())
    with pytest.raises(ValidationError, match="日子还没到"):
        services.rename_unit(unit=town, name="新名", on=today() + timedelta(days=1), by=None)


def test_two_open_units_never_share_a_code_or_a_name_below_one_parent() -> None:
    county = make_unit(code="330226")
    make_unit("长街镇", parent=county, code="330226105")
    with pytest.raises(ValidationError):
        make_unit("别的镇", parent=county, code="330226105")
    with pytest.raises(ValidationError, match="已经有“长街镇”"):
        make_unit("长街镇", parent=county)


def test_every_change_of_a_unit_says_who_and_why() -> None:
    town = make_unit(parent=make_unit())
    admin = make_user(town, role="administrator")
    services.rename_unit(unit=town, name="新名镇", on=DAY, by=admin, reason="撤乡设镇")
    entry = AuditEntry.objects.get(action="unit.rename")
    assert entry.by == admin
    assert entry.detail["reason"] == "撤乡设镇"


def test_the_units_above_come_from_the_top_down() -> None:
    city = make_unit(level=UnitLevel.CITY)
    county = make_unit(parent=city)
    village = make_unit(parent=make_unit("镇", parent=county))
    assert [unit.name for unit in tree.ancestors_on(village, DAY)] == [city.name, county.name, "镇"]
    assert tree.lines_above([village.pk, city.pk], DAY)[village.pk] == list(tree.ancestors_on(village, DAY))
    assert not tree.ancestors_on(city, DAY)
    assert tree.parent_on(city, DAY) is None
    assert tree.path_on(city, date(1900, 1, 1)) is None


def test_layers_above_hear_of_a_changed_name(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, tuple[str, ...]]] = []
    monkeypatch.setattr(services, "AFTER_CHANGE", [lambda unit, fields: heard.append((unit.name, fields))])
    services.rename_unit(unit=make_unit(), name="新名", on=DAY, by=None)
    assert heard == [("新名", ("name",))]


def test_a_split_founds_a_unit_beside_the_old_one_and_keeps_both_histories() -> None:
    town = make_unit(parent=make_unit())
    old = make_unit("上徐村", parent=town)
    new = services.split_unit(unit=old, name="下徐村", on=DAY, by=None, reason="省政府批复")
    assert (new.level, new.kind, tree.parent_on(new, DAY)) == (old.level, old.kind, town)
    assert tree.path_on(new, BEFORE) is None
    assert Succession.objects.get().kind == Succession.Kind.SPLIT
    assert "分出“下徐村”" in [line.text for line in history_of(old)]
    assert "从“上徐村”分出来" in [line.text for line in history_of(new)]


def test_a_split_needs_a_name_of_its_own_and_an_open_unit() -> None:
    town = make_unit(parent=make_unit())
    old = make_unit("上徐村", parent=town)
    with pytest.raises(ValidationError, match="下面已经有"):
        services.split_unit(unit=old, name="上徐村", on=DAY, by=None)
    with pytest.raises(ValidationError, match="日子还没到"):
        services.split_unit(unit=old, name="下徐村", on=today() + timedelta(days=1), by=None)
    services.close_unit(unit=old, on=DAY, by=None)
    with pytest.raises(ValidationError, match="已经撤销了"):
        services.split_unit(unit=old, name="下徐村", on=AFTER, by=None)
