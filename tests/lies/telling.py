"""A sentence of an article with what stands around it, and what a language model makes of it; judges nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of `passage` without its last stop; `after` is the sentence behind it, `other` a passage elsewhere."""

    sentence: str
    passage: str
    after: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """What the scripted model answers to `passages`, and whether that is true."""

    kind: str
    true: bool
    answer: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named way to write a sentence anew, with an example: `example[1]` is among what it makes of `example[0]`.

    `of` is what the example stands beside, where the rule looks there.
    """

    kind: str
    rewrite: Callable[[Told], Iterator[str]]
    example: tuple[str, str]
    of: Told | None = None
