from collections.abc import Iterator

from jinguo.facts import FOREVER, Fact, derived_from, kind
from jinguo.records.facts import came
from jinguo.records.models import Person
from tests.boards.models import Board, Play, Show

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


kind("shows.show", "演出", categories=dict(Play.Kind.choices))
kind("shows.woman", "妇女看演出")
kind("shows.other", "其他人看演出")


@derived_from(Show, reads=(Play.kind, Person.sex, Person.household))
def shown(show: Show) -> Iterator[Fact]:
    """That it was put on, and who came."""
    yield Fact(kind="shows.show", unit=show.unit_id, since=show.starts_on, category=show.play.kind)
    yield from came(show, "shows.woman", "shows.other")
