import pytest

from corpus.bylines import byline, closing_byline


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("记者 甲小乙", ("甲小乙",)),
        ("记者甲小乙", ("甲小乙",)),
        ("甬江晚报记者 甲小乙 通讯员 丙丁 戊己", ("甲小乙", "丙丁", "戊己")),
        ("通讯员甲小乙 记者丙丁", ("甲小乙", "丙丁")),
        ("□本报见习记者 甲 乙 丙小丁", ("甲乙", "丙小丁")),
        ("文/甲小乙 图/丙丁", ("甲小乙", "丙丁")),
        ("甲小乙 丙丁 文/图", ("甲小乙", "丙丁")),
        ("甲小乙 文 丙丁 摄", ("甲小乙", "丙丁")),
        ("记者 欧阳小乙", ("欧阳小乙",)),
        ("记者：阿依古丽·买买提", ("阿依古丽·买买提",)),
    ],
)
def test_bylines(text: str, names: tuple[str, ...]) -> None:
    assert byline(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "记者从会上获悉",
        "记者手记",
        "甲小乙 丙丁",
        "记者 甲小乙今天来到码头。",
        "图 示",
        "记者",
        "图/文",
        "甲小乙 摄",
        "记者 甲小乙 摄",
        "他对记者 甲小乙 说",
        "",
    ],
)
def test_what_only_resembles_a_byline(text: str) -> None:
    assert byline(text) == ()


@pytest.mark.parametrize(
    ("text", "kept", "names"),
    [
        ("渔船归港。（记者 甲小乙）", "渔船归港。", ("甲小乙",)),
        ("渔船归港。(甲小乙 丙丁 文/图)", "渔船归港。", ("甲小乙", "丙丁")),
        ("渔船归港。（完）", "渔船归港。（完）", ()),
        ("渔船归港（记者 甲小乙）。", "渔船归港（记者 甲小乙）。", ()),
        ("（本报记者 甲小乙）", "", ("甲小乙",)),
    ],
)
def test_closing_bylines(text: str, kept: str, names: tuple[str, ...]) -> None:
    start, found = closing_byline(text)
    assert (text[:start], found) == (kept, names)
