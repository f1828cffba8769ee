"""The sentences that answer a question, and the bare value in each; decides neither whether to answer nor how."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant import features, network, span_features
from assistant.evidence import Candidate, Source, candidates
from assistant.network import FloatArray
from assistant.spans import spans
from assistant.tokens import tokens
from assistant.wanted import Wanted
from index.search import Retriever

NO_VALUE = frozenset({"reason", "yesno"})
_MARKS = re.compile(r"[\s\W]+")


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

    `features` is its row of `features.NAMES`; `value` is None where the question has no bare value.
    """

    candidate: Candidate
    share: float
    features: FloatArray
    value: Value | None


def find(wanted: Wanted, opened: Sequence[Source], retriever: Retriever, limit: int) -> tuple[Finding, ...]:
    """Find the sentences that most likely answer, best first, each said once however many articles print it."""
    pool = candidates(opened)
    if not pool:
        return ()
    cosines = retriever.similarity(wanted.question.text, [candidate.sentence.text for candidate in pool])
    rows = features.rows(wanted, opened, cosines)
    scores = network.load("sentence", features.NAMES).scores(rows)
    found: dict[str, Finding] = {}
    share = network.shares(scores)
    for place in np.argsort(-scores):
        candidate = pool[int(place)]
        said = _MARKS.sub("", candidate.sentence.text)
        if said not in found:
            if len(found) == limit:
                break
            found[said] = Finding(candidate, float(share[place]), rows[place], value(wanted, candidate))
    return tuple(found.values())


def value(wanted: Wanted, candidate: Candidate) -> Value | None:
    """Choose the bare value in a sentence; None where the question has none or the sentence holds nothing like it."""
    if wanted.question.kind in NO_VALUE:
        return None
    row = tokens(candidate.sentence.text)
    found = spans(row)
    if not len(found):
        return None
    share = network.shares(network.load("span", span_features.NAMES).scores(span_features.rows(wanted, row, found)))
    best = int(share.argmax())
    start, end = row[int(found.first[best])].start, row[int(found.last[best])].end
    begin = candidate.sentence.start
    return Value(begin + start, begin + end, candidate.sentence.text[start:end], float(share[best]))
