"""What an article becomes on its way into the database and the indexes: frozen types, no behaviour of a stage."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from index.fingerprint import Fingerprint
from index.passage import Passage

Vectors: TypeAlias = NDArray[np.float16]
Tokens: TypeAlias = NDArray[np.uint16]

# Stands among tokens between two sentences.
END = 0

Status = Literal["created", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Terms:
    """A passage as the lexical index sees it: words separated by spaces, and its folded letters and digits.

    `title` holds the words of the article's title; empty where the text has the title in it.
    """

    words: str
    letters: str
    title: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article ready to be written: `vectors[i]`, `terms[i]` and `tokens[i]` belong to `passages[i]`.

    `version` is the article's.
    """

    article: Article
    version: str
    passages: tuple[Passage, ...]
    terms: tuple[Terms, ...]
    tokens: tuple[Tokens, ...]
    vectors: Vectors
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article that was taken in."""

    id: str
    version: str
    status: Status


@dataclass(frozen=True, slots=True)
class Written:
    """Where an article was written: its document's row and its passages' rows; no passages where nothing changed."""

    outcome: Outcome
    document: int
    passages: range


@dataclass(frozen=True, slots=True)
class Entry:
    """A live article as the indexes hold it: what has a place i belongs to the passage of row `passages[i]`.

    Whatever the index that it is meant for does not need may be empty, or None.
    """

    document: int
    source: str | None
    published: date | None
    passages: tuple[int, ...]
    terms: tuple[Terms, ...]
    tokens: tuple[Tokens, ...]
    vectors: Vectors
    fingerprint: Fingerprint | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """The tokens of N passages one after another: those of passage i lie from `starts[i]` to `starts[i + 1]`.

    Every run ends with `END`, so none is empty; `starts` is (N + 1,).
    """

    tokens: Tokens
    starts: NDArray[np.int64]
