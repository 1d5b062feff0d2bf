from jinguo.common.lines import line_of


def test_a_line_of_facts_names_only_what_is_known_and_never_begins_with_a_dot() -> None:
    assert line_of("越溪乡妇联", "", None, "22 人") == "越溪乡妇联\u00a0· 22 人"
