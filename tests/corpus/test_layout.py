import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.layout import Part, Span, lay_out, paragraphs, raw_spans, trimmed, visible
from tests.corpus.offsets import assert_offsets_hold

# Any text, and text that is dense in what layout decides on.
TRICKY = st.text(st.sampled_from("桥a5。”，👩\u200d👧 \t\n\r\x0b\x0c\x85\u2028\u3000\xa0\u200b\ufeff\0\x1c\ud83d"))
TEXTS = st.one_of(st.text(st.characters()), TRICKY)


def shown(raw: str) -> list[str]:
    return [raw[span.start : span.end] for span in paragraphs(raw, 0, len(raw))]


def test_wide_gaps_separate_paragraphs() -> None:
    assert shown("一。\r\n二   三\t四\u3000\u3000五\u3000六") == ["一。", "二", "三", "四", "五\u3000六"]


def test_a_narrow_gap_separates_only_after_a_sentence() -> None:
    assert shown("甲 乙\xa0丙  丁。 戊。”\xa0己。  庚") == ["甲 乙\xa0丙  丁。 戊。”", "己。", "庚"]


def test_white_space_is_folded_and_nothing_else_changed() -> None:
    assert visible("Ａ\xa0 甲\u3000乙\u200b丙\0\ufeff丁\ud83d 👩\u200d👧") == "Ａ 甲 乙丙丁 👩\u200d👧"


def test_latin_words_keep_the_space_that_a_line_break_stood_for() -> None:
    raw = "平台用 Wi-Fi\nLTE 联网\n通车"
    layout = lay_out(raw, [Part("body", (Span(0, 9), Span(10, 16), Span(17, 19)))])
    assert layout.text == "平台用 Wi-Fi LTE 联网通车"


def test_spans_may_stand_in_another_order_than_the_source() -> None:
    raw = "前半图注后半"
    layout = lay_out(raw, [Part("body", (Span(0, 2), Span(4, 6))), Part("caption", (Span(2, 4),))])
    assert layout.text == "前半后半\n图注"
    assert [(run.start, run.raw_start) for run in layout.runs] == [(0, 0), (2, 4), (5, 2)]


def test_a_part_without_anything_visible_is_left_out() -> None:
    assert lay_out(" \u200b\n", [Part("body", (Span(0, 3),)), Part("body", ())]).blocks == ()


def test_a_megabyte_of_white_space_takes_no_time() -> None:
    raw = " " * 1_000_000
    assert trimmed(raw, 0, len(raw)) is None
    assert list(paragraphs(raw + "桥" + raw, 0, 2_000_001)) == [Span(1_000_000, 1_000_001)]


@given(TEXTS)
def test_paragraphs_of_any_text_lead_back_to_it(raw: str) -> None:
    layout = lay_out(raw, (Part("body", (span,)) for span in paragraphs(raw, 0, len(raw))))
    article = Article(id="a", title="a", text=layout.text, blocks=layout.blocks, runs=layout.runs)
    assert_offsets_hold(article, raw)
    kept = "".join(article.text.split())
    assert kept == "".join(visible(raw).split())


@given(TEXTS)
def test_folding_twice_changes_nothing_more(raw: str) -> None:
    assert visible(visible(raw)) == visible(raw)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_any_spans_of_any_text_lead_back_to_it(raw: str, ends: list[tuple[int, int]]) -> None:
    spans = tuple(Span(*sorted((min(a, len(raw)), min(b, len(raw))))) for a, b in ends)
    layout = lay_out(raw, [Part("body", spans), Part("note", spans)])
    article = Article(id="a", title="a", text=layout.text, blocks=layout.blocks, runs=layout.runs)
    assert_offsets_hold(article, raw)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6), st.data())
def test_any_stretch_leads_back_to_its_characters(raw: str, ends: list[tuple[int, int]], data: st.DataObject) -> None:
    parts = [Part("body", (Span(*sorted((min(a, len(raw)), min(b, len(raw))))),)) for a, b in ends]
    layout = lay_out(raw, parts)
    article = Article(id="a", title="a", text=layout.text, blocks=layout.blocks, runs=layout.runs)
    start, end = sorted((data.draw(st.integers(0, len(layout.text))), data.draw(st.integers(0, len(layout.text)))))
    found = "".join(raw[span.start : span.end] for span in raw_spans(article, start, end))
    added = {at for at in range(len(layout.text)) if not any(run.start <= at < run.end for run in layout.runs)}
    assert found == "".join(layout.text[at] for at in range(start, end) if at not in added)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 5), (3, 2)])
def test_a_stretch_outside_the_text_is_refused(start: int, end: int) -> None:
    article = Article("a", "a", "渔船归港")
    with pytest.raises(ValueError, match=f"4 characters: {start} to {end}"):
        raw_spans(article, start, end)
