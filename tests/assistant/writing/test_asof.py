from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import AsOf, Citation
from assistant.extraction.values import Value
from assistant.writing.asof import as_of, is_figure, note
from corpus.times import times

PUBLISHED = date(2021, 5, 31)
AT = 7


def proof(quote: str, published: date | None = PUBLISHED) -> Citation:
    return Citation(1, "any", "v", "任意", None, published, quote, AT, AT + len(quote), "/articles/any")


def told(quote: str, value: str | None, published: date | None = PUBLISHED) -> AsOf | None:
    at = AT + quote.index(value) if value else 0
    return as_of(proof(quote, published), Value(at, at + len(value), value, 1.0) if value else None)


@pytest.mark.parametrize(
    ("quote", "value", "said"),
    [
        ("去年全市建成工厂86家。", "86家", "（“去年”指2020年，按发表日期2021-05-31推算）"),
        ("本月底共有工厂86家。", "86家", "（“本月底”指2021年5月底，按发表日期2021-05-31推算）"),
        ("一季度产值5亿元，比去年同期增长3%。", "5亿元", "（“一季度”指2021年第一季度，按发表日期2021-05-31推算）"),
        ("截至2020年6月末有工厂86家。", "86家", ""),
        ("到2025年建成工厂150家。", "150家", ""),
        ("全市有工厂86家。", "86家", "（据2021-05-31报道）"),
        ("大桥由中昌集团承建。", "中昌集团", ""),
        ("大桥昨日通车。", "昨日", "（“昨日”指2021年5月30日，按发表日期2021-05-31推算）"),
        ("大桥8月3日通车。", "8月3日", "（“8月3日”指2020年8月3日，按发表日期2021-05-31推算）"),
        ("大桥2020年8月3日通车。", "2020年8月3日", ""),
        ("大桥当年通车，投资5亿元。", "5亿元", ""),
        ("大桥因去年大雨停工。", None, "（“去年”指2020年，按发表日期2021-05-31推算）"),
        ("大桥因大雨停工。", None, ""),
    ],
)
def test_an_answer_says_as_of_when(quote: str, value: str | None, said: str) -> None:
    assert note(told(quote, value), PUBLISHED) == said


def test_what_the_quote_prints_is_given_with_its_days() -> None:
    assert told("截至2020年6月末有工厂86家。", "86家") == AsOf(
        "2020年6月底", "printed", "2020年6月末", date(2020, 6, 21), date(2020, 6, 30)
    )


@pytest.mark.parametrize(("quote", "value"), [("去年建成86家。", "86家"), ("有86家。", "86家"), ("昨日通车。", "昨日")])
def test_without_a_publication_date_nothing_is_made_up(quote: str, value: str) -> None:
    assert told(quote, value, None) is None


def test_a_value_outside_the_quote_has_no_time_here() -> None:
    assert as_of(proof("去年建成86家。"), Value(0, 3, "86家", 1.0)) is None


@pytest.mark.parametrize(
    ("text", "figure"), [("半数以上", True), ("3至5家", True), ("2021年", False), ("5G基站建设", False)]
)
def test_a_figure_is_told_from_a_date_and_a_name(text: str, figure: bool) -> None:
    assert is_figure(text) is figure


@given(st.text("去年今昨日上周五前三季度同期至截月末0123456789家，。", max_size=30), st.none() | st.dates())
def test_a_note_says_only_what_the_citation_gives(quote: str, published: date | None) -> None:
    found = as_of(proof(quote, published), None)
    said = note(found, published)
    assert not said or published is not None
    assert found is None or found.first <= found.last
    assert found is None or any(found.words == time.text for time in times(quote))
    assert len(said) <= 60
