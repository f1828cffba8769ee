"""What the database gives back: frozen types, no query."""

from dataclasses import dataclass
from datetime import date, datetime

from corpus.article import Article
from index.entry import Vectors
from index.passage import Passage


@dataclass(frozen=True, slots=True)
class Found:
    """A live passage with what a reader must know of its article, and the article's whole text."""

    passage: Passage
    title: str
    source: str | None
    published: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A live article: `vectors[i]` and `passages[i]` belong to the passage of row `rows[i]`, `document` is its row."""

    document: int
    article: Article
    rows: tuple[int, ...]
    passages: tuple[Passage, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the change log: the document of that row was created, updated or deleted."""

    sequence: int
    document: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the database holds; `documents` and `passages` are the live ones."""

    documents: int
    tombstones: int
    versions: int
    passages: int


@dataclass(frozen=True, slots=True)
class Pending:
    """A live article, with the row of its version, that a generation still lacks."""

    version: int
    article: Article


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question and what was answered, both as text; `created` is aware of its time zone."""

    question: str
    answer: str
    created: datetime
