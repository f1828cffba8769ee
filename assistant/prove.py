"""What a statement says that its quotes do not: numbers, dates, names, negation, status; writes nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.quantities import Quantity, quantities

GapKind = Literal["number", "date", "name", "term", "negation", "status"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a statement says (`text`, as it says it) that no quote carries."""

    kind: GapKind
    text: str


MARKER = re.compile(r"\[\d{1,3}\]")
_SPACE = re.compile(r"[\s，。、；：！？,.;:!?“”‘’\"'（）()【】]+")


def gaps(statement: str, quotes: Sequence[str]) -> tuple[Gap, ...]:
    """Find everything in the statement that no quote carries, in order; nothing at all means it is proven.

    >>> gaps("投资5.6亿元。[1]", ["项目投资56000万元"])
    ()
    >>> gaps("投资5.8亿元。[1]", ["项目投资56000万元"])
    (Gap(kind='number', text='5.8亿元'),)
    """
    said = MARKER.sub("", statement)
    plain = _SPACE.sub("", said)
    if any(plain in _SPACE.sub("", quote) for quote in quotes):
        return ()
    held = [quantity for quote in quotes for quantity in quantities(quote)]
    return tuple(Gap("number", q.text) for q in quantities(said) if not any(_same(q, other) for other in held))


def _same(said: Quantity, held: Quantity) -> bool:
    return (said.number, said.unit, said.comparator, said.upper) == (
        held.number,
        held.unit,
        held.comparator,
        held.upper,
    )
