"""The sentences that answer a question, and the bare value in each; decides neither whether to answer nor how."""

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.extraction import features, lists
from assistant.extraction.evidence import Candidate, Source, candidates
from assistant.extraction.fitness import (
    is_no_list,
    is_of_another_body,
    is_of_another_kind,
    is_of_another_place,
    is_of_its_kind,
    names_beside,
)
from assistant.extraction.learned import learned
from assistant.extraction.values import Value, value
from assistant.extraction.wanted import Wanted
from assistant.reading.window import Reading, SentenceReader, Window
from index.network import FloatArray, shares
from index.search import Retriever

# Sentences are read in these numbers at a time, side by side, about 13 ms a time on two cores, until one answers.
READ = (2, 2)
# A reader's score from which on it holds that a sentence answers.
ANSWERS = -1.0
# A second finding is worth its while when it is at least this likely against the first.
SECOND = 0.3
# What speaks for a sentence that was read: the logarithm of its share before, and the reader's score.
EVIDENCE = ("share", "read")

_MARKS = re.compile(r"[\s\W]+")
_UNLIKELY = 1e-6


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that may answer: `share` (0..1) is how likely it is among all the candidates of its question.

    The article's text from `start` to `end` says it: the sentence, or a series (一是…。二是…。) that begins with it.
    `features` is its row of `features.NAMES`; `best_score` is the highest that the reader gave to any sentence;
    `value` is None where the question has no bare value. `fits` says whether the value is of the kind asked for,
    `contradicts` that it is plainly of another kind or of somebody else, `names_beside` (0..1) how many of the
    question's names stand beside it.
    """

    candidate: Candidate
    start: int
    end: int
    share: float
    features: FloatArray
    reading: Reading
    best_score: float
    value: Value | None
    fits: bool = True
    contradicts: bool = False
    names_beside: float = 1.0

    def feature(self, name: str) -> float:
        """Give one of the features by its name."""
        return float(self.features[features.PLACES[name]])


@dataclass(frozen=True, slots=True)
class ReadSentences:
    """The few candidates that were read: `candidates[i]` stands at `places[i]` among all of them.

    `shares` (read,) is how likely each was by its features; `features` are their rows, `evidence` (read, `EVIDENCE`)
    what decides their order.
    """

    places: tuple[int, ...]
    candidates: tuple[Candidate, ...]
    shares: FloatArray
    features: FloatArray
    readings: tuple[Reading, ...]

    @property
    def evidence(self) -> FloatArray:
        """What speaks for each: (read, `EVIDENCE`)."""
        scores = np.array([reading.score for reading in self.readings], np.float32)
        return np.column_stack([np.log(np.maximum(self.shares, _UNLIKELY)), scores]).astype(np.float32)


def find(
    wanted: Wanted,
    opened: Sequence[Source],
    retriever: Retriever,
    reader: SentenceReader,
    asking: Wanted | None = None,
) -> tuple[Finding, ...]:
    """Find the sentence that most likely answers, and the next that says something else; none without a candidate.

    The few that are likeliest by their features are read, and the reader has its say in their order.

    :param asking: what is asked of the sentence where the question says more: its last clause, behind its topic.
    """
    seen = read(wanted, opened, retriever, reader)
    if not seen.places:
        return ()
    share = shares(learned("choice", EVIDENCE).scores(seen.evidence)) * seen.shares.sum()
    best_score = max(reading.score for reading in seen.readings)

    def finding(number: int) -> Finding:
        candidate, reading = seen.candidates[number], seen.readings[number]
        start, end = stretch(wanted, candidate)
        if asking:
            (again,) = reader.read(asking.question.text, [window(candidate)])
            said = value(asking, candidate, again)
        else:
            said = value(wanted, candidate, reading)
        return Finding(
            candidate,
            start,
            end,
            float(share[number]),
            seen.features[number],
            reading,
            best_score,
            said,
            is_of_its_kind(asking or wanted, said),
            _contradicts(wanted, asking, candidate, said),
            names_beside(wanted, candidate, said),
        )

    order = [int(number) for number in np.argsort(-share, kind="stable")]
    first = finding(order[0])
    same = _MARKS.sub("", first.value.text if first.value else first.candidate.sentence.text)
    others = (
        finding(number)
        for number in order[1:]
        if share[number] >= SECOND * first.share
        if same not in _MARKS.sub("", seen.candidates[number].sentence.text)
        if not seen.candidates[number].source.is_copy_of(first.candidate.source)
    )
    return (first, *itertools.islice(others, 1))


def _contradicts(wanted: Wanted, asking: Wanted | None, candidate: Candidate, said: Value | None) -> bool:
    last = asking or wanted
    return (
        is_of_another_kind(last, said)
        or is_no_list(last, said)
        or is_of_another_place(wanted, candidate)
        or (asking is not None and is_of_another_place(asking, candidate))
        or is_of_another_body(wanted, candidate, said)
    )


def read(wanted: Wanted, opened: Sequence[Source], retriever: Retriever, reader: SentenceReader) -> ReadSentences:
    """Read the candidates that are likeliest by their features.

    A sentence that several articles print counts once, with all their shares. One that asks, answers nothing.
    """
    pool = candidates(opened)
    rows = describe(wanted, opened, retriever)
    scores = learned("sentence", features.NAMES).scores(rows)
    share, order = shares(scores), _answering(rows, scores)
    said = {place: _MARKS.sub("", pool[place].sentence.text) for place in order if share[place] > _UNLIKELY}
    together: defaultdict[str, float] = defaultdict(float)
    for place, text in said.items():
        together[text] += float(share[place])
    first_of = {text: place for place, text in reversed(said.items())}
    places = sorted(first_of.values(), key=lambda place: -together[said[place]])[: sum(READ)]
    readings = _readings(wanted.question.text, [window(pool[place]) for place in places], reader)
    read = places[: len(readings)]
    share = np.array([together[said[place]] for place in read], np.float32)
    return ReadSentences(tuple(read), tuple(pool[place] for place in read), share, rows[read], readings)


def _readings(question: str, windows: Sequence[Window], reader: SentenceReader) -> tuple[Reading, ...]:
    """Read windows in their order until one answers."""
    readings: tuple[Reading, ...] = ()
    for number in READ:
        if some := windows[len(readings) : len(readings) + number]:
            readings += reader.read(question, some)
        if any(reading.score > ANSWERS for reading in readings):
            break
    return readings


def likeliest(wanted: Wanted, opened: Sequence[Source], retriever: Retriever) -> list[int]:
    """Order the candidates by their features alone, best first, without those that ask."""
    rows = describe(wanted, opened, retriever)
    return _answering(rows, learned("sentence", features.NAMES).scores(rows))


def _answering(rows: FloatArray, scores: FloatArray) -> list[int]:
    asking = rows[:, features.PLACES["question_mark"]] > 0
    return [int(place) for place in np.argsort(-scores) if not asking[place]]


def window(candidate: Candidate) -> Window:
    """Show a candidate to the reader with what its article says before it."""
    every, place = candidate.source.sentences, candidate.place
    return Window(candidate.sentence.text, every[place - 1].text if place else "", every[0].text)


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
