import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.entry import END, Runs
from index.interaction import CODE, Codes, nearest, no_interaction

# A 3-4-5 triangle: token 1 lies along one axis, 2 along the other, 3 and 4 between them, 5 against 1; 6 is 1's double.
TABLE = np.rint(np.array([(0, 0), (1, 0), (0, 1), (0.8, 0.6), (0.6, 0.8), (-1, 0), (1, 0)], np.float32) * CODE).astype(
    np.int8
)


def runs(*passages: list[int]) -> Runs:
    ended = [[*passage, END] for passage in passages]
    starts = np.cumsum([0, *map(len, ended)])
    return Runs(np.array([token for passage in ended for token in passage], np.uint16), starts)


def near(query: list[int], *passages: list[int]) -> list[list[float]]:
    found, _ = nearest(np.array(query), TABLE, runs(*passages))
    return [[round(value, 2) for value in sentence] for sentence in found.tolist()]


def test_each_word_of_the_query_meets_the_nearest_word_of_each_sentence() -> None:
    assert near([1, 2], [3, 4, END, 4], [2]) == [[0.8, 0.8], [0.6, 0.8], [0, 1]]


def test_the_same_word_is_exactly_one_and_any_other_at_most_a_little_less() -> None:
    found, _ = nearest(np.array([1, 3]), TABLE, runs([1, 4], [6, 4]))
    assert found[0, 0] == 1
    assert found[1, 0] == np.float32(0.99)
    assert found[:, 1].tolist() == pytest.approx([0.96, 0.96], abs=0.01)


def test_what_points_away_is_not_near() -> None:
    assert near([1], [5], [2, 5]) == [[0], [0]]


def test_a_sentence_ends_with_its_end_and_the_next_knows_nothing_of_it() -> None:
    assert near([1], [1, END, 2]) == [[1], [0]]


def test_the_words_of_one_passage_are_not_those_of_the_next() -> None:
    assert near([1, 2], [1], [2]) == [[1, 0], [0, 1]]


def test_a_passage_or_sentence_without_words_is_near_to_nothing() -> None:
    assert near([1, 2], [], [1, END, END, 2], []) == [[0, 0], [1, 0], [0, 0], [0, 1], [0, 0]]


def test_sentences_are_counted_from_the_first_of_each_passage() -> None:
    _, first = nearest(np.array([1]), TABLE, runs([1, END, 2, END, 3], [], [4], [1, END, END], [2]))
    assert first.tolist() == [0, 3, 4, 5, 8]


PASSAGES = st.lists(st.lists(st.integers(0, 6), max_size=8), min_size=1, max_size=6)
TABLES = st.lists(st.tuples(st.integers(-90, 90), st.integers(-90, 90)), min_size=6, max_size=6).map(
    lambda rows: np.array([(0, 0), *rows], np.int8)
)


@given(st.lists(st.integers(1, 6), min_size=1, unique=True), PASSAGES, TABLES)
def test_nearness_stays_in_bounds_and_is_one_for_the_same_word_only(
    query: list[int], passages: list[list[int]], table: Codes
) -> None:
    found, first = nearest(np.array(query), table, runs(*passages))
    assert ((found >= 0) & (found <= 1)).all()
    assert len(found) == sum(1 + passage.count(END) for passage in passages)
    assert first.tolist() == np.cumsum([0, *(1 + passage.count(END) for passage in passages)])[:-1].tolist()
    same = np.maximum.reduceat(found == 1, first, axis=0)
    assert same.tolist() == [[word in passage for word in query] for passage in passages]


@given(st.lists(st.integers(1, 6), min_size=1, unique=True), PASSAGES)
def test_a_passage_is_as_near_whatever_stands_beside_it(query: list[int], passages: list[list[int]]) -> None:
    together, _ = nearest(np.array(query), TABLE, runs(*passages))
    apart = [nearest(np.array(query), TABLE, runs(passage))[0] for passage in passages]
    np.testing.assert_allclose(together, np.concatenate(apart), atol=1e-6)


def test_a_query_without_words_has_no_columns_and_every_passage_one_sentence() -> None:
    nothing = no_interaction(3)
    assert nothing.asked.shape == nothing.weights.shape == (0,)
    assert nothing.nearness.shape == (3, 0)
    assert nothing.first.tolist() == [0, 1, 2]
