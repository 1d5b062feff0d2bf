"""The figures of venues."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from jinguo.indicators import UNITS, Indicator, Share, When, declare
from jinguo.lines.venues.models import Venue
from jinguo.records.models import Level

HOMES = {"category": (Venue.Kind.HOME.value, Venue.Kind.FAMILY_HOME.value)}
SCHOOLS = {"category": (Venue.Kind.SCHOOL.value, Venue.Kind.CENTRE.value)}

stock = partial(
    Indicator,
    reads=("venues.open",),
    when=When.AT_END,
    measure_word=_("个"),
    reading=_("时段最后一天还开着的，有一个算 1。"),
)

declare(
    stock(code="venues.open", label=_("阵地"), split_by=("unit", "category", "level")),
    stock(code="venues.homes", label=_("妇女之家"), where=HOMES),
    stock(code="venues.schools", label=_("妇女培训学校"), where=SCHOOLS, measure_word=_("所")),
    stock(
        code="venues.villages_with_home",
        label=_("有妇女之家的村"),
        where=HOMES | {"level": (Level.VILLAGE.value,)},
        counts=UNITS,
        reading=_("时段最后一天开着妇女之家或妇女儿童之家的村，一个村有几个也只算 1。"),
    ),
    Share(
        code="venues.coverage",
        label=_("有妇女之家的村占全部村"),
        of="venues.villages_with_home",
        base="organisation.villages",
        reading=_("时段最后一天有妇女之家的村和社区，占全部村和社区。"),
    ),
    Indicator(
        code="venues.uses",
        label=_("在阵地办的事"),
        measure_word=_("次"),
        reads=("record.held_at",),
        split_by=("unit", "category", "tags.venue"),
        reading=_("培训、活动、会议选了阵地的，办一次算 1，按第一天算。"),
    ),
)
