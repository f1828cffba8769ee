"""Values told in the order of their names."""

import pytest

from assistant.extraction.respective import in_its_turn
from assistant.extraction.spans import spans
from assistant.extraction.tokens import tokens

FOUR = "从6月看，青禾、白沙、临江、远帆四家的单件收入分别同比下滑2.4%、9.3%、9.7%和11.9%，降幅扩大。"


def left(question: str, text: str) -> set[str]:
    row = tokens(text)
    found = spans(row)
    kept = found.only(in_its_turn(question, text, row, found))
    return {text[row[first].start : row[last].end] for first, last in zip(kept.first, kept.last, strict=True)}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("青禾的单件收入下滑了多少？", "2.4%"),
        ("白沙的单件收入下滑了多少？", "9.3%"),
        ("远帆的单件收入下滑了多少？", "11.9%"),
    ],
)
def test_each_name_has_its_turn(question: str, value: str) -> None:
    kept = left(question, FOUR)
    assert value in kept
    assert not kept & ({"2.4%", "9.3%", "9.7%", "11.9%"} - {value})


@pytest.mark.parametrize(("year", "value"), [("2020年", "4.1亿元"), ("2021年", "4.2亿元"), ("2022年", "5.3亿元")])
def test_years_may_stand_a_clause_before(year: str, value: str) -> None:
    kept = left(f"青禾{year}营收多少？", "2020年、2021年和2022年，青禾分别实现营收4.1亿元、4.2亿元和5.3亿元。")
    assert value in kept
    assert not kept & ({"4.1亿元", "4.2亿元", "5.3亿元"} - {value})


def test_values_may_be_names_as_well() -> None:
    kept = left("乙桥由谁承建？", "甲桥和乙桥分别由青禾路桥、白沙建工承建。")
    assert any("白沙" in text for text in kept)
    assert not any("青禾" in text for text in kept)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("四家的单件收入下滑了多少？", FOUR),
        ("青禾和白沙的单件收入下滑了多少？", FOUR),
        ("海门的单件收入下滑了多少？", FOUR),
        ("乙厂产量多少？", "甲厂、乙厂产量分别为3吨、5吨和6吨。"),
        ("乙厂产量多少？", "甲厂、乙厂产量为3吨、5吨。"),
        ("乙厂产量多少？", "分别"),
    ],
    ids=["none named", "two named", "a stranger", "more values than names", "no order", "nothing around"],
)
def test_all_stay_where_no_turn_is_clear(question: str, text: str) -> None:
    assert left(question, text) == left("？", text)
