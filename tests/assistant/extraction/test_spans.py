import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import SHORT_LENGTH
from assistant.extraction.spans import MOST_TOKENS, spans
from assistant.extraction.tokens import tokens

PIECES = st.sampled_from(
    ["灯塔", "李望川", "3艘", "去年", "的", "和", "在", "《潮汐》", "（", "）", "“", "”", "、", "，", "；", "。", "……",
     " ", "a", "建成", "拖船"]
)  # fmt: skip
SENTENCES = st.lists(PIECES, max_size=40).map("".join)


def texts(sentence: str) -> list[str]:
    row = tokens(sentence)
    found = spans(row)
    return [
        "".join(token.text for token in row[first : last + 1])
        for first, last in zip(found.first, found.last, strict=True)
    ]


@settings(deadline=None)
@given(SENTENCES)
def test_every_span_keeps_to_its_clause_and_to_the_limits(sentence: str) -> None:
    row = tokens(sentence)
    found = spans(row)
    for first, last in zip(found.first, found.last, strict=True):
        kinds = [token.kind for token in row[first : last + 1]]
        assert 1 <= len(kinds) <= MOST_TOKENS
        assert row[last].end - row[first].start <= SHORT_LENGTH
        assert not {"comma", "stop"} & set(kinds)
        assert kinds.count("opening") == kinds.count("closing")
        assert kinds[0] not in {"closing", "listing", "particle", "symbol"}
        assert kinds[-1] not in {"opening", "listing", "symbol", "preposition", "conjunction"}


@settings(deadline=None)
@given(SENTENCES)
def test_no_span_is_given_twice_and_no_name_or_number_is_missed(sentence: str) -> None:
    row = tokens(sentence)
    found = spans(row)
    given = list(zip(found.first.tolist(), found.last.tolist(), strict=True))
    assert len(set(given)) == len(given) == len(found)
    single = {(place, place) for place, token in enumerate(row) if token.kind in {"noun", "person", "count", "title"}}
    assert single <= set(given)


def test_nothing_crosses_a_comma() -> None:
    assert texts("灯塔，拖船") == ["灯塔", "拖船"]


def test_quotation_marks_go_together_or_not_at_all() -> None:
    found = texts("拖船“远潮”返港")
    assert {"“远潮”", "远潮", "拖船“远潮”", "“远潮”返港"} <= set(found)
    assert not {"“远潮", "远潮”", "拖船“", "”返港"} & set(found)
    assert "潮”和“汐" not in texts("“潮”和“汐”")


def test_an_enumeration_is_one_span_and_ends_with_no_mark() -> None:
    found = texts("灯塔、拖船、码头")
    assert "灯塔、拖船、码头" in found
    assert not [span for span in found if span.startswith("、") or span.endswith("、")]


def test_nothing_begins_with_a_particle_or_ends_with_a_preposition() -> None:
    assert not [span for span in texts("旧的灯塔在港口") if span.startswith("的") or span.endswith("在")]


@pytest.mark.parametrize(("length", "held"), [(SHORT_LENGTH, True), (SHORT_LENGTH + 1, False)])
def test_a_span_has_the_length_of_a_short_answer_at_most(length: int, held: bool) -> None:
    title = f"《{'潮' * 30}》"
    sentence = title + "a" * (length - len(title))
    assert (sentence in texts(sentence)) is held


@pytest.mark.parametrize(
    ("sentence", "held"), [("《潮》" + "a b c d e f g h", True), ("a b c d e f g h i", False)], ids=["16", "17"]
)
def test_a_span_has_so_many_tokens_at_most(sentence: str, held: bool) -> None:
    assert len(tokens(sentence)) == (MOST_TOKENS if held else MOST_TOKENS + 1)
    assert (sentence in texts(sentence)) is held


def test_only_those_kept_remain() -> None:
    found = spans(tokens("灯塔，拖船"))
    kept = found.only(np.array([False, True]))
    assert (kept.first.tolist(), kept.last.tolist()) == ([2], [2])


@pytest.mark.parametrize("sentence", ["", "。", "，、；", "的"])
def test_where_nothing_can_be_a_value_there_is_no_span(sentence: str) -> None:
    assert len(spans(tokens(sentence))) == 0
