"""Three workbooks as cadres keep them go in through the pages, and one comes out again."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from jinguo.lines.training.models import Session
from jinguo.records.models import Person
from jinguo.records.tests.make import make_id
from tests.browser.county import County
from tests.browser.visits import Visits

NOBODYS = date(1931, 1, 1)
"""A birthday that nobody in the county has: a number of that day is new there, whichever tests ran before."""


def roster_with_two_rows_of_names(file: Path) -> None:
    """A title over all columns, names in two rows with merged cells, 序号, a total and a signature."""
    with xlsxwriter.Workbook(file) as book:
        sheet, bold = book.add_worksheet("花名册"), book.add_format({"bold": True, "align": "center"})
        sheet.merge_range("A1:E1", "留守妇女花名册（2026 年）", bold)
        for place, name in (("A2:A3", "序号"), ("B2:B3", "姓名"), ("C2:C3", "身份证号码"), ("D2:E2", "个人情况")):
            sheet.merge_range(place, name, bold)
        sheet.write_row("D3", ["文化程度", "政治面貌"], bold)
        sheet.write_row("A4", [1, "册里甲", make_id(NOBODYS), "专科", "党员"])
        sheet.write_row("A5", [2, "册里乙", make_id(NOBODYS), "文盲", "团员"])
        sheet.merge_range("A6:B6", "合计", bold)
        sheet.write("C6", "2 人")
        sheet.write("A7", "填表人：某某")


def sheet_with_own_names(file: Path, damaged: str) -> None:
    """Her own names of columns, one that nobody knows, days as Excel counts them, a number with a wrong digit."""
    with xlsxwriter.Workbook(file) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy/m/d"})
        sheet.write_row(0, 0, ["妇女姓名", "证件号", "生日", "鞋码"])
        sheet.write_row(1, 0, ["自编甲", damaged, "", 37])
        sheet.write_row(2, 0, ["自编乙", ""])
        sheet.write_datetime(2, 2, date(1979, 4, 5), day)
        sheet.write_row(3, 0, ["自编丙", "", 29000, 38])


def list_of_trainings(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("培训")
        sheet.write("A1", "培训情况统计表")
        sheet.write_row("A3", ["培训内容", "类别", "培训时间", "培训地点", "参训妇女"])
        sheet.write_row("A4", ["草编入门", "实用技术", "2026.3.4", "文化礼堂", "21人"])
        sheet.write_row("A5", ["草编提高", "实用技术", "2026年3月5日", "文化礼堂", 19])
        sheet.write_row("A6", ["合计", "", "", "", 40])


def put_up(page: Page, register: str, file: Path) -> None:
    page.goto(f"/registers/{register}/import/")
    page.get_by_label("哪个文件").set_input_files(file)
    page.get_by_role("button", name="放上来看看").click()


def look_it_over(page: Page) -> None:
    page.get_by_role("button", name="对，看一遍").click()


def put_in(page: Page) -> None:
    page.get_by_role("button", name="放进台账").click()
    expect(page.get_by_role("button", name="整批撤回")).to_be_visible()


def test_a_roster_with_title_two_rows_of_names_and_total_goes_in_and_comes_out(
    visits: Visits, county: County, tmp_path: Path
) -> None:
    file = tmp_path / "留守妇女花名册.xlsx"
    roster_with_two_rows_of_names(file)
    page = visits.open(user=county.village)
    put_up(page, "people", file)
    look_it_over(page)
    expect(page.locator(".jg-tile", has_text="像合计行，没读")).to_contain_text("2")
    assert not Person.objects.filter(name__startswith="册里").exists()
    put_in(page)
    taken = Person.objects.live().filter(name__startswith="册里")
    assert {(one.name, one.education, one.political) for one in taken} == {
        ("册里甲", "31", "01"),
        ("册里乙", "90", "03"),
    }

    page.get_by_role("button", name="整批撤回").click()

    expect(page.get_by_text("整批撤回了。")).to_be_visible()
    assert not Person.objects.live().filter(name__startswith="册里").exists()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_damaged_number_is_mended_in_the_page_with_enter(
    visits: Visits, county: County, tmp_path: Path, width: int
) -> None:
    good, file = make_id(NOBODYS), tmp_path / f"我的表{width}.xlsx"
    sheet_with_own_names(file, good[:-1] + ("1" if good[-1] != "1" else "2"))
    page = visits.open(user=county.village, width=width)
    put_up(page, "people", file)
    expect(page.get_by_label("鞋码")).to_have_value("")
    page.get_by_label("妇女姓名").select_option("name")
    page.get_by_label("证件号").select_option("id_number")
    look_it_over(page)
    cell = page.locator("[aria-invalid=true]")
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "something is wider than the page"
    expect(page.get_by_text("最后一位对不上")).to_be_visible()

    cell.fill(good)
    cell.press("Enter")

    expect(page.get_by_role("button", name="放进台账")).to_be_visible()
    put_in(page)
    known = Person.objects.live().filter(name__startswith="自编")
    assert known.get(name="自编甲").id_number == good
    assert known.get(name="自编乙").born_on == date(1979, 4, 5)
    assert known.get(name="自编丙").born_on == date(1979, 5, 25)
    page.get_by_role("button", name="整批撤回").click()
    expect(page.get_by_text("整批撤回了。")).to_be_visible()
    assert not known.exists()


def test_enter_in_the_number_of_the_row_understands_that_row(visits: Visits, county: County, tmp_path: Path) -> None:
    file = tmp_path / "培训.xlsx"
    list_of_trainings(file)
    page = visits.open(user=county.village)
    put_up(page, "training", file)
    expect(page.get_by_label("列名在第几行")).to_have_value("3")
    page.get_by_label("列名在第几行").fill("1")
    page.get_by_label("列名在第几行").press("Enter")
    expect(page.get_by_label("列名在第几行")).to_have_value("1")
    page.get_by_label("列名在第几行").fill("3")
    page.get_by_label("列名在第几行").press("Enter")
    expect(page.get_by_label("培训内容")).to_have_value("course")


def test_a_list_of_trainings_goes_in(visits: Visits, county: County, tmp_path: Path) -> None:
    file = tmp_path / "培训情况统计表.xlsx"
    list_of_trainings(file)
    page = visits.open(user=county.village)
    put_up(page, "training", file)
    look_it_over(page)
    put_in(page)
    held = Session.objects.live().filter(course__name__startswith="草编")
    assert sorted((one.starts_on, one.turnout) for one in held) == [(date(2026, 3, 4), 21), (date(2026, 3, 5), 19)]


def test_rows_are_skipped_one_after_the_other_with_the_keyboard(visits: Visits, county: County, tmp_path: Path) -> None:
    file = tmp_path / "坏号码.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate((["姓名", "身份证号"], ["自编丁", "1234"], ["自编戊", "5678"], ["自编己", "9012"])):
            sheet.write_row(row, 0, cells)
    page = visits.open(user=county.village)
    put_up(page, "people", file)
    look_it_over(page)
    wrong = page.locator("[aria-invalid=true]")
    expect(wrong).to_have_count(3)

    page.get_by_role("button", name="跳过").nth(1).press("Enter")

    expect(wrong).to_have_count(2)
    expect(wrong.nth(1)).to_be_focused()
    wrong.nth(1).press("Enter")
    expect(wrong.nth(1)).to_be_focused()
    expect(wrong.nth(1)).to_have_value("9012")
