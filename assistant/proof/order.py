"""Whether the words of a statement stand in the quote in the same order, beside the same words; knows no values."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.proof.alignment import Piece, Span
from assistant.proof.function_words import has_content, is_attribution, says_nothing
from assistant.proof.text import Text
from corpus.matching import last_end
from corpus.quantities import quantities

_BREAK = re.compile(r"[。；;！!？?\n]")
_PAUSE = re.compile(r"[，：:。；;！!？?\n]")
_START_OR_PAUSE = re.compile(rf"^|{_PAUSE.pattern}")
_HAN_RUN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff]+")
_LIST = re.compile(r"[、和与及同跟](?:.*[、和与及同跟])?")
_ROLES = re.compile("[向给对为把被由从让比将]")
_ANY_TIME = re.compile("(?:近日|日前|目前|此前|随后|当天|当日|如今|现在|同日|其间)+")


def misplaced(said: Text, pieces: Sequence[Piece], quote: Text) -> Iterator[Piece]:
    """Find pieces that stand in the quote behind something else than in the statement.

    Either the quote has them elsewhere and says something else where the statement has them, or they have changed
    sides with another (甲向乙, 乙向甲), or the statement joins over a comma what in the quote has a subject of its own.
    """
    before: Piece | None = None
    for index, piece in enumerate(pieces):
        after = next((later for later in pieces[index + 1 :] if later.place), None)
        wrong = before is not None and _changes_subject(said.text, before, piece, quote.text)
        if piece.place is None or (wrong and len(piece.places) > 1):
            wrong = _replaces(said, piece, _between(said.text, piece, before, after, quote.text))
        if wrong or (piece.place is None and _changes_sides(said, index, pieces, quote)):
            yield piece
        if piece.place:
            before = piece


def undated(said: Text, pieces: Sequence[Piece], quote: Text) -> Iterator[Piece]:
    """Find dates that stand, in the quote, in an earlier sentence than what they date, which has one of its own."""
    placed = [piece for piece in pieces if piece.place]
    for before, piece in pairwise(placed):
        figure = said.figure_at(before.start)
        if figure and figure.date and before.place and piece.place:
            breaks = [match.end() for match in _BREAK.finditer(quote.text, before.place[1], piece.place[0])]
            if breaks and any(q.date for q in quantities(quote.text[breaks[-1] : piece.place[0]])):
                yield before


def strays(said: Text, span: Span, pieces: Sequence[Piece], quote: Text) -> Iterator[Span]:
    """Find lone characters between two pieces that the quote does not have between the same two.

    >>> from assistant.proof.alignment import aligned
    >>> said, quote = Text("资金净流入甲厂"), Text("流入乙厂，资金净流出甲厂")
    >>> [said.text[a:b] for a, b in strays(said, (0, 7), aligned(said.text, 0, 7, quote.text, {}), quote)]
    ['入']
    """
    figures = {(q.start, q.end) for q in said.quantities}
    last, held = span[0], -1
    for piece in pieces:
        if piece.place is None:
            last, held = piece.end, -1
            continue
        runs = _HAN_RUN.finditer(said.text, last, piece.start) if held >= 0 else ()
        for run in runs:
            alone = len(run[0]) == 1 and not any(a <= run.start() and run.end() <= b for a, b in figures)
            if alone and not says_nothing(run[0]) and run[0] not in quote.text[held : piece.place[0]]:
                yield run.span()
        last, held = piece.end, piece.place[1]


def _changes_sides(said: Text, index: int, pieces: Sequence[Piece], quote: Text) -> bool:
    """Tell whether a piece stands in the quote only on the other side of its neighbour in the clause.

    Figures, dates and words of time may move, and members of one list.
    """
    piece = pieces[index]
    if said.figure_at(piece.start) or _ANY_TIME.fullmatch(said.text[piece.start : piece.end]):
        return False
    placed = [other for other in pieces if other.place and not said.figure_at(other.start)]
    before = next((other for other in reversed(placed) if other.end <= piece.start), None)
    after = next((other for other in placed if other.start >= piece.end), None)
    return any(
        other is not None
        and other.place is not None
        and not _PAUSE.search(said.text, min(piece.end, other.end), max(piece.start, other.start))
        and _is_across(piece, other.place, quote.text, behind=other is after)
        for other in (after, before)
    )


def _is_across(piece: Piece, place: Span, quote: str, *, behind: bool) -> bool:
    """Tell whether the quote has a piece only behind `place` (or only before it), in the same clause if it is there.

    A list has its members in any order.
    """
    after = [quote[place[1] : start] for start, _ in piece.places if start >= place[1]]
    before = [quote[end : place[0]] for _, end in piece.places if end <= place[0]]
    across, right = (after, before) if behind else (before, after)
    if any(map(_is_list, across)):
        return False
    if not right:
        return True
    near = [between for between in across if not _PAUSE.search(between)]
    return bool(near) and all(_PAUSE.search(between) for between in right)


def _is_list(between: str) -> bool:
    return _LIST.fullmatch(between) is not None and not _ROLES.search(between)


def _changes_subject(text: str, before: Piece, piece: Piece, quote: str) -> bool:
    if not before.place or not piece.place or "，" in text[before.end : piece.start]:
        return False
    pauses = [match.end() for match in _PAUSE.finditer(quote, before.place[1], piece.place[0])]
    subject = quote[pauses[-1] : piece.place[0]] if pauses else ""
    clause = max(match.end() for match in _START_OR_PAUSE.finditer(text, 0, before.end))
    return not is_attribution(subject) and has_content(without_figures(subject), text[clause : piece.start])


def _between(text: str, piece: Piece, before: Piece | None, after: Piece | None, quote: str) -> str:
    """Cut out of the quote what it says where the statement has the piece."""
    if after and after.place:
        ends = _BREAK if "，" in text[piece.end : after.start] else _PAUSE
        first = last_end(ends, quote, after.place[0])
        return quote[max(first, before.place[1] if before and before.place else 0) : after.place[0]]
    if before and before.place:
        ends = _BREAK if "，" in text[before.end : piece.start] else _PAUSE
        stop = ends.search(quote, before.place[1])
        return quote[before.place[1] : stop.start() if stop else len(quote)]
    return ""


def _replaces(said: Text, piece: Piece, instead: str) -> bool:
    figure = said.figure_at(piece.start)
    if figure:
        rivals = quantities(instead)
        return any(bool(q.date) == bool(figure.date) and (q.date or q.unit == figure.unit) for q in rivals)
    return has_content(without_figures(instead))


def without_figures(text: str) -> str:
    """Put a comma in place of each figure and date, so that words about them remain."""
    for quantity in reversed(quantities(text)):
        text = f"{text[: quantity.start]}，{text[quantity.end :]}"
    return text
