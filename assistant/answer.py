"""What a question becomes: the frozen types of a turn, a citation and an answer; knows no HTTP and no screen."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.status import FactStatus
from index.passage import Reprint

Role = Literal["user", "assistant"]
AnswerStatus = Literal["answered", "not_found"]
AsOfBasis = Literal["printed", "reckoned", "published"]

ANSWER_LENGTH = 300
SHORT_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The proof of what stands before its marker: the article's `text[start:end] == quote`, to the letter.

    `marker` counts from 1 and stands in the answer as `[1]`. `url` opens the article at the quote. `reprints` are other
    articles that print the same story, earliest first.
    """

    marker: int
    document_id: str
    version: str
    title: str
    source: str | None
    published: date | None
    quote: str
    start: int
    end: int
    url: str
    reprints: tuple[Reprint, ...] = ()


@dataclass(frozen=True, slots=True)
class AsOf:
    """As of when the fact given holds: the program's own reckoning from the first citation, not a quote.

    `text` says it (2020年). `basis` is `printed` where the quote gives the time with its year, `reckoned` where it was
    counted from the day of publication, `published` where the quote gives none and that day stands for it. `words` are
    the quote's own (去年), None with `published`. `first` and `last` are the days that are meant, both included.
    """

    text: str
    basis: AsOfBasis
    words: str | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class OtherValue:
    """What another article gives for the same figure: `value` stands in the quote of the citation `marker`.

    `published` is when that article appeared; `superseded` tells whether the answer's own value is later.
    """

    value: str
    marker: int
    published: date | None
    superseded: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A proven answer, or the plain word that there is none.

    `answer` has at most `ANSWER_LENGTH` characters, markers included; `short_answer` at most `SHORT_LENGTH`, or is
    None where the question has no bare value. `fact_status` says whether the fact is a target, achieved, and so on;
    None where the text does not say. `confidence` is the estimated chance (0..1) that the corpus answers the question.
    `standalone_question` is the question written out in full from the history. `generator` is `extractive` or
    `llm:<model>`. With `not_found`, citations support only the nearest thing the corpus does hold. `dropped` counts the
    sentences that a language model wrote and that were not proven; none of them is in `answer`. `as_of` says as of
    when a figure holds, or what a relative date of the quote (去年) means; `other_values` what other articles give for
    the same figure.
    """

    id: str
    status: AnswerStatus
    answer: str
    short_answer: str | None
    standalone_question: str
    citations: tuple[Citation, ...]
    confidence: float
    generator: str
    took_ms: float
    fact_status: FactStatus | None = None
    dropped: int = 0
    as_of: AsOf | None = None
    other_values: tuple[OtherValue, ...] = ()
