"""Which articles print the same story, by row; knows neither text nor the database.

The relation is between two articles, never between groups: of three versions in a row, the first and the last may
differ. Pairs are found when an article comes, and kept: a search only looks them up, and touches no fingerprint.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.derived.fingerprints import Fingerprints
from index.derived.rows import DAY, DOCUMENT, PASSAGE, UNDATED, rows_of
from index.derived.segments import living_count, living_passages, merged, without
from index.entry import Entry

_PAIRS = "pairs.npy"
# A column each for a document, the other one of the pair, that one's first passage, and its day, the unknown day last.
_OURS, _THEIRS, _FIRST, _WHEN = range(4)
_UNDATED_LAST = 2**31 - 1

Pairs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Copies:
    """Articles that print one story with another, earliest first: their documents, and the first passage of each."""

    documents: tuple[int, ...] = ()
    passages: tuple[int, ...] = ()


class ReprintIndex:
    """The fingerprints of all live articles, and every pair of one story, in both directions.

    Nothing here changes: `changed` gives a new index that shares most of this.
    """

    def __init__(self, segments: tuple[Fingerprints, ...] = (), pairs: Pairs | None = None) -> None:
        self._segments = segments
        self._pairs = _ordered([]) if pairs is None else pairs

    @classmethod
    def read(cls, folder: Path) -> "ReprintIndex":
        """Open what `write` left.

        :raises ValueError: the files do not fit one another, or other rules made them.
        """
        pairs = np.load(folder / _PAIRS)
        segment = Fingerprints.read(folder)
        if not np.isin(pairs[_FIRST], segment.rows[PASSAGE]).all():
            raise ValueError(f"{_PAIRS} names articles that are not here")
        return cls((segment,), pairs)

    def write(self, folder: Path) -> None:
        """Write the index, as one segment, into an empty folder."""
        Fingerprints.joined(self._segments).write(folder)
        np.save(folder / _PAIRS, self._pairs)

    def __len__(self) -> int:
        return living_count(self._segments)

    def passages(self) -> tuple[int, ...]:
        """Give the rows of the first passages of all articles, ascending."""
        return living_passages(self._segments)

    def changed(self, removed: Collection[int], added: Sequence[Entry]) -> "ReprintIndex":
        """Give the index without the documents of `removed`, and with the articles of `added`."""
        gone = np.fromiter(removed, np.int64, len(removed))
        stays = ~(np.isin(self._pairs[_OURS], gone) | np.isin(self._pairs[_THEIRS], gone))
        pairs, segments = self._pairs[:, stays], without(self._segments, removed)
        made = [(entry, entry.fingerprint) for entry in added if entry.passages and entry.fingerprint]
        if made:
            rows = rows_of([replace(entry, passages=entry.passages[:1]) for entry, _ in made])
            fresh = Fingerprints.of(rows, [mark for _, mark in made])
            segments = (*segments, fresh)
            pairs = _ordered([pairs, *(_both_ways(fresh, segment) for segment in segments)])
        return ReprintIndex(merged(segments, Fingerprints.joined), pairs)

    def copies(self, documents: Sequence[int]) -> tuple[Copies, ...]:
        """Give for each document, by row, the others that print its story; none for one that is not here."""
        ours = self._pairs[_OURS]
        begins, ends = np.searchsorted(ours, documents), np.searchsorted(ours, documents, side="right")
        return tuple(map(self._copies, begins.tolist(), ends.tolist()))

    def _copies(self, begin: int, end: int) -> Copies:
        if begin == end:
            return _NO_COPIES
        some = self._pairs[:, begin:end]
        return Copies(tuple(some[_THEIRS].tolist()), tuple(some[_FIRST].tolist()))


_NO_COPIES = Copies()


def _both_ways(fresh: Fingerprints, segment: Fingerprints) -> Pairs:
    found = np.array(list(fresh.of_one_story(segment)), np.int64).reshape(-1, 2).T
    one, other = fresh.rows[:, found[0]], segment.rows[:, found[1]]
    return np.concatenate([_columns(one, other), _columns(other, one)], axis=1)


def _columns(ours: Pairs, theirs: Pairs) -> Pairs:
    when = np.where(theirs[DAY] == UNDATED, _UNDATED_LAST, theirs[DAY])
    return np.stack([ours[DOCUMENT], theirs[DOCUMENT], theirs[PASSAGE], when])


def _ordered(several: Iterable[Pairs]) -> Pairs:
    """Put pairs in order, each once: by document, then the other's day."""
    every = np.concatenate([np.zeros((4, 0), np.int64), *several], axis=1)
    every = every[:, np.lexsort((every[_THEIRS], every[_WHEN], every[_OURS]))]
    again = np.zeros(every.shape[1], np.bool_)
    again[1:] = (every[:2, 1:] == every[:2, :-1]).all(axis=0)
    return every[:, ~again]
