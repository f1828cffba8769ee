"""The bare value in a sentence, chosen among its stretches by what surrounds them and by what the reader points at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.extraction import lists, span_features
from assistant.extraction.evidence import Candidate, Source
from assistant.extraction.learned import learned
from assistant.extraction.respective import in_its_turn
from assistant.extraction.rivals import beside_its_body, in_its_clause
from assistant.extraction.spans import Spans, spans
from assistant.extraction.tokens import Token, tokens
from assistant.extraction.wanted import Wanted
from assistant.questions.question import defines, plainly_asked
from assistant.reading.window import Reading
from index.network import FloatArray, shares

NO_VALUE = frozenset({"reason", "yesno"})
# What speaks for a stretch: the score of its features, and how likely the reader finds it, as logarithms.
EVIDENCE = ("stretch", "read")

_MARKS = re.compile(r"[\s\W]+")
_CHOICE = "还是"


@dataclass(frozen=True, slots=True)
class Value:
    """The bare value in a sentence: `text` stands in the article from `start` to `end`.

    `share` (0..1) is how likely it is among all the stretches of its sentence.
    """

    start: int
    end: int
    text: str
    share: float

    def printed(self, source: Source) -> str:
        """Give the value as its article prints it, in traditional characters perhaps."""
        return source.printed.text[self.start : self.end]


def value(wanted: Wanted, candidate: Candidate, reading: Reading) -> Value | None:
    """Choose the bare value in a sentence; None where the question has none or the sentence holds nothing like it.

    What the question itself says is no value, unless it offers a choice (是甲厂还是乙厂).
    """
    question, sentence = wanted.question, candidate.sentence
    if question.kind in NO_VALUE or defines(question.text):
        return None
    row = tokens(sentence.text)
    found = spans(row)
    found = found.only(lists.whole(row, found) if question.kind == "list" else in_its_clause(wanted, row, found))
    found = found.only(beside_its_body(wanted, row, found))
    if question.kind != "list":
        found = found.only(in_its_turn(question.text, sentence.text, row, found))
    found = found.only(_of_its_kind(plainly_asked(question), row, found))
    if not len(found):
        return None
    share = shares(learned("value", EVIDENCE).scores(evidence(wanted, row, found, reading)))
    told = _MARKS.sub("", question.text)
    for best in np.argsort(-share):
        first, last = int(found.first[best]), int(found.last[best])
        if question.kind == "list":
            first = lists.first_member(row, first, last)
        start, end = row[first].start, row[last].end
        text = sentence.text[start:end]
        if _MARKS.sub("", text) not in told or _CHOICE in told:
            return Value(sentence.start + start, sentence.start + end, text, float(share[best]))
    return None


def _of_its_kind(kind: str | None, row: Sequence[Token], found: Spans) -> NDArray[np.bool_]:
    """Tell which stretches hold a quantity of the kind plainly asked for: (stretches,); all where none does."""
    held = np.concatenate([[0], np.cumsum([token.kind == kind for token in row])])
    holding = held[found.last + 1] > held[found.first]
    return holding if holding.any() else np.ones(len(found), bool)


def evidence(wanted: Wanted, row: tuple[Token, ...], found: Spans, reading: Reading) -> FloatArray:
    """Say what speaks for each stretch: (stretches, `EVIDENCE`)."""
    scores = learned("span", span_features.NAMES).scores(span_features.rows(wanted, row, found))
    pointed = reading.log_shares([row[first].start for first in found.first], [row[last].end for last in found.last])
    return np.column_stack([np.log(np.maximum(shares(scores), 1e-9)), pointed]).astype(np.float32)
