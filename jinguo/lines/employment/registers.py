"""How the records of work are listed, found and written down."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.lines import line_of
from jinguo.common.money import say_yuan
from jinguo.lines.employment import queries
from jinguo.lines.employment.models import JobFair, Outcome, Pairing, Project, StartupWish, WorkSite
from jinguo.records.parts.declared import Part
from jinguo.records.registers import CAME, DAY, HELD_BY, WHERE, Chip, Column, Register, register
from jinguo.records.rosters.showing import unusual, who_and_how_many

WORK = gettext_lazy("就业创业")


def over(record: Any) -> Iterator[Chip]:
    """What no longer holds."""
    if getattr(record, "closed_on", None) or getattr(record, "until", None):
        yield _("结束了"), ""


def sites(pairing: Pairing) -> list[str]:
    return [site.name for site in pairing.sites.live()]


def in_words(project: Project) -> str:
    """What it costs, how soon that comes back, and what she has to know."""
    cost = _("投%(yuan)s") % {"yuan": say_yuan(project.investment)}
    payback = _("%(months)d 个月回本") % {"months": project.payback} if project.payback else ""
    return line_of(project.name, cost, payback, project.skills)


register(
    Register(
        model=JobFair,
        slug="job-fairs",
        intro=gettext_lazy("每办一场记一行：哪些单位来招人、谁来求职、后来成了没有。"),
        group=WORK,
        order=30,
        icon="briefcase",
        tile=gettext_lazy("办了哪场招聘会"),
        write=gettext_lazy("记一场招聘会"),
        first=gettext_lazy("记第一场招聘会"),
        columns=(DAY, "name", HELD_BY, WHERE, CAME),
        hint=who_and_how_many,
        chips=unusual,
        same_event=("starts_on", "where", "name"),
        filters=("period", "unit"),
        search=("name", "place", "venue", "employers__name"),
        search_hint=gettext_lazy("名称、地点、单位、求职者"),
        fields=("starts_on", "name", "where", "employers", "people"),
        more=("total", "ends_on", "programme", "with_units", "partners", "note"),
        roster="attendances",
        parts=(
            Part("employers"),
            Part(
                "attendances",
                later=("intention", "outcome", "outcome_on"),
                among={"intention": "employers"},
                later_title=gettext_lazy("和谁有意向、成了没有"),
            ),
        ),
        sums=("employment.fairs", "employment.fair.posts", "employment.fair.intentions"),
        result=gettext_lazy("共 {0}，岗位 {1}，达成意向 {2}"),
        headline=("employment.fair.posts", "employment.fair.intentions"),
    ),
    Register(
        model=WorkSite,
        slug="work-sites",
        intro=gettext_lazy("家门口的工厂，一个点一行；谁在做、挣多少记在它下面。"),
        group=WORK,
        order=31,
        icon="needle-thread",
        tile=gettext_lazy("哪里开了点、谁在做"),
        comes_again=False,
        write=gettext_lazy("记一个加工点"),
        first=gettext_lazy("记第一个加工点"),
        fetch=("workers",),
        columns=(
            "name",
            "trade",
            "enterprise",
            "unit",
            Column("at_work", gettext_lazy("在做的人"), gettext_lazy("人")),
        ),
        details=("name", "trade", "mode", "opened_on", "enterprise", "contract", "keeper", "pairing", "closed_on"),
        chips=over,
        filters=("mode", "unit"),
        facets={"mode": "level"},
        search=("name", "trade", "enterprise"),
        search_hint=gettext_lazy("名称、加工什么、企业"),
        more=("keeper", "contract", "pairing", "closed_on"),
        people=("keeper", "workers__person"),
        parts=(Part("workers"),),
        sums=("employment.points.open", "employment.points.workers_all"),
        result=gettext_lazy("现有 {0}，从业妇女 {1}"),
        headline=("employment.points.open", "employment.points.workers_all"),
        at_home=("employment.points.workers_all",),
    ),
    Register(
        model=Pairing,
        slug="pairings",
        intro=gettext_lazy("村和企业一对一行；办了哪些加工点，记加工点时选上它。"),
        group=WORK,
        order=32,
        icon="building-community",
        write=gettext_lazy("记一对结对"),
        first=gettext_lazy("记第一对结对"),
        columns=("enterprise", "unit", "since", "commitments"),
        details=(
            *("enterprise", "since", "commitments", "results"),
            Column("sites", gettext_lazy("办了哪些加工点"), value=sites),
            "until",
        ),
        chips=over,
        filters=("unit",),
        search=("enterprise", "commitments", "results"),
        search_hint=gettext_lazy("企业、说好做什么"),
        more=("results", "until"),
        for_all_below=True,
        sums=("employment.pairs",),
        result=gettext_lazy("现有 {0}"),
    ),
    Register(
        model=Outcome,
        slug="employment",
        intro=gettext_lazy("谁创业了、谁有工作了，一人一行；一个人同一段日子只记一行。"),
        group=WORK,
        order=33,
        icon="user-check",
        tile=gettext_lazy("谁创业了、谁有工作了"),
        comes_again=False,
        write=gettext_lazy("记创业就业"),
        first=gettext_lazy("记第一个人"),
        columns=("person", "trade", "kind", "since", "unit"),
        chips=over,
        name=str,
        filters=("trade", "kind", "unit"),
        facets={"trade": "category", "kind": "level"},
        search=("note",),
        search_hint=gettext_lazy("姓名、说明"),
        more=("note", "until"),
        people=("person",),
        sums=("employment.outcomes", "employment.referred"),
        result=gettext_lazy("现有 {0} 创业就业，{1} 推荐了还没定"),
        headline=("employment.outcomes",),
        at_home=("employment.outcomes",),
    ),
    Register(
        model=StartupWish,
        slug="startup-wishes",
        intro=gettext_lazy("问过的人一人一行；打开一行，看哪些项目合适她。"),
        group=WORK,
        order=34,
        icon="message",
        tile=gettext_lazy("谁想自己做点事"),
        comes_again=False,
        write=gettext_lazy("记谁想创业"),
        first=gettext_lazy("记第一个人的想法"),
        columns=("person", "wish", "trade", "needs", "asked_on", "unit"),
        details=(
            *("person", "asked_on", "wish", "trade", "money", "needs"),
            Column("projects", gettext_lazy("合适的项目"), value=lambda wish: [*map(in_words, queries.matching(wish))]),
            "until",
        ),
        chips=over,
        name=str,
        filters=("wish", "trade", "unit"),
        facets={"wish": "category", "trade": "level"},
        search=("needs",),
        search_hint=gettext_lazy("姓名、缺什么"),
        more=("needs", "until"),
        people=("person",),
        sums=("employment.willing",),
        result=gettext_lazy("现有 {0} 想自己做点事"),
    ),
    Register(
        model=Project,
        slug="projects",
        intro=gettext_lazy("投钱少、回本快的小项目；村里记下谁想创业，合适她的就列出来。"),
        group=WORK,
        order=35,
        icon="coin",
        write=gettext_lazy("添一个项目"),
        first=gettext_lazy("添第一个项目"),
        columns=(
            "name",
            "trade",
            Column("investment", unit=gettext_lazy("元")),
            Column("payback", unit=gettext_lazy("个月")),
            "skills",
            "unit",
        ),
        filters=("trade", "unit"),
        search=("name", "skills", "fits"),
        search_hint=gettext_lazy("项目、要会什么"),
        more=("fits", "note"),
        for_all_below=True,
        result=gettext_lazy("共 {count} 个"),
    ),
)
