"""A question in, a proven answer out: the path from words to evidence, one named step a line."""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import uuid4

from assistant.answer import Answer, Turn
from assistant.dialogue.followup import standalone
from assistant.extraction.confidence import THRESHOLD, confidence
from assistant.extraction.evidence import Articles, Source, sources
from assistant.extraction.extract import Finding, find
from assistant.extraction.wanted import wanted
from assistant.questions.question import read_question
from assistant.questions.small_talk import read_small_talk
from assistant.writing import compose, holdings
from assistant.writing.compose import Statement
from assistant.writing.generate import Generator
from assistant.writing.missing import missing
from assistant.writing.write import written
from corpus.errors import BadQuestion, GeneratorFailed
from corpus.status import FactStatus, status_of
from index.passage import Filters
from index.search import NO_FILTERS, Retriever

QUESTION_LENGTH = 2000
PASSAGES = 40
PER_DOCUMENT = 3
ARTICLES = 12

GeneratorName = Literal["extractive", "llm"]
EXTRACTIVE: GeneratorName = "extractive"
_TARGET = "目标"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the answer as it is being given: whole proven sentences; all pieces joined are the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a stream: the answer whole."""

    answer: Answer


Event = Piece | Finished


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was understood and found: the question written out, the articles opened, the findings, how sure they are."""

    question: str
    opened: tuple[Source, ...]
    findings: tuple[Finding, ...]
    sure: float

    @property
    def answered(self) -> bool:
        return bool(self.findings) and self.sure >= THRESHOLD


class Assistant:
    """Answers questions from the articles that its retriever finds, and says so when they hold no answer.

    :param generator: a language model to word answers; without one they are quoted from the articles.
    :param collection: counts the articles for those who ask how many there are.
    """

    def __init__(
        self,
        retriever: Retriever,
        articles: Articles,
        generator: Generator | None = None,
        collection: holdings.Collection | None = None,
    ) -> None:
        self._retriever = retriever
        self.articles = articles
        self._generator = generator
        self._collection = collection

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        generator: GeneratorName | None = None,
    ) -> Answer:
        """Answer a question after the earlier turns of its conversation, from the articles that pass the filters.

        :param generator: None takes the language model where there is one.
        :raises BadQuestion: when the question is empty or longer than `QUESTION_LENGTH`.
        """
        *_, last = self.stream(question, history, filters, generator)
        assert isinstance(last, Finished)
        return last.answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        generator: GeneratorName | None = None,
    ) -> Iterator[Event]:
        """Give the same answer piece by piece, each proven, and the whole at the end."""
        started = time.perf_counter()
        asked = _checked(question)
        if talk := read_small_talk(asked, opens=not history):
            reply = holdings.reply(talk, self._collection)
            yield Piece(reply)
            yield Finished(_talk(reply, asked, started))
            return
        reading = self._read(standalone(asked, history), filters)
        said: list[Statement] = []
        for statement in self._statements(reading, generator):
            said.append(statement)
            yield Piece(statement.text)
        yield Finished(_answer(reading, said, started))

    def _read(self, question: str, filters: Filters) -> _Reading:
        """Find what the articles say to a question that stands on its own."""
        taken = wanted(read_question(question), self._retriever)
        hits = self._retriever.search(question, PASSAGES, filters, PER_DOCUMENT)
        opened = sources(hits, self.articles, ARTICLES)
        findings = find(taken, opened, self._retriever)
        return _Reading(question, opened, findings, confidence(findings))

    def _statements(self, reading: _Reading, generator: GeneratorName | None) -> Iterator[Statement]:
        """Say what was found: in the language model's words where one is wanted and proves them, else as quoted."""
        any_written = False
        if reading.answered and self._generator and generator != EXTRACTIVE:
            try:
                for statement in written(self._generator, reading.question, reading.opened):
                    any_written = True
                    yield statement
            except GeneratorFailed as error:
                _log.warning("%s", error.detail)
        if not any_written and reading.answered:
            yield from compose.answer(reading.findings)
        if not reading.answered:
            lacking = missing(reading.question, reading.findings, reading.opened, self._retriever)
            yield from compose.nearest(reading.findings, lacking)


def _checked(question: str) -> str:
    text = question.strip()
    if not text:
        raise BadQuestion("问题是空的，请写出想问的事")
    if len(text) > QUESTION_LENGTH:
        raise BadQuestion(f"问题有 {len(text)} 个字，最多 {QUESTION_LENGTH} 个字")
    return text


def _talk(reply: str, asked: str, started: float) -> Answer:
    return Answer(
        id=uuid4().hex,
        status="answered",
        answer=reply,
        short_answer=None,
        standalone_question=asked,
        citations=(),
        confidence=1.0,
        generator=EXTRACTIVE,
        took_ms=_milliseconds(started),
    )


def _answer(reading: _Reading, said: Sequence[Statement], started: float) -> Answer:
    best = reading.findings[0] if reading.answered else None
    citations = dict.fromkeys(citation for statement in said for citation in statement.citations)
    return Answer(
        id=uuid4().hex,
        status="answered" if best else "not_found",
        answer="".join(statement.text for statement in said),
        short_answer=best.value.text if best and best.value else None,
        standalone_question=reading.question,
        citations=tuple(citations),
        confidence=round(reading.sure, 4),
        generator=said[0].generator,
        took_ms=_milliseconds(started),
        fact_status=_status(best) if best else None,
    )


def _status(finding: Finding) -> FactStatus | None:
    """Tell whether the fact given is a target, achieved, and so on, from its own sentence.

    What is planned is a target where its sentence, the one before or behind it, or the title speaks of one (目标).
    """
    candidate = finding.candidate
    sentence, article = candidate.sentence, candidate.source.article
    own = status_of(sentence.text, finding.value.start - sentence.start if finding.value else 0)
    around = candidate.source.sentences[max(0, candidate.place - 1) : candidate.place + 2]
    speaks_of_target = any(_TARGET in text for text in (article.title, *(near.text for near in around)))
    return "target" if own == "planned" and speaks_of_target else own


def _milliseconds(started: float) -> float:
    return round(1000 * (time.perf_counter() - started), 3)
