"""A passage and its score in one ranked list: the type that the indexes hand to the fusion."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage and its article's document, both by row, and the score; higher is better."""

    passage: int
    document: int
    score: float
