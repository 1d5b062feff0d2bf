"""Programmes (一项工作) as a register, with what each promises."""

from django.utils.translation import gettext_lazy as _

from jinguo.records.models import Programme
from jinguo.records.parts.declared import Part
from jinguo.records.registers import Register, register

register(
    Register(
        model=Programme,
        slug="programmes",
        intro=_("一项一项的工程和活动；记事的时候可以挂在它下面。"),
        group=_("专项工作"),
        order=50,
        icon="flag",
        columns=("name", "since", "until", "theme", "unit"),
        filters=("period", "unit"),
        search=("name", "theme"),
        search_hint=_("名称、主题"),
        result=_("共 {count} 项"),
        write=_("记一项工作"),
        first=_("记第一项工作"),
        for_all_below=True,
        fields=("name", "since", "until"),
        more=("theme", "place", "code"),
        parts=(Part("targets"), Part("figures")),
    ),
)
