from jinguo.indicators import Indicator, When, declare

declare(Indicator(code="boards.new", label="新立的宣传栏", measure_word="个", reads=("board.stands",), when=When.BEGAN))
declare(
    Indicator(
        code="boards.new.wall",
        label="新立的墙报",
        measure_word="个",
        reads=("board.stands",),
        when=When.BEGAN,
        where={"category": ("wall",)},
    )
)
