"""A question in, a proven answer out: the path from words to evidence, one named step a line."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import uuid4

from assistant.answer import Answer, Citation, OtherValue, Turn
from assistant.dialogue.followup import standalone
from assistant.extraction.agreement import Disagreement, settled
from assistant.extraction.confidence import THRESHOLD, confidence
from assistant.extraction.evidence import Articles, Source, sources
from assistant.extraction.extract import Finding, find
from assistant.extraction.wanted import wanted
from assistant.questions.question import last_clause, read_question
from assistant.questions.small_talk import read_small_talk
from assistant.reading.onnx_reader import bundled_reader
from assistant.reading.window import SentenceReader
from assistant.writing import compose, holdings
from assistant.writing.asked import Asked
from assistant.writing.asof import as_of
from assistant.writing.compose import Statement
from assistant.writing.generate import Generator
from assistant.writing.missing import missing
from assistant.writing.proven import Dropped
from assistant.writing.write import written
from corpus.errors import BadQuestion, GeneratorFailed
from corpus.simplified import simplified
from corpus.status import FactStatus, status_of
from index.passage import Filters
from index.search import NO_FILTERS, Retriever

QUESTION_LENGTH = 2000
# Twice as many passages and articles held one answer more among 250, at twice the time.
PASSAGES = 20
PER_DOCUMENT = 2
ARTICLES = 6

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
    """What was understood and found: the question written out, the articles opened, the findings, how sure they are,
    and what other articles give for the figure found.
    """

    question: str
    opened: tuple[Source, ...]
    findings: tuple[Finding, ...]
    sure: float
    others: tuple[Disagreement, ...] = ()

    @property
    def answered(self) -> bool:
        return bool(self.findings) and self.sure >= THRESHOLD


class Assistant:
    """Answers questions from the articles that its retriever finds, and says so when they hold no answer.

    :param generator: a language model to word answers; without one they are quoted from the articles.
    :param reader: reads the likeliest sentences against the question; None for the one that comes with the project.
    :param collection: counts the articles for those who ask how many there are.
    """

    def __init__(
        self,
        retriever: Retriever,
        articles: Articles,
        generator: Generator | None = None,
        reader: SentenceReader | None = None,
        collection: holdings.Collection | None = None,
    ) -> None:
        self._retriever = retriever
        self.articles = articles
        self._generator = generator
        self._reader = reader or bundled_reader()
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
        printed = _checked(question)
        asked = simplified(printed)
        if talk := read_small_talk(asked, opens=not history):
            reply = holdings.reply(talk, self._collection)
            yield Piece(reply)
            yield Finished(_talk(reply, printed, started))
            return
        full = standalone(asked, [replace(turn, content=simplified(turn.content)) for turn in history])
        reading = self._read(full, filters, last_clause(full) if full != asked else None)
        said: list[Statement] = []
        dropped: list[Dropped] = []
        for statement in self._statements(reading, generator, dropped.append):
            said.append(statement)
            yield Piece(statement.text)
        yield Finished(_answer(reading, printed if full == asked else full, said, len(dropped), started))

    def _read(self, question: str, filters: Filters, asking: str | None) -> _Reading:
        """Find what the articles say to a question that stands on its own.

        :param asking: its last clause, where it was written out from a follow-up and has its topic in front.
        """
        taken = wanted(read_question(question), self._retriever)
        clause = wanted(read_question(asking), self._retriever) if asking else None
        hits = self._retriever.search(question, PASSAGES, filters, PER_DOCUMENT)
        opened = sources(hits, self.articles, ARTICLES)
        findings = find(taken, opened, self._retriever, self._reader, clause)
        sure = confidence(findings)
        if sure < THRESHOLD:
            return _Reading(question, opened, findings, sure)
        latest = settled(taken, findings, opened)
        return _Reading(question, opened, latest.findings, sure, latest.others)

    def _statements(
        self, reading: _Reading, generator: GeneratorName | None, dropped: Callable[[Dropped], None]
    ) -> Iterator[Statement]:
        """Say what was found: in the language model's words where one is wanted and proves them, else as quoted."""
        any_written = False
        if reading.answered and self._generator and generator != EXTRACTIVE:
            try:
                value = reading.findings[0].value
                asked = Asked(reading.question, value.text if value else None)
                for statement in written(self._generator, asked, reading.opened, dropped):
                    any_written = True
                    yield statement
            except GeneratorFailed as error:
                _log.warning("%s", error.detail)
        if not any_written and reading.answered:
            yield from compose.answer(reading.findings, reading.others)
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


def _answer(reading: _Reading, full: str, said: Sequence[Statement], dropped: int, started: float) -> Answer:
    best = reading.findings[0] if reading.answered else None
    citations = tuple(dict.fromkeys(citation for statement in said for citation in statement.citations))
    return Answer(
        id=uuid4().hex,
        status="answered" if best else "not_found",
        answer="".join(statement.text for statement in said),
        short_answer=best.value.printed(best.candidate.source) if best and best.value else None,
        standalone_question=full,
        citations=citations,
        confidence=round(reading.sure, 4),
        generator=said[0].generator,
        took_ms=_milliseconds(started),
        fact_status=_status(best) if best else None,
        dropped=dropped,
        as_of=as_of(citations[0], best.value) if best and citations else None,
        other_values=tuple(_other_values(reading.others, citations)),
    )


def _other_values(others: Sequence[Disagreement], citations: Sequence[Citation]) -> Iterator[OtherValue]:
    """Give the other values that the answer cites."""
    for other in others:
        own = (other.candidate.source.article.id, other.candidate.sentence.start)
        for proof in citations[1:]:
            if (proof.document_id, proof.start) == own:
                yield OtherValue(
                    other.value.printed(other.candidate.source), proof.marker, proof.published, other.order == "older"
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
