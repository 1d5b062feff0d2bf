from collections.abc import Iterator

from jinguo.facts import FOREVER, Fact, derived_from, kind
from tests.boards.models import Board

kind("board.stands", "宣传栏", categories=dict(Board.Kind.choices))


@derived_from(Board, reads=("records.programme.theme", "elsewhere.thing.name"))
def stands(board: Board) -> Iterator[Fact]:
    """A board counts on every day that it stands."""
    yield Fact(
        kind="board.stands",
        unit=board.unit_id,
        since=board.put_up_on,
        until=FOREVER,
        category=board.kind,
        tags={"theme": board.work.theme if board.work else ""},
    )
