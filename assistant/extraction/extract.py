"""The sentences that answer a question, and the bare value in each; decides neither whether to answer nor how."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.extraction import features, lists, span_features
from assistant.extraction.evidence import Candidate, Source, candidates
from assistant.extraction.learned import learned
from assistant.extraction.rivals import in_its_clause
from assistant.extraction.spans import spans
from assistant.extraction.tokens import tokens
from assistant.extraction.wanted import Wanted
from assistant.questions.question import defines
from index.network import FloatArray, shares
from index.search import Retriever

NO_VALUE = frozenset({"reason", "yesno"})
_MARKS = re.compile(r"[\s\W]+")
_UNLIKELY = 0.001
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


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that may answer: `share` (0..1) is how likely it is among all the candidates of its question.

    The article's text from `start` to `end` says it: the sentence, or a series (一是…。二是…。) that begins with it.
    `features` is its row of `features.NAMES`; `value` is None where the question has no bare value.
    """

    candidate: Candidate
    start: int
    end: int
    share: float
    features: FloatArray
    value: Value | None

    def feature(self, name: str) -> float:
        """Give one of the features by its name."""
        return float(self.features[features.NAMES.index(name)])


def find(wanted: Wanted, opened: Sequence[Source], retriever: Retriever) -> tuple[Finding, ...]:
    """Find the sentence that most likely answers, and the next that says something else; none without a candidate.

    A sentence that several articles print counts once, with all their shares. One that asks, answers nothing.
    """
    pool = candidates(opened)
    if not pool:
        return ()
    rows = describe(wanted, opened, retriever)
    share = shares(learned("sentence", features.NAMES).scores(rows))
    asking = rows[:, features.NAMES.index("question_mark")] > 0
    order = [int(place) for place in np.argsort(-share) if not asking[place]]
    if not order:
        return ()
    said = {place: _MARKS.sub("", pool[place].sentence.text) for place in order if share[place] > _UNLIKELY}
    best = order[0]

    def finding(place: int) -> Finding:
        candidate, own = pool[place], said.get(place)
        total = sum(float(share[other]) for other, text in said.items() if text == own)
        start, end = stretch(wanted, candidate)
        return Finding(candidate, start, end, total or float(share[place]), rows[place], value(wanted, candidate))

    first = finding(best)
    same = _MARKS.sub("", first.value.text) if first.value else said.get(best, "")
    others = (place for place, text in said.items() if place != best and same not in text)
    return (first, *(finding(place) for place in itertools.islice(others, 1)))


def stretch(wanted: Wanted, candidate: Candidate) -> tuple[int, int]:
    """Tell where the article says it: one sentence, or all those of a series when a list is asked for."""
    every, last = candidate.source.sentences, candidate.place
    if wanted.question.kind == "list":
        last = lists.series_end(every, candidate.place)
    return candidate.sentence.start, every[last].end


def describe(wanted: Wanted, opened: Sequence[Source], retriever: Retriever) -> FloatArray:
    """Give every candidate its features: (candidates, features)."""
    texts = [sentence.text for source in opened for sentence in source.sentences]
    return features.rows(wanted, opened, retriever.likeness(wanted.question.text, texts))


def value(wanted: Wanted, candidate: Candidate) -> Value | None:
    """Choose the bare value in a sentence; None where the question has none or the sentence holds nothing like it.

    What the question itself says is no value, unless it offers a choice (是甲厂还是乙厂).
    """
    question, sentence = wanted.question, candidate.sentence
    if question.kind in NO_VALUE or defines(question.text):
        return None
    row = tokens(sentence.text)
    found = spans(row)
    found = found.only(lists.whole(row, found) if question.kind == "list" else in_its_clause(wanted, row, found))
    if not len(found):
        return None
    share = shares(learned("span", span_features.NAMES).scores(span_features.rows(wanted, row, found)))
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
