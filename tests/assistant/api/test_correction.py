"""What became of a quoted sentence between two versions of its article."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.api.correction import Correction, correction
from corpus.article import Article
from tests.assistant.api.fakes import BRIDGE

QUOTE = "大桥全长3公里，投资5.6亿元。"
START = BRIDGE.text.index(QUOTE)
END = START + len(QUOTE)


def compared(text: str, start: int = START, end: int = END) -> Correction:
    return correction(BRIDGE, replace(BRIDGE, text=text), start, end)


def test_what_changed_is_named() -> None:
    newer = replace(BRIDGE, title="跨湖大桥昨日通车", published=date(2021, 6, 1), byline=("李一",))
    assert correction(BRIDGE, newer, 0, 0).parts == ("标题", "日期", "作者")


@pytest.mark.parametrize("text", [QUOTE, f"更正。{QUOTE}另讯。", f"{QUOTE}{'。'.join('甲乙丙丁')}。\n{QUOTE}"])
def test_a_quote_that_stands_is_found(text: str) -> None:
    found = compared(text)
    assert found.stands
    assert text[found.start : found.end] == QUOTE


def test_of_several_places_the_nearest_counts() -> None:
    text = f"{QUOTE}中间是另外一句话。{QUOTE}"
    assert compared(text).start == 0
    assert compared(f"前面先有一句话。再有一句话。{QUOTE}{QUOTE}").start == 14


@pytest.mark.parametrize(
    "text",
    [
        "大桥全长3公里，投资5.7亿元。",
        "大桥全长3公里，投资5.6亿元未获证实。",
        "有人误传大桥全长3公里，投资5.6亿元。",
    ],
)
def test_a_quote_does_not_stand_within_another_sentence(text: str) -> None:
    found = compared(f"跨湖大桥昨日通车。\n{text}")
    assert not found.stands
    assert f"跨湖大桥昨日通车。\n{text}"[found.start : found.end] == text


def test_a_part_of_a_sentence_stands_only_with_the_whole() -> None:
    end = START + len("大桥全长3公里")
    assert compared(f"更正。{QUOTE}", end=end) == Correction(("正文",), True, 3, 3 + len("大桥全长3公里"))
    assert not compared("大桥全长3公里，投资6亿元。", end=end).stands


def test_where_nothing_like_it_is_left_there_is_no_place() -> None:
    assert compared("天气晴好。") == Correction(("正文",))
    assert compared(f"{QUOTE[:-1]}{'，再有一段' * 200}。") == Correction(("正文",))


@given(st.lists(st.sampled_from(["大桥通车。", "全长3公里。", "昨日𠮷林有雨。", "\n"]), min_size=1), st.data())
def test_an_article_with_another_title_holds_every_quote_at_its_place(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    old, newer = Article("a", "题", text), Article("a", "新题", text)
    expected = Correction(("标题",), True, start, end) if text[start:end].strip() else Correction(("标题",))
    assert correction(old, newer, start, end) == expected
