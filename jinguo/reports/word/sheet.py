"""The page of an official document (GB/T 9704): A4, 22 lines of 28 characters, its type and its page numbers."""

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

FANGSONG, HEITI, KAITI, SONGTI, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
SUBSTITUTES = {
    FANGSONG: "仿宋,FangSong,STFangsong,FandolFang",
    HEITI: "SimHei,STHeiti,Noto Sans CJK SC",
    KAITI: "楷体,KaiTi,STKaiti,AR PL UKai CN",
    SONGTI: "SimSun,STSong,Noto Serif CJK SC",
    TITLE: "小标宋,FZXiaoBiaoSong-B05S,华文中宋,宋体",
}
"""Fonts are named, never carried along; where one is missing, the first of its substitutes that is there."""

BODY, SMALL, LARGE, NOTE = Pt(16), Pt(14), Pt(22), Pt(12)
"""三号, 四号, 二号, 小四."""
LINE, NOTE_LINE = Pt(28.95), Pt(20)
LINE_PITCH, CHARACTER_SPACE = 579, -849
"""28.95 pt in twentieths, and what 28 characters leave of 16 pt each, in 4096ths of a point."""
CLOSER = -5
"""Characters stand a quarter of a point closer, in twentieths: so 28 fill a line also where no grid is kept.

The lines keep out of the grid: with their exact height they fall on it all the same, and LibreOffice, which gives a
character of 16 pt two places of 15.8 pt, would space them twice as wide.
"""
CHARACTERS = "200"
"""Two characters, in hundredths."""
FOOT = Mm(23)
"""The page number's last line ends here, so that it stands 7 mm below the text."""


def blank() -> Document:
    """An empty document with the page, the styles and the page numbers."""
    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    _set_substitutes(document)
    _number_pages(document)
    return document


def say_at_top(document: Document, words: str) -> None:
    """A line on every page."""
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        line = header.paragraphs[0]
        line.style = document.styles["Header"]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(words)


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), FOOT
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(LINE_PITCH))
    grid.set(qn("w:charSpace"), str(CHARACTER_SPACE))


def _set_styles(document: Document) -> None:
    _style(document, "Normal", FANGSONG, BODY)
    _style(document, "Title", TITLE, LARGE, align=WD_ALIGN_PARAGRAPH.CENTER, indented=False)
    _style(document, "Heading 1", HEITI, BODY)
    _style(document, "Heading 2", KAITI, BODY)
    _style(document, "Date", FANGSONG, BODY, align=WD_ALIGN_PARAGRAPH.CENTER, indented=False)
    _style(document, "Note", FANGSONG, NOTE, indented=False, line=NOTE_LINE)
    _style(document, "Picture", FANGSONG, NOTE, align=WD_ALIGN_PARAGRAPH.CENTER, indented=False)
    # A line of exact height would cut a picture off.
    document.styles["Picture"].paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    _style(document, "Header", SONGTI, NOTE, indented=False)
    _style(document, "Footer", SONGTI, SMALL, align=WD_ALIGN_PARAGRAPH.RIGHT, indented=False)


def _style(
    document: Document,
    name: str,
    font: str,
    size: Pt,
    *,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
    indented: bool = True,
    line: Pt = LINE,
) -> None:
    styles = document.styles
    known = name in [each.name for each in styles]
    style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.font.size, style.font.bold, style.font.italic = size, False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    for border in style.element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)
    shape = style.paragraph_format
    shape.alignment, shape.space_before, shape.space_after = align, Pt(0), Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, line
    shape.keep_with_next = name.startswith("Heading")
    properties = style.element.get_or_add_pPr()
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), CHARACTERS if indented else "0")
    indent.set(qn("w:firstLine"), str(int(2 * size.pt * 20)) if indented else "0")
    # The schema has an order: these come before the line's height and the size of its type.
    for kept_out in ("autoSpaceDE", "autoSpaceDN", "snapToGrid"):
        properties.spacing.addprevious(parse_xml(f'<w:{kept_out} {nsdecls("w")} w:val="0"/>'))
    closer = parse_xml(f'<w:spacing {nsdecls("w")} w:val="{CLOSER}"/>')
    style.element.rPr.find(qn("w:sz")).addprevious(closer)


def _set_substitutes(document: Document) -> None:
    """Word takes another font by this table where the named one is missing."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in SUBSTITUTES.items()
    )
    [part] = [part for part in document.part.package.iter_parts() if part.partname.endswith("/fontTable.xml")]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    part._blob = f"{head}<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()


def _number_pages(document: Document) -> None:
    """— 1 —: at the right of odd pages, at the left of even ones, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        line = footer.paragraphs[0]
        line.style, line.alignment = document.styles["Footer"], align
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = SMALL
        line.add_run("— ")
        _add_page_field(line)
        line.add_run(" —")


def _add_page_field(line: Paragraph) -> None:
    line._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
