"""What is counted of records of any type."""

from django.utils.translation import gettext_lazy as _

from jinguo.indicators import Distinct, Indicator, declare

declare(
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
