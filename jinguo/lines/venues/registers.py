"""How venues are listed, found and written down."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from jinguo.lines.venues.models import Venue
from jinguo.records.registers import Chip, Column, Register, register


def closed(venue: Venue) -> Iterator[Chip]:
    if venue.closed_on:
        yield _("不用了"), ""


register(
    Register(
        model=Venue,
        slug="venues",
        intro=_("妇女之家、学校、服务站，一处一行；记培训时可以选。"),
        group=_("培训和阵地"),
        order=12,
        icon="home-heart",
        tile=_("挂了什么牌、谁管"),
        comes_again=False,
        write=_("记一处阵地"),
        first=_("记第一处阵地"),
        columns=("name", "kind", "level", "unit", Column("seats", _("能坐"), _("人"))),
        filters=("kind", "level", "unit"),
        facets={"kind": "category", "level": "level"},
        chips=closed,
        search=("name", "address"),
        search_hint=_("名称、地址"),
        more=("address", "facilities", "seats", "area", "closed_on"),
        people=("keeper",),
        for_all_below=True,
        sums=("venues.open",),
        result=_("现有 {0}"),
        measures=("venues.uses[tags.venue={pk}]",),
    ),
)
