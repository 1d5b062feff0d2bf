from jinguo.common.lines import line_of, line_without


def test_a_line_of_facts_names_only_what_is_known_and_never_begins_with_a_dot() -> None:
    assert line_of("越溪乡妇联", "", None, "22 人") == "越溪乡妇联\u00a0· 22 人"


def test_what_goes_without_saying_is_left_out_of_a_line() -> None:
    line = line_of("越溪乡妇联", "22 人", "越溪乡成人学校")

    assert line_without(line, "越溪乡妇联") == line_of("22 人", "越溪乡成人学校")
    assert line_without(line, "越溪乡") == line
