"""Many accounts from a workbook: what a township or county has lying about, with its mistakes."""

import re
from io import BytesIO

import pytest
import xlsxwriter
from django.test import Client
from python_calamine import CalamineWorkbook

from jinguo.common import reading
from jinguo.orgs import account_sheet
from jinguo.orgs.models import AuditEntry, Role, User
from jinguo.orgs.tests.make import House, make_unit, make_user

pytestmark = pytest.mark.django_db

HERE = "/accounts/sheet/"


@pytest.fixture
def house() -> House:
    return House()


def workbook(*rows: list[str]) -> BytesIO:
    file = BytesIO()
    file.name = "名单.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    file.seek(0)
    return file


def look(client: Client, *rows: list[str]) -> str:
    return client.post(HERE, {"file": workbook(*rows)}).content.decode()


def told(text: str) -> list[str]:
    return re.findall(r"<strong[^>]*>(\w{4}-\w{4}-\w{4})<", text)


def opened(client: Client, pasted: str) -> str:
    return client.post(HERE, {"pasted": pasted, "open": "1"}).content.decode()


def test_a_countys_own_list_is_looked_at_and_then_opened_with_a_slip_for_each(house: House) -> None:
    client = house.browser(house.county, Role.ADMINISTRATOR)
    rows = (
        ["2026年妇联干部名单"],
        ["序号", "单位", "姓名", "职务"],
        ["1", "河湾村", "陈玉兰", "主席"],
        ["2", "长堤镇", "周玉梅", ""],
    )
    text = look(client, *rows)
    assert "hewan-chenyulan" in text and "开这 2 个账号" in text
    assert not User.objects.filter(display_name="陈玉兰").exists(), "nothing is opened before she says so"
    text = opened(client, "陈玉兰\t河湾村\t\t主席\n周玉梅\t长堤镇")
    worker, officer = (User.objects.get(display_name=name) for name in ("陈玉兰", "周玉梅"))
    assert (worker.role, officer.role) == (Role.VILLAGE_WORKER, Role.TOWNSHIP_OFFICER)
    passwords = told(text)
    assert [user.check_password(one) for user, one in zip((worker, officer), passwords, strict=True)] == [True, True]
    assert worker.must_change_password
    assert not any(one in str(entry.detail) for one in passwords for entry in AuditEntry.objects.all())


def test_going_back_and_sending_again_opens_nothing_twice_and_says_how_to_reset(house: House) -> None:
    client = house.browser(house.town, Role.TOWNSHIP_OFFICER)
    opened(client, "陈玉兰\t河湾村")
    text = opened(client, "陈玉兰\t河湾村")
    assert "已经有账号了（hewan-chenyulan）。忘了密码的，到账号里重设。" in text and not told(text)
    assert house.village.users.count() == 1


def test_each_mistake_stands_at_its_row_and_nothing_is_opened(house: House) -> None:
    make_unit("柳溪村", parent=house.town)
    make_unit("柳溪村", parent=house.sister)
    make_user(house.village, username="taken")
    client = house.browser(house.county, Role.COUNTY_STAFF)
    pasted = "\n".join([
        "姓名\t单位\t账号\t职务",
        "\t河湾村",
        "林晓\t没有村",
        "林晓\t柳溪村",
        "林晓\t河湾村\t大写",
        "周玉\t河湾村\ttaken",
        "童爱\t演示县\t\t分管领导",
        "应惠\t沙湾村",
        "应惠\t沙湾村",
        "何秀",
    ])  # fmt: skip
    text = opened(client, pasted)
    for row, sentence in [
        (2, "没填姓名。"),
        (3, "没有找到“没有村”"),
        (4, "“柳溪村”有 2 个，请连上级一起写"),
        (5, "账号用小写字母开头"),
        (6, "账号"),
        (7, "“领导”的账号不归您开"),
        (9, "和第 8 行是同一个人。"),
        (10, "没填单位。"),
    ]:
        found = re.search(rf"jg-error(?:(?!<li).)*?<span>([^<]+)</span>(?:(?!<li).)*?第 {row} 行", text, re.S)
        assert found and sentence in found[1], (row, found)
    assert "有 8 行要改" in text and "林晓\t没有村" in text, "what was pasted is kept"
    assert not User.objects.filter(display_name__in=["林晓", "应惠"]).exists()


@pytest.mark.parametrize("unit", ["柳溪镇柳溪村", "柳溪镇 柳溪村", "演示县柳溪镇柳溪村"])
def test_a_name_that_two_villages_have_is_told_apart_by_the_town_before_it(house: House, unit: str) -> None:
    meant = make_unit("柳溪村", parent=house.town)
    make_unit("柳溪村", parent=house.sister)
    opened(house.browser(house.county, Role.ADMINISTRATOR), f"林晓,{unit}")
    assert meant.users.get().display_name == "林晓"


def test_an_officer_opens_accounts_of_her_own_villages_only(house: House) -> None:
    client = house.browser(house.town, Role.TOWNSHIP_OFFICER)
    assert "没有找到“沙湾村”，或者它不归您管。" in opened(client, "林晓\t沙湾村")
    assert "“妇联干部”的账号不归您开" in opened(client, "林晓\t柳溪镇")
    for role in (Role.VILLAGE_WORKER, Role.LEADER):
        other = house.browser(house.town, role)
        assert (
            other.get(HERE).status_code == other.post(HERE, {"pasted": "林晓\t河湾村", "open": "1"}).status_code == 404
        )
    assert not User.objects.filter(display_name="林晓").exists()


def test_two_of_one_name_in_two_villages_get_accounts_of_their_own(house: House) -> None:
    opened(house.browser(house.county, Role.ADMINISTRATOR), "林晓\t河湾村\n林 晓\t河湾村\n林晓\t沙湾村")
    names = set(User.objects.filter(display_name__startswith="林").values_list("username", flat=True))
    assert names == {"hewan-linxiao", "hewan-linxiao2", "shawan-linxiao"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not a workbook", "这不是 Excel 文件"),
        (b"PK\x03\x04 torn", "这个文件打不开"),
        (b"x" * (account_sheet.MOST_BYTES + 1), "这个文件有 6 MB，最多 5 MB"),
    ],
)
def test_what_is_no_list_is_refused_in_words(house: House, content: bytes, sentence: str) -> None:
    file = BytesIO(content)
    file.name = "名单.xlsx"
    client = house.browser(house.county, Role.ADMINISTRATOR)
    assert sentence in client.post(HERE, {"file": file}).content.decode()


def test_an_empty_list_a_blown_up_one_and_too_many_rows_are_refused_in_words(house: House) -> None:
    client = house.browser(house.county, Role.ADMINISTRATOR)
    assert "里面没有名单" in look(client, ["姓名", "单位"])
    assert "请选一个 Excel 文件，或者贴上几行。" in client.post(HERE, {"pasted": ""}).content.decode()
    assert "一次最多开 500 个，这里有 501 个" in opened(client, "林晓\t河湾村\n" * 501)
    swollen = workbook(["A" * 32_000] * 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "UNPACKED", 0)
        assert "这个文件展开后太大" in client.post(HERE, {"file": swollen}).content.decode()


def test_the_empty_sheet_has_the_columns_and_comes_back_as_it_is(house: House) -> None:
    client = house.browser(house.county, Role.ADMINISTRATOR)
    content = client.get(f"{HERE}template/").content
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    assert sheet.to_python()[0] == ["姓名", "单位", "账号", "职务"]
