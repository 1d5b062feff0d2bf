"""存成 Word and PDF: the page of an official document, and numbers that know where they come from."""

import re
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from django.test import Client
from django.urls import reverse
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from jinguo.orgs.tests.make import browser_of, make_unit
from jinguo.reports.services import freeze
from jinguo.reports.tests.make import county_with_officer, make_report
from jinguo.reports.tests.test_frozen import held
from jinguo.reports.word.numbers import NAMESPACE

pytestmark = pytest.mark.django_db

TEXT = (
    "一、工作回顾\n（一）实用技术培训\n"
    '共办班{{ figure("training.sessions") }}，比上年同期{{ figure("training.sessions~growth", style="以上") }}。\n'
    '评出{{ figure("no.such") }}，见<附件>。'
)
WORD_IN_WECHAT = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0"


class Desk:
    def __init__(self) -> None:
        county, self.officer = county_with_officer()
        town = make_unit(parent=county)
        for record in range(1, 4):
            held(town, record)
        held(town, 4, date(2007, 3, 1))
        self.town, self.report = town, make_report(self.officer, TEXT)

    def file(self, name: str = "report-docx", **query: str) -> bytes:
        answer = browser_of(self.officer).get(reverse(name, args=[self.report.pk]), query)
        assert answer.status_code == 200
        return answer.content

    def word(self) -> Document:
        return docx.Document(BytesIO(self.file()))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def tool(name: str, package: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.fail(f"{name} is missing. Run: sudo apt-get install -y {package}", pytrace=False)
    return found


def text_of(pdf: bytes) -> str:
    command = [tool("pdftotext", "poppler-utils"), "-layout", "-", "-"]
    made = subprocess.run(command, input=pdf, capture_output=True, check=True)  # noqa: S603
    return re.sub(r"\s", "", made.stdout.decode())


def bindings(data: bytes) -> dict[str, dict[str, str]]:
    """Key → what the number is, from the part of the file that says so."""
    with ZipFile(BytesIO(data)) as file:
        parts = [file.read(name) for name in file.namelist() if re.fullmatch(r"customXml/item\d+\.xml", name)]
    found = [etree.fromstring(part) for part in parts]
    [ours] = [each for each in found if each.tag == f"{{{NAMESPACE}}}figures"]
    return {str(each.get("key")): {str(k): str(v) for k, v in each.attrib.items()} for each in ours}


def test_the_page_is_that_of_an_official_document(desk: Desk) -> None:
    word = desk.word()
    section = word.sections[0]
    grid = section._sectPr.find(qn("w:docGrid"))

    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    edges = (*sides, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in edges if each] == [210, 297, 37, 35, 28, 26]
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("linesAndChars", "579")
    styles = [each.style.name for each in word.paragraphs[:6] if each.style]
    assert styles == ["Title", "Date", "Normal", "Heading 1", "Heading 2", "Normal"]
    fonts = {each: word.styles[each].element.rPr.rFonts.get(qn("w:eastAsia")) for each in ("Normal", "Heading 1")}
    assert fonts == {"Normal": "仿宋_GB2312", "Heading 1": "黑体"}
    assert "PAGE" in section.footer._element.xml
    assert section.footer.paragraphs[0].text.strip().startswith("—")


def test_each_number_is_a_control_in_a_bookmark_that_says_what_it_is_and_leads_back(desk: Desk) -> None:
    data = desk.file()
    body = docx.Document(BytesIO(data)).element.body
    known = bindings(data)
    controls = list(body.iter(qn("w:sdt")))

    assert len(controls) == 2
    for control in controls:
        tag = control.find(qn("w:sdtPr")).find(qn("w:tag")).get(qn("w:val"))
        bookmark = control.getprevious().get(qn("w:name"))
        key = tag.removeprefix("jg:")
        assert bookmark == f"jg_{key}"
        assert control.getnext().tag == qn("w:bookmarkEnd")
        assert len(tag) <= 64
        assert known[key]["indicator"].startswith("training.sessions")
        assert known[key]["period"] == "2008H1"
        link = control.find(f".//{qn('w:hyperlink')}").get(qn("r:id"))
        url = docx.Document(BytesIO(data)).part.rels[link].target_ref
        assert url.startswith("http://testserver/figures/open/?i=training.sessions")
    assert [known[each]["style"] for each in known] == ["exact", "以上"]


def test_the_properties_of_a_style_stand_in_the_order_of_the_schema(desk: Desk) -> None:
    """Word offers to repair a file where they don't."""
    order = ["keepNext", "pBdr", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc", "outlineLvl"]
    for name in ("Normal", "Title", "Heading 1", "Footer"):
        properties = desk.word().styles[name].element.pPr
        placed = [order.index(one) for each in properties if (one := etree.QName(each).localname) in order]
        assert placed == sorted(placed)


def test_words_are_only_words_and_a_gap_stays_a_gap(desk: Desk) -> None:
    text = "\n".join(each.text for each in desk.word().paragraphs)

    assert "评出［待补充］，见<附件>。" in text
    assert "草稿，数截至" in text


def test_libreoffice_opens_it_and_sees_the_same(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(desk.file())
    command = [tool("soffice", "libreoffice-writer"), f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"]
    options = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "report.docx")]
    subprocess.run([*command, *options], check=True, capture_output=True, timeout=120)  # noqa: S603

    text = text_of((tmp_path / "report.pdf").read_bytes())

    assert "共办班3期，比上年同期" in text
    assert "—1—" in text


def test_the_pdf_needs_no_office_and_says_the_same(desk: Desk) -> None:
    text = text_of(desk.file("report-pdf"))

    assert "（一）实用技术培训" in text
    assert "共办班3期" in text
    assert "见<附件>。" in text
    assert "—1—" in text


def test_a_frozen_report_is_saved_as_it_was_frozen(desk: Desk) -> None:
    freeze(desk.report, by=desk.officer, preparer="填报的人")
    held(desk.town, 9)

    text = "\n".join(each.text for each in desk.word().paragraphs)
    xml = desk.word().element.xml

    assert "3期" in xml
    assert "4期" not in xml
    assert "填报人：填报的人　定稿：" in text
    assert "共办班3期" in text_of(desk.file("report-pdf", v="1"))


def test_every_file_of_the_demo_says_so(desk: Desk, settings: Any) -> None:
    settings.JINGUO_DEMO = True

    headers = [desk.word().sections[0].header, desk.word().sections[0].even_page_header]
    assert [each.paragraphs[0].text for each in headers] == ["演示数据，非真实统计"] * 2
    assert "演示数据，非真实统计" in text_of(desk.file("report-pdf"))


def test_in_wechat_on_android_the_page_says_where_to_open_it(desk: Desk, client: Client) -> None:
    client.force_login(desk.officer, backend="django.contrib.auth.backends.ModelBackend")
    for name in ("report-docx", "report-pdf"):
        answer = client.get(reverse(name, args=[desk.report.pk]), headers={"User-Agent": WORD_IN_WECHAT})
        assert "在浏览器" in answer.content.decode()


def test_another_county_gets_no_file(desk: Desk) -> None:
    stranger = browser_of(county_with_officer()[1])

    for name in ("report-docx", "report-pdf"):
        assert stranger.get(reverse(name, args=[desk.report.pk])).status_code == 404
