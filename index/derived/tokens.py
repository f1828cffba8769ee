"""The tokens of passages, by row, for a second look at the best of them; knows neither text nor vectors.

Tokens are the encoder's numbers for words, two bytes each; `END` stands between sentences. An encoder that knows no
words gives none, and every passage is empty.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.derived.rows import PASSAGE, Mask, Rows, places_of, rows_of
from index.derived.segments import living_count, living_passages, merged, without
from index.entry import END, Entry, Runs, Tokens

_ROWS, _STARTS, _TOKENS, _COUNTS = "rows.npy", "starts.npy", "tokens.npy", "counts.npy"
_POSSIBLE, _COUNTED_AT_ONCE = 2**16, 2**20


@dataclass(frozen=True, slots=True)
class _Segment:
    """Passages ascending by row; the tokens of the one at position p lie from `starts[p]` to `starts[p + 1]`.

    `counts` says how often each possible token occurs, those of removed passages included.
    """

    rows: Rows
    starts: NDArray[np.int64]
    tokens: Tokens
    counts: NDArray[np.int64]
    living: Mask


class TokenIndex:
    """The tokens of all live passages. Nothing here changes: `changed` gives a new index that shares most of this."""

    def __init__(self, segments: tuple[_Segment, ...] = ()) -> None:
        self._segments = segments

    @classmethod
    def read(cls, folder: Path) -> "TokenIndex":
        """Open what `write` left; the tokens are memory-mapped."""
        rows, starts, counts = (np.load(folder / name) for name in (_ROWS, _STARTS, _COUNTS))
        tokens = np.asarray(np.load(folder / _TOKENS, mmap_mode="r"))
        if len(starts) != rows.shape[1] + 1 or starts[-1] != len(tokens):
            raise ValueError(f"{_TOKENS} does not fit {_STARTS}")
        return cls((_Segment(rows, starts, tokens, counts, np.ones(rows.shape[1], np.bool_)),))

    def write(self, folder: Path) -> None:
        """Write the index, as one segment, into an empty folder."""
        segment = _joined(self._segments)
        np.save(folder / _ROWS, segment.rows)
        np.save(folder / _STARTS, segment.starts)
        np.save(folder / _TOKENS, segment.tokens)
        np.save(folder / _COUNTS, segment.counts)

    def __len__(self) -> int:
        return living_count(self._segments)

    def passages(self) -> tuple[int, ...]:
        """Give the rows of all passages, ascending."""
        return living_passages(self._segments)

    def changed(self, removed: Collection[int], added: Sequence[Entry]) -> "TokenIndex":
        """Give the index without the documents of `removed`, and with the passages of `added`."""
        segments = without(self._segments, removed)
        if any(entry.passages for entry in added):
            segments = (*segments, _segment(rows_of(added), [run for entry in added for run in entry.tokens]))
        return TokenIndex(merged(segments, _joined))

    def rarity(self, tokens: NDArray[np.int64]) -> NDArray[np.float32]:
        """Say how rare tokens are: the logarithm of passages for each time that one occurs, above 0; (tokens,)."""
        seen = np.zeros(len(tokens))
        for segment in self._segments:
            seen += segment.counts[tokens]
        rare: NDArray[np.float32] = np.log(1 + (len(self) + 1) / (seen + 1)).astype(np.float32)
        return rare

    def runs(self, passages: NDArray[np.int64]) -> Runs:
        """Give the tokens of passages, by row, in their order; a passage that is not here is an empty one."""
        found = [_NOTHING] * len(passages)
        for segment in self._segments:
            if not segment.rows.size:
                continue
            places, here = places_of(segment.rows, passages)
            here &= segment.living[places]
            begins, ends = segment.starts[places].tolist(), segment.starts[places + 1].tolist()
            for number in np.flatnonzero(here).tolist():
                found[number] = segment.tokens[begins[number] : ends[number]]
        return _runs(found)


_NOTHING: Tokens = np.zeros(0, np.uint16)
_END: Tokens = np.array([END], np.uint16)


def _runs(found: Sequence[Tokens]) -> Runs:
    parts = [part for run in found for part in (run, _END)]
    starts = np.cumsum([0, *(len(run) + 1 for run in found)])
    return Runs(np.concatenate(parts) if parts else _NOTHING, starts)


def _segment(rows: Rows, runs: Sequence[Tokens]) -> _Segment:
    order = np.argsort(rows[PASSAGE])
    tokens = np.concatenate([_NOTHING, *(runs[number] for number in order.tolist())])
    lengths = np.fromiter((len(runs[number]) for number in order.tolist()), np.int64, len(order))
    return _of(rows[:, order], lengths, tokens)


def _of(rows: Rows, lengths: NDArray[np.int64], tokens: Tokens) -> _Segment:
    starts = np.concatenate([[0], np.cumsum(lengths)])
    counts = np.zeros(_POSSIBLE, np.int64)
    for first in range(0, len(tokens), _COUNTED_AT_ONCE):  # numpy counts a copy, in eight bytes for two
        counts += np.bincount(tokens[first : first + _COUNTED_AT_ONCE], minlength=_POSSIBLE)
    return _Segment(rows, starts, tokens, counts, np.ones(rows.shape[1], np.bool_))


def _joined(segments: Sequence[_Segment]) -> _Segment:
    """Make one segment of what lives in several."""
    if len(segments) == 1 and segments[0].living.all():
        return segments[0]
    rows = np.concatenate([rows_of([]), *(segment.rows[:, segment.living] for segment in segments)], axis=1)
    lengths = np.concatenate([np.zeros(0, np.int64), *(np.diff(each.starts)[each.living] for each in segments)])
    tokens = np.concatenate([_NOTHING, *map(_living_tokens, segments)])
    if (np.diff(rows[PASSAGE]) > 0).all():
        return _of(rows, lengths, tokens)
    return _segment(rows, np.split(tokens, np.cumsum(lengths)[:-1]))


def _living_tokens(segment: _Segment) -> Tokens:
    if segment.living.all():
        return segment.tokens
    living: Tokens = segment.tokens[np.repeat(segment.living, np.diff(segment.starts))]
    return living
