"""What search returns, and what it can be narrowed to; knows neither the database nor the indexes."""

from dataclasses import dataclass, field
from datetime import date

# Other articles of its story that are named with a hit.
REPRINTS = 20


@dataclass(frozen=True, slots=True)
class Passage:
    """A few whole sentences of one version of an article: `text` equals the article's text from `start` to `end`.

    `ordinal` counts the article's passages from 0, in reading order.
    """

    document_id: str
    version: str
    ordinal: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reprint:
    """Another live article that prints the same story: nearly the same words, and no other figure in their place."""

    document_id: str
    version: str
    title: str
    source: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query, with what a reader must know of its article.

    `reprints` are the other articles of its story, earliest first and at most `REPRINTS`, whatever the search was
    narrowed to. `score` orders the hits of one query and lies in 0..1. `lexical` is the passage's share of the lexical
    score that a passage with every word of the query at its best would have (0..1), `dense` the cosine of query and
    passage (-1..1).
    """

    passage: Passage
    title: str
    source: str | None
    published: date | None
    score: float
    lexical: float
    dense: float
    reprints: tuple[Reprint, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits are narrowed to: publication dates (both ends included), outlets, documents; empty means no limit.

    An article without a date passes no date filter. `today` narrows nothing: it is the day that 去年 or 昨天 in
    the query are told from; without it they are words like any others.
    """

    published_from: date | None = None
    published_to: date | None = None
    sources: frozenset[str] = field(default_factory=frozenset)
    documents: frozenset[str] = field(default_factory=frozenset)
    today: date | None = None
