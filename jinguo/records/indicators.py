"""What is counted of all records and of the units that keep them."""

from django.utils.translation import gettext_lazy as _

from jinguo.indicators import UNITS, Distinct, Indicator, When, declare
from jinguo.orgs.models import UnitLevel

declare(
    Indicator(
        code="organisation.villages",
        label=_("村和社区"),
        measure_word=_("个"),
        reads=("unit.open",),
        counts=UNITS,
        when=When.AT_END,
        where={"category": (str(UnitLevel.VILLAGE.value),)},
        split_by=("unit", "level"),
        reading=_("时段最后一天还在的村和社区，按那一天的归属算；撤销、并走了的不算。"),
    ),
    Indicator(
        code="records.joined",
        label=_("参与的事"),
        measure_word=_("件"),
        reads=("record.joined",),
        counts=Distinct("record"),
        split_by=("unit", "category"),
        reading=_("别的单位办、我们一起参加的，一件算 1；它记在主办单位名下，不算进本单位办的数。"),
    ),
)
