"""Loading divisions from files as the published package has them."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from jinguo.common.dates import today
from jinguo.orgs import tree
from jinguo.orgs.models import AuditEntry, Placement, Unit, UnitKind
from jinguo.orgs.tests.make import make_unit

pytestmark = pytest.mark.django_db

COLUMNS = {
    "provinces": "code,name",
    "cities": "code,name,provinceCode",
    "areas": "code,name,cityCode,provinceCode",
    "streets": "code,name,areaCode,provinceCode,cityCode",
    "villages": "code,name,streetCode,provinceCode,cityCode,areaCode",
}
ROWS = {
    "provinces": ['99,"演示省"', '98,"另一省"'],
    "cities": ['9901,"演示市",99', '9801,"另一市",98'],
    "areas": ['990101,"演示县",9901,99', '990102,"邻县",9901,99', '980101,"另一县",9801,98'],
    "streets": ['990101001,"河东街道",990101,99,9901', '990101100,"柳溪镇",990101,99,9901'],
    "villages": [
        '990101100200,"河湾村委会",990101100,99,9901,990101',
        '990101100201,"长堤村村民委员会",990101100,99,9901,990101',
        '990101001001,"东门社区居委会",990101001,99,9901,990101',
        '990101001002,"西门居委会",990101001,99,9901,990101',
    ],
}


def make_folder(folder: Path, **rows: list[str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, columns in COLUMNS.items():
        lines = [columns, *(rows.get(name) or ROWS[name])]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf8")
    return folder


def load(folder: Path, **options: str) -> str:
    out = StringIO()
    call_command("divisions", "load", source=folder, stdout=out, **options)
    return out.getvalue()


def test_a_branch_comes_with_the_units_above_it_and_no_other(tmp_path: Path) -> None:
    said = load(make_folder(tmp_path), under="990101")
    assert set(Unit.objects.filter(level__lt=4).values_list("name", flat=True)) == {"演示省", "演示市", "演示县"}
    assert Unit.objects.count() == 9
    assert "新增 9 个，改名 0 个" in said
    assert "村（社区） 4 / 4" in said
    town = Unit.objects.get(code="990101100")
    assert [unit.name for unit in tree.children_on(town, today())] == ["河湾村", "长堤村"]
    assert [unit.name for unit in tree.ancestors_on(town, today())] == ["演示省", "演示市", "演示县"]


def test_villages_lose_the_words_of_their_committee_and_keep_their_kind(tmp_path: Path) -> None:
    load(make_folder(tmp_path))
    kinds = dict(Unit.objects.filter(level=5).values_list("name", "kind"))
    assert kinds == {
        "河湾村": UnitKind.VILLAGERS,
        "长堤村": UnitKind.VILLAGERS,
        "东门社区": UnitKind.RESIDENTS,
        "西门居委会": UnitKind.RESIDENTS,
    }


def test_a_second_run_adds_nothing(tmp_path: Path) -> None:
    load(make_folder(tmp_path))
    before = Unit.objects.count(), Placement.objects.count()
    assert "新增 0 个，改名 0 个" in load(tmp_path)
    assert (Unit.objects.count(), Placement.objects.count()) == before


def test_a_new_name_in_the_file_renames_the_unit_from_today(tmp_path: Path) -> None:
    load(make_folder(tmp_path))
    villages = ['990101100200,"河湾新村村委会",990101100,99,9901,990101']
    assert "新增 0 个，改名 1 个" in load(make_folder(tmp_path, villages=villages))
    village = Unit.objects.get(code="990101100200")
    assert village.name == "河湾新村"
    assert village.versions.get().name == "河湾村"


def test_units_that_are_there_already_keep_their_ids_and_get_what_is_below(tmp_path: Path) -> None:
    county = make_unit("演示县", code="990101")
    load(make_folder(tmp_path), under="990101100")
    assert Unit.objects.get(code="990101") == county
    assert [unit.name for unit in tree.children_on(county, today())] == ["柳溪镇"]


def test_the_package_folder_and_json_do_as_well(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    for name, columns in COLUMNS.items():
        keys = columns.split(",")
        rows = [dict(zip(keys, row.replace('"', "").split(","), strict=True)) for row in ROWS[name]]
        (dist / f"{name}.json").write_text(json.dumps(rows), encoding="utf8")
    load(tmp_path)
    assert Unit.objects.count() == 13


@pytest.mark.parametrize(
    ("villages", "line"),
    [
        (['99010110020,"少一位",990101100,99,9901,990101'], "第 1 条"),
        (['990101100200,"好的",990101100,99,9901,990101', '990101100201,""'], "第 2 条"),
    ],
)
def test_a_wrong_file_is_one_clear_line_and_nothing_is_loaded(tmp_path: Path, villages: list[str], line: str) -> None:
    with pytest.raises(CommandError, match=f"villages.csv 的{line}看不懂") as caught:
        load(make_folder(tmp_path, villages=villages))
    assert "\n" not in str(caught.value)
    assert not Unit.objects.exists()


def test_a_wrong_folder_and_an_unknown_code_say_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"没有找到 provinces.csv"):
        load(tmp_path)
    with pytest.raises(CommandError, match="没有代码以 77 开头的单位"):
        load(make_folder(tmp_path), under="77")


def test_loading_leaves_one_line_in_the_trail(tmp_path: Path) -> None:
    load(make_folder(tmp_path))
    assert AuditEntry.objects.get(action="divisions.load").detail["added"] == 13
