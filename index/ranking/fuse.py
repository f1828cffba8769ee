"""Two ranked lists to one: pure functions of scores; knows no index."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.derived.scored import Ranked, Ranking
from index.likeness import Numbers

DENSE_WEIGHT = 0.4
# Most searches take the first few of several hundred.
_READ_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Fused:
    """A passage of either list: `lexical` is its share of the ranking's ceiling (0..1), `dense` the cosine (-1..1)."""

    passage: int
    document: int
    score: float
    lexical: float
    dense: float


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """N passages, best first, a column each (N,); what the columns hold is said of `Fused`."""

    passages: NDArray[np.int64]
    documents: NDArray[np.int64]
    scores: Numbers
    lexical: Numbers
    dense: Numbers

    def __len__(self) -> int:
        return len(self.passages)

    def __iter__(self) -> Iterator[Fused]:
        columns = (self.passages, self.documents, self.scores, self.lexical, self.dense)
        for begin in range(0, len(self), _READ_AT_ONCE):
            yield from map(Fused, *(column[begin : begin + _READ_AT_ONCE].tolist() for column in columns))

    def first(self, count: int) -> "Candidates":
        """Give the best `count`."""
        return self._at(np.arange(min(count, len(self))), self.scores)

    def behind(self, count: int) -> "Candidates":
        """Give all but the best `count`."""
        return self._at(np.arange(min(count, len(self)), len(self)), self.scores)

    def followed_by(self, others: "Candidates") -> "Candidates":
        """Put others behind, their scores scaled so that they stay there."""
        floor = np.float32(self.scores[-1] if len(self) else 1)
        return Candidates(
            np.concatenate([self.passages, others.passages]),
            np.concatenate([self.documents, others.documents]),
            np.concatenate([self.scores, others.scores * floor]),
            np.concatenate([self.lexical, others.lexical]),
            np.concatenate([self.dense, others.dense]),
        )

    def scored(self, scores: Numbers) -> "Candidates":
        """Give the same passages in the order of other scores; equal ones stay in the order they have."""
        return self._at(np.argsort(-scores, kind="stable"), scores)

    def _at(self, places: NDArray[np.int64], scores: Numbers) -> "Candidates":
        return Candidates(
            self.passages[places], self.documents[places], scores[places], self.lexical[places], self.dense[places]
        )


def fuse(lexical: Ranking, dense: Ranked, cosines: Numbers) -> Candidates:
    """Order the passages of both lists by lexical share plus `DENSE_WEIGHT` times the cosine, best first.

    The lexical share is of what a passage with every term of the query at its best would have, not of the best passage
    found. So a question in the news' own words is decided by its words (the best share lies about .5), and one in
    everyday words, of which no passage has many (below .26 for nine of ten), by meaning. Scores are summed, not ranks:
    ranks forget by how much a passage leads. `cosines` holds those of the lexical list's passages, in its order; below
    0 they count as 0. Equal scores go by row; scores lie in 0..1.

    >>> from index.derived.scored import Scored
    >>> words = Ranking(Ranked.of([Scored(1, 1, 8.0), Scored(2, 2, 4.0)]), ceiling=40.0)
    >>> best, second = fuse(words, Ranked.of([Scored(2, 2, 0.9)]), np.array([0.1, 0.9], np.float32))
    >>> (best.passage, round(best.score, 2), second.passage, round(second.score, 2))
    (2, 0.33, 1, 0.17)
    """
    hits = lexical.hits
    passages, places = np.unique(np.concatenate([hits.passages, dense.passages]), return_index=True)
    shares = np.concatenate([hits.scores / np.float32(lexical.ceiling or 1), np.zeros(len(dense), np.float32)])
    share = np.minimum(shares[places], 1)
    cosine = np.clip(np.concatenate([cosines, dense.scores])[places], -1, 1)
    score = both(share, cosine)
    documents = np.concatenate([hits.documents, dense.documents])[places]
    return Candidates(passages, documents, score, share, cosine).scored(score)


def both(lexical: Numbers, dense: Numbers) -> Numbers:
    """Put a lexical share and a cosine together: 0..1."""
    score: Numbers = ((lexical + DENSE_WEIGHT * np.maximum(dense, 0)) / (1 + DENSE_WEIGHT)).astype(np.float32)
    return score
