"""The figures of training. Each `reading` is the sentence shown where the number is opened."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from jinguo.indicators import PEOPLE, Count, Distinct, Indicator, Share, Sum, declare
from jinguo.lines.training.models import Course
from jinguo.records.models import Level

PRACTICAL = (Course.Kind.PRACTICAL.value,)
QUALITY = (Course.Kind.QUALITY.value,)
STARTUP = (Course.Kind.STARTUP.value,)
GUIDANCE = (Course.Kind.GUIDANCE.value,)
BY_KIND = ("unit", "category")

sessions = partial(
    Indicator,
    reads=("training.session",),
    counts=Count(),
    measure_word=_("期"),
    reading=_("每办一期算 1，按开班那天算。"),
)
women = partial(
    Indicator,
    reads=("training.attendance",),
    counts=PEOPLE,
    measure_word=_("人"),
    reading=_("一个人来过几次，只算 1 人。按开班那天算，只算记了名字的妇女。"),
)
attendances = partial(
    Indicator,
    reads=("training.attendance",),
    counts=Sum(),
    measure_word=_("人次"),
    reading=_("妇女来一次算 1 人次，只记人数的也算。按开班那天算。"),
)
topics = partial(
    Indicator,
    reads=("training.topic",),
    counts=Distinct("category"),
    measure_word=_("类"),
    reading=_("同样的内容办了几期，只算 1 类。按开班那天算。"),
)

practical = {"category": PRACTICAL}

quality = {"category": QUALITY}
startup = {"category": STARTUP}

declare(
    sessions(code="training.sessions", label=_("培训"), split_by=BY_KIND),
    women(code="training.women", label=_("参训妇女"), split_by=BY_KIND),
    attendances(code="training.attendances", label=_("妇女参训"), split_by=BY_KIND),
    sessions(code="training.practical.sessions", label=_("实用技术培训班"), where=practical),
    women(code="training.practical.women", label=_("实用技术参训妇女"), where=practical),
    attendances(code="training.practical.attendances", label=_("实用技术妇女参训"), where=practical),
    topics(code="training.practical.topics", label=_("实用技术培训的内容"), where={"level": PRACTICAL}),
    sessions(code="training.quality.sessions", label=_("劳动力素质培训班"), where=quality),
    women(code="training.quality.women", label=_("劳动力素质参训妇女"), where=quality),
    attendances(code="training.quality.attendances", label=_("劳动力素质妇女参训"), where=quality),
    topics(code="training.quality.trades", label=_("劳动力素质培训的工种"), where={"level": QUALITY}),
    sessions(code="training.startup.sessions", label=_("创业培训班"), where=startup),
    women(code="training.startup.women", label=_("创业培训参训妇女"), where=startup),
    Indicator(
        code="training.quality.placed",
        label=_("劳动力素质培训后就业和推荐就业"),
        measure_word=_("人次"),
        reads=("training.outcome",),
        where=quality,
        split_by=("unit", "level"),
        reading=_("培训后就业了，或推荐了就业，每期每人算 1 人次。按那一期开班那天算。"),
    ),
    Share(
        code="training.quality.placed_share",
        label=_("就业和推荐就业率"),
        of="training.quality.placed",
        base="training.quality.attendances",
        reading=_("就业和推荐就业的人次，占妇女参加劳动力素质培训的人次。"),
    ),
    Indicator(
        code="training.school_levels",
        label=_("培训学校的级别"),
        measure_word=_("级"),
        reads=("training.session",),
        where={"level": tuple(Level.values), "tags.venue": ("school", "centre")},
        counts=Distinct("level"),
        reading=_("办过培训的学校和培训中心有县、镇、村几级，就算几级。按开班那天算。"),
    ),
    Indicator(
        code="training.guidance.trainees",
        label=_("现场指导的人"),
        measure_word=_("人"),
        reads=("training.attendance", "training.other_attendance"),
        where={"category": GUIDANCE},
        counts=PEOPLE,
        reading=_("一个人来过几次，只算 1 人，男女都算。按开班那天算，只算记了名字的人。"),
    ),
)
