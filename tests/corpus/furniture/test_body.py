import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.furniture.kept import kept
from corpus.layout import Layout, Span
from tests.corpus.furniture.test_footers import ARTICLE, EXAMPLES, cleaned
from tests.corpus.offsets import assert_offsets_hold

AD = "广告 三天学会开大桥 ×"
HEADS = [
    "原标题：",
    "来源：甬江晚报\n",
    "2023-07-24 10:00\n",
    "，正文：",
    "老码头有了新生意",
    "作者：甲小乙\n",
    "相关阅读\n",
]
PIECES = [piece for fits, misses in EXAMPLES.values() for piece in (*fits, *misses)]
SEPARATORS = ["", "\n", "   ", " ", "。", "\u200b", "：", "（记者 甲小乙）", "大桥"]
PAGES = st.lists(st.sampled_from([*PIECES, *HEADS, *SEPARATORS, AD, ARTICLE]), max_size=12).map("".join)


def article(layout: Layout) -> Article:
    return Article(id="a", title="a", text=layout.text, blocks=layout.blocks, runs=layout.runs)


def test_an_advertisement_between_sentences_goes() -> None:
    body = cleaned(f"{ARTICLE}{AD}{ARTICLE}")
    assert body.layout.text == f"{ARTICLE}\n{ARTICLE}"
    assert_offsets_hold(article(body.layout), f"{ARTICLE}{AD}{ARTICLE}")


@pytest.mark.parametrize("text", ["他看见广告 牌上写着3×4。", f"{ARTICLE}广告 牌很大。3×4米。"])
def test_a_sentence_about_an_advertisement_stays(text: str) -> None:
    assert cleaned(text).layout.text == text


@pytest.mark.parametrize("text", ["【编辑:甲小乙】\n更多精彩内容请进入图片频道", "来源：甬江晚报"])
def test_a_text_of_nothing_but_furniture_is_kept(text: str) -> None:
    assert cleaned(text).layout.text == text


@given(st.text() | PAGES, st.none() | st.just("老码头有了新生意"))
def test_cleaning_twice_changes_nothing_more(raw: str, title: str | None) -> None:
    once = cleaned(raw, title)
    assert_offsets_hold(article(once.layout), raw)
    assert bool(once.layout.text) == bool(cleaned(raw).layout.text)
    assert cleaned(once.layout.text, title).layout.text == once.layout.text


@given(PAGES, st.lists(st.integers(0, 80), max_size=6))
def test_what_is_kept_of_a_text_leads_back_to_its_source(raw: str, ends: list[int]) -> None:
    layout = cleaned(raw).layout
    text = layout.text
    at = sorted({min(end, len(text)) for end in ends})
    spans = [
        Span(start, end)
        for start, end in zip(at[::2], at[1::2], strict=False)
        if text[start:end] == text[start:end].strip() and text[start:end]
    ]
    less = kept(layout, spans)
    assert less.text == "\n".join(text[span.start : span.end] for span in spans)
    assert_offsets_hold(article(less), raw)


@pytest.mark.parametrize(
    "unit", ["编辑：甲小乙 ", "记者 甲小乙 ", "来源：甬江晚报\n", "【编辑：甲小乙】", "相关阅读\n", AD]
)
def test_a_long_row_of_furniture_takes_no_time_to_speak_of(unit: str) -> None:
    raw = ARTICLE + unit * (60_000 // len(unit))
    before = time.process_time()
    assert len(cleaned(raw).layout.text) < len(ARTICLE) + len(unit)
    assert time.process_time() - before < 5


def test_a_name_that_signs_twice_stands_once() -> None:
    assert cleaned(f"{ARTICLE}记者 甲小乙\n通讯员 丙丁\n（记者 甲小乙）").byline == ("甲小乙", "丙丁")
