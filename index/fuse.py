"""Two ranked lists to one: pure functions of scores; knows no index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.scored import Scored

DENSE_WEIGHT = 0.35


@dataclass(frozen=True, slots=True)
class Fused:
    """A passage of either list: `lexical` is its share of the best lexical score (0..1), `dense` the cosine (-1..1)."""

    passage: int
    document: int
    score: float
    lexical: float
    dense: float


def fuse(
    lexical: Sequence[Scored], dense: Sequence[Scored], cosines: Mapping[int, float], weight: float = DENSE_WEIGHT
) -> tuple[Fused, ...]:
    """Order the passages of both lists by `(1 - weight) * lexical share + weight * cosine`, best first.

    A weighted sum of scores, not of ranks: ranks forget by how much a passage leads. `cosines` holds those of passages
    that only the lexical list has; a negative cosine, or one that is missing, counts as 0. Equal scores go by row.

    >>> best, second = fuse([Scored(1, 1, 8.0), Scored(2, 2, 4.0)], [Scored(2, 2, 0.9)], {1: 0.1}, 0.5)
    >>> (best.passage, round(best.score, 2), second.passage, round(second.score, 2))
    (2, 0.7, 1, 0.55)
    """
    top = max((hit.score for hit in lexical), default=0.0)
    shares = {hit.passage: hit.score / top if top > 0 else 0.0 for hit in lexical}
    near = {**cosines, **{hit.passage: hit.score for hit in dense}}
    documents = {hit.passage: hit.document for hit in (*lexical, *dense)}
    fused = [
        _fused(passage, document, shares.get(passage, 0.0), near.get(passage, 0.0), weight)
        for passage, document in documents.items()
    ]
    return tuple(sorted(fused, key=lambda hit: (-hit.score, hit.passage)))


def _fused(passage: int, document: int, share: float, cosine: float, weight: float) -> Fused:
    clipped = min(1.0, max(-1.0, cosine))
    return Fused(passage, document, (1 - weight) * share + weight * max(0.0, clipped), share, clipped)
