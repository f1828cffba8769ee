"""The articles as token numbers, sentence by sentence, so that training does nothing but train."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus.sentences import sentences
from index.training.collection import Collection

Tokens = NDArray[np.int32]
_MEANING = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Shards:
    """`tokens[starts[i]:starts[i + 1]]` is sentence i; passage p holds the sentences `first[p]` to `first[p + 1]`.

    `article[p]` numbers the article of passage p. Tokens without a letter or digit are left out.
    """

    tokens: Tokens
    starts: NDArray[np.int64]
    first: NDArray[np.int64]
    article: NDArray[np.int64]

    def span(self, begin: int, end: int) -> Tokens:
        """Give the tokens of the sentences `begin` to `end`."""
        return self.tokens[self.starts[begin] : self.starts[end]]

    def passage(self, number: int) -> Tokens:
        """Give the tokens of a passage."""
        return self.span(int(self.first[number]), int(self.first[number + 1]))


def meaningful(tokenizer: Tokenizer) -> NDArray[np.bool_]:
    """Tell for each token number whether its piece holds a letter or digit."""
    pieces = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    return np.array([number > 0 and bool(_MEANING.search(piece)) for piece, number in pieces])


def tokens_of(tokenizer: Tokenizer, texts: Iterable[str]) -> list[Tokens]:
    """Tokenize texts, leaving out punctuation."""
    keep = meaningful(tokenizer)
    found: list[Tokens] = []
    for text in texts:
        ids = np.array(tokenizer.encode(text, add_special_tokens=False).ids, np.int32)
        found.append(ids[keep[ids]])
    return found


def make_shards(tokenizer: Tokenizer, collection: Collection) -> Shards:
    """Tokenize all passages, sentence by sentence."""
    parts = [[sentence.text for sentence in sentences(text)] for text in collection.texts]
    found = tokens_of(tokenizer, (text for part in parts for text in part))
    number: dict[str, int] = {}
    article = [number.setdefault(document, len(number)) for document in collection.documents]
    return Shards(
        np.concatenate(found), _starts([len(ids) for ids in found]), _starts([len(p) for p in parts]), np.array(article)
    )


def _starts(lengths: Sequence[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
