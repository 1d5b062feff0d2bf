"""How the records of care are listed, found and written down."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.dates import say_day, today
from jinguo.common.lines import line_of
from jinguo.lines.care import queries
from jinguo.lines.care.models import Counselling, Help, Need, Pairing, SurveyRound, Visit
from jinguo.lines.care.services import save_round
from jinguo.records.parts.declared import Part
from jinguo.records.registers import Chip, Column, Register, register

GROUP = gettext_lazy("关爱帮扶")
EVERY = Column("every", unit=gettext_lazy("天"))


def whom(record: Any) -> str:
    return str(record.whom)


def late(visit: Visit) -> Iterator[Chip]:
    if visit.next_on and visit.next_on < today() and not visit.followed:  # type: ignore[attr-defined]  # annotated
        yield _("该再去了"), "warn"


def over(pairing: Pairing) -> Iterator[Chip]:
    if pairing.until:
        yield _("不结对了"), ""


def settled(need: Need) -> Iterator[Chip]:
    if need.result:
        yield need.get_result_display(), "info" if need.result == Need.Result.SOLVED else ""


def left_over(survey: SurveyRound) -> Iterator[Chip]:
    missing = survey.to_survey - survey.reached
    if missing:
        yield _("%(count)d 户没摸到") % {"count": missing}, "warn"


register(
    Register(
        model=Visit,
        slug="visits",
        intro=gettext_lazy("去看了谁、打了谁的电话，一次一条；写上最晚哪天再去，到时候会提醒。"),
        group=GROUP,
        order=40,
        icon="home-heart",
        tile=gettext_lazy("看了谁、问到什么"),
        write=gettext_lazy("记一次走访"),
        first=gettext_lazy("记第一次走访"),
        rows=queries.visits,
        columns=(Column("whom", gettext_lazy("看了谁"), value=whom), "visited_on", "kind", "visitors", "unit"),
        filters=("period", "kind", "unit"),
        facets={"kind": "category"},
        chips=late,
        search=("visitors", "told", "household__head__name"),
        search_hint=gettext_lazy("姓名、谁去的、说了什么"),
        more=("household",),
        details=("person", "household", "visited_on", "kind", "visitors", "told", "next_on"),
        people=("person",),
        households=("household",),
        usual=("visitors",),
        sums=("care.visits", "care.visited_people"),
        result=gettext_lazy("走访 {0}，看了 {1}"),
        headline=("care.visits",),
        at_home=("care.visits",),
        hint=lambda visit: line_of(visit.get_kind_display(), visit.visitors, visit.unit.name),
    ),
    Register(
        model=Pairing,
        slug="care-pairings",
        title=gettext_lazy("一对一结对"),
        intro=gettext_lazy("谁帮谁、从哪天起、隔几天去看一次；到日子没去，会提醒。"),
        group=GROUP,
        order=41,
        icon="heart-handshake",
        write=gettext_lazy("记一对结对"),
        first=gettext_lazy("记第一对结对"),
        columns=("person", Column("helps", gettext_lazy("谁来帮")), "helper_kind", "since", EVERY, "unit"),
        filters=("helper_kind", "unit"),
        facets={"helper_kind": "category"},
        chips=over,
        search=("helper_name",),
        search_hint=gettext_lazy("帮谁、谁来帮"),
        more=("until",),
        details=("person", Column("helps", gettext_lazy("谁来帮")), "helper_kind", "since", EVERY, "until"),
        people=("person", "helper"),
        sums=("care.pairs",),
        result=gettext_lazy("现在结着 {0}"),
        hint=lambda pairing: line_of(pairing.helps, pairing.get_helper_kind_display(), pairing.unit.name),
    ),
    Register(
        model=Need,
        slug="needs",
        intro=gettext_lazy("谁家有什么困难、做了什么、解决了没有。"),
        group=GROUP,
        order=42,
        icon="hand-stop",
        tile=gettext_lazy("谁有什么困难"),
        write=gettext_lazy("记一件困难"),
        first=gettext_lazy("记第一件困难"),
        columns=("person", "kind", "opened_on", "helper", "unit"),
        filters=("kind", "result", "unit"),
        facets={"kind": "category"},
        chips=settled,
        search=("what", "helper", "steps__what"),
        search_hint=gettext_lazy("姓名、什么困难、谁在帮"),
        more=("closed_on", "result"),
        people=("person",),
        parts=(Part("steps"),),
        sums=("care.needs.open",),
        result=gettext_lazy("还没了结的 {0}"),
        name=lambda need: _("%(name)s：%(kind)s") % {"name": need.person, "kind": need.get_kind_display()},
        hint=lambda need: line_of(need.what, need.helper, need.unit.name),
    ),
    Register(
        model=Help,
        slug="help-given",
        intro=gettext_lazy("给了钱、给了东西、帮着办了事，一次一条。"),
        group=GROUP,
        order=43,
        icon="gift",
        tile=gettext_lazy("给了谁、给了什么"),
        write=gettext_lazy("记一次帮扶"),
        first=gettext_lazy("记第一次帮扶"),
        columns=(
            Column("whom", gettext_lazy("帮了谁"), value=whom),
            "given_on",
            "kind",
            "what",
            Column("amount", unit=gettext_lazy("元")),
            "unit",
        ),
        filters=("period", "kind", "unit"),
        facets={"kind": "category"},
        search=("what", "giver", "household__head__name"),
        search_hint=gettext_lazy("姓名、给了什么、谁给的"),
        more=("household", "need"),
        details=("person", "household", "given_on", "kind", "what", "amount", "giver", "need"),
        people=("person",),
        households=("household",),
        usual=("giver",),
        sums=("care.helps", "care.helped_people", "care.help_money"),
        result=gettext_lazy("帮扶 {0}，帮到 {1}，给了 {2}"),
        hint=lambda given: line_of(given.get_kind_display(), given.what, given.unit.name),
    ),
    Register(
        model=SurveyRound,
        slug="surveys",
        title=gettext_lazy("逐户摸查"),
        intro=gettext_lazy("开一次摸查，要摸查的户自动列好；一户一户记到了没有、了解到什么。"),
        group=GROUP,
        order=44,
        icon="clipboard-list",
        write=gettext_lazy("开一次摸查"),
        first=gettext_lazy("开第一次摸查"),
        rows=queries.rounds,
        columns=(
            "name",
            "since",
            "until",
            Column("to_survey", gettext_lazy("要摸查"), gettext_lazy("户")),
            Column("reached", gettext_lazy("到了"), gettext_lazy("户")),
            "unit",
        ),
        filters=("period", "unit"),
        chips=left_over,
        search=("name", "surveyors"),
        search_hint=gettext_lazy("叫什么、谁去摸查"),
        parts=(
            Part(
                "households",
                fields=("household",),
                later=("state", "condition", "finding", "reached_on"),
                later_title=gettext_lazy("一户一户记"),
            ),
        ),
        save=save_round,
        sums=("care.survey.households", "care.survey.reached"),
        result=gettext_lazy("要摸查 {0}，摸到 {1}"),
        hint=lambda survey: line_of(say_day(survey.since, near=today()), survey.surveyors, survey.unit.name),
    ),
    Register(
        model=Counselling,
        slug="counselling",
        title=gettext_lazy("心理辅导"),
        intro=gettext_lazy("谈一次记一条，只有您和您勾上的同事看得到；别人只看得到合计的数。"),
        group=GROUP,
        order=46,
        icon="lock",
        write=gettext_lazy("记一次辅导"),
        first=gettext_lazy("记第一次辅导"),
        columns=("person", "day", "topic", "form", "counsellor"),
        filters=("period", "topic"),
        search=("counsellor",),
        search_hint=gettext_lazy("姓名、谁辅导的"),
        result=gettext_lazy("您经办的共 {count} 条"),
        people=("person",),
        more=("progress", "next_on"),
        details=(
            "person",
            "day",
            "form",
            "topic",
            "counsellor",
            "progress",
            "next_on",
            Column("notes", gettext_lazy("谈了什么"), value=lambda session: session.notes),
        ),
    ),
)
