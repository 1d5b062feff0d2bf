"""The figures of activities."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from jinguo.indicators import PEOPLE, Distinct, Greatest, Indicator, Sum, declare
from jinguo.lines.activities.models import Event, Guest

BY_KIND = ("unit", "category")

guests = partial(
    Indicator,
    reads=("activities.guest",),
    counts=PEOPLE,
    measure_word=_("人"),
    reading=_("一个人来过几次，只算 1 人，只算在册的人。按活动第一天算。"),
)

declare(
    Indicator(
        code="activities.events",
        label=_("活动"),
        measure_word=_("次"),
        reads=("activities.event",),
        split_by=BY_KIND,
        reading=_("每办一次算 1，办几天也算 1。按第一天算。"),
    ),
    Indicator(
        code="activities.attendances",
        label=_("妇女参加活动"),
        measure_word=_("人次"),
        reads=("activities.attendance",),
        counts=Sum(),
        split_by=BY_KIND,
        reading=_("妇女来一次算 1 人次，只记人数的也算；专家和嘉宾不算。按第一天算。"),
    ),
    guests(code="activities.experts", label=_("来活动的专家"), where={"category": (Guest.Role.EXPERT.value,)}),
    guests(code="activities.skilled", label=_("来活动的女能手"), where={"category": (Guest.Role.SKILLED.value,)}),
    Indicator(
        code="activities.topics",
        label=_("科技下乡面对面交流的内容"),
        measure_word=_("类"),
        reads=("activities.topic",),
        counts=Distinct("category"),
        where={"level": (Event.Kind.SCIENCE.value,)},
        reading=_("科技下乡活动里写明的内容，同样的只算 1 类。按第一天算。"),
    ),
    Indicator(
        code="activities.materials",
        label=_("发的东西"),
        measure_word=_("份"),
        reads=("activities.material",),
        counts=Sum(),
        split_by=BY_KIND,
        reading=_("活动里发出去的份数，各样加在一起。按第一天算。"),
    ),
    Indicator(
        code="activities.contests",
        label=_("比赛"),
        measure_word=_("场"),
        reads=("activities.contest",),
        reading=_("每办一场算 1，比几轮、几天也算 1。按第一天算。"),
    ),
    Indicator(
        code="activities.contest.edition",
        label=_("办到第几届"),
        measure_word=_("届"),
        reads=("activities.contest",),
        counts=Greatest(),
        reading=_("时段里办的比赛，届数最大的是第几届。"),
    ),
    Indicator(
        code="activities.contest.entrants",
        label=_("参赛的人"),
        measure_word=_("人"),
        reads=("activities.entry",),
        counts=PEOPLE,
        reading=_("一个人参加几场，只算 1 人。按比赛第一天算。"),
    ),
    Indicator(
        code="activities.media",
        label=_("宣传报道"),
        measure_word=_("篇"),
        reads=("activities.media",),
        split_by=BY_KIND,
        reading=_("每登一篇、播一次算 1，只记数，不打分。按登出的那天算。"),
    ),
)
