"""Passages by meaning: compressed vectors, searched by inner product; knows neither text nor model.

The only importer of faiss. A vector is turned by a fixed random rotation, which makes its numbers look normally
distributed, and kept twice: as eight bits a number, for the scores, and in a long segment as two, for a first look over
everything (product quantization, two numbers in four bits: Jégou et al. 2011; scanned in registers: André et al. 2017,
https://arxiv.org/abs/1704.07355). Both are fitted to the normal distribution, not to the vectors, so an index grown by
single articles equals one built at once. On 215,000 passages of 256 numbers and one core, eight bits alone take 10 ms a
search; two bits, then eight for the best `_LOOK`, take 0.7 ms and find .995 of the hundred nearest.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.entry import Entry
from index.limits import Limits
from index.rows import DAY, DOCUMENT, PASSAGE, SOURCE, Mask, Origins, Rows, allowed, of_documents, places_of, rows_of
from index.scored import NO_HITS, Ranked

Vector: TypeAlias = NDArray[np.float32]

_LOOK = 500
_SKETCHED = 20_000
_SEED = 7
# The numbers of a turned unit vector have a standard deviation of 1 / sqrt(dimension); what lies beyond so many of
# them is clipped. Of 57 million numbers of real passages, none did.
_DEVIATIONS = 6.4
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

    def without(self, documents: Collection[int]) -> "_Segment":
        gone = of_documents(self.rows, documents) & self.living
        return replace(self, living=self.living & ~gone) if gone.any() else self

    def nearest(self, turned: Vector, k: int, limits: Limits) -> tuple[Rows, Vector]:
        """Give the `k` nearest living rows that pass the limits, and their inner products, in no order."""
        if limits.none and self.sketch is not None:
            return self._nearest_by_sketch(turned, k)
        passing = self.living if limits.none else self.living & allowed(self.rows, limits)
        scores, found = self.codes.search(turned[None], k, params=None if passing.all() else _only(passing))
        real = found[0] >= 0
        return self.rows[:, found[0][real]], scores[0][real]

    def products(self, turned: Vector, positions: NDArray[np.int64]) -> Vector:
        """Give the inner product with the vectors at some positions.

        A code c stands for `2 * bound * (c + 0.5) / 255 - bound`; summed up here, as faiss takes ten times as long.
        """
        bound = _bound(len(turned))
        codes = _raw(self.codes)[positions].astype(np.float32)
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
        import faiss

        rows = np.load(folder / _ROWS)
        codes = faiss.read_index(str(folder / _CODES), faiss.IO_FLAG_MMAP_IFC)
        sketch = faiss.read_index(str(folder / _SKETCH)) if (folder / _SKETCH).exists() else None
        return cls(dimension, (_Segment(rows, codes, sketch, np.ones(rows.shape[1], np.bool_)),))

    def write(self, folder: Path) -> None:
        """Write the index, as one segment, into an empty folder."""
        import faiss

        segment = _joined(self._segments, self.dimension)
        np.save(folder / _ROWS, segment.rows)
        faiss.write_index(segment.codes, str(folder / _CODES))
        if segment.sketch is not None:
            faiss.write_index(segment.sketch, str(folder / _SKETCH))

    def __len__(self) -> int:
        return sum(int(np.count_nonzero(segment.living)) for segment in self._segments)

    def passages(self) -> tuple[int, ...]:
        """Give the rows of all passages, ascending."""
        return tuple(sorted(int(row) for s in self._segments for row in s.rows[PASSAGE][s.living]))

    def changed(self, removed: Collection[int], added: Sequence[Entry]) -> "DenseIndex":
        """Give the index without the documents of `removed`, and with the passages of `added`."""
        segments = tuple(segment.without(removed) for segment in self._segments) if removed else self._segments
        if any(entry.passages for entry in added):
            rows = rows_of(added)
            vectors = np.concatenate([entry.vectors for entry in added]).astype(np.float32)
            segments = (*segments, _segment(rows, _turned(vectors)))
        return DenseIndex(self.dimension, _merged(segments, self.dimension))

    def search(self, vector: Vector, k: int, limits: Limits) -> Ranked:
        """Give the `k` passages with the largest inner product, best first; none for a vector of zeros."""
        if k < 1 or not self._segments or not vector.any():
            return NO_HITS
        turned = _turned(vector[None])[0]
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
        turned = _turned(vector[None])[0]
        for segment in self._segments:
            places, here = places_of(segment.rows, passages)
            here &= segment.living[places]
            products[here] = segment.products(turned, places[here])
        return products


def _segment(rows: Rows, turned: Vector) -> _Segment:
    order = np.argsort(rows[PASSAGE])
    codes = _empty_codes(turned.shape[1])
    codes.add(turned[order])
    return _Segment(rows[:, order], codes, _sketch(codes), np.ones(len(order), np.bool_))


def _joined(segments: Sequence[_Segment], dimension: int) -> _Segment:
    """Make one segment of what lives in several."""
    if len(segments) == 1 and segments[0].whole:
        return segments[0]
    codes = _empty_codes(dimension)
    rows = np.concatenate([rows_of([]), *(segment.rows[:, segment.living] for segment in segments)], axis=1)
    raw = np.concatenate([np.zeros((0, codes.code_size), np.uint8), *(_raw(s.codes)[s.living] for s in segments)])
    if (np.diff(rows[PASSAGE]) < 0).any():
        order = np.argsort(rows[PASSAGE])
        rows, raw = rows[:, order], raw[order]
    codes.add_sa_codes(raw)
    return _Segment(rows, codes, _sketch(codes), np.ones(rows.shape[1], np.bool_))


def _merged(segments: tuple[_Segment, ...], dimension: int) -> tuple[_Segment, ...]:
    """Join the last segments while they are of like size: few segments, and each vector is copied a few times only."""
    while len(segments) > 1 and len(segments[-2].living) <= 2 * len(segments[-1].living):
        segments = (*segments[:-2], _joined(segments[-2:], dimension))
    return segments


def _bound(dimension: int) -> float:
    return min(1.0, _DEVIATIONS / math.sqrt(dimension))


def _empty_codes(dimension: int) -> Any:
    import faiss

    codes = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
    bounds = np.full((1, dimension), _bound(dimension), np.float32)
    codes.train(np.concatenate([bounds, -bounds]))
    return codes


def _raw(codes: Any) -> NDArray[np.uint8]:
    import faiss

    raw: NDArray[np.uint8] = faiss.rev_swig_ptr(codes.codes.data(), codes.codes.size())
    return raw.reshape(codes.ntotal, codes.code_size)


def _sketch(codes: Any) -> Any | None:
    import faiss

    if codes.ntotal < _SKETCHED or codes.d % 2:
        return None
    sketch = faiss.clone_index(_empty_sketch(codes.d))
    for first in range(0, codes.ntotal, _SKETCHED):  # in parts: as floats, all of them would take four times the room
        sketch.add(codes.reconstruct_n(first, min(_SKETCHED, codes.ntotal - first)))
    return sketch


@cache
def _empty_sketch(dimension: int) -> Any:
    import faiss

    sketch = faiss.IndexPQFastScan(dimension, dimension // 2, 4, faiss.METRIC_INNER_PRODUCT)
    normal = np.random.default_rng(_SEED).standard_normal((1_000, dimension)) / math.sqrt(dimension)
    sketch.train(normal.astype(np.float32))
    return sketch


def _only(passing: Mask) -> Any:
    import faiss

    # faiss adds to its generated signatures at import; type checkers see the bare ones.
    selector = faiss.IDSelectorBitmap(np.packbits(passing, bitorder="little"))  # type: ignore[arg-type, call-arg]
    return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]


def _turned(vectors: Vector) -> Vector:
    import faiss

    # Holds for the calling thread only. Two threads of faiss's own to a search make many searches at once far slower.
    faiss.omp_set_num_threads(1)
    turned: Vector = _rotation(vectors.shape[1]).apply(np.ascontiguousarray(vectors, np.float32))
    return turned


@cache
def _rotation(dimension: int) -> Any:
    import faiss

    rotation = faiss.RandomRotationMatrix(dimension, dimension)
    rotation.init(_SEED)
    return rotation
