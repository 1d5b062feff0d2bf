from jinguo.records.parts.declared import Part
from jinguo.records.registers import Column, Register, register
from jinguo.records.rosters.showing import unusual, who_and_how_many
from tests.boards.models import Board, Play, Show

register(
    Register(
        model=Board,
        slug="boards",
        columns=("put_up_on", "name", "kind", "unit", "panels"),
        filters=("period", "kind", "unit"),
        facets={"kind": "category"},
        search=("name", "work"),
        people=("keeper", "posters__person"),
        parts=(Part("posters", later=("use", "use_on"), later_title="有没有用"),),
        sums=("boards.new",),
        result="共 {0}",
        tile="立了什么、谁管",
        order=900,
    ),
    Register(
        model=Play,
        slug="plays",
        columns=("name", "kind", "unit"),
        search=("name",),
        for_all_below=True,
        by_name=True,
        order=901,
    ),
    Register(
        model=Show,
        slug="shows",
        columns=("starts_on", "play", "unit", Column("turnout", "人数", "人")),
        fields=("starts_on", "play", "where", "troupe", "people"),
        more=("total", "ends_on"),
        roster="attendances",
        usual=("where", "troupe"),
        hint=who_and_how_many,
        chips=unusual,
        sums=("shows.held", "shows.women", "shows.visits"),
        result="共 {0}，{1}，{2}",
        order=902,
    ),
)
