"""A number in Word: a content control inside a bookmark, with a link back to the figure.

Word allows 64 characters for the tag of a control and 40 for a bookmark. So both carry a short key, and a part of the
file (in `customXml/`) says for each key what the number is: indicator, unit, period, style, report and edition.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import quoteattr

from django.utils.html import escape
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from jinguo.indicators.addresses import figure_url, unit_text
from jinguo.indicators.figures import Figure

NAMESPACE = "urn:jinguo:figures:1"
LONGEST_ALIAS = 60


@dataclass
class Numbers:
    """The numbers of one document; `prefix` tells its report and edition, such as r12v1, `site` where they lead."""

    document: Document
    prefix: str
    site: str
    bindings: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def add(self, line: Paragraph, words: str, figure: Figure, **more: str) -> None:
        """Put a number at the end of a line; `more` is written down beside what it measures."""
        place = len(self.bindings) + 1
        key = f"{self.prefix}n{place}"
        own = {"own": "1"} if figure.own else {}
        measured = {"indicator": figure.measure.code, "unit": unit_text(figure.unit), "period": str(figure.period)}
        self.bindings[key] = {**measured, **own, **more}
        url = f"{self.site.rstrip('/')}{figure_url(figure)}"
        link = self.document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        for element in _elements(place, key, str(figure.measure.label)[:LONGEST_ALIAS], link, words):
            line._p.append(element)

    def keep_bindings(self) -> None:
        """Write down what each number is; once, when all are in."""
        rows = "".join(
            f"<figure key={quoteattr(key)}{''.join(f' {name}={quoteattr(said)}' for name, said in binding.items())}/>"
            for key, binding in self.bindings.items()
        )
        text = f'<?xml version="1.0" encoding="UTF-8"?><figures xmlns="{NAMESPACE}">{rows}</figures>'
        package = self.document.part.package
        part = Part(package.next_partname("/customXml/item%d.xml"), "application/xml", text.encode(), package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _elements(place: int, key: str, alias: str, link: str, words: str) -> list[Any]:
    names = nsdecls("w", "r")
    control = (
        f'<w:sdt {names}><w:sdtPr><w:alias w:val="{escape(alias)}"/><w:tag w:val="jg:{key}"/><w:id w:val="{place}"/>'
        f'</w:sdtPr><w:sdtContent><w:hyperlink r:id="{link}" w:history="1"><w:r><w:t>{escape(words)}</w:t></w:r>'
        "</w:hyperlink></w:sdtContent></w:sdt>"
    )
    start = f'<w:bookmarkStart {names} w:id="{place}" w:name="jg_{key}"/>'
    return [parse_xml(one) for one in (start, control, f'<w:bookmarkEnd {names} w:id="{place}"/>')]
