"""What the reader is taught from: questions with windows that answer them, and windows that only look as if."""

import json
import lzma
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.extraction.evidence import Candidate, Source, candidates
from assistant.extraction.extract import likeliest, window
from assistant.reading.window import Window
from assistant.training.cases import opened, taken
from assistant.training.examples import plain
from assistant.training.swaps import Pool, swap
from corpus.sentences import sentences
from index.library import Library
from index.segment import bigrams

SEEN = 12
_LONGEST = 250
_SWAPPED = 0.5


@dataclass(frozen=True, slots=True)
class Shown:
    """A question and a window; `span` is where the bare answer stands in its sentence, None where it holds none.

    `right` says whether the window answers the question.
    """

    question: str
    window: Window
    right: bool
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the document that answers it, and what of it; `evidence` is empty where none does."""

    question: str
    document: str
    evidence: str
    answer: tuple[str, ...]


def shown(asked: Asked, library: Library, wrong: int, others: Pool, draw: random.Random) -> Iterator[Shown]:
    """Show a question its right sentence, the likeliest wrong ones and one more, and at times a question swapped.

    A wrong sentence that holds the answer's words is left out: it may well say the same. A question that nothing
    answers is shown the likeliest sentences, all wrong.
    """
    wanted, sources = taken(asked.question, library), opened(asked.question, library)
    pool = candidates(sources)
    best = [pool[place] for place in likeliest(wanted, sources, library.retriever)[:SEEN]] if pool else []
    right = [one for one in best if _holds(one, asked)] or list(_elsewhere(asked, library))
    if right:
        gold = window(draw.choice(right))
        yield Shown(asked.question, gold, True, _span(gold.sentence, asked.answer))
        article = f"{gold.lead}{gold.before}{gold.sentence}"
        strange = swap(asked.question, others, article, draw) if draw.random() < _SWAPPED else None
        if strange:
            yield Shown(strange, gold, False)
    short = [plain(value) for value in asked.answer]
    rest = [one for one in best if not _holds(one, asked) and not _says(one, short)]
    count = wrong if asked.evidence else wrong + 2
    some = rest[:count] + ([draw.choice(rest[count:])] if len(rest) > count else [])
    for one in some:
        yield Shown(asked.question, window(one), False)


def encyclopedia(data: Path) -> Iterator[Shown]:
    """Show each question on a paragraph its sentence, and the sentence without the answer that is most like it."""
    with lzma.open(data / "zh_qa.jsonl.xz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            question, answer = record["question"], record["answers"][0]
            every = [s.text for s in sentences(record["passage"]) if len(s.text) < _LONGEST]
            asked = set(bigrams(question))
            by_likeness = sorted(range(len(every)), key=lambda place: -len(asked & set(bigrams(every[place]))))
            held = [place for place in by_likeness if answer in every[place]]
            lacking = [place for place in by_likeness if answer not in every[place]]
            if held:
                text = every[held[0]]
                at = text.index(answer)
                yield Shown(question, _of(every, held[0]), True, (at, at + len(answer)))
                if lacking:
                    yield Shown(question, _of(every, lacking[0]), False)


def _of(every: Sequence[str], place: int) -> Window:
    return Window(every[place], every[place - 1] if place else "", every[0])


def _holds(candidate: Candidate, asked: Asked) -> bool:
    evidence, text = plain(asked.evidence), plain(candidate.sentence.text)
    return bool(evidence) and candidate.source.article.id == asked.document and (evidence in text or text in evidence)


def _elsewhere(asked: Asked, library: Library) -> Iterator[Candidate]:
    """Find the right sentence in its article where search did not."""
    article = library.article(asked.document)
    if article and asked.evidence:
        every = tuple(sentences(article.text))
        for place, sentence in enumerate(every):
            if plain(asked.evidence) in plain(sentence.text):
                yield Candidate(Source(article, (), every), 0, place)


def _says(candidate: Candidate, values: Sequence[str]) -> bool:
    text = plain(candidate.sentence.text)
    return any(value in text for value in values)


def _span(sentence: str, answer: Sequence[str]) -> tuple[int, int] | None:
    """Find the stretch from the first value of the answer to the last; None where one does not stand there."""
    places = [sentence.find(value) for value in answer]
    if not places or min(places) < 0:
        return None
    return min(places), max(place + len(value) for place, value in zip(places, answer, strict=True))
