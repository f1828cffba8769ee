"""How near texts are to a query, as wholes and word by word; knows neither words nor where vectors come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near each of T texts is to a query of W words.

    `whole` (T,) is the cosine (-1..1) of the query and the text. `words` (T, W) is how near the nearest word of the
    text comes to each word of the query, and `weights` (W,) how much that word counts, 1 in all. W is 0 for an encoder
    that knows no single words.
    """

    whole: Numbers
    words: Numbers
    weights: Numbers


@runtime_checkable
class ComparesWords(Protocol):
    """An encoder that knows the single words of a text."""

    def likeness(self, query: str, texts: Sequence[str]) -> Likeness:
        """Compare a query with texts, as wholes and word by word."""


def compare(query: Numbers, words: Numbers, texts: Sequence[NDArray[np.int64]]) -> Likeness:
    """Compare a query with texts through the weighted vectors of their words.

    :param query: the vectors of the query's words: (W, dimension).
    :param words: the vectors of all words in the texts, each once: (words, dimension).
    :param texts: the rows of `words` that make up each text; a text without any is 0 throughout.
    """
    nearness = _unit(words) @ _unit(query).T
    sums = np.zeros((len(texts), words.shape[1]), np.float32)
    nearest = np.zeros((len(texts), len(query)), np.float32)
    for number, rows in enumerate(texts):
        if len(rows):
            np.add.reduce(words[rows], axis=0, out=sums[number])
            np.maximum.reduce(nearness[rows], axis=0, out=nearest[number])
    weights = np.linalg.norm(query, axis=1)
    return Likeness(_unit(sums) @ _unit(query.sum(0)[None])[0], nearest, weights / (weights.sum() or 1))


def _unit(rows: Numbers) -> Numbers:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Numbers = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit
