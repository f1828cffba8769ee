"""Whether a quote carries the figures of a statement: the same amounts, bounds and dates, about the same thing."""

import re
from collections.abc import Sequence

from assistant.alignment import Piece, Span
from corpus.quantities import Quantity

_PEOPLE = frozenset("名位人")
_INDEFINITE = re.compile(r"一\D")
_BESIDE = 2


def carries(held: Quantity, said: Quantity) -> bool:
    """Tell whether a quantity of the quote says what one of the statement says: 56000万元 carries 5.6亿元.

    A date carries its own parts (2023年8月10日 carries 8月10日), a bound only the same bound, a unit only itself.
    """
    if said.until:
        return set(said.date) <= set(held.date) and set(said.until) <= set(held.until)
    if said.date:
        return set(said.date) <= set(held.date) or bool(held.until and set(said.date) <= set(held.until))
    return (
        (held.number, held.upper, held.comparator) == (said.number, said.upper, said.comparator)
        and (held.kind == "ordinal") == (said.kind == "ordinal")
        and (held.unit == said.unit or not said.unit or {held.unit, said.unit} <= _PEOPLE)
    )


def is_indefinite(said: Quantity, held: Sequence[Quantity]) -> bool:
    """Tell whether 一家 only means some: the quote gives no other number of that unit."""
    return _INDEFINITE.match(said.text) is not None and not any(other.unit == said.unit for other in held)


def is_about_the_same(
    said: Quantity,
    clause: Span,
    pieces: Sequence[Piece],
    of_statement: Sequence[Quantity],
    of_quote: Sequence[Quantity],
) -> bool:
    """Tell whether the words beside a figure belong to the same figure in the quote.

    甲厂3家、乙厂5家 does not carry 甲厂5家: behind 甲厂 the quote has 3家. Words that belong to several figures of the
    quote leave it to the next ones, those of its own clause first; where all do, the figure passes.
    """
    ours = [q for q in of_statement if _rival(q, said)]
    theirs = [q for q in of_quote if _rival(q, said)]
    before = [piece for piece in pieces if piece.end <= said.start and _next(ours, piece.end) == said]
    after = [piece for piece in pieces if piece.start >= said.end and _last(ours, piece.start) == said]
    near = [piece for piece in reversed(before) if piece.start >= clause[0]]
    near += [piece for piece in after if piece.end <= clause[1]]
    for piece in (*near, *(piece for piece in reversed(before) if piece.start < clause[0])):
        owned = [q for place in piece.places for q in _owned(place, theirs, behind=piece.end <= said.start)]
        right = [carries(q, said) for q in owned]
        if owned and not any(right):
            return False
        if all(right):
            return True
    return True


def _rival(one: Quantity, other: Quantity) -> bool:
    return (one.unit, one.kind) == (other.unit, other.kind) and not one.date


def _owned(place: Span, figures: Sequence[Quantity], *, behind: bool) -> list[Quantity]:
    """Find the figure next to a place on the side it stands in the statement, and one right beside it on the other."""
    last, following = _last(figures, place[0]), _next(figures, place[1])
    near, other = (following, last) if behind else (last, following)
    owned = [near] if near else []
    if other and (place[0] - other.end if behind else other.start - place[1]) <= _BESIDE:
        owned.append(other)
    return owned


def _next(figures: Sequence[Quantity], at: int) -> Quantity | None:
    return next((figure for figure in figures if figure.start >= at), None)


def _last(figures: Sequence[Quantity], at: int) -> Quantity | None:
    return next((figure for figure in reversed(figures) if figure.end <= at), None)
