import pytest

from corpus.headline import headline
from corpus.lines import printed_lines

Read = tuple[list[str], list[str], list[str]]


def read(text: str, usual_gap: int = 0) -> Read | None:
    over = headline(printed_lines(text), usual_gap)
    if over is None:
        return None
    return [line.text for line in over.above], [line.text for line in over.title], [line.text for line in over.below]


@pytest.mark.parametrize(
    ("text", "above", "title", "below"),
    [
        ("老码头\n渔船今天归港。", [], ["老码头"], []),
        ("全市水上公交网一次织密\n航线开通\n记者 甲小乙", ["全市水上公交网一次织密"], ["航线开通"], []),
        ("航线开通\n市民今起可以乘船上班\n记者 甲小乙", [], ["航线开通"], ["市民今起可以乘船上班"]),
        ("航线开通\n——市民今起乘船上班\n今天，船来了。", [], ["航线开通"], ["——市民今起乘船上班"]),
        ("航线开通\n两座码头\n今天，船来了。", [], ["航线开通"], []),
    ],
)
def test_a_kicker_is_proved_by_what_opens_below(
    text: str, above: list[str], title: list[str], below: list[str]
) -> None:
    assert read(text) == (above, title, below)


def test_lines_closer_than_usual_are_halves_of_one_title() -> None:
    assert read("山上的无人机\n飞进寻常农家\n\n春天，茶山很忙。", 1) == ([], ["山上的无人机", "飞进寻常农家"], [])
    assert read("望江码头完成改造，\n人们有了新去处\n\n记者 甲小乙", 1) == (
        [],
        ["望江码头完成改造，", "人们有了新去处"],
        [],
    )


@pytest.mark.parametrize(
    "text", ["渔船今天归港。", "记者 甲小乙", "图为渔船归港", "一、修路", "——夜校见闻", "编者按", ""]
)
def test_what_is_no_headline(text: str) -> None:
    assert read(text) is None


def test_a_remark_in_brackets_is_no_half_of_a_title() -> None:
    assert read("在渔港开港仪式上的讲话\n（2021年5月20日）\n\n各位来宾：", 1) == ([], ["在渔港开港仪式上的讲话"], [])
