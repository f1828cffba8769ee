from hypothesis import given
from hypothesis import strategies as st

from index.fuse import DENSE_WEIGHT, fuse
from index.scored import Ranking, Scored

LISTS = st.dictionaries(st.integers(1, 60), st.floats(0, 50), max_size=30).map(
    lambda scores: tuple(Scored(passage, passage // 3, score) for passage, score in scores.items())
)
COSINES = st.dictionaries(st.integers(1, 60), st.floats(-1, 1))
CEILINGS = st.floats(1, 100)


@given(LISTS, CEILINGS, LISTS, COSINES)
def test_every_candidate_comes_once_within_bounds_and_in_order(
    lexical: tuple[Scored, ...], ceiling: float, dense: tuple[Scored, ...], cosines: dict[int, float]
) -> None:
    fused = fuse(Ranking(lexical, ceiling), dense, cosines)
    assert sorted(hit.passage for hit in fused) == sorted({hit.passage for hit in (*lexical, *dense)})
    assert all(0 <= hit.score <= 1 and 0 <= hit.lexical <= 1 and -1 <= hit.dense <= 1 for hit in fused)
    assert list(fused) == sorted(fused, key=lambda hit: (-hit.score, hit.passage))


@given(LISTS, CEILINGS)
def test_without_cosines_the_lexical_order_stands(lexical: tuple[Scored, ...], ceiling: float) -> None:
    shares = [hit.lexical for hit in fuse(Ranking(lexical, ceiling), (), {})]
    assert shares == sorted((min(1.0, hit.score / ceiling) for hit in lexical), reverse=True)


@given(st.floats(0, 50), st.floats(-1, 1), CEILINGS)
def test_a_lead_in_words_that_no_cosine_can_make_up_is_kept(score: float, cosine: float, ceiling: float) -> None:
    """What leads lexically by more than `DENSE_WEIGHT` of the ceiling stays ahead, whatever the cosines say."""
    behind = max(0.0, score - (DENSE_WEIGHT + 0.01) * ceiling)
    fused = fuse(Ranking((Scored(1, 1, score), Scored(2, 2, behind)), ceiling), (Scored(2, 2, cosine),), {})
    if min(score, ceiling) - behind > DENSE_WEIGHT * ceiling:
        assert fused[0].passage == 1


def test_where_words_tell_little_meaning_decides() -> None:
    fused = fuse(Ranking((Scored(1, 1, 4.0), Scored(2, 2, 3.0)), 40.0), (Scored(3, 3, 0.8),), {1: 0.1, 2: 0.5})
    assert [hit.passage for hit in fused] == [2, 3, 1]


def test_a_passage_of_one_list_gets_its_cosine_or_no_share() -> None:
    fused = fuse(Ranking((Scored(1, 1, 10.0),), 20.0), (Scored(2, 2, 0.8),), {1: 0.6})
    assert [(hit.passage, hit.lexical, hit.dense) for hit in fused] == [(1, 0.5, 0.6), (2, 0.0, 0.8)]


def test_a_negative_cosine_costs_nothing() -> None:
    (hit,) = fuse(Ranking((Scored(1, 1, 10.0),), 20.0), (), {1: -0.5})
    assert hit.score == 0.5 / (1 + DENSE_WEIGHT)
    assert hit.dense == -0.5


def test_nothing_from_nothing() -> None:
    assert fuse(Ranking((), 0.0), (), {}) == ()
