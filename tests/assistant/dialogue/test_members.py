import pytest

from assistant.dialogue.members import member, members, order


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("吉利、东方电缆、雅戈尔。[1]", ("吉利", "东方电缆", "雅戈尔")),
        ("入围的是吉利、东方电缆和雅戈尔等3家企业。", ("吉利", "东方电缆", "雅戈尔")),
        ("车江队和党相队。", ("车江队", "党相队")),
        ("共有12家。", ()),
        ("", ()),
    ],
)
def test_a_list_is_taken_apart(answer: str, found: tuple[str, ...]) -> None:
    assert members(answer) == found


@pytest.mark.parametrize(
    ("question", "picked"),
    [
        ("第二个是谁", "东方电缆"),
        ("第3家在哪", "雅戈尔"),
        ("排第一的呢", "吉利"),
        ("最后一家呢", "雅戈尔"),
        ("前者呢", "吉利"),
        ("后者呢", "雅戈尔"),
        ("第九个是谁", None),
    ],
)
def test_a_member_is_picked_by_its_place(question: str, picked: str | None) -> None:
    match = order(question)
    assert match is not None
    assert member(match, "吉利、东方电缆、雅戈尔。") == picked


@pytest.mark.parametrize("question", ["第二天呢", "第二季度呢", "第134届什么时候开", "谁排第二"])
def test_other_ordinals_pick_nobody(question: str) -> None:
    assert order(question) is None
