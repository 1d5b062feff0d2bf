"""How the records of care are listed, found and written down."""

from django.utils.translation import gettext_lazy as _

from jinguo.lines.care.models import Counselling
from jinguo.records.registers import Column, Register, register

GROUP = _("关爱帮扶")

COUNSELLING = register(
    Register(
        model=Counselling,
        slug="counselling",
        title=_("心理辅导"),
        intro=_("谈一次记一条，只有您和您勾上的同事看得到；别人只看得到合计的数。"),
        group=GROUP,
        order=46,
        icon="lock",
        write=_("记一次辅导"),
        first=_("记第一次辅导"),
        columns=("person", "day", "topic", "form", "counsellor"),
        filters=("period", "topic"),
        search=("counsellor",),
        search_hint=_("姓名、谁辅导的"),
        result=_("您经办的共 {count} 条"),
        people=("person",),
        more=("progress", "next_on"),
        details=(
            "person",
            "day",
            "form",
            "topic",
            "counsellor",
            "progress",
            "next_on",
            Column("notes", _("谈了什么"), value=lambda session: session.notes),
        ),
    )
)
