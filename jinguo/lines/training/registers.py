"""How sessions and courses are listed, found and written down."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.lines import line_of
from jinguo.lines.training import queries, services
from jinguo.lines.training.forms import SessionForm
from jinguo.lines.training.models import Course, Session
from jinguo.orgs.models import Unit, User
from jinguo.records.registers import Chip, Column, Register, register


def exceptions(session: Session) -> Iterator[Chip]:
    """What is unusual about a session: nobody is named, or fewer are named than came."""
    if session.mode == Session.Mode.HEADCOUNT:
        yield Session.Mode.HEADCOUNT.label, ""
    elif missing := session.turnout - session.listed:
        yield _("名单差 %(missing)d 人") % {"missing": missing}, "warn"


def held_by(session: Session) -> str:
    return session.unit.federation


def hint(session: Session) -> str:
    """Who held it, how many came, where."""
    came = _("%(number)d 人") % {"number": session.turnout}
    return line_of(session.unit.federation, came, session.where)


def as_the_form_takes_it(data: dict[str, str], user: User, unit: Unit) -> None:
    """A row with names has a roster, another only a headcount."""
    data["mode"] = Session.Mode.ROSTER if data.get("names") else Session.Mode.HEADCOUNT


SESSIONS = register(
    Register(
        model=Session,
        slug="training",
        title=gettext_lazy("培训"),
        intro=gettext_lazy("每办一期记一行；人数、期数、报告里的数都从这里来。"),
        group=gettext_lazy("培训和阵地"),
        order=10,
        icon="school",
        tile=gettext_lazy("办了什么班、谁来了"),
        write=gettext_lazy("记一期培训"),
        first=gettext_lazy("记第一期培训"),
        rows=queries.sessions,
        columns=(
            Column("starts_on", gettext_lazy("日期")),
            "course",
            Column("unit", gettext_lazy("谁办的"), value=held_by),
            Column("where", gettext_lazy("在哪里")),
            "teacher",
            Column("turnout", gettext_lazy("人数"), gettext_lazy("人")),
        ),
        details=(
            "course",
            Column("days", gettext_lazy("哪天办的")),
            Column("where", gettext_lazy("在哪里")),
            "teacher",
            Column("with_units", gettext_lazy("和哪些单位一起办")),
            *("partners", "programme", "women", "total", "note"),
        ),
        hint=hint,
        same_event=("starts_on", "where", "course"),
        chips=exceptions,
        filters=("period", "course__kind", "unit"),
        facets={"course__kind": "category"},
        search=("course__name", "place", "venue", "teacher"),
        search_hint=gettext_lazy("内容、地点、老师、学员"),
        people=("attendances__person",),
        sums=("training.sessions", "training.women", "training.attendances"),
        result=gettext_lazy("共 {0}，参训 {1}（{2}）"),
        headline=(
            "training.practical.sessions",
            "training.practical.women",
            "training.quality.sessions",
            "training.quality.attendances",
            "training.quality.placed_share",
        ),
        at_home=("training.sessions", "training.women"),
        form=SessionForm,
        save=services.save_session,
        sheet_names={
            "what": ("培训内容", "课程", "课程名称", "培训主题", "班名", "培训班名称"),
            "kind": ("类别", "培训类别", "类型"),
            "where": ("地点", "培训地点"),
            "teacher": ("老师", "授课老师", "授课人", "讲师"),
            "women": ("妇女人数", "参训妇女", "女", "人数", "参训人数"),
            "total": ("总人数", "参训总人数"),
            "names": ("参训人员", "学员", "名单", "学员名单", "参训妇女名单"),
        },
        sheet_row=as_the_form_takes_it,
        templates={"form": "training/session_form.html", "detail": "training/session_detail.html"},
    )
)
COURSES = register(
    Register(
        model=Course,
        slug="courses",
        write=gettext_lazy("添一门课程"),
        first=gettext_lazy("添第一门课程"),
        result=gettext_lazy("共 {count} 门"),
        search_hint=gettext_lazy("课程、内容"),
        title=gettext_lazy("课程"),
        intro=gettext_lazy("教什么、哪一类。改了这里，以前的期数也跟着改。"),
        group=gettext_lazy("培训和阵地"),
        order=11,
        icon="book",
        columns=("name", "kind", "topic", "unit"),
        filters=("kind", "unit"),
        search=("name", "topic"),
        for_all_below=True,
    )
)
