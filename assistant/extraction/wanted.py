"""The question as the extractor wants it: its words with their weights, bigrams, numbers, names, and what surrounds
the words that ask; taken apart once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from assistant.dialogue.mentions import mentions
from assistant.extraction.tokens import PUNCTUATION, tokens
from assistant.questions.question import Question
from index.network import FloatArray
from index.search import Retriever
from index.segment import bigrams, fold, words

_UNKNOWN = "\0"
_PROPER = frozenset({"person", "location", "name"})
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NAME = re.compile(r"[“「『《\"]([^”」』》\"]{2,24})[”」』》\"]|([a-z][a-z0-9\-]+)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question taken apart. Everything is folded; `words` and `bigrams` are without the words that ask.

    `weights` go with `words`: inverse document frequency, against that of a word that the corpus does not hold (0..1),
    so that they mean the same in a corpus of ten articles and of a million. `names` stand in quotation marks or Latin
    letters; `proper` are persons, places and whatever else has a name of its own, `bodies` companies, offices and the
    like. `before` are the words in front of those that ask, nearest first; `behind` the words after them.
    """

    question: Question
    folded: str
    words: tuple[str, ...]
    weights: FloatArray
    bigrams: tuple[str, ...]
    numbers: tuple[str, ...]
    names: tuple[str, ...]
    proper: tuple[str, ...]
    bodies: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]

    def weight(self, word: str) -> float:
        """Weight of a folded word that stands in the question; 0 for any other."""
        return float(self.weights[self.words.index(word)]) if word in self.words else 0.0


def wanted(question: Question, retriever: Retriever) -> Wanted:
    """Take a question apart, with the weights that its words have in this corpus."""
    folded = fold(question.text)
    content = question.content or question.text
    terms = _once(words(content))
    *weights, unknown = retriever.weights([*terms, _UNKNOWN])
    return Wanted(
        question=question,
        folded=folded,
        words=terms,
        weights=np.array(weights, np.float32) / np.float32(unknown or 1),
        bigrams=_once(bigrams(content)),
        numbers=_once(_NUMBER.findall(folded)),
        names=_once(match[1] or match[2] for match in _NAME.finditer(folded)),
        proper=_once(token.text for token in tokens(folded) if token.kind in _PROPER and len(token.text) > 1),
        bodies=_once(fold(name.text) for name in mentions(question.text) if name.kind == "organisation"),
        before=tuple(reversed(_plain(fold(question.before)))),
        behind=_plain(fold(question.behind)),
    )


def _plain(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens(text) if token.kind not in PUNCTUATION)


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
