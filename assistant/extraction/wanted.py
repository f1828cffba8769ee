"""The question as the extractor wants it: its words with their weights, bigrams, numbers, names, and what surrounds
the words that ask; taken apart once."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from assistant.extraction.network import FloatArray
from assistant.extraction.tokens import PUNCTUATION, tokens
from assistant.questions.question import Question
from index.search import Retriever
from index.segment import bigrams, fold, words

_PROPER = frozenset({"person", "location", "name"})
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NAME = re.compile(r"[“「『《\"]([^”」』》\"]{2,24})[”」』》\"]|([a-z][a-z0-9\-]+)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question taken apart. Everything is folded; `weights` (inverse document frequency) go with `words`.

    `names` stand in quotation marks or Latin letters; `proper` are persons, places and whatever else has a name of its
    own. `before` are the words in front of those that ask, nearest first; `behind` the words after them.
    """

    question: Question
    folded: str
    words: tuple[str, ...]
    weights: FloatArray
    bigrams: tuple[str, ...]
    numbers: tuple[str, ...]
    names: tuple[str, ...]
    proper: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]

    def weight(self, word: str) -> float:
        """Weight of a folded word that stands in the question; 0 for any other."""
        return float(self.weights[self.words.index(word)]) if word in self.words else 0.0


def wanted(question: Question, retriever: Retriever) -> Wanted:
    """Take a question apart, with the weights that its words have in this corpus."""
    folded = fold(question.text)
    terms = _once(words(question.text))
    before, behind = _around(folded, fold(question.content))
    return Wanted(
        question=question,
        folded=folded,
        words=terms,
        weights=np.array(retriever.weights(terms), np.float32),
        bigrams=_once(bigrams(question.text)),
        numbers=_once(_NUMBER.findall(folded)),
        names=_once(match[1] or match[2] for match in _NAME.finditer(folded)),
        proper=_once(token.text for token in tokens(folded) if token.kind in _PROPER and len(token.text) > 1),
        before=tuple(reversed(_plain(before))),
        behind=_plain(behind),
    )


def _around(folded: str, content: str) -> tuple[str, str]:
    """Split a question at the words that ask: what `content` shares with its beginning, and with its end.

    >>> _around("今年要建多少家智能工厂", "今年要建 智能工厂")
    ('今年要建', '智能工厂')
    """
    squeezed, kept = "".join(folded.split()), "".join(content.split())
    begin = squeezed.find(kept[:1]) if kept else 0
    before = _shared(squeezed[max(0, begin) :], kept)
    behind = _shared(squeezed[::-1].lstrip("？?。！!"), kept[len(before) :][::-1])[::-1]
    return before, behind


def _shared(one: str, other: str) -> str:
    """Give what both begin with."""
    return "".join(a for a, _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _plain(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens(text) if token.kind not in PUNCTUATION)


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
