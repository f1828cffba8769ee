import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.interaction import Interaction, no_interaction
from index.likeness import Numbers
from index.network import load
from index.ranking.fuse import Candidates
from index.ranking.rerank import NAMES, NETWORK, WEIGHTS, reranked, rows


def floats(*values: object) -> Numbers:
    return np.array(values, np.float32)


def candidates(documents: list[int], scores: Numbers, lexical: Numbers, dense: Numbers) -> Candidates:
    """Give passages 1, 2, 3..."""
    return Candidates(np.arange(1, len(documents) + 1), np.array(documents), scores, lexical, dense)


# Two passages of two articles, of two sentences each, and a query of three words: of the first the most for the
# encoder, of the last the rarest.
FOUND = candidates([7, 8], floats(0.5, 0.4), floats(0.2, 0.4), floats(0.6, 0.3))
WEIGHTS_OF_WORDS, RARITY = floats(0.5, 0.3, 0.2), floats(1, 3, 4)
ASKED = np.array([5, 6, 7])
NEARNESS = floats(
    [1.0, 0.5, 0.0],
    [0.2, 1.0, 0.4],
    [0.5, 0.5, 0.5],
    [0.0, 0.0, 1.0],
)


def features(
    found: Candidates, nearness: Numbers, first: list[int], rarity: Numbers = RARITY
) -> dict[str, list[float]]:
    words = nearness.shape[1]
    interaction = Interaction(ASKED[:words], WEIGHTS_OF_WORDS[:words], nearness, np.array(first))
    table = rows(found, interaction, rarity[:words])
    assert table.shape == (len(found), len(NAMES))
    assert table.dtype == np.float32
    return dict(zip(NAMES, table.T.tolist(), strict=True))


BY_HAND = {
    "lexical": [0.2, 0.4],
    "dense": [0.6, 0.3],
    # of these two, whatever the candidates were preferred for: (share + .4 cosine) / 1.4
    "fused": [0.44 / 1.4, 0.52 / 1.4],
    # the nearest of both sentences: (1, 1, .4) and (.5, .5, 1); rarity is (1, 3, 4) / 8
    "near": [0.5 + 0.3 + 0.08, 0.25 + 0.15 + 0.2],
    "near_rare": [(1 + 3 + 1.6) / 8, (0.5 + 1.5 + 4) / 8],
    "same": [0.8, 0.2],
    "same_rare": [4 / 8, 4 / 8],
    # by sentence, near: .65, .48 and .5, .2; rare: 2.5, 4.8 and 4, 4 of 8; same: 1, 3 and 0, 4 of 8
    "sentence_near": [0.65, 0.5],
    "sentence_rare": [4.8 / 8, 4 / 8],
    "sentence_same": [3 / 8, 4 / 8],
    # two sentences in a row are here the whole passage
    "window_near": [0.88, 0.6],
    "window_rare": [5.6 / 8, 6 / 8],
    "window_same": [4 / 8, 4 / 8],
    "weakest": [0.4, 0.5],
    "rarest": [0.4, 1],
    "article_near": [0.88, 0.6],
    "article_rare": [5.6 / 8, 6 / 8],
    "article_same": [4 / 8, 4 / 8],
    "article_lexical": [0.2, 0.4],
    "article_dense": [0.6, 0.3],
    "words": [3, 3],
    "best_lexical": [0.4, 0.4],
    "best_dense": [0.6, 0.6],
    "of_best_lexical": [0.5, 1],
    "behind_dense": [0, -0.3],
    "behind_rare": [-0.4 / 8, 0],
    "behind_sentence": [0, -0.8 / 8],
    "of_best_fused": [0.44 / 0.52, 1],
}


@pytest.mark.parametrize("name", NAMES)
def test_features_are_those_worked_out_by_hand(name: str) -> None:
    assert features(FOUND, NEARNESS, [0, 2])[name] == pytest.approx(BY_HAND[name], abs=1e-6)


def test_two_sentences_in_a_row_are_of_one_passage() -> None:
    """The last sentence of the first passage and the first of the second together would have both words."""
    nearness = floats([0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0])
    found = features(FOUND, nearness, [0, 2], floats(1, 1))
    assert found["window_rare"] == pytest.approx([0.5, 0.5])
    assert found["window_near"] == pytest.approx([0.5, 0.3])


def test_a_passage_of_one_sentence_has_it_for_a_window() -> None:
    nearness = floats([1.0, 0.0], [0.0, 1.0])
    assert features(FOUND, nearness, [0, 1], floats(1, 1))["window_rare"] == pytest.approx([0.5, 0.5])


def test_two_sentences_that_do_not_follow_each_other_are_no_window() -> None:
    nearness = floats([1.0, 0.0], [0.0, 0.0], [0.0, 1.0], [0.0, 0.0])
    found = features(FOUND, nearness, [0, 3], floats(1, 1))
    assert found["window_rare"] == pytest.approx([0.5, 0])
    assert found["near_rare"] == pytest.approx([1, 0])


def test_an_article_has_the_best_of_all_its_passages_wherever_they_stand() -> None:
    found = candidates([9, 3, 9], floats(0.9, 0.5, 0.1), floats(0.1, 0.5, 0.4), floats(0.8, -0.2, 0.2))
    nearness = floats([1.0, 0.0], [0.2, 0.3], [0.5, 1.0])
    described = features(found, nearness, [0, 1, 2], floats(1, 3))
    assert described["article_near"] == pytest.approx([0.8, 0.19, 0.8])
    assert described["article_rare"] == pytest.approx([1, 1.1 / 4, 1])
    assert described["article_same"] == pytest.approx([1, 0, 1])
    assert described["article_lexical"] == pytest.approx([0.4, 0.5, 0.4])
    assert described["article_dense"] == pytest.approx([0.8, -0.2, 0.8])


def test_only_the_rarest_words_have_to_be_there() -> None:
    nearness, rarity = floats([0.1, 0.9, 0.8, 0.7], [0.9, 0.3, 1.0, 1.0]), floats(1, 2, 4, 3)
    interaction = Interaction(np.arange(1, 5), floats(0.25, 0.25, 0.25, 0.25), nearness, np.array([0, 1]))
    table = rows(FOUND, interaction, rarity)
    assert table[:, NAMES.index("weakest")].tolist() == pytest.approx([0.7, 0.3])
    assert table[:, NAMES.index("rarest")].tolist() == pytest.approx([0.8, 1])


def test_nothing_in_common_with_the_words_divides_by_nothing() -> None:
    none = floats(0, 0)
    described = features(candidates([7, 8], none, none, none), np.zeros((2, 3), np.float32), [0, 1])
    assert described["of_best_lexical"] == described["of_best_fused"] == [0, 0]
    assert all(np.isfinite(values).all() for values in described.values())


def test_without_a_word_of_the_query_the_order_stands() -> None:
    assert reranked(FOUND, no_interaction(2), floats()) is FOUND


def test_nothing_is_reranked_to_nothing() -> None:
    empty = FOUND.first(0)
    nearness = np.zeros((0, 3), np.float32)
    assert len(reranked(empty, Interaction(ASKED, WEIGHTS_OF_WORDS, nearness, np.array([], np.int64)), RARITY)) == 0


def test_the_bundled_weights_fit_their_features() -> None:
    network = load(WEIGHTS, NETWORK, NAMES)
    assert network.names == NAMES
    assert network.mean.shape == network.scale.shape == (len(NAMES),)
    assert (network.scale > 0).all()
    inputs = len(NAMES)
    for layer in network.layers:
        assert layer.weights.shape == (inputs, len(layer.bias))
        assert np.isfinite(layer.weights).all()
        inputs = len(layer.bias)
    assert inputs == 1


SHARES = st.floats(0, 1, width=32)


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.integers(1, 3), SHARES, SHARES, st.floats(-1, 1, width=32)), min_size=1, max_size=8),
    st.data(),
)
def test_reranked_are_the_same_passages_in_order_and_within_bounds(
    found: list[tuple[int, float, float, float]], data: st.DataObject
) -> None:
    documents, scores, lexical, dense = zip(*sorted(found, key=lambda one: -one[1]), strict=True)
    before = candidates(list(documents), floats(*scores), floats(*lexical), floats(*dense))
    lengths = data.draw(st.lists(st.integers(1, 3), min_size=len(found), max_size=len(found)))
    sentence = st.lists(SHARES, min_size=3, max_size=3)
    nearness = floats(*data.draw(st.lists(sentence, min_size=sum(lengths), max_size=sum(lengths))))
    first = np.cumsum([0, *lengths[:-1]])
    after = reranked(before, Interaction(ASKED, WEIGHTS_OF_WORDS, nearness, first), RARITY)
    assert sorted(after.passages.tolist()) == before.passages.tolist()
    assert after.scores.tolist() == sorted(after.scores.tolist(), reverse=True)
    assert all(0 <= score <= 1 for score in after.scores.tolist())
    columns = {hit.passage: (hit.document, hit.lexical, hit.dense) for hit in before}
    assert {hit.passage: (hit.document, hit.lexical, hit.dense) for hit in after} == columns


def test_what_says_the_query_goes_before_what_shares_nothing_with_it() -> None:
    found = candidates([1, 2], floats(0.3, 0.3), floats(0.3, 0.3), floats(0.5, 0.5))
    nearness = floats([0.1, 0.0, 0.2], [1.0, 1.0, 1.0])
    after = reranked(found, Interaction(ASKED, WEIGHTS_OF_WORDS, nearness, np.array([0, 1])), RARITY)
    assert after.passages.tolist() == [2, 1]
