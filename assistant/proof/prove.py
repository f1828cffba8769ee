"""What a statement says that its quotes do not: figures, dates, names, negation, status; writes nothing itself.

The same gate for every sentence that leaves, extracted or written by a language model. It compares words, their order
and values, never meanings: what is said in other words counts as not carried, which costs a true sentence rather than
letting out a false one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.proof.alignment import Piece, Span, aligned, missing
from assistant.proof.figures import carries, is_about_the_same, is_indefinite
from assistant.proof.function_words import has_content, says_nothing
from assistant.proof.lists import shortened
from assistant.proof.meaning import denials, gives_status, is_denied, same_answer, same_status, says_no
from assistant.proof.order import misplaced, strays, undated, without_figures
from assistant.proof.orders import without_orders
from assistant.proof.speech import other_speaker
from assistant.proof.text import Text, plain
from corpus.quantities import Quantity

GapKind = Literal["number", "date", "name", "term", "negation", "status"]
MARKER = re.compile(r"\[\d{1,3}\]")

_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_CLAUSE = re.compile(r"[^，。；;！!？?\n]+")
_ENDS = "。；;！!？?\n"
_OPENING = re.compile(r"([^，。；;！!？?\n]+)，")
_LONGEST_RUN = 8
_LATIN = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a statement says (`text`, in its words) that no quote carries."""

    kind: GapKind
    text: str


def gaps(statement: str, quotes: Sequence[str]) -> tuple[Gap, ...]:
    """Find everything in the statement that no quote carries, in order; nothing at all means it is proven.

    A sentence must be carried by one quote alone, or else each of its clauses. Markers like [1] say nothing.

    >>> gaps("投资5.6亿元。[1]", ["项目投资56000万元"])
    ()
    >>> gaps("已投资5.6亿元。[1]", ["项目计划投资56000万元"])
    (Gap(kind='status', text='已'), Gap(kind='status', text='5.6亿元'))
    """
    said = Text(plain(MARKER.sub("", statement)))
    held = [Text(plain(without_orders(MARKER.sub("", quote)))) for quote in quotes] or [Text("")]
    if any(said.text == quote.text for quote in held):
        return ()
    return tuple(gap for sentence in _SENTENCE.finditer(said.text) for gap in _of_sentence(said, sentence.span(), held))


def _of_sentence(said: Text, span: Span, quotes: Sequence[Text]) -> Sequence[Gap]:
    opening = _OPENING.match(said.text, *span)
    start = opening.end() if opening and says_nothing(opening[1]) else span[0]
    lacking = _fewest(said, (start, span[1]), quotes)
    if not lacking or len(quotes) < 2:
        return lacking
    return _of_runs(said, [clause.span() for clause in _CLAUSE.finditer(said.text, start, span[1])], quotes)


def _of_runs(said: Text, clauses: Sequence[Span], quotes: Sequence[Text]) -> list[Gap]:
    """Find what is lacking where each run of clauses may have a quote of its own, the shortest runs if none has.

    A run begins where, in its quote, a sentence begins: 甲厂投产，投资5亿元 needs more than 乙厂投产，投资5亿元.
    """
    carried = [True] * (len(clauses) + 1)  # whether all is carried from this clause on
    for at in reversed(range(len(clauses))):
        ends = (last for last in range(min(len(clauses), at + _LONGEST_RUN), at, -1) if carried[last])
        carried[at] = any(_is_carried(said, (clauses[at][0], clauses[last - 1][1]), quotes, at) for last in ends)
    if carried[0]:
        return []
    return [gap for clause in clauses for gap in _fewest(said, clause, quotes)] or [
        _term(said.text[slice(*clauses[-1])])
    ]


def _is_carried(said: Text, run: Span, quotes: Sequence[Text], at: int) -> bool:
    fit = (quote for quote in quotes if not at or _begins(said, run, quote))
    return any(next(_gaps(said, run, quote), None) is None for quote in fit)


def _begins(said: Text, run: Span, quote: Text) -> bool:
    """Tell whether what a run begins with stands at the beginning of a sentence of the quote."""
    first = aligned(said.text, *run, quote.text, {})[:1]
    starts = [start for piece in first for start, _ in piece.places]
    return any(
        not has_content(without_figures(quote.text[_sentence_start(quote.text, start) : start])) for start in starts
    )


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(end, 0, at) for end in _ENDS) + 1


def _fewest(said: Text, span: Span, quotes: Sequence[Text]) -> list[Gap]:
    return min((list(_gaps(said, span, quote)) for quote in quotes), key=lambda gaps: len(gaps))


def _gaps(said: Text, span: Span, quote: Text) -> Iterator[Gap]:
    if _is_whole_sentence(said.text[slice(*span)], quote.text):
        return
    figures = [q for q in said.quantities if span[0] <= q.start < span[1]]
    same = {(q.start, q.end): [h for h in quote.quantities if carries(h, q)] for q in figures}
    spans = {place: [(h.start, h.end) for h in found] for place, found in same.items()}
    pieces = aligned(said.text, *span, quote.text, spans)
    for first, last in missing(said.text, *span, quote.text, list(spans)):
        yield _term(said.text[first:last])
    for figure in figures:
        yield from _of_figure(said, span, figure, same[figure.start, figure.end], pieces, quote)
    yield from _of_order(said, span, pieces, quote)
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
    said: Text, span: Span, figure: Quantity, same: Sequence[Quantity], pieces: Sequence[Piece], quote: Text
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
    elif not any(_agrees(said.text, span[0], figure.start, quote.text, q.start) for q in held):
        yield Gap("status", figure.text)


def _agrees(statement: str, start: int, at: int, quote: str, place: int) -> bool:
    """Tell whether a fact has the status that the quote gives it.

    A clause that opens a sentence of the quote has the status it has there, whatever the statement has before it.
    """
    if same_status(statement[start:], at - start, quote, place):
        return True
    clause = statement.rfind("，", start, at) + 1
    first = place - (at - clause)
    opens = clause > start and first >= 0 and quote[first:place] == statement[clause:at]
    return (
        opens
        and (not first or quote[first - 1] in _ENDS)
        and same_status(statement[clause:], at - clause, quote, place)
    )


def _of_order(said: Text, span: Span, pieces: Sequence[Piece], quote: Text) -> Iterator[Gap]:
    for piece in undated(said, pieces, quote):
        yield Gap("date", said.text[piece.start : piece.end])
    for piece in misplaced(said, pieces, quote):
        yield _term(said.text[piece.start : piece.end])
    for first, last in strays(said, span, pieces, quote):
        yield _term(said.text[first:last])
    for listed in shortened(said, *span, quote):
        yield Gap("number", listed)


def _of_words(said: Text, span: Span, pieces: Sequence[Piece], quote: Text, *, status: bool) -> Iterator[Gap]:
    for first, end in denials(said.text, *span, quote.text):
        yield Gap("negation", said.text[first:end])
    last, last_held = span[0], 0
    for piece in pieces:
        text = said.text[piece.start : piece.end]
        starts = [piece.place[0]] if piece.place else [start for start, _ in piece.places]
        ends = [piece.place] if piece.place else piece.places
        between = said.text[last : piece.start]
        same = any(same_answer(between, quote.text[last_held if piece.place else 0 : start]) for start in starts)
        denied = any(is_denied(quote.text, start) for start in starts) and not is_denied(said.text, piece.start)
        if denied or not same:
            yield Gap("negation", text)
        elif all(other_speaker(said.text, piece.end, quote.text, end) for _, end in ends):
            yield Gap("term", text)
        elif (
            status
            and piece is pieces[-1]
            and not any(_agrees(said.text, span[0], piece.start, quote.text, start) for start in starts)
        ):
            yield Gap("status", text)
        last, last_held = piece.end, piece.place[1] if piece.place else last_held
