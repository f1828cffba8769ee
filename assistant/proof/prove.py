"""What a statement says that its quotes do not: figures, dates, names, negation, status; writes nothing itself.

The same gate for every sentence that leaves, extracted or written by a language model. It compares words, their order
and values, never meanings: what is said in other words counts as not carried, which costs a true sentence rather than
letting out a false one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.proof.alignment import Piece, Span, aligned, missing, plain, small
from assistant.proof.figures import carries, is_about_the_same, is_indefinite
from assistant.proof.function_words import has_content, is_attribution
from assistant.proof.meaning import gives_status, is_denied, same_answer, same_status, says_no
from corpus.quantities import Quantity, quantities

GapKind = Literal["number", "date", "name", "term", "negation", "status"]
MARKER = re.compile(r"\[\d{1,3}\]")

_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_CLAUSE = re.compile(r"[^，。；;！!？?\n]+")
_ENDS = "。；;！!？?\n"
_BREAK = re.compile(r"[。；;！!？?\n]")
_PAUSE = re.compile(r"[，：:。；;！!？?\n]")
_LATIN = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a statement says (`text`, in its words) that no quote carries."""

    kind: GapKind
    text: str


@dataclass(frozen=True)
class _Text:
    """A text in one way of writing; its capitals matter to its quantities alone (5G is no weight)."""

    printed: str

    @cached_property
    def text(self) -> str:
        return small(self.printed)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return quantities(self.printed)


def gaps(statement: str, quotes: Sequence[str]) -> tuple[Gap, ...]:
    """Find everything in the statement that no quote carries, in order; nothing at all means it is proven.

    A sentence must be carried by one quote alone, or else each of its clauses. Markers like [1] say nothing.

    >>> gaps("投资5.6亿元。[1]", ["项目投资56000万元"])
    ()
    >>> gaps("已投资5.6亿元。[1]", ["项目计划投资56000万元"])
    (Gap(kind='status', text='已'), Gap(kind='status', text='5.6亿元'))
    """
    said = _Text(plain(MARKER.sub("", statement)))
    held = [_Text(plain(MARKER.sub("", quote))) for quote in quotes] or [_Text("")]
    if any(said.text == quote.text for quote in held):
        return ()
    found: list[Gap] = []
    for sentence in _SENTENCE.finditer(said.text):
        lacking = _fewest(said, sentence.span(), held)
        if lacking and len(held) > 1:
            clauses = _CLAUSE.finditer(said.text, *sentence.span())
            lacking = [gap for clause in clauses for gap in _fewest(said, clause.span(), held)]
        found += lacking
    return tuple(found)


def _fewest(said: _Text, span: Span, quotes: Sequence[_Text]) -> list[Gap]:
    return min((list(_gaps(said, span, quote)) for quote in quotes), key=lambda gaps: len(gaps))


def _gaps(said: _Text, span: Span, quote: _Text) -> Iterator[Gap]:
    if _is_whole_sentence(said.text[slice(*span)], quote.text):
        return
    figures = [q for q in said.quantities if span[0] <= q.start < span[1]]
    same = {(q.start, q.end): [h for h in quote.quantities if carries(h, q)] for q in figures}
    spans = {place: [(h.start, h.end) for h in found] for place, found in same.items()}
    pieces = aligned(said.text, *span, quote.text, spans)
    for first, last in missing(said.text, *span, quote.text, list(spans)):
        yield _term(said.text[first:last])
    for figure in figures:
        yield from _of_figure(said, figure, same[figure.start, figure.end], pieces, quote)
    yield from _of_order(said, pieces, quote)
    yield from _of_words(said, span, pieces, quote, status=all(q.date for q in figures))


def _is_whole_sentence(sentence: str, quote: str) -> bool:
    """Tell whether the quote has the sentence to the letter, from one full stop to the next."""
    at = quote.find(sentence)
    before, after = quote[at - 1 : at], quote[at + len(sentence) : at + len(sentence) + 1]
    return at >= 0 and (not before or before in _ENDS) and (not after or after in _ENDS)


def _term(text: str) -> Gap:
    if says_no(text):
        return Gap("negation", text)
    if gives_status(text):
        return Gap("status", text)
    return Gap("name" if _LATIN.search(text) else "term", text)


def _of_figure(
    said: _Text, figure: Quantity, same: Sequence[Quantity], pieces: Sequence[Piece], quote: _Text
) -> Iterator[Gap]:
    kind: GapKind = "date" if figure.date else "number"
    if not same:
        if not is_indefinite(figure, quote.quantities):
            yield Gap(kind, figure.text)
        return
    if figure.date:
        return
    here = [piece.place for piece in pieces if piece.start == figure.start]
    held = [q for q in same if (q.start, q.end) in here] or same
    start, end = next(clause.span() for clause in _CLAUSE.finditer(said.text) if clause.end() > figure.start)
    near = [piece for piece in pieces if start <= piece.start and piece.end <= end] or pieces
    if not is_about_the_same(figure, near, said.quantities, quote.quantities, quote.text):
        yield Gap(kind, figure.text)
    elif not any(same_status(said.text, figure.start, quote.text, q.start) for q in held):
        yield Gap("status", figure.text)


def _of_order(said: _Text, pieces: Sequence[Piece], quote: _Text) -> Iterator[Gap]:
    """Find pieces that stand in the quote behind something else than in the statement.

    Either the quote has them elsewhere and says something else where the statement has them, or the statement joins
    over a comma what in the quote belongs to a subject of its own.
    """
    before: Piece | None = None
    for index, piece in enumerate(pieces):
        after = next((later for later in pieces[index + 1 :] if later.place), None)
        wrong = before is not None and _changes_subject(said.text, before, piece, quote.text)
        if piece.place is None or (wrong and len(piece.places) > 1):
            wrong = _replaces(said, piece, _between(said.text, piece, before, after, quote.text))
        if before and _leaves_its_date(said, before, piece, quote.text):
            yield Gap("date", said.text[before.start : before.end])
        if wrong:
            yield _term(said.text[piece.start : piece.end])
        if piece.place:
            before = piece


def _changes_subject(text: str, before: Piece, piece: Piece, quote: str) -> bool:
    if not before.place or not piece.place or "，" in text[before.end : piece.start]:
        return False
    pauses = [match.end() for match in _PAUSE.finditer(quote, before.place[1], piece.place[0])]
    subject = quote[pauses[-1] : piece.place[0]] if pauses else ""
    return not is_attribution(subject) and has_content(_without_figures(subject), text[: piece.start])


def _leaves_its_date(said: _Text, before: Piece, piece: Piece, quote: str) -> bool:
    """Tell whether a date stands, in the quote, in an earlier sentence than what it dates, which has one of its own."""
    if not before.place or not piece.place or not any(q.start == before.start and q.date for q in said.quantities):
        return False
    breaks = [match.end() for match in _BREAK.finditer(quote, before.place[1], piece.place[0])]
    return bool(breaks) and any(q.date for q in quantities(quote[breaks[-1] : piece.place[0]]))


def _between(text: str, piece: Piece, before: Piece | None, after: Piece | None, quote: str) -> str:
    """Cut out of the quote what it says where the statement has the piece."""
    if after and after.place:
        ends = _BREAK if "，" in text[piece.end : after.start] else _PAUSE
        first = max((match.end() for match in ends.finditer(quote, 0, after.place[0])), default=0)
        return quote[max(first, before.place[1] if before and before.place else 0) : after.place[0]]
    if before and before.place:
        ends = _BREAK if "，" in text[before.end : piece.start] else _PAUSE
        stop = ends.search(quote, before.place[1])
        return quote[before.place[1] : stop.start() if stop else len(quote)]
    return ""


def _replaces(said: _Text, piece: Piece, instead: str) -> bool:
    figure = next((q for q in said.quantities if q.start == piece.start), None)
    if figure:
        rivals = quantities(instead)
        return any(bool(q.date) == bool(figure.date) and (q.date or q.unit == figure.unit) for q in rivals)
    return has_content(_without_figures(instead))


def _without_figures(text: str) -> str:
    for quantity in reversed(quantities(text)):
        text = f"{text[: quantity.start]}，{text[quantity.end :]}"
    return text


def _of_words(said: _Text, span: Span, pieces: Sequence[Piece], quote: _Text, *, status: bool) -> Iterator[Gap]:
    last, last_held = span[0], 0
    for piece in pieces:
        text = said.text[piece.start : piece.end]
        starts = [piece.place[0]] if piece.place else [start for start, _ in piece.places]
        between = said.text[last : piece.start]
        same = any(same_answer(between, quote.text[last_held if piece.place else 0 : start]) for start in starts)
        denied = any(is_denied(quote.text, start) for start in starts) and not is_denied(said.text, piece.start)
        if denied or not same:
            yield Gap("negation", text)
        elif (
            status
            and piece is pieces[-1]
            and not any(same_status(said.text, piece.start, quote.text, start) for start in starts)
        ):
            yield Gap("status", text)
        last, last_held = piece.end, piece.place[1] if piece.place else last_held
