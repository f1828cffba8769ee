"""Passages and their scores, as the indexes hand them to the fusion."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage and its article's document, both by row, and the score; higher is better."""

    passage: int
    document: int
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """N scored passages, best first, a column each: (N,)."""

    passages: NDArray[np.int64]
    documents: NDArray[np.int64]
    scores: NDArray[np.float32]

    @classmethod
    def of(cls, hits: Iterable[Scored]) -> "Ranked":
        """Turn passages one by one into columns."""
        rows = [(hit.passage, hit.document, hit.score) for hit in hits]
        passages, documents, scores = zip(*rows, strict=True) if rows else ((), (), ())
        return cls(np.array(passages, np.int64), np.array(documents, np.int64), np.array(scores, np.float32))

    def __len__(self) -> int:
        return len(self.passages)

    def __iter__(self) -> Iterator[Scored]:
        return map(Scored, self.passages.tolist(), self.documents.tolist(), self.scores.tolist())

    def __getitem__(self, place: int) -> Scored:
        return Scored(int(self.passages[place]), int(self.documents[place]), float(self.scores[place]))


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the lexical index found, best first; `ceiling` is the score of a passage with every term at its best.

    The ceiling is above 0 where there is a hit.
    """

    hits: Ranked
    ceiling: float


NO_HITS = Ranked.of(())
