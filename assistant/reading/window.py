"""A sentence with what stands before it, and what a reader makes of it for a question; reads nothing itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from index.network import FloatArray


@dataclass(frozen=True, slots=True)
class Window:
    """A sentence with the first sentence of its article and the one before it, either of which may be empty."""

    sentence: str
    before: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a window for a question.

    `score` is above 0 where the sentence answers the question rather than not, in log odds. The reader sees the
    sentence in pieces: the i-th goes from character `starts[i]` to `ends[i]`, and `begins[i]` and `finishes[i]` are the
    logarithms of how likely the bare answer begins and ends with it, each adding up to 1 over all pieces.
    """

    score: float
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    begins: FloatArray
    finishes: FloatArray

    def log_shares(self, starts: Sequence[int], ends: Sequence[int]) -> FloatArray:
        """Give the logarithm of how likely each stretch of the sentence's characters is the bare answer: (stretches,).

        >>> reading = Reading(1.0, (0, 2), (2, 4), np.log([0.75, 0.25]), np.log([0.5, 0.5]))
        >>> np.exp(reading.log_shares([0, 2], [4, 4])).round(3).tolist()
        [0.375, 0.125]
        """
        if not self.starts:
            return np.full(len(starts), NEVER, np.float32)
        last_piece = len(self.starts) - 1
        first = np.searchsorted(self.ends, starts, side="right")
        last = np.searchsorted(self.starts, ends, side="left") - 1
        unread = (first > last_piece) | (last < first)
        shares: FloatArray = self.begins[np.minimum(first, last_piece)] + self.finishes[np.maximum(last, 0)]
        return np.where(unread, np.float32(NEVER), np.maximum(shares, np.float32(NEVER)))


# What the reader did not see, it finds as unlikely as this, in logarithms.
NEVER = -15.0
# What an empty sentence is read as.
NOTHING_READ = Reading(NEVER, (), (), np.zeros(0, np.float32), np.zeros(0, np.float32))


class SentenceReader(Protocol):
    """Something that reads sentences against a question."""

    def read(self, question: str, windows: Sequence[Window]) -> tuple[Reading, ...]:
        """Read each window, at least one; the readings are in the order of the windows."""
        ...
