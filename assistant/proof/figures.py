"""Whether a quote carries the figures of a statement: the same amounts, bounds and dates, about the same thing."""

import re
from collections.abc import Sequence

from assistant.proof.alignment import Piece, Span
from corpus.dates import covers
from corpus.quantities import Quantity

_PEOPLE = frozenset("名位人")
_INDEFINITE = re.compile(r"一\D")
_STOP = re.compile(r"[。；;！!？?\n]")


def carries(held: Quantity, said: Quantity) -> bool:
    """Tell whether a quantity of the quote says what one of the statement says: 56000万元 carries 5.6亿元.

    A date carries its own parts (2023年8月10日 carries 8月10日), a bound only the same bound, a unit only itself.
    """
    if said.until:
        return covers(held.date, said.date) and covers(held.until, said.until)
    if said.date:
        return covers(held.date, said.date) or covers(held.until, said.date)
    return (
        (held.number, held.upper, held.comparator) == (said.number, said.upper, said.comparator)
        and (held.kind == "ordinal") == (said.kind == "ordinal")
        and (held.unit == said.unit or not said.unit or {held.unit, said.unit} <= _PEOPLE)
    )


def is_indefinite(said: Quantity, held: Sequence[Quantity]) -> bool:
    """Tell whether 一家 only means some: the quote gives no other number of that unit."""
    return _INDEFINITE.match(said.text) is not None and not any(other.unit == said.unit for other in held)


def is_about_the_same(
    said: Quantity, pieces: Sequence[Piece], of_statement: Sequence[Quantity], of_quote: Sequence[Quantity], quote: str
) -> bool:
    """Tell whether the words beside a figure belong to the same figure in the quote.

    甲厂3家、乙厂5家 does not carry 甲厂5家: behind 甲厂 the quote has 3家. The words next to the figure decide, unless
    they belong to several figures of the quote; then the figure must be one that the words further off can reach.

    :param pieces: the stretches of the statement's clause that stand in the quote, in order.
    """
    ours = [q for q in of_statement if _rival(q, said)]
    theirs = [q for q in of_quote if _rival(q, said)]
    before = [
        piece
        for piece in pieces
        if piece.end <= said.start and _owned((piece.start, piece.end), ours, behind=True) == said
    ]
    after = [
        piece
        for piece in pieces
        if piece.start >= said.end and _owned((piece.start, piece.end), ours, behind=False) == said
    ]
    beside = next(iter((*reversed(before), *after)), None)
    if beside is None:
        return True
    owned = [q for place in beside.places if (q := _owned(place, theirs, behind=beside.end <= said.start))]
    right = [carries(q, said) for q in owned]
    if all(right) or not any(right):
        return all(right)
    return all(any(carries(q, said) for q in _reach(piece, theirs, quote)) for piece in before[:-1])


def _rival(one: Quantity, other: Quantity) -> bool:
    return (one.unit, one.kind) == (other.unit, other.kind) and not one.date


def _owned(place: Span, figures: Sequence[Quantity], *, behind: bool) -> Quantity | None:
    """Find the figure next to a place, on its side in the statement unless one touches the other side."""
    last, following = _last(figures, place[0]), _next(figures, place[1])
    if behind:
        return last if last and last.end == place[0] and (not following or following.start > place[1]) else following
    return following if following and following.start == place[1] and (not last or last.end < place[0]) else last


def _reach(piece: Piece, figures: Sequence[Quantity], quote: str) -> list[Quantity]:
    """Find the figures behind the places of a piece, up to the end of their sentences."""
    reached: list[Quantity] = []
    for _, end in piece.places:
        stop = _STOP.search(quote, end)
        reached += [q for q in figures if end <= q.start < (stop.start() if stop else len(quote))]
    return reached


def _next(figures: Sequence[Quantity], at: int) -> Quantity | None:
    return next((figure for figure in figures if figure.start >= at), None)


def _last(figures: Sequence[Quantity], at: int) -> Quantity | None:
    return next((figure for figure in reversed(figures) if figure.end <= at), None)
