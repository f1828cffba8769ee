import pytest

from corpus import cuts


@pytest.mark.parametrize("text", ["渔船归港。", "“谁来？”", "三件事：", "渔船归港。（甲小乙 摄）", "想象空间很大……"])
def test_complete(text: str) -> None:
    assert cuts.is_complete(text)


@pytest.mark.parametrize("text", ["渔船", "渔船，", "大桥（二期）", "老码头的“新生意”"])
def test_not_complete(text: str) -> None:
    assert not cuts.is_complete(text)


def test_a_bracket_that_was_never_closed_is_open_for_a_line_only() -> None:
    assert cuts.is_open("渔船（今年")
    assert not cuts.is_open("渔船（今年" + "归港" * 60)


@pytest.mark.parametrize(("text", "closes"), [("丙丁）渔船", True), ("渔船（二艘）", False), ("渔船", False)])
def test_closes(text: str, closes: bool) -> None:
    assert cuts.closes(text) == closes
