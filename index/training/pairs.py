"""Batches of (query, passage that answers it) as token numbers; knows nothing of vectors or the loss."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.training.shards import Shards, Tokens

_SHORTEST = 5
_DROPPED = 0.8
_LEADS = 0.2


@dataclass(frozen=True, slots=True)
class Pair:
    """A query and the passage it should find, with passages that BM25 ranks high and that are wrong."""

    query: Tokens
    passage: Tokens
    wrong: tuple[Tokens, ...] = ()


class ContextPairs:
    """Sentences of the news with the passage around them, made as they are drawn.

    Four times in five the sentence is taken out of its passage, so that what surrounds it has to be enough; one in
    five is an article's first sentence with a later passage. Of every query a random part of the words is dropped.
    """

    def __init__(self, shards: Shards, seed: int) -> None:
        self._shards = shards
        self._random = np.random.default_rng(seed)
        sentences = np.diff(shards.first)
        self._passages = np.flatnonzero(sentences > 1)
        self._opening = np.flatnonzero(np.r_[True, np.diff(shards.article) != 0])

    def draw(self, count: int) -> list[Pair]:
        """Draw that many pairs."""
        pairs: list[Pair] = []
        while len(pairs) < count:
            passage = int(self._random.choice(self._passages))
            pair = self._lead(passage) if self._random.random() < _LEADS else self._sentence(passage)
            if len(pair.query) >= _SHORTEST and len(pair.passage) >= _SHORTEST:
                pairs.append(Pair(self._thinned(pair.query), pair.passage))
        return pairs

    def _sentence(self, passage: int) -> Pair:
        begin, end = int(self._shards.first[passage]), int(self._shards.first[passage + 1])
        chosen = int(self._random.integers(begin, end))
        query = self._shards.span(chosen, chosen + 1)
        if self._random.random() > _DROPPED:
            return Pair(query, self._shards.span(begin, end))
        return Pair(query, np.concatenate([self._shards.span(begin, chosen), self._shards.span(chosen + 1, end)]))

    def _lead(self, passage: int) -> Pair:
        opening = int(self._opening[self._shards.article[passage]])
        if opening == passage:
            return self._sentence(passage)
        first = int(self._shards.first[opening])
        return Pair(self._shards.span(first, first + 1), self._shards.passage(passage))

    def _thinned(self, query: Tokens) -> Tokens:
        kept = query[self._random.random(len(query)) < self._random.uniform(0.4, 1.0)]
        return kept if len(kept) else query


class FixedPairs:
    """Given pairs in random order, over and over."""

    def __init__(self, pairs: Sequence[Pair], seed: int) -> None:
        self._pairs = pairs
        self._random = np.random.default_rng(seed)
        self._order: list[int] = []

    def draw(self, count: int) -> list[Pair]:
        """Draw that many pairs, none twice before all were drawn."""
        while len(self._order) < count:
            self._order.extend(int(i) for i in self._random.permutation(len(self._pairs)))
        drawn, self._order = self._order[:count], self._order[count:]
        return [self._pairs[number] for number in drawn]
