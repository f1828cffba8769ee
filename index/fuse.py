"""Two ranked lists to one: pure functions of scores; knows no index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.scored import Ranking, Scored

DENSE_WEIGHT = 0.25


@dataclass(frozen=True, slots=True)
class Fused:
    """A passage of either list: `lexical` is its share of the ranking's ceiling (0..1), `dense` the cosine (-1..1)."""

    passage: int
    document: int
    score: float
    lexical: float
    dense: float


def fuse(lexical: Ranking, dense: Sequence[Scored], cosines: Mapping[int, float]) -> tuple[Fused, ...]:
    """Order the passages of both lists by lexical share plus `DENSE_WEIGHT` times the cosine, best first.

    The lexical share is of what a passage with every term of the query at its best would have, not of the best passage
    found. So a question in the news' own words is decided by its words (the best share lies about .5), and one in
    everyday words, of which no passage has many (below .26 for nine of ten), by meaning. Scores are summed, not ranks:
    ranks forget by how much a passage leads. `cosines` holds those of passages that only the lexical list has; below 0,
    or missing, they count as 0. Equal scores go by row; scores lie in 0..1.

    >>> lexical = Ranking((Scored(1, 1, 8.0), Scored(2, 2, 4.0)), ceiling=40.0)
    >>> best, second = fuse(lexical, [Scored(2, 2, 0.9)], {1: 0.1})
    >>> (best.passage, round(best.score, 2), second.passage, round(second.score, 2))
    (2, 0.26, 1, 0.18)
    """
    shares = {hit.passage: min(1.0, hit.score / lexical.ceiling) for hit in lexical.hits}
    near = {**cosines, **{hit.passage: hit.score for hit in dense}}
    documents = {hit.passage: hit.document for hit in (*lexical.hits, *dense)}
    fused = [
        _fused(passage, document, shares.get(passage, 0.0), near.get(passage, 0.0))
        for passage, document in documents.items()
    ]
    return tuple(sorted(fused, key=lambda hit: (-hit.score, hit.passage)))


def _fused(passage: int, document: int, share: float, cosine: float) -> Fused:
    clipped = min(1.0, max(-1.0, cosine))
    return Fused(passage, document, (share + DENSE_WEIGHT * max(0.0, clipped)) / (1 + DENSE_WEIGHT), share, clipped)
