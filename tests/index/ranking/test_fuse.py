import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.derived.scored import NO_HITS, Ranked, Ranking, Scored
from index.likeness import Numbers
from index.ranking.fuse import DENSE_WEIGHT, Candidates, fuse

LISTS = st.dictionaries(st.integers(1, 60), st.floats(0, 50, width=32), max_size=30).map(
    lambda scores: tuple(Scored(passage, passage // 3, score) for passage, score in scores.items())
)
COSINES = st.lists(st.floats(-1, 1, width=32), min_size=60, max_size=60)
CEILINGS = st.floats(1, 100)


def ranking(ceiling: float, *hits: Scored) -> Ranking:
    return Ranking(Ranked.of(hits), ceiling)


def cosines(*values: float) -> Numbers:
    return np.array(values, np.float32)


def candidates(*scores: float) -> Candidates:
    """Give passages 1, 2, 3... with these scores; the other columns say which passage it is, too."""
    rows = np.arange(1, len(scores) + 1)
    return Candidates(rows, rows * 10, cosines(*scores), cosines(*rows / 100), cosines(*rows / 1000))


@given(LISTS, CEILINGS, LISTS, COSINES)
def test_every_candidate_comes_once_within_bounds_and_in_order(
    lexical: tuple[Scored, ...], ceiling: float, dense: tuple[Scored, ...], near: list[float]
) -> None:
    fused = list(fuse(ranking(ceiling, *lexical), Ranked.of(dense), cosines(*near[: len(lexical)])))
    assert sorted(hit.passage for hit in fused) == sorted({hit.passage for hit in (*lexical, *dense)})
    assert all(0 <= hit.score <= 1 and 0 <= hit.lexical <= 1 and -1 <= hit.dense <= 1 for hit in fused)
    assert fused == sorted(fused, key=lambda hit: (-hit.score, hit.passage))
    assert all(hit.document == hit.passage // 3 for hit in fused)


@given(LISTS, CEILINGS)
def test_without_cosines_the_lexical_order_stands(lexical: tuple[Scored, ...], ceiling: float) -> None:
    fused = fuse(ranking(ceiling, *lexical), NO_HITS, np.zeros(len(lexical), np.float32))
    shares = sorted((min(1.0, hit.score / ceiling) for hit in lexical), reverse=True)
    assert fused.lexical.tolist() == pytest.approx(shares)
    assert fused.lexical.tolist() == sorted(fused.lexical.tolist(), reverse=True)


@given(st.floats(0, 50), st.floats(-1, 1), CEILINGS)
def test_a_lead_in_words_that_no_cosine_can_make_up_is_kept(score: float, cosine: float, ceiling: float) -> None:
    """What leads lexically by more than `DENSE_WEIGHT` of the ceiling stays ahead, whatever the cosines say."""
    behind = max(0.0, score - (DENSE_WEIGHT + 0.01) * ceiling)
    words = ranking(ceiling, Scored(1, 1, score), Scored(2, 2, behind))
    fused = fuse(words, Ranked.of([Scored(2, 2, cosine)]), cosines(0, cosine))
    if min(score, ceiling) - behind > (DENSE_WEIGHT + 0.001) * ceiling:
        assert fused.passages[0] == 1


def test_where_words_tell_little_meaning_decides() -> None:
    words = ranking(40.0, Scored(1, 1, 4.0), Scored(2, 2, 3.0))
    fused = fuse(words, Ranked.of([Scored(3, 3, 0.6)]), cosines(0.1, 0.5))
    assert fused.passages.tolist() == [2, 3, 1]


def test_a_passage_of_one_list_gets_its_cosine_or_no_share() -> None:
    fused = fuse(ranking(20.0, Scored(1, 1, 10.0)), Ranked.of([Scored(2, 2, 0.8)]), cosines(0.6))
    assert fused.passages.tolist() == [1, 2]
    assert fused.lexical.tolist() == [0.5, 0]
    assert fused.dense.tolist() == pytest.approx([0.6, 0.8])


def test_a_negative_cosine_costs_nothing() -> None:
    (hit,) = fuse(ranking(20.0, Scored(1, 1, 10.0)), NO_HITS, cosines(-0.5))
    assert hit.score == pytest.approx(0.5 / (1 + DENSE_WEIGHT))
    assert hit.dense == -0.5


def test_nothing_from_nothing() -> None:
    assert list(fuse(Ranking(NO_HITS, 0.0), NO_HITS, cosines())) == []


def test_other_scores_give_another_order_in_which_equals_stay() -> None:
    ordered = candidates(0.9, 0.8, 0.7, 0.6).scored(cosines(0.2, 0.5, 0.2, 0.5))
    assert [(hit.passage, hit.document) for hit in ordered] == [(2, 20), (4, 40), (1, 10), (3, 30)]
    assert ordered.scores.tolist() == pytest.approx([0.5, 0.5, 0.2, 0.2])
    assert ordered.lexical.tolist() == pytest.approx([0.02, 0.04, 0.01, 0.03])
    assert ordered.dense.tolist() == pytest.approx([0.002, 0.004, 0.001, 0.003])


@given(st.lists(st.floats(0, 1, width=32), max_size=8), st.integers(0, 10), st.data())
def test_the_first_followed_by_the_rest_are_all_in_order(scores: list[float], count: int, data: st.DataObject) -> None:
    """The best may have been scored anew, in 0..1: the others stay behind them all the same."""
    found = candidates(*sorted(scores, reverse=True))
    best, rest = found.first(count), found.behind(count)
    assert [*best, *rest] == list(found)
    anew = data.draw(st.lists(st.floats(0, 1, width=32), min_size=len(best), max_size=len(best)))
    joined = best.scored(cosines(*anew)).followed_by(rest)
    assert set(joined.passages[: len(best)].tolist()) == set(best.passages.tolist())
    assert joined.passages[len(best) :].tolist() == rest.passages.tolist()
    assert joined.scores.tolist() == sorted(joined.scores.tolist(), reverse=True)
    assert all(0 <= score <= 1 for score in joined.scores.tolist())
