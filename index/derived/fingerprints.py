"""Fingerprints of many articles, and which of them are of one story; knows neither text nor the database.

Candidates share a band of eight bins, found by its sorted key (locality-sensitive hashing: a pair of similarity .75
shares one of sixteen with a chance of .81, one of .85 of .99); then wording, days and figures are compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.derived.rows import DAY, DOCUMENT, PASSAGE, UNDATED, Mask, Rows, rows_of
from index.fingerprint import BINS, RULES, Figures, Fingerprint, conflict, likeness, mixed

# From this estimated Jaccard similarity on, two articles are worded alike. Of 80 pairs read between .68 and .84, all
# whose figures did not conflict were one story.
ALIKE = 0.75
# A reprint weeks later is one; what comes back every year is not.
DAYS = 31
# Articles looked at for each band of an article, so that a crowd of copies costs no more than its number.
CROWD = 200

_BAND = 8
_BANDS = BINS // _BAND
_SALTS = np.arange(1, _BANDS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
_AT_ONCE = 500
_RULES, _ROWS, _BRIEF, _BINS, _KEYS, _OWNERS, _STARTS, _FIGURES = (
    f"{name}.npy" for name in ("rules", "rows", "brief", "bins", "keys", "owners", "starts", "figures")
)


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """N articles, each with its first passage, ascending by that: `bins` is (N, `BINS`), `brief` and `living` (N,).

    The figures of the one at position p lie from `starts[p]` to `starts[p + 1]`. `keys` (N * bands,) ascend, and
    `owners[i]` is the position of the article that has the band of `keys[i]`.
    """

    rows: Rows
    brief: Mask
    bins: NDArray[np.uint8]
    keys: NDArray[np.uint32]
    owners: NDArray[np.int32]
    starts: NDArray[np.int64]
    figures: Figures
    living: Mask

    @classmethod
    def of(cls, rows: Rows, made: Sequence[Fingerprint]) -> "Fingerprints":
        """Gather fingerprints, one for each column of rows, in any order."""
        order = np.argsort(rows[PASSAGE])
        ordered = [made[number] for number in order.tolist()]
        bins = np.array([mark.bins for mark in ordered], np.uint8).reshape(-1, BINS)
        keys = _keys(bins)
        by_key = np.argsort(keys, kind="stable")
        return cls(
            rows[:, order],
            np.array([mark.brief for mark in ordered], np.bool_),
            bins,
            keys[by_key],
            (by_key // _BANDS).astype(np.int32),
            np.cumsum([0, *(len(mark.figures) for mark in ordered)]),
            np.concatenate([np.zeros(0, np.uint64), *(mark.figures for mark in ordered)]),
            np.ones(len(ordered), np.bool_),
        )

    @classmethod
    def joined(cls, several: Sequence["Fingerprints"]) -> "Fingerprints":
        """Make one of what lives in several."""
        if len(several) == 1 and several[0].living.all():
            return several[0]
        rows = np.concatenate([rows_of([]), *(one.rows[:, one.living] for one in several)], axis=1)
        return cls.of(rows, [mark for one in several for mark in one._marks()])

    @classmethod
    def read(cls, folder: Path) -> "Fingerprints":
        """Open what `write` left; all that is needed only when articles come is memory-mapped.

        :raises ValueError: the files do not fit one another, or other rules made them.
        """
        if np.load(folder / _RULES).tolist() != [RULES]:
            raise ValueError(f"{_RULES} names other rules than {RULES}")
        rows, brief = np.load(folder / _ROWS), np.load(folder / _BRIEF)
        bins, keys, owners, starts, figures = (
            _mapped(folder / name) for name in (_BINS, _KEYS, _OWNERS, _STARTS, _FIGURES)
        )
        count = rows.shape[1]
        if not (len(brief) == len(bins) == len(starts) - 1 == count and starts[-1] == len(figures)):
            raise ValueError(f"{_BINS} or {_FIGURES} does not fit {_ROWS}")
        if not len(keys) == len(owners) == count * _BANDS:
            raise ValueError(f"{_KEYS} does not fit {_ROWS}")
        return cls(rows, brief, bins, keys, owners, starts, figures, np.ones(count, np.bool_))

    def write(self, folder: Path) -> None:
        """Write everything into a folder."""
        np.save(folder / _RULES, np.array([RULES]))
        np.save(folder / _ROWS, self.rows)
        np.save(folder / _BRIEF, self.brief)
        np.save(folder / _BINS, self.bins)
        np.save(folder / _KEYS, self.keys)
        np.save(folder / _OWNERS, self.owners)
        np.save(folder / _STARTS, self.starts)
        np.save(folder / _FIGURES, self.figures)

    def of_one_story(self, others: "Fingerprints") -> Iterator[tuple[int, int]]:
        """Give the positions of every living article here and every other one there that print one story."""
        for first in range(0, len(self.living), _AT_ONCE):
            ours, theirs = self._sharing_a_band(others, first)
            alike = likeness(self.bins[ours], others.bins[theirs]) >= ALIKE
            alike &= self.living[ours] & others.living[theirs]
            alike &= self.rows[DOCUMENT][ours] != others.rows[DOCUMENT][theirs]
            brief = self.brief[ours] | others.brief[theirs]
            alike &= _near(self.rows[DAY][ours], others.rows[DAY][theirs], brief)
            for one, other in zip(ours[alike].tolist(), theirs[alike].tolist(), strict=True):
                if not conflict(self._figures(one), others._figures(other)):
                    yield one, other

    def _sharing_a_band(self, others: "Fingerprints", first: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give pairs of positions that share a band, each once, for some articles from the position `first` on."""
        keys = _keys(self.bins[first : first + _AT_ONCE])
        begins = np.searchsorted(others.keys, keys)
        lengths = np.minimum(np.searchsorted(others.keys, keys, side="right") - begins, CROWD)
        ours = first + np.repeat(np.arange(len(keys)) // _BANDS, lengths)
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        theirs = others.owners[np.repeat(begins, lengths) + within]
        count = max(1, len(others.living))
        one, other = np.divmod(np.unique(ours * count + theirs), count)
        return one, other

    def _figures(self, place: int) -> Figures:
        return self.figures[self.starts[place] : self.starts[place + 1]]

    def _marks(self) -> Iterator[Fingerprint]:
        """Give the fingerprints of the living, in their order."""
        bounds = pairwise(self.starts.tolist())
        for bins, brief, (begin, end), alive in zip(self.bins, self.brief, bounds, self.living, strict=True):
            if alive:
                yield Fingerprint(bins, self.figures[begin:end], bool(brief))


def _near(days: NDArray[np.int64], others: NDArray[np.int64], brief: Mask) -> Mask:
    """Tell whether two days are near enough: one day where an article is brief; else an unknown day fits any other."""
    known = (days != UNDATED) & (others != UNDATED)
    apart = np.abs(days - others)
    near: Mask = np.where(brief, known & (apart == 0), ~known | (apart <= DAYS))
    return near


def _keys(bins: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Give the keys of all bands, article after article: (N * bands,)."""
    bands = np.ascontiguousarray(bins).reshape(-1, BINS).view(np.uint64)
    return (mixed(bands + _SALTS) >> np.uint64(32)).astype(np.uint32).ravel()


def _mapped(path: Path) -> NDArray[Any]:
    return np.asarray(np.load(path, mmap_mode="r"))
