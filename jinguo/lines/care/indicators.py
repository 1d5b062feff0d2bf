"""The figures of care."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from jinguo.indicators import HOUSEHOLDS, PEOPLE, Count, Distinct, Formula, Indicator, Share, Sum, When, declare
from jinguo.lines.care.facts import CHILD, CHILD_IN_DIFFICULTY, REACHED, WOMAN
from jinguo.lines.care.models import Help, Need

BY_KIND = ("unit", "category")

visits = partial(Indicator, reads=("care.visit",), split_by=BY_KIND)
help_given = partial(Indicator, reads=("care.help",), split_by=BY_KIND)
needs = partial(Indicator, reads=("care.need",), split_by=BY_KIND)
survey = partial(Indicator, reads=("care.survey",), counts=HOUSEHOLDS, measure_word=_("户"))

counselling = partial(Indicator, reads=("care.counselling",))
children = {"level": (CHILD_IN_DIFFICULTY, CHILD)}

declare(
    visits(code="care.visits", label=_("走访"), measure_word=_("次"), reading=_("去一次或打一次电话算 1 次。")),
    visits(
        code="care.visited_people",
        label=_("走访到的人"),
        measure_word=_("人"),
        counts=PEOPLE,
        reading=_("一个人去看几次，只算 1 人；只写了户、没写人的不算。"),
    ),
    visits(
        code="care.visited_households",
        label=_("走访到的户"),
        measure_word=_("户"),
        counts=HOUSEHOLDS,
        reading=_("一户去几次，只算 1 户；去看家里一个人，也算到了这一户。"),
    ),
    Indicator(
        code="care.pairs",
        label=_("结对"),
        measure_word=_("对"),
        reads=("care.pairing",),
        when=When.AT_END,
        split_by=BY_KIND,
        reading=_("期末还结着对的，一个帮一个算 1 对。"),
    ),
    help_given(
        code="care.helped_people",
        label=_("帮扶到的人"),
        measure_word=_("人"),
        counts=PEOPLE,
        reading=_("一个人帮几次，只算 1 人；给钱、给东西、出力都算。"),
    ),
    help_given(
        code="care.helps", label=_("帮扶"), measure_word=_("次"), counts=Count(), reading=_("给一次、帮一次算 1 次。")
    ),
    help_given(
        code="care.help_money",
        label=_("帮扶的钱"),
        measure_word=_("元"),
        counts=Sum(scale=100),
        where={"category": (Help.Kind.MONEY.value,)},
        reading=_("给的钱加起来，不算东西折的钱。"),
    ),
    needs(
        code="care.needs",
        label=_("新知道的困难"),
        measure_word=_("件"),
        when=When.BEGAN,
        reading=_("这段时间里知道的困难，一件算 1。"),
    ),
    needs(
        code="care.needs.open",
        label=_("还没了结的困难"),
        measure_word=_("件"),
        when=When.AT_END,
        reading=_("期末那天还没了结的困难。"),
    ),
    needs(
        code="care.needs.solved",
        label=_("解决了的困难"),
        measure_word=_("件"),
        when=When.ENDED,
        where={"level": (Need.Result.SOLVED.value,)},
        reading=_("这段时间里解决的；不需要了、解决不了的不算。"),
    ),
    Formula(
        code="care.needs.solved_share",
        label=_("困难解决率"),
        measure_word="%",
        expression="care.needs.solved / (care.needs.solved + care.needs.open)",
        reading=_("这段时间里解决了的，占解决了的和期末还没了结的。"),
    ),
    survey(code="care.survey.households", label=_("要摸查的户"), reading=_("按一次摸查开始那天算，一户只算 1 户。")),
    survey(
        code="care.survey.reached",
        label=_("摸查到的户"),
        where={"level": (REACHED,)},
        reading=_("到了家里、问到了情况的户，按一次摸查开始那天算。"),
    ),
    Share(
        code="care.survey.share",
        label=_("逐户摸查率"),
        of="care.survey.reached",
        base="care.survey.households",
        reading=_("摸查到的户，占要摸查的户。"),
    ),
    counselling(
        code="care.counselled_children",
        label=_("心理辅导过的困境儿童"),
        measure_word=_("人"),
        counts=PEOPLE,
        where={"level": (CHILD_IN_DIFFICULTY,)},
        reading=_("辅导那天列为困境儿童的孩子，辅导几次都只算 1 人。"),
    ),
    counselling(
        code="care.counselling.sessions",
        label=_("心理辅导"),
        measure_word=_("次"),
        counts=Count(),
        split_by=("unit", "level"),
        reading=_("谈一次算 1 次，大人孩子都算。"),
    ),
    counselling(
        code="care.child_sessions",
        label=_("给孩子做的心理辅导"),
        measure_word=_("人次"),
        where=children,
        reading=_("一个孩子辅导一次算 1 人次。"),
    ),
    counselling(
        code="care.child_sessions.held",
        label=_("给孩子做心理辅导"),
        measure_word=_("场"),
        counts=Distinct("record"),
        where=children,
        reading=_("一位辅导的人谈一场算 1 场。"),
    ),
    Formula(
        code="care.one_to_one",
        label=_("一位辅导的人一场谈几个孩子"),
        measure_word=_("人"),
        expression="care.child_sessions / care.child_sessions.held",
        reading=_("一对一就是 1 人。"),
    ),
    counselling(
        code="care.emotional_sessions",
        label=_("给妇女做的心理疏导"),
        measure_word=_("次"),
        counts=Count(),
        where={"level": (WOMAN,)},
        split_by=("unit", "category"),
        reading=_("给成年妇女做的，谈一次算 1 次。"),
    ),
)
