"""The figures of care."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from jinguo.indicators import PEOPLE, Count, Distinct, Formula, Indicator, declare
from jinguo.lines.care.facts import CHILD, CHILD_IN_DIFFICULTY, WOMAN

counselling = partial(Indicator, reads=("care.counselling",))

declare(
    counselling(
        code="care.counselled_children",
        label=_("心理辅导过的困境儿童"),
        measure_word=_("人"),
        counts=PEOPLE,
        where={"level": (CHILD_IN_DIFFICULTY,)},
        reading=_("辅导那天列为困境儿童的孩子，辅导几次都只算 1 人。"),
    )
)
SESSIONS = declare(
    counselling(
        code="care.counselling.sessions",
        label=_("心理辅导"),
        measure_word=_("次"),
        counts=Count(),
        split_by=("unit", "level"),
        reading=_("谈一次算 1 次，大人孩子都算。"),
    )
)
children = {"level": (CHILD_IN_DIFFICULTY, CHILD)}
declare(
    counselling(
        code="care.child_sessions",
        label=_("给孩子做的心理辅导"),
        measure_word=_("人次"),
        where=children,
        reading=_("一个孩子辅导一次算 1 人次。"),
    )
)
declare(
    counselling(
        code="care.child_sessions.held",
        label=_("给孩子做心理辅导"),
        measure_word=_("场"),
        counts=Distinct("record"),
        where=children,
        reading=_("一位辅导的人谈一场算 1 场。"),
    )
)
declare(
    Formula(
        code="care.one_to_one",
        label=_("一位辅导的人一场谈几个孩子"),
        measure_word=_("人"),
        expression="care.child_sessions / care.child_sessions.held",
        reading=_("一对一就是 1 人。"),
    )
)
declare(
    counselling(
        code="care.emotional_sessions",
        label=_("给妇女做的心理疏导"),
        measure_word=_("次"),
        counts=Count(),
        where={"level": (WOMAN,)},
        split_by=("unit", "category"),
        reading=_("给成年妇女做的，谈一次算 1 次。"),
    )
)
