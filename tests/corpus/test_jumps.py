import pytest

from corpus.jumps import backward, onward


@pytest.mark.parametrize(
    ("text", "page", "rest"),
    [
        ("渔船今年将（下转第4版）", "4", "渔船今年将"),
        ("渔船归港。(下转A4版)", "A4", "渔船归港。"),
        ("渔船归港。[下转第四版]", "4", "渔船归港。"),
        ("渔船归港。（下转第4版①）→", "4", "渔船归港。"),
        ("渔船归港。（紧接第2版）", "2", "渔船归港。"),
        ("漁船歸港。（下轉A04版）", "A4", "漁船歸港。"),
        ("下转2版", "2", ""),
        ("（下转本版）", "", ""),
    ],
)
def test_onward(text: str, page: str, rest: str) -> None:
    jump = onward(text)
    assert jump is not None
    assert (jump.page, text[: jump.start]) == (page, rest)


@pytest.mark.parametrize(
    ("text", "page", "rest"),
    [
        ("（上接第1版）装上北斗。", "1", "装上北斗。"),
        ("(上接A1版) 老码头", "A1", "老码头"),
        ("上接第一版", "1", ""),
        ("上接A1版：老码头", "A1", "老码头"),
    ],
)
def test_backward(text: str, page: str, rest: str) -> None:
    jump = backward(text)
    assert jump is not None
    assert (jump.page, text[jump.end :]) == (page, rest)


@pytest.mark.parametrize("text", ["商铺转2年", "此书已出第2版", "（转自甬江晚报）", "（见第4版）", "请转给他"])
def test_what_only_resembles_a_marker(text: str) -> None:
    assert onward(text) is None


@pytest.mark.parametrize("text", ["上接天，下接地。", "上接第1版的内容很多", "接到2个电话"])
def test_what_only_resembles_a_marker_from_another_page(text: str) -> None:
    assert backward(text) is None
