"""How sessions and courses are listed, found and written down."""

from django.utils.translation import gettext_lazy as _

from jinguo.lines.training.models import Course, Session
from jinguo.records.parts.declared import Part
from jinguo.records.registers import CAME, DAY, HELD_BY, WHERE, Register, register
from jinguo.records.rosters.showing import unusual, who_and_how_many

register(
    Register(
        model=Session,
        slug="training",
        title=_("培训"),
        intro=_("每办一期记一行；人数、期数、报告里的数都从这里来。"),
        group=_("培训和阵地"),
        order=10,
        icon="school",
        tile=_("办了什么班、谁来了"),
        write=_("记一期培训"),
        first=_("记第一期培训"),
        columns=(DAY, "course", HELD_BY, WHERE, "teacher", CAME),
        hint=who_and_how_many,
        same_event=("starts_on", "where", "course"),
        chips=unusual,
        filters=("period", "course__kind", "unit"),
        facets={"course__kind": "category"},
        search=("course__name", "place", "venue", "teacher"),
        search_hint=_("内容、地点、老师、学员"),
        fields=("starts_on", "course", "where", "teacher", "people", "note"),
        more=("total", "ends_on", "programme", "with_units", "partners"),
        roster="attendances",
        parts=(Part("attendances", later=("outcome", "outcome_on"), later_title=_("培训后怎么样了")),),
        usual=("where", "teacher"),
        sums=("training.sessions", "training.women", "training.attendances"),
        result=_("共 {0}，参训 {1}（{2}）"),
        headline=(
            "training.practical.sessions",
            "training.practical.women",
            "training.quality.sessions",
            "training.quality.attendances",
            "training.quality.placed_share",
        ),
        at_home=("training.sessions", "training.women"),
        sheet_names={
            "course": ("培训内容", "课程", "课程名称", "培训主题", "班名", "培训班名称"),
            "course_kind": ("类别", "培训类别", "类型"),
            "teacher": ("老师", "授课老师", "授课人", "讲师"),
            "women": ("参训妇女", "参训人数"),
            "total": ("参训总人数",),
            "names": ("参训人员", "学员", "学员名单", "参训妇女名单"),
        },
    ),
    Register(
        model=Course,
        slug="courses",
        write=_("添一门课程"),
        first=_("添第一门课程"),
        result=_("共 {count} 门"),
        search_hint=_("课程、内容"),
        title=_("课程"),
        intro=_("教什么、哪一类。改了这里，以前的期数也跟着改。"),
        group=_("培训和阵地"),
        order=11,
        icon="book",
        columns=("name", "kind", "topic", "unit"),
        filters=("kind", "unit"),
        search=("name", "topic"),
        for_all_below=True,
        by_name=True,
    ),
)
