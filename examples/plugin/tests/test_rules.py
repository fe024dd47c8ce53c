"""The rule's own examples are tried by `gongwen-lint rule --examples`; this is what they cannot say."""

from pathlib import Path

from lint import check_text

CONFIG = str(Path(__file__).parent / "gongwen-lint.yaml")


def test_the_place_is_the_number() -> None:
    (found,) = check_text("联系人身份证号11010519491231002X。", config=CONFIG)
    assert (found.text, found.values) == ("11010519491231002X", {"tail": "002X"})


def test_a_number_in_a_code_block_is_left_alone() -> None:
    assert check_text("身份证\n\n```\n11010519491231002X\n```\n", "a.md", config=CONFIG) == ()
