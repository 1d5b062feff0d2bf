"""The figures of groups and posts, and how large a place is in the words of whoever counted it."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from jinguo.indicators import PEOPLE, UNITS, Indicator, Share, Stated, Sum, When, declare
from jinguo.lines.organisation.facts import KM2, LEFT_BEHIND
from jinguo.lines.organisation.models import Group, GroupMember
from jinguo.orgs.models import UnitLevel

OWN = _("引用：本单位最近抄下的外来数，截至期末；上下级各抄各的，不相加。")

groups = partial(
    Indicator,
    reads=("organisation.group",),
    when=When.AT_END,
    measure_word=_("个"),
    reading=_("时段最后一天还在的队伍和小组，一个算 1。"),
)
villages = partial(groups, counts=UNITS, reading=_("时段最后一天有这样的队伍或小组的村和社区，一个村有几个也只算 1。"))
members = partial(
    Indicator,
    reads=("organisation.member",),
    counts=PEOPLE,
    when=When.AT_END,
    measure_word=_("人"),
    reading=_("时段最后一天还在队伍或小组里的人，一个人在几个里也只算 1 人。"),
)
IN_VILLAGES = {"level": (str(UnitLevel.VILLAGE.value),)}
DANCE, SUPPORT = {"category": (Group.Kind.DANCE_TEAM.value,)}, {"category": (Group.Kind.SUPPORT.value,)}
BY_KIND = ("unit", "category")

declare(
    *(
        Indicator(
            code=f"area.{name}",
            label=label,
            measure_word=word,
            reads=(f"area.{name}",),
            counts=counts,
            when=When.AT_END,
            reading=OWN,
        )
        for name, label, word, counts in (
            ("population", _("人口"), _("人"), Stated()),
            ("households", _("户数"), _("户"), Stated()),
            ("women", _("妇女人口"), _("人"), Stated()),
            ("children", _("儿童人口"), _("人"), Stated()),
            ("land", _("面积"), _("平方千米"), Stated(scale=KM2)),
        )
    ),
    groups(code="organisation.groups", label=_("队伍和小组"), split_by=BY_KIND),
    members(code="organisation.members", label=_("队伍和小组的成员"), split_by=("unit", "category", "level")),
    villages(code="organisation.dance.villages", label=_("有广场舞队的村"), where=DANCE | IN_VILLAGES),
    members(
        code="organisation.dance.women",
        label=_("参加广场舞队的留守妇女"),
        where=DANCE | {"tags.situation": (LEFT_BEHIND,)},
        reading=_("时段最后一天在广场舞队里、那一天也是留守妇女的人，一个人只算 1 人。"),
    ),
    villages(code="organisation.support.villages", label=_("有创业就业支持小组的村"), where=SUPPORT | IN_VILLAGES),
    *(
        members(code=f"organisation.support.{name}", label=label, where=SUPPORT | {"level": (role.value,)})
        for name, label, role in (
            ("able_women", _("支持小组里的创业致富能人"), GroupMember.Role.ABLE_WOMAN),
            ("big_growers", _("支持小组里的种养大户"), GroupMember.Role.BIG_GROWER),
        )
    ),
    *(
        Share(
            code=f"organisation.{name}.coverage",
            label=label,
            of=f"organisation.{name}.villages",
            base="organisation.villages",
            reading=_("时段最后一天有的村和社区，占全部村和社区。"),
        )
        for name, label in (("dance", _("有广场舞队的村占全部村")), ("support", _("有支持小组的村占全部村")))
    ),
    Indicator(
        code="organisation.term",
        label=_("第几届"),
        measure_word=_("届"),
        reads=("organisation.term",),
        counts=Stated(),
        when=When.AT_END,
        reading=_("时段最后一天，本单位自己在任的是第几届；各单位各记各的，不相加。"),
    ),
    Indicator(
        code="organisation.incumbents",
        label=_("任职的人"),
        measure_word=_("人"),
        reads=("organisation.incumbent",),
        counts=PEOPLE,
        when=When.AT_END,
        split_by=("unit", "category", "level"),
        reading=_("时段最后一天在岗位上的人，一个人任几个职也只算 1 人。"),
    ),
    Indicator(
        code="organisation.vacancies",
        label=_("缺职"),
        measure_word=_("个"),
        reads=("organisation.vacancy",),
        counts=Sum(),
        when=When.AT_END,
        split_by=BY_KIND,
        reading=_("时段最后一天还空着的位子：定几人，减去那天在任的人。"),
    ),
    Indicator(
        code="organisation.meetings",
        label=_("会议"),
        measure_word=_("次"),
        reads=("organisation.meeting",),
        split_by=BY_KIND,
        reading=_("每开一次算 1，开几天也算 1。按第一天算。"),
    ),
    Indicator(
        code="organisation.meeting.number",
        label=_("第几次执委会"),
        measure_word=_("次"),
        reads=("organisation.meeting_number",),
        counts=Stated(),
        when=When.AT_END,
        reading=_("到时段最后一天，本单位自己最近一次执委会是第几次；各单位各记各的，不相加。"),
    ),
    Indicator(
        code="organisation.decisions.open",
        label=_("会上定了还没办好的事"),
        measure_word=_("件"),
        reads=("organisation.decision",),
        when=When.AT_END,
        reading=_("时段最后一天还没写办好的，一件算 1。"),
    ),
)
