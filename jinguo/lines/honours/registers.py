"""How model posts are listed, found and written down."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from jinguo.lines.honours.models import ModelPost
from jinguo.records.parts.declared import Part
from jinguo.records.registers import Chip, Column, Register, register


def not_yet(post: ModelPost) -> Iterator[Chip]:
    if not post.standing:
        yield _("现在没有级别"), ""


register(
    Register(
        model=ModelPost,
        slug="model-posts",
        intro=_("一个岗一行：申报、新创、巩固、撤销都记在它下面，级别由此而来。"),
        group=_("荣誉"),
        order=40,
        icon="award",
        tile=_("哪个岗、评上哪一级"),
        comes_again=False,
        write=_("记一个岗"),
        first=_("记第一个岗"),
        fetch=("steps",),
        columns=("name", "holder", Column("standing", _("现在是")), "unit"),
        details=("name", "holder", Column("standing", _("现在是")), "pact_on", "pact_version", "note"),
        chips=not_yet,
        filters=("unit",),
        search=("name", "holder"),
        search_hint=_("岗、单位"),
        more=("pact_on", "pact_version", "note"),
        parts=(Part("readiness", fields=("item", "level", "passed")), Part("steps")),
        sums=("honours.posts.current",),
        result=_("现有 {0}"),
    ),
)
