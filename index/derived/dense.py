"""Passages by meaning: compressed vectors, searched by inner product; knows neither text nor model.

A segment keeps its vectors as eight bits a number and, when it is long, as two, for a first look over everything. On
215,000 passages of 256 numbers and one core, eight bits alone take 10 ms a search; two bits, then eight for the best
`_LOOK`, take 0.7 ms and find .995 of the hundred nearest.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.derived import compressed
from index.derived.compressed import Vector
from index.derived.limits import Limits
from index.derived.rows import (
    DAY,
    DOCUMENT,
    PASSAGE,
    SOURCE,
    Mask,
    Origins,
    Rows,
    allowed,
    places_of,
    rows_of,
)
from index.derived.scored import NO_HITS, Ranked
from index.derived.segments import living_count, living_passages, merged, without
from index.entry import Entry, Vectors

_LOOK = 500
_TURNED_AT_ONCE = 2_000  # articles
_ROWS, _CODES, _SKETCH = "rows.npy", "codes.faiss", "sketch.faiss"


@dataclass(frozen=True, slots=True)
class _Segment:
    """Passages ascending by row with their codes; `living` marks those that were not removed since."""

    rows: Rows
    codes: Any
    sketch: Any | None
    living: Mask

    @property
    def whole(self) -> bool:
        return bool(self.living.all())

    def nearest(self, turned: Vector, k: int, limits: Limits) -> tuple[Rows, Vector]:
        """Give the `k` nearest living rows that pass the limits, and their inner products, in no order."""
        if limits.none and self.sketch is not None:
            return self._nearest_by_sketch(turned, k)
        passing = self.living if limits.none else self.living & allowed(self.rows, limits)
        scores, found = self.codes.search(turned[None], k, params=None if passing.all() else compressed.only(passing))
        real = found[0] >= 0
        return self.rows[:, found[0][real]], scores[0][real]

    def products(self, turned: Vector, positions: NDArray[np.int64]) -> Vector:
        """Give the inner product with the vectors at some positions.

        A code c stands for `2 * bound * (c + 0.5) / 255 - bound`; summed up here, as faiss takes ten times as long.
        """
        bound = compressed.bound(len(turned))
        codes = compressed.raw(self.codes)[positions].astype(np.float32)
        products: Vector = (codes @ turned + 0.5 * turned.sum()) * (2 * bound / 255) - bound * turned.sum()
        return products

    def _nearest_by_sketch(self, turned: Vector, k: int) -> tuple[Rows, Vector]:
        assert self.sketch is not None
        dead = len(self.living) - int(np.count_nonzero(self.living))
        _, found = self.sketch.search(turned[None], min(len(self.living), max(_LOOK, 2 * k) + dead))
        positions = found[0][found[0] >= 0]
        positions = positions[self.living[positions]]
        scores = self.products(turned, positions)
        best = np.argsort(-scores)[:k]
        return self.rows[:, positions[best]], scores[best]


class DenseIndex:
    """The vectors of all live passages; passages and documents are known by their rows in the database.

    Nothing here changes: `changed` gives a new index that shares most of this one, so that any number of threads may
    search while one prepares the next state.
    """

    def __init__(self, dimension: int, segments: tuple[_Segment, ...] = ()) -> None:
        self.dimension = dimension
        self._segments = segments

    @classmethod
    def read(cls, folder: Path, dimension: int) -> "DenseIndex":
        """Open what `write` left; the vectors are memory-mapped."""
        rows = np.load(folder / _ROWS)
        codes = compressed.read_codes(folder / _CODES)
        sketch = compressed.read_sketch(folder / _SKETCH) if (folder / _SKETCH).exists() else None
        return cls(dimension, (_Segment(rows, codes, sketch, np.ones(rows.shape[1], np.bool_)),))

    def write(self, folder: Path) -> None:
        """Write the index, as one segment, into an empty folder."""
        segment = _joined(self._segments, self.dimension)
        np.save(folder / _ROWS, segment.rows)
        compressed.write_codes(segment.codes, folder / _CODES)
        if segment.sketch is not None:
            compressed.write_codes(segment.sketch, folder / _SKETCH)

    def __len__(self) -> int:
        return living_count(self._segments)

    def passages(self) -> tuple[int, ...]:
        """Give the rows of all passages, ascending."""
        return living_passages(self._segments)

    def changed(self, removed: Collection[int], added: Sequence[Entry]) -> "DenseIndex":
        """Give the index without the documents of `removed`, and with the passages of `added`."""
        segments = without(self._segments, removed)
        if any(entry.passages for entry in added):
            segments = (*segments, _segment(rows_of(added), [entry.vectors for entry in added], self.dimension))
        return DenseIndex(self.dimension, merged(segments, partial(_joined, dimension=self.dimension)))

    def search(self, vector: Vector, k: int, limits: Limits) -> Ranked:
        """Give the `k` passages with the largest inner product, best first; none for a vector of zeros."""
        if k < 1 or not self._segments or not vector.any():
            return NO_HITS
        turned = compressed.turned(vector[None])[0]
        found = [segment.nearest(turned, k, limits) for segment in self._segments]
        rows = np.concatenate([rows for rows, _ in found], axis=1)
        scores = np.concatenate([scores for _, scores in found])
        best = np.lexsort((rows[PASSAGE], -scores))[:k]
        return Ranked(rows[PASSAGE][best], rows[DOCUMENT][best], scores[best])

    def origins(self, passages: NDArray[np.int64]) -> Origins:
        """Give day and outlet of each passage, by row."""
        found = Origins.unknown(len(passages))
        for segment in self._segments:
            places, here = places_of(segment.rows, passages)
            found.days[here], found.sources[here] = segment.rows[DAY][places[here]], segment.rows[SOURCE][places[here]]
        return found

    def products(self, vector: Vector, passages: NDArray[np.int64]) -> Vector:
        """Give the inner product of a vector and each passage, by row; 0 for one that is not here."""
        products = np.zeros(len(passages), np.float32)
        turned = compressed.turned(vector[None])[0]
        for segment in self._segments:
            places, here = places_of(segment.rows, passages)
            here &= segment.living[places]
            products[here] = segment.products(turned, places[here])
        return products


def _segment(rows: Rows, vectors: Sequence[Vectors], dimension: int) -> _Segment:
    codes = compressed.empty_codes(dimension)
    for first in range(0, len(vectors), _TURNED_AT_ONCE):  # as floats, all of them would take four times the room
        codes.add(compressed.turned(np.concatenate(vectors[first : first + _TURNED_AT_ONCE]).astype(np.float32)))
    return _ordered(rows, codes)


def _ordered(rows: Rows, codes: Any, begun: Any | None = None) -> _Segment:
    """Make a segment; `begun` is the sketch of the first codes."""
    if (np.diff(rows[PASSAGE]) < 0).any():
        order = np.argsort(rows[PASSAGE])
        rows, given = rows[:, order], compressed.raw(codes)[order]
        codes, begun = compressed.empty_codes(codes.d), None
        codes.add_sa_codes(given)
    return _Segment(rows, codes, compressed.sketched(codes, begun), np.ones(rows.shape[1], np.bool_))


def _joined(segments: Sequence[_Segment], dimension: int) -> _Segment:
    """Make one segment of what lives in several."""
    if len(segments) == 1 and segments[0].whole:
        return segments[0]
    codes = compressed.empty_codes(dimension)
    rows = np.concatenate([rows_of([]), *(segment.rows[:, segment.living] for segment in segments)], axis=1)
    for segment in segments:
        raw = compressed.raw(segment.codes)
        codes.add_sa_codes(raw if segment.whole else raw[segment.living])
    return _ordered(rows, codes, segments[0].sketch if segments and segments[0].whole else None)
