"""How large a place is, in the words of whoever counted it."""

from django.utils.translation import gettext_lazy as _

from jinguo.indicators import Indicator, Stated, When, declare
from jinguo.lines.organisation.facts import KM2

OWN = _("引用：本单位最近抄下的外来数，截至期末；上下级各抄各的，不相加。")

for name, label, word, counts in (
    ("population", _("人口"), _("人"), Stated()),
    ("households", _("户数"), _("户"), Stated()),
    ("women", _("妇女人口"), _("人"), Stated()),
    ("children", _("儿童人口"), _("人"), Stated()),
    ("land", _("面积"), _("平方千米"), Stated(scale=KM2)),
):
    declare(
        Indicator(
            code=f"area.{name}",
            label=label,
            measure_word=word,
            reads=(f"area.{name}",),
            counts=counts,
            when=When.AT_END,
            reading=OWN,
        )
    )
