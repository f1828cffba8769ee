"""Passages and their scores, as the indexes hand them to the fusion."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage and its article's document, both by row, and the score; higher is better."""

    passage: int
    document: int
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the lexical index found, best first; `ceiling` is the score of a passage with every term at its best.

    The ceiling is above 0 where there is a hit.
    """

    hits: tuple[Scored, ...]
    ceiling: float
