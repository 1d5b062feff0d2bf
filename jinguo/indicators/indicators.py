"""What is counted of the units themselves, whatever they record."""

from django.utils.translation import gettext_lazy as _

from jinguo import facts
from jinguo.indicators import UNITS, Indicator, When, declare
from jinguo.indicators.sql import UNIT_OPEN
from jinguo.orgs.models import UnitKind, UnitLevel

facts.kind(
    UNIT_OPEN, _("单位"), expected=False,
    categories={str(level.value): level.label for level in UnitLevel}, levels=dict(UnitKind.choices),
)  # fmt: skip
declare(
    Indicator(
        code="organisation.villages",
        label=_("村和社区"),
        measure_word=_("个"),
        reads=(UNIT_OPEN,),
        counts=UNITS,
        when=When.AT_END,
        where={"category": (str(UnitLevel.VILLAGE.value),)},
        split_by=("unit", "level"),
        reading=_("时段最后一天还在的村和社区，按那一天的归属算；撤销、并走了的不算。"),
    ),
)
