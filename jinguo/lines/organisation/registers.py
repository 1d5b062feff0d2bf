"""How groups, posts, terms, meetings and area profiles are listed and written down."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.dates import say_day
from jinguo.common.lines import line_of
from jinguo.lines.organisation.models import AreaProfile, CommitteeTerm, Group, Meeting, Post
from jinguo.records.parts.declared import Part
from jinguo.records.registers import Chip, Column, Register, register

GROUP = gettext_lazy("组织")
NAMED = 3
"""So many of those who hold a post are named in a list."""


def hint(profile: AreaProfile) -> str:
    """Whose numbers they are, and of which day."""
    day = _("截至%(day)s") % {"day": say_day(profile.as_of)}
    return line_of(profile.unit.name, day)


def dissolved(group: Group) -> Iterator[Chip]:
    if group.until:
        yield _("不在了"), ""


def empty_seats(post: Post) -> Iterator[Chip]:
    missing = post.seats - len(post.holders)
    if post.until is None and missing > 0:
        yield _("缺 %(missing)d 人") % {"missing": missing}, "warn"


def who_holds(post: Post) -> str:
    """The first few names, and how many there are."""
    names, few = post.holders, "、".join(post.holders[:NAMED])
    return few if len(names) <= NAMED else _("%(names)s等 %(count)d 人") % {"names": few, "count": len(names)}


register(
    Register(
        model=AreaProfile,
        slug="areas",
        title=gettext_lazy("地区概况"),
        intro=gettext_lazy("户数、人口、面积抄自统计公报这样的地方，写明出处和日子；上下级各抄各的。"),
        group=GROUP,
        order=64,
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
    ),
    Register(
        model=Group,
        slug="groups",
        intro=gettext_lazy("广场舞队、支持小组、协会，一个一行；谁在里面、从哪天起，也记在这里。"),
        group=GROUP,
        order=60,
        icon="users-group",
        tile=gettext_lazy("有哪些队、谁在里面"),
        comes_again=False,
        write=gettext_lazy("记一个队伍"),
        first=gettext_lazy("记第一个队伍"),
        fetch=("members__person",),
        columns=("name", "kind", "unit", Column("leaders", gettext_lazy("谁带头")), "since"),
        filters=("kind", "unit"),
        facets={"kind": "category"},
        chips=dissolved,
        search=("name", "does"),
        search_hint=gettext_lazy("名称、做些什么、成员"),
        more=("does", "until"),
        people=("members__person",),
        parts=(Part("members", fields=("person", "role", "since", "until")),),
        sums=("organisation.groups", "organisation.members"),
        result=gettext_lazy("现有 {0}，成员 {1}"),
    ),
    Register(
        model=Post,
        slug="posts",
        intro=gettext_lazy("哪些岗位、定几人、谁在任；空着的位子自己会算出来。"),
        group=GROUP,
        order=61,
        icon="id",
        tile=gettext_lazy("谁任什么职、哪里缺人"),
        comes_again=False,
        write=gettext_lazy("记一个岗位"),
        first=gettext_lazy("记第一个岗位"),
        fetch=("incumbents__person",),
        columns=(
            Column("kind", gettext_lazy("岗位")),
            "unit",
            Column("holders", gettext_lazy("谁在任"), value=who_holds),
            Column("seats", unit=gettext_lazy("人")),
            "since",
        ),
        filters=("kind", "unit"),
        facets={"kind": "category"},
        chips=empty_seats,
        search=("duty",),
        search_hint=gettext_lazy("管什么、谁任职"),
        more=("duty", "until"),
        people=("incumbents__person",),
        parts=(Part("incumbents", fields=("person", "kind", "since", "until")),),
        name=str,
        sums=("organisation.incumbents", "organisation.vacancies"),
        result=gettext_lazy("在任 {0}，缺 {1}"),
    ),
    Register(
        model=CommitteeTerm,
        slug="terms",
        title=gettext_lazy("换届"),
        intro=gettext_lazy("第几届、哪天换的；开执委会时可以选。"),
        group=GROUP,
        order=62,
        icon="refresh",
        write=gettext_lazy("记一届"),
        first=gettext_lazy("记第一届"),
        columns=(Column("ordinal", gettext_lazy("哪一届"), value=str), "unit", "since", "until"),
        filters=("unit",),
        name=str,
        result=gettext_lazy("共 {count} 届"),
    ),
    Register(
        model=Meeting,
        slug="meetings",
        intro=gettext_lazy("执委会、常委会、例会，一次一行；会上定下的事记在下面，到日子会提醒。"),
        group=GROUP,
        order=63,
        icon="message",
        tile=gettext_lazy("议了什么、定了什么"),
        write=gettext_lazy("记一次会议"),
        first=gettext_lazy("记第一次会议"),
        fetch=("term",),
        columns=(
            Column("starts_on", gettext_lazy("日期")),
            Column("title", gettext_lazy("什么会")),
            "agenda",
            "unit",
            Column("where", gettext_lazy("在哪里")),
        ),
        details=(
            Column("title", gettext_lazy("什么会")),
            Column("days", gettext_lazy("哪天办的")),
            Column("where", gettext_lazy("在哪里")),
            "agenda",
        ),
        filters=("period", "kind", "unit"),
        facets={"kind": "category"},
        search=("agenda", "place"),
        search_hint=gettext_lazy("议了什么、地点"),
        fields=("starts_on", "kind", "term", "ordinal", "where", "agenda"),
        more=("ends_on",),
        parts=(
            Part(
                "decisions",
                fields=("what", "who", "due_on"),
                later=("outcome", "done_on"),
                later_title=gettext_lazy("办好了没有"),
            ),
        ),
        sums=("organisation.meetings", "organisation.decisions.open"),
        result=gettext_lazy("共 {0}，定了还没办好的 {1}"),
    ),
)
