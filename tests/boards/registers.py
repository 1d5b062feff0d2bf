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
        people=("keeper",),
        sums=("boards.new",),
        result="共 {0}",
        tile="立了什么、谁管",
        order=900,
    )
)
