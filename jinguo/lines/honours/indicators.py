"""The figures of model posts."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from jinguo.indicators import Indicator, When, declare
from jinguo.lines.honours.models import PostLevel, PostStep

BY_LEVEL = ("unit", "level")

new = partial(
    Indicator,
    reads=("honours.post",),
    when=When.BEGAN,
    measure_word=_("个"),
    reading=_("时段里新评上这一级的岗，按评上那天算；升了一级，算新的一级。"),
)
steps = partial(
    Indicator,
    reads=("honours.step",),
    measure_word=_("个"),
    split_by=BY_LEVEL,
)

declare(
    new(code="honours.posts.new", label=_("新创巾帼文明岗"), split_by=BY_LEVEL),
    *(
        new(code=f"honours.posts.new.{level.value}", label=label, where={"level": (level.value,)})
        for level, label in (
            (PostLevel.PROVINCE, _("新创省级巾帼文明岗")),
            (PostLevel.CITY, _("新创市级巾帼文明岗")),
            (PostLevel.COUNTY, _("新创县级巾帼文明岗")),
        )
    ),
    Indicator(
        code="honours.posts.current",
        label=_("巾帼文明岗"),
        measure_word=_("个"),
        reads=("honours.post",),
        when=When.AT_END,
        split_by=BY_LEVEL,
        reading=_("时段最后一天还在的岗，一个岗只按它现在的级别算一次。"),
    ),
    *(
        steps(code=f"honours.posts.{what.value}", label=label, where={"category": (what.value,)}, reading=reading)
        for what, label, reading in (
            (PostStep.What.APPLIED, _("申报巾帼文明岗"), _("每申报一次算 1，按申报那天算；评上没评上都算。")),
            (PostStep.What.RENEWED, _("巩固巾帼文明岗"), _("每复核保住一次算 1，按那天算。")),
            (PostStep.What.WITHDRAWN, _("撤销巾帼文明岗"), _("每撤销一次算 1，按那天算。")),
        )
    ),
    Indicator(
        code="honours.pacts",
        label=_("签诚信公约的岗"),
        measure_word=_("个"),
        reads=("honours.pact",),
        reading=_("时段里签了诚信公约的岗，按签的那天算。"),
    ),
)
