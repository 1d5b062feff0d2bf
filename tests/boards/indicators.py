from jinguo.indicators import PEOPLE, Indicator, Sum, When, declare

declare(
    Indicator(code="boards.new", label="新立的宣传栏", measure_word="个", reads=("board.stands",), when=When.BEGAN),
    Indicator(
        code="boards.new.wall",
        label="新立的墙报",
        measure_word="个",
        reads=("board.stands",),
        when=When.BEGAN,
        where={"category": ("wall",)},
    ),
    Indicator(code="shows.held", label="演出", measure_word="场", reads=("shows.show",)),
    Indicator(code="shows.women", label="看演出的妇女", measure_word="人", reads=("shows.woman",), counts=PEOPLE),
    Indicator(code="shows.visits", label="妇女看演出", measure_word="人次", reads=("shows.woman",), counts=Sum()),
)
