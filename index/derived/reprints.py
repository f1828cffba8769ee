"""Which articles print the same story, by their fingerprints; knows neither text nor the database.

Candidates share a band of eight bins, found by its sorted key; then wording, days and figures are compared. The
relation is between two articles, never between groups: of three versions in a row, the first and the last may differ.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.derived.rows import DAY, DOCUMENT, PASSAGE, UNDATED, Mask, Rows, rows_of
from index.derived.segments import living_count, living_passages, merged, without
from index.entry import Entry
from index.fingerprint import BINS, RULES, Bins, Figures, Fingerprint, conflict, likeness, mixed

# From this estimated Jaccard similarity on, two articles are worded alike. Of 80 pairs read between .68 and .84, all
# whose figures did not conflict were one story.
ALIKE = 0.75
# A reprint weeks later is one; what comes back every year is not.
DAYS = 31

_BAND = 8
_BANDS = BINS // _BAND
# Articles looked at for each band of an article, so that a crowd of copies cannot slow a search down.
_CROWD = 500
# An article without a date comes after those with one.
_UNDATED_LAST = 10**9
_SALTS = np.arange(1, _BANDS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
_RULES, _ROWS, _BRIEF, _BINS, _KEYS, _OWNERS, _STARTS, _FIGURES = (
    f"{name}.npy" for name in ("rules", "rows", "brief", "bins", "keys", "owners", "starts", "figures")
)


@dataclass(frozen=True, slots=True)
class Copies:
    """Articles that print one story with another, earliest first: their documents, and the first passage of each."""

    documents: tuple[int, ...] = ()
    passages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Segment:
    """N articles, each with its first passage, ascending by that: `bins` is (N, `BINS`), `brief` (N,).

    The figures of the one at position p lie from `starts[p]` to `starts[p + 1]`. `keys` (N * bands,) ascend, and
    `owners[i]` is the position of the article that has the band of `keys[i]`. `by_document` orders the positions by
    document.
    """

    rows: Rows
    brief: Mask
    bins: NDArray[np.uint8]
    keys: NDArray[np.uint32]
    owners: NDArray[np.int32]
    starts: NDArray[np.int64]
    figures: Figures
    living: Mask
    by_document: NDArray[np.intp]

    @classmethod
    def of(
        cls, rows: Rows, brief: Mask, bins: NDArray[np.uint8], starts: NDArray[np.int64], figures: Figures
    ) -> "_Segment":
        """Make one of articles in their order."""
        keys = _keys(bins).ravel()
        order = np.argsort(keys, kind="stable")
        owners = (order // _BANDS).astype(np.int32)
        alive = np.ones(rows.shape[1], np.bool_)
        return cls(rows, brief, bins, keys[order], owners, starts, figures, alive, np.argsort(rows[DOCUMENT]))

    def place(self, document: int) -> int | None:
        """Give the position of a living document."""
        ordered = self.rows[DOCUMENT]
        at = int(np.searchsorted(ordered, document, sorter=self.by_document))
        place = int(self.by_document[at]) if at < len(self.by_document) else -1
        return place if place >= 0 and ordered[place] == document and self.living[place] else None

    def told(self, place: int) -> "_Told":
        """Give what is known of the article at a position."""
        figures = self.figures[self.starts[place] : self.starts[place + 1]]
        document, day = int(self.rows[DOCUMENT][place]), int(self.rows[DAY][place])
        return _Told(document, day, bool(self.brief[place]), self.bins[place], figures)

    def copies(self, asked: Sequence["_Told"]) -> Iterator[tuple[int, int]]:
        """Give every copy of the articles asked about: the number of the one asked, and the position of the copy."""
        numbers, places = self._sharing_a_band(np.array([one.bins for one in asked]))
        if not len(places):
            return
        alike = likeness(np.array([one.bins for one in asked])[numbers], self.bins[places]) >= ALIKE
        documents = np.array([one.document for one in asked], np.int64)[numbers]
        days = np.array([one.day for one in asked], np.int64)[numbers]
        brief = np.array([one.brief for one in asked], np.bool_)[numbers] | self.brief[places]
        alike &= self.living[places] & (documents != self.rows[DOCUMENT][places])
        alike &= _near(days, self.rows[DAY][places], brief)
        for number, place in zip(numbers[alike].tolist(), places[alike].tolist(), strict=True):
            figures = self.figures[self.starts[place] : self.starts[place + 1]]
            if not conflict(asked[number].figures, figures):
                yield number, place

    def _sharing_a_band(self, bins: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give pairs of a number in `bins` and a position that share a band, each once."""
        keys = _keys(bins).ravel()
        begins = np.searchsorted(self.keys, keys)
        ends = np.minimum(np.searchsorted(self.keys, keys, side="right"), begins + _CROWD)
        lengths = ends - begins
        numbers = np.repeat(np.arange(len(keys)) // _BANDS, lengths)
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        places = self.owners[np.repeat(begins, lengths) + within]
        pairs = np.unique(numbers * len(self.living) + places)
        return np.divmod(pairs, max(1, len(self.living)))


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of one article that copies are asked for."""

    document: int
    day: int
    brief: bool
    bins: Bins
    figures: Figures


class ReprintIndex:
    """The fingerprints of all live articles. Nothing here changes: `changed` gives a new index that shares most."""

    def __init__(self, segments: tuple[_Segment, ...] = ()) -> None:
        self._segments = segments

    @classmethod
    def read(cls, folder: Path) -> "ReprintIndex":
        """Open what `write` left; what is long is memory-mapped.

        :raises ValueError: the files do not fit one another, or other rules made them.
        """
        if np.load(folder / _RULES).tolist() != [RULES]:
            raise ValueError(f"{_RULES} names other rules than {RULES}")
        rows, brief, starts = (np.load(folder / name) for name in (_ROWS, _BRIEF, _STARTS))
        bins, keys, owners, figures = (_mapped(folder / name) for name in (_BINS, _KEYS, _OWNERS, _FIGURES))
        count = rows.shape[1]
        if not (len(brief) == len(bins) == len(starts) - 1 == count and starts[-1] == len(figures)):
            raise ValueError(f"{_BINS} or {_FIGURES} does not fit {_ROWS}")
        if not len(keys) == len(owners) == count * _BANDS:
            raise ValueError(f"{_KEYS} does not fit {_ROWS}")
        alive, by_document = np.ones(count, np.bool_), np.argsort(rows[DOCUMENT])
        return cls((_Segment(rows, brief, bins, keys, owners, starts, figures, alive, by_document),))

    def write(self, folder: Path) -> None:
        """Write the index, as one segment, into an empty folder."""
        segment = _joined(self._segments)
        np.save(folder / _RULES, np.array([RULES]))
        for name, column in (
            (_ROWS, segment.rows),
            (_BRIEF, segment.brief),
            (_BINS, segment.bins),
            (_KEYS, segment.keys),
            (_OWNERS, segment.owners),
            (_STARTS, segment.starts),
            (_FIGURES, segment.figures),
        ):
            np.save(folder / name, column)

    def __len__(self) -> int:
        return living_count(self._segments)

    def passages(self) -> tuple[int, ...]:
        """Give the rows of the first passages of all articles, ascending."""
        return living_passages(self._segments)

    def changed(self, removed: Collection[int], added: Sequence[Entry]) -> "ReprintIndex":
        """Give the index without the documents of `removed`, and with the articles of `added`."""
        segments = without(self._segments, removed)
        made = [(entry, entry.fingerprint) for entry in added if entry.passages and entry.fingerprint]
        if made:
            rows = rows_of([replace(entry, passages=entry.passages[:1]) for entry, _ in made])
            segments = (*segments, _segment(rows, [mark for _, mark in made]))
        return ReprintIndex(merged(segments, _joined))

    def copies(self, documents: Sequence[int]) -> tuple[Copies, ...]:
        """Give for each document, by row, the others that print its story; none for one that is not here.

        Of more than `_CROWD` articles that share a band with it, the first are looked at.
        """
        told = [(number, told) for number, document in enumerate(documents) if (told := self._told(document))]
        found: list[list[tuple[int, int, int]]] = [[] for _ in documents]
        for segment in self._segments if told else ():
            for number, place in segment.copies([one for _, one in told]):
                day, document, passage = (int(segment.rows[column][place]) for column in (DAY, DOCUMENT, PASSAGE))
                found[told[number][0]].append((day or _UNDATED_LAST, document, passage))
        return tuple(_copies(sorted(some)) for some in found)

    def _told(self, document: int) -> _Told | None:
        for segment in self._segments:
            place = segment.place(document)
            if place is not None:
                return segment.told(place)
        return None


def _copies(found: Sequence[tuple[int, int, int]]) -> Copies:
    return Copies(tuple(document for _, document, _ in found), tuple(passage for _, _, passage in found))


def _near(days: NDArray[np.int64], others: NDArray[np.int64], brief: Mask) -> Mask:
    """Tell whether two days are near enough: one day where an article is brief; an unknown day fits any other."""
    known = (days != UNDATED) & (others != UNDATED)
    apart = np.abs(days - others)
    near: Mask = np.where(brief, known & (apart == 0), ~known | (apart <= DAYS))
    return near


def _keys(bins: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Give the key of each band: (N, bands)."""
    bands = np.ascontiguousarray(bins).reshape(-1, BINS).view(np.uint64)
    return (mixed(bands + _SALTS) >> np.uint64(32)).astype(np.uint32)


def _segment(rows: Rows, made: Sequence[Fingerprint]) -> _Segment:
    order = np.argsort(rows[PASSAGE])
    ordered = [made[number] for number in order.tolist()]
    starts = np.cumsum([0, *(len(mark.figures) for mark in ordered)])
    figures = np.concatenate([np.zeros(0, np.uint64), *(mark.figures for mark in ordered)])
    bins = np.array([mark.bins for mark in ordered], np.uint8).reshape(-1, BINS)
    return _Segment.of(rows[:, order], np.array([mark.brief for mark in ordered], np.bool_), bins, starts, figures)


def _joined(segments: Sequence[_Segment]) -> _Segment:
    """Make one segment of what lives in several."""
    if len(segments) == 1 and segments[0].living.all():
        return segments[0]
    rows = np.concatenate([rows_of([]), *(segment.rows[:, segment.living] for segment in segments)], axis=1)
    return _segment(rows, [mark for segment in segments for mark in _living(segment)])


def _living(segment: _Segment) -> Iterator[Fingerprint]:
    for place in np.flatnonzero(segment.living).tolist():
        figures = segment.figures[segment.starts[place] : segment.starts[place + 1]]
        yield Fingerprint(segment.bins[place], figures, bool(segment.brief[place]))


def _mapped(path: Path) -> NDArray[Any]:
    return np.asarray(np.load(path, mmap_mode="r"))
