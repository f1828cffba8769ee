"""Vectors compressed by faiss, in eight bits a number and in two; knows neither passages nor models.

The only importer of faiss. A vector is turned by a fixed random rotation, which makes its numbers look normally
distributed. Both codes are fitted to the normal distribution, not to the vectors, so an index grown by single vectors
equals one built at once: eight bits for the scores, two for a first look (product quantization, two numbers in four
bits: Jégou et al. 2011; scanned in registers: André et al. 2017, https://arxiv.org/abs/1704.07355).
"""

import math
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.derived.rows import Mask

Vector: TypeAlias = NDArray[np.float32]

# Vectors from which on a first look pays.
SKETCHED = 20_000
_SEED = 7
# The numbers of a turned unit vector have a standard deviation of 1 / sqrt(dimension); what lies beyond so many of
# them is clipped. Of 57 million numbers of real passages, none did.
_DEVIATIONS = 6.4


def read_codes(path: Path) -> Any:
    """Open codes on disk, memory-mapped."""
    import faiss

    return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)


def read_sketch(path: Path) -> Any:
    """Read a sketch into memory, where it is scanned whole."""
    import faiss

    return faiss.read_index(str(path))


def write_codes(codes: Any, path: Path) -> None:
    """Write codes or a sketch."""
    import faiss

    faiss.write_index(codes, str(path))


def bound(dimension: int) -> float:
    """Give what numbers of turned unit vectors are clipped to."""
    return min(1.0, _DEVIATIONS / math.sqrt(dimension))


def empty_codes(dimension: int) -> Any:
    """Give eight-bit codes of no vector yet."""
    import faiss

    codes = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
    bounds = np.full((1, dimension), bound(dimension), np.float32)
    codes.train(np.concatenate([bounds, -bounds]))
    return codes


def raw(codes: Any) -> NDArray[np.uint8]:
    """Give the bytes of eight-bit codes as they lie in memory: (vectors, dimension)."""
    import faiss

    raw: NDArray[np.uint8] = faiss.rev_swig_ptr(codes.codes.data(), codes.codes.size())
    return raw.reshape(codes.ntotal, codes.code_size)


def sketched(codes: Any, begun: Any | None = None) -> Any | None:
    """Give the two-bit codes of vectors, or None where there are too few of them to need a first look.

    :param begun: those of the first of these vectors, which are taken over.
    """
    import faiss

    if codes.ntotal < SKETCHED or codes.d % 2:
        return None
    sketch = faiss.clone_index(_empty_sketch(codes.d) if begun is None else begun)
    for first in range(sketch.ntotal, codes.ntotal, SKETCHED):  # all at once would take four times the room, as floats
        sketch.add(codes.reconstruct_n(first, min(SKETCHED, codes.ntotal - first)))
    return sketch


@cache
def _empty_sketch(dimension: int) -> Any:
    import faiss

    sketch = faiss.IndexPQFastScan(dimension, dimension // 2, 4, faiss.METRIC_INNER_PRODUCT)
    normal = np.random.default_rng(_SEED).standard_normal((1_000, dimension)) / math.sqrt(dimension)
    sketch.train(normal.astype(np.float32))
    return sketch


def only(passing: Mask) -> Any:
    """Search among the places that pass only."""
    import faiss

    # faiss adds to its generated signatures at import; type checkers see the bare ones.
    selector = faiss.IDSelectorBitmap(np.packbits(passing, bitorder="little"))  # type: ignore[arg-type, call-arg]
    return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]


def turned(vectors: Vector) -> Vector:
    """Turn vectors (n, dimension) by the fixed rotation, in this thread alone."""
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
