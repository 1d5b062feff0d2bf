from jinguo.records.parts.declared import Part
from jinguo.records.registers import Register, register
from tests.boards.models import Board

BOARDS = register(
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
    )
)
