"""How events, contests and reports are listed, found and written down."""

from django.utils.translation import gettext_lazy as _

from jinguo.lines.activities.models import Contest, Event, MediaItem
from jinguo.records.parts.declared import Part
from jinguo.records.registers import CAME, DAY, DAYS, HELD_BY, WHERE, Column, Register, register
from jinguo.records.rosters.showing import unusual, who_and_how_many

GROUP = _("活动")

register(
    Register(
        model=Event,
        slug="events",
        title=GROUP,
        intro=_("科技下乡、宣传、文体、联谊，每办一次记一行。"),
        group=GROUP,
        order=15,
        icon="confetti",
        tile=_("办了什么、谁来了"),
        write=_("记一次活动"),
        first=_("记第一次活动"),
        columns=(DAY, "name", "kind", HELD_BY, WHERE, CAME),
        hint=who_and_how_many,
        chips=unusual,
        same_event=("starts_on", "where", "name"),
        filters=("period", "kind", "unit"),
        facets={"kind": "category"},
        search=("name", "topics", "place", "venue", "partners"),
        search_hint=_("名称、内容、地点"),
        fields=("starts_on", "name", "kind", "where", "topics", "people"),
        more=("guests", "materials", "total", "ends_on", "programme", "with_units", "partners", "note"),
        roster="attendances",
        parts=(Part("guests", fields=("role", "person", "name", "number")), Part("materials")),
        people=("guests__person",),
        usual=("where",),
        sums=("activities.events", "activities.attendances"),
        result=_("共 {0}，妇女参加 {1}"),
        headline=("activities.events", "activities.attendances"),
        at_home=("activities.events",),
        sheet_names={
            "name": ("活动名称", "活动", "主题"),
            "kind": ("类型", "活动类型"),
            "topics": ("内容", "活动内容"),
        },
    ),
    Register(
        model=Contest,
        slug="contests",
        intro=_("技能比赛、知识竞赛、运动会，一场一行；谁参加、得了什么奖也记在这里。"),
        group=GROUP,
        order=16,
        icon="award",
        tile=_("比什么、谁参加"),
        write=_("记一场比赛"),
        first=_("记第一场比赛"),
        columns=(DAY, "name", Column("which", _("第几届")), HELD_BY, WHERE),
        details=("name", Column("which", _("第几届")), DAYS, WHERE, "partners", "programme"),
        filters=("period", "unit"),
        search=("name", "place", "venue", "partners"),
        search_hint=_("名称、地点、参赛的人"),
        fields=("starts_on", "name", "edition", "where"),
        more=("ends_on", "programme", "partners"),
        parts=(Part("entries", fields=("person", "represents", "reached", "score", "rank", "prize")),),
        people=("entries__person",),
        sums=("activities.contests", "activities.contest.entrants"),
        result=_("共 {0}，参赛 {1}"),
    ),
    Register(
        model=MediaItem,
        slug="media",
        intro=_("报纸、电视、公众号登的，一篇一行；只记下来，不打分、不排名。"),
        group=GROUP,
        order=17,
        icon="speakerphone",
        tile=_("登在哪里、讲了什么"),
        write=_("记一篇报道"),
        first=_("记第一篇报道"),
        columns=("on", "title", "medium", "outlet", "unit"),
        filters=("period", "medium", "unit"),
        facets={"medium": "category"},
        search=("title", "outlet", "policy"),
        search_hint=_("标题、哪一家、哪项政策"),
        fields=("on", "title", "medium", "outlet", "policy", "audience"),
        sums=("activities.media",),
        result=_("共 {0}"),
    ),
)
