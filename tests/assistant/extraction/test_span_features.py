import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.extraction.span_features import NAMES, rows
from assistant.extraction.spans import spans
from assistant.extraction.tokens import tokens
from assistant.extraction.wanted import wanted
from assistant.questions.question import read_question
from tests.assistant.fakes import FakeLibrary

LIBRARY = FakeLibrary()
SENTENCE = "去年，馆长李望川为“远潮”号拖船募得36万元，修船用去12天。"


def features(question: str, sentence: str) -> dict[str, dict[str, float]]:
    """The features of every span, by its text and their names; of equal texts, the last."""
    row = tokens(sentence)
    found = spans(row)
    table = rows(wanted(read_question(question), LIBRARY), row, found)
    assert table.shape == (len(found), len(NAMES))
    assert table.dtype == np.float32
    return {
        sentence[row[first].start : row[last].end]: dict(zip(NAMES, own, strict=True))
        for first, last, own in zip(found.first, found.last, table.tolist(), strict=True)
    }


def test_no_feature_is_named_twice() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize(
    ("span", "name", "expected"),
    [
        ("36万元", "quantity_kind", 1),
        ("36万元", "quantity_unit", 1),
        ("12天", "quantity_kind", 0),
        ("12天", "quantity_unit", 0),
        ("募得36万元", "quantity_kind", 0),
        ("拖船", "in_question", 1),
        ("36万元", "in_question", 0),
        ("李望川", "surname", 1),
        ("馆长", "surname", 0),
        ("“远潮”", "paired", 1),
        ("远潮", "paired", 0),
        ("远潮", "within_pair", 1),
        ("“远潮”", "within_pair", 0),
        ("36万元", "first_money", 1),
        ("36万元", "last_money", 1),
        ("募得36万元", "first_money", 0),
        ("募得36万元", "last_money", 1),
        ("募得36万元", "inside_money", 1),
        ("去年", "before_none", 1),
        ("去年", "behind_comma", 1),
        ("36万元", "before_none", 0),
        ("12天", "behind_stop", 1),
        ("去年", "characters", 0.2),
        ("去年", "tokens", 1),
        ("去年", "place", 0),
        ("12天", "asks_money", 1),
        ("12天", "asks_date", 0),
    ],
)
def test_what_speaks_for_a_span(span: str, name: str, expected: float) -> None:
    assert features("拖船募得多少元？", SENTENCE)[span][name] == pytest.approx(expected)


def test_the_words_in_front_of_the_asking_ones_speak_for_what_they_stand_in_front_of() -> None:
    found = features("今年募得多少元？", SENTENCE)
    assert found["36万元"]["left_1"] == 1
    assert found["12天"]["left_1"] == 0
    assert found["募得36万元"]["left_1"] == 0
    assert found["募得36万元"]["starts_right"] == 0


def test_the_words_behind_the_asking_ones_speak_for_what_they_stand_behind() -> None:
    found = features("昨天由谁修船？", "昨天王海修船，李望川出海。")
    assert found["王海"]["right_1"] == 1
    assert found["李望川"]["right_1"] == 0


def test_the_noun_asked_about_speaks_for_the_span_that_ends_with_it() -> None:
    found = features("修好的是哪艘拖船？", "工人修好远潮拖船，拆了旧码头。")
    assert found["远潮拖船"]["noun_last"] == 1
    assert found["码头"]["noun_last"] == 0
    assert found["码头"]["noun_inside"] == 0


def test_what_the_question_says_pulls_on_the_words_next_to_it() -> None:
    found = features("募得多少元？", SENTENCE)
    assert found["36万元"]["asked_before"] == 1
    assert found["12天"]["asked_before"] == 0
    assert found["36万元"]["near_before"] > found["12天"]["near_before"]
    assert found["募得"]["asked"] > found["36万元"]["asked"] == 0
    assert found["募得"]["asked_share"] == 1
    assert found["36万元"]["clause"] > found["12天"]["clause"] == 0


def test_without_a_span_there_is_no_row() -> None:
    row = tokens("，。")
    assert rows(wanted(read_question("谁修船？"), LIBRARY), row, spans(row)).shape == (0, len(NAMES))


PIECES = st.sampled_from(
    ["拖船", "李望川", "36万元", "的", "和", "“", "”", "、", "，", "。", " ", "A", "İ", "《潮汐》", "𠮷"]
)
SENTENCES = st.text(min_size=1, max_size=30) | st.lists(PIECES, min_size=1, max_size=20).map("".join)


@settings(deadline=None)
@given(st.text(max_size=30) | st.sampled_from(["拖船募得多少元？", "谁修船？", "哪3艘拖船？"]), SENTENCES, st.data())
def test_a_span_has_the_same_finite_row_whichever_others_are_weighed(
    question: str, sentence: str, data: st.DataObject
) -> None:
    row = tokens(sentence)
    found = spans(row)
    asked = wanted(read_question(question), LIBRARY)
    table = rows(asked, row, found)
    assert np.isfinite(table).all()
    kept = np.array(data.draw(st.lists(st.booleans(), min_size=len(found), max_size=len(found))), bool)
    some = found.only(kept)
    assert np.array_equal(rows(asked, row, some), table[kept])
