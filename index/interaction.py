"""Late interaction: how near passages come to each word of a query; pure functions of tokens, no text.

Khattab and Zaharia, ColBERT: Efficient and Effective Passage Search via Contextualized Late Interaction over BERT,
2020; here with one vector a word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.entry import END, Runs, Tokens
from index.likeness import Numbers

Codes = NDArray[np.int8]
CODE = 127.0


@dataclass(frozen=True, slots=True, eq=False)
class Interaction:
    """How near N passages of S sentences in all come to a query of W words.

    `asked` (W,) are the query's words as tokens, `weights` (W,) how much each counts for the encoder, 1 in all.
    `nearness` (S, W) says how near the nearest word of a sentence comes to a word of the query: 0..1, 1 for the same
    word. The sentences of passage i begin at `first[i]` (N,); each passage has one at least.
    """

    asked: NDArray[np.int64]
    weights: Numbers
    nearness: Numbers
    first: NDArray[np.int64]


def no_interaction(passages: int) -> Interaction:
    """Give that of a query without a word."""
    nothing = np.zeros(0, np.float32)
    return Interaction(np.zeros(0, np.int64), nothing, np.zeros((passages, 0), np.float32), np.arange(passages))


@runtime_checkable
class KnowsTokens(Protocol):
    """An encoder that gives a passage's tokens beside its vector, and compares them with a query's."""

    def encode_with_tokens(self, texts: Sequence[str]) -> tuple[Numbers, tuple[Tokens, ...]]:
        """Give what `encode_passages` and `tokens` give, in one pass."""
        ...

    def tokens(self, texts: Sequence[str]) -> tuple[Tokens, ...]:
        """Give the tokens of each text that mean something, with `END` between its sentences."""
        ...

    def interaction(self, query: str, runs: Runs) -> Interaction:
        """Compare a query with passages word by word."""
        ...


def nearest(query: NDArray[np.int64], table: Codes, runs: Runs) -> tuple[Numbers, NDArray[np.int64]]:
    """Give `nearness` and `first` of an `Interaction`.

    :param query: the query's tokens (W,), each once, W above 0.
    :param table: the unit vector of every token, times `CODE` and rounded; zeros for `END`.
    """
    present = np.zeros(len(table), np.bool_)
    present[runs.tokens] = True
    known = np.flatnonzero(present)
    place = np.empty(len(table), np.int32)
    place[known] = np.arange(len(known), dtype=np.int32)
    near = table[known].astype(np.float32) @ (table[query].T.astype(np.float32) / np.float32(CODE * CODE))
    np.clip(near, 0, 0.99, out=near)
    same = np.flatnonzero(present[query])
    near[place[query[same]], same] = 1
    begins = _sentence_begins(runs)
    sentences = np.maximum.reduceat(near[place[runs.tokens]], begins, axis=0)
    return sentences, np.searchsorted(begins, runs.starts[:-1])


def _sentence_begins(runs: Runs) -> NDArray[np.int64]:
    """Give where sentences begin: at 0, and behind every `END` but the last token, which is one."""
    behind = np.flatnonzero(runs.tokens == END) + 1
    return np.concatenate([np.zeros(1, np.int64), behind[:-1]])
