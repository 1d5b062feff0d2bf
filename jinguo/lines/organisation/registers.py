"""How area profiles are listed and written down."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.dates import say_day
from jinguo.common.lines import line_of
from jinguo.lines.organisation.models import AreaProfile
from jinguo.records.registers import Column, Register, register


def hint(profile: AreaProfile) -> str:
    """Whose numbers they are, and of which day."""
    day = _("截至%(day)s") % {"day": say_day(profile.as_of)}
    return line_of(profile.unit.name, day)


PROFILES = register(
    Register(
        model=AreaProfile,
        slug="areas",
        title=gettext_lazy("地区概况"),
        intro=gettext_lazy("户数、人口、面积抄自统计公报这样的地方，写明出处和日子；上下级各抄各的。"),
        order=700,
        icon="map-pin",
        write=gettext_lazy("抄一份概况"),
        first=gettext_lazy("抄第一份概况"),
        result=gettext_lazy("共 {count} 份"),
        search_hint=gettext_lazy("出处"),
        columns=(
            "as_of",
            "quoted_from",
            "unit",
            Column("households", unit=gettext_lazy("户")),
            Column("population", unit=gettext_lazy("人")),
            Column("area", gettext_lazy("面积"), gettext_lazy("平方千米")),
        ),
        filters=("period", "unit"),
        search=("quoted_from",),
        name=lambda profile: _("引用：%(source)s") % {"source": profile.quoted_from},
        hint=hint,
    )
)
