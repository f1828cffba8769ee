from hypothesis import given
from hypothesis import strategies as st

from index.fuse import fuse
from index.scored import Scored

SCORES = st.floats(0, 50, allow_nan=False)
LISTS = st.dictionaries(st.integers(1, 60), SCORES, max_size=30).map(
    lambda scores: [Scored(passage, passage // 3, score) for passage, score in scores.items()]
)
COSINES = st.dictionaries(st.integers(1, 60), st.floats(-1, 1, allow_nan=False))
WEIGHTS = st.floats(0, 1)


@given(LISTS, LISTS, COSINES, WEIGHTS)
def test_every_candidate_comes_once_within_bounds_and_in_order(
    lexical: list[Scored], dense: list[Scored], cosines: dict[int, float], weight: float
) -> None:
    fused = fuse(lexical, dense, cosines, weight)
    assert sorted(hit.passage for hit in fused) == sorted({hit.passage for hit in (*lexical, *dense)})
    assert all(0 <= hit.score <= 1 and 0 <= hit.lexical <= 1 and -1 <= hit.dense <= 1 for hit in fused)
    assert list(fused) == sorted(fused, key=lambda hit: (-hit.score, hit.passage))


@given(LISTS, LISTS, COSINES)
def test_without_weight_the_lexical_order_stands(
    lexical: list[Scored], dense: list[Scored], cosines: dict[int, float]
) -> None:
    fused = {hit.passage: rank for rank, hit in enumerate(fuse(lexical, dense, cosines, 0))}
    for higher in lexical:
        for lower in lexical:
            # Scores that differ by less than a float can tell apart become equal shares.
            if higher.score > lower.score * (1 + 1e-9):
                assert fused[higher.passage] < fused[lower.passage] or higher.score < 1e-300


def test_a_passage_of_one_list_gets_its_cosine_or_no_share() -> None:
    fused = fuse([Scored(1, 1, 10.0)], [Scored(2, 2, 0.8)], {1: 0.6}, 0.5)
    assert [(hit.passage, hit.lexical, hit.dense) for hit in fused] == [(1, 1.0, 0.6), (2, 0.0, 0.8)]


def test_a_negative_cosine_costs_nothing() -> None:
    (hit,) = fuse([Scored(1, 1, 10.0)], [], {1: -0.5}, 0.25)
    assert hit.score == 0.75
    assert hit.dense == -0.5


def test_nothing_from_nothing() -> None:
    assert fuse([], [], {}) == ()
