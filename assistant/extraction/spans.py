"""The stretches of a sentence that may be the bare value asked for; weighs none."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answer import SHORT_LENGTH
from assistant.extraction.tokens import Token

IntArray = NDArray[np.int64]

MOST_TOKENS = 16
BREAKS = frozenset({"comma", "stop"})
_NOT_FIRST = frozenset({"closing", "listing", "comma", "stop", "particle", "symbol"})
_NOT_LAST = frozenset({"opening", "listing", "comma", "stop", "symbol", "preposition", "conjunction"})


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of whole tokens: the i-th goes from token `first[i]` to token `last[i]`, both included."""

    first: IntArray
    last: IntArray

    def __len__(self) -> int:
        return len(self.first)

    def only(self, kept: NDArray[np.bool_]) -> "Spans":
        """Keep the spans for which `kept` is true."""
        return Spans(self.first[kept], self.last[kept])


def spans(row: Sequence[Token]) -> Spans:
    """List every stretch that may be a value.

    At most `MOST_TOKENS` tokens and `SHORT_LENGTH` characters, within one clause, with brackets and quotes in pairs,
    beginning and ending with a word or a pair's mark.

    >>> from assistant.extraction.tokens import tokens
    >>> row = tokens("建成3家。")
    >>> found = spans(row)
    >>> ["".join(t.text for t in row[i:j + 1]) for i, j in zip(found.first, found.last)]
    ['建成', '建成3家', '3家']
    """
    count = len(row)
    first, step = np.meshgrid(np.arange(count), np.arange(MOST_TOKENS), indexing="ij")
    last = first + step
    depth = _before(np.array([(t.kind == "opening") - (t.kind == "closing") for t in row]))
    lowest = np.minimum.accumulate(depth[np.minimum(last + 1, count)], axis=1)[last < count]
    first, last = first[last < count], last[last < count]
    start, end = np.array([t.start for t in row], int), np.array([t.end for t in row], int)
    breaks = _before(np.array([t.kind in BREAKS for t in row]))
    may_begin = np.array([t.kind not in _NOT_FIRST for t in row], bool)
    may_end = np.array([t.kind not in _NOT_LAST for t in row], bool)
    good = (
        may_begin[first]
        & may_end[last]
        & (breaks[last + 1] == breaks[first])
        & (depth[last + 1] == depth[first])
        & (lowest == depth[first])
        & (end[last] - start[first] <= SHORT_LENGTH)
    )
    return Spans(first[good], last[good])


def _before(values: NDArray[np.generic]) -> IntArray:
    """Sum what stands before each position: (n,) to (n + 1,)."""
    return np.concatenate([[0], np.cumsum(values.astype(int))])
