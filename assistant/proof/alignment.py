"""Where the words and figures of a statement stand in a quote, in what order, and which of them stand nowhere.

Knows nothing of status or truth; figures come from the caller, who knows which of them are the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.proof.function_words import says_nothing
from index.segment import words

Span = tuple[int, int]

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_HAN_RUN = re.compile(rf"[{_HAN}]+")
_LATIN = re.compile(r"[a-z0-9](?:[a-z0-9_.+&/'\-]*[a-z0-9+])?")
_NAMED = re.compile(r"《[^《》]+》|“[^“”]+”|「[^「」]+」|\"[^\"]+\"")
_PUNCTUATION = re.compile(r"[\W_]+")
_LONG_WORD = 3
_DISTANCE_COST = 0.03
_FAR = 100
_LOOK_BACK = 16
_MOST_PLACES = 8
_AND = "和与及"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the statement that stands in the quote at each of `places`; `place` is where it stands in order.

    `place` is None for a piece that the quote has elsewhere: before what precedes it here, or behind what follows.
    """

    start: int
    end: int
    places: tuple[Span, ...]
    place: Span | None = None


def aligned(text: str, start: int, end: int, quote: str, figures: Mapping[Span, Sequence[Span]]) -> tuple[Piece, ...]:
    """Cover `text[start:end]` with the longest stretches that the quote has, and find the order that most of it keeps.

    :param figures: where each figure of the statement stands, and where the same stands in the quote.
    """
    pieces: list[Piece] = []
    at = start
    for (first, last), places in sorted(figures.items()):
        pieces += _stretches(text, at, first, quote)
        if places:
            pieces.append(Piece(first, last, tuple(places)))
        at = last
    pieces += _stretches(text, at, end, quote)
    return _in_order(pieces)


def _stretches(text: str, start: int, end: int, quote: str) -> Iterator[Piece]:
    at = start
    while at < end - 1:
        stop = at + 1
        while stop < end and text[at : stop + 1] in quote:
            stop += 1
        while stop > at and not text[stop - 1].isalnum():
            stop -= 1
        if stop < at + 2 or not text[at].isalnum():
            at += 1
            continue
        if text[at] in _AND and stop > at + 2 and f"、{text[at + 1 : stop]}" in quote:
            at += 1  # 、 says the same
        found = re.finditer(re.escape(text[at:stop]), quote)
        yield Piece(at, stop, tuple(match.span() for match in found))
        at = stop


def _in_order(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Choose places that follow each other as the pieces do, for as much of the text as can, close together."""
    best: list[tuple[float, int, Span, int]] = []  # score, piece, place, the entry before; -1 for none
    first = 0  # of the entries near enough to be looked back at
    for index, piece in enumerate(pieces):
        while first < len(best) and best[first][1] < index - _LOOK_BACK:
            first += 1
        ends = range(first, len(best))
        for place in piece.places[:_MOST_PLACES]:
            before = max(
                (e for e in ends if best[e][2][1] <= place[0]), key=lambda e: _reached(best[e], place), default=-1
            )
            score = max(0.0, _reached(best[before], place)) if before >= 0 else 0.0
            best.append((score + piece.end - piece.start, index, place, before if score else -1))
    chosen: dict[int, Span] = {}
    entry = max(range(len(best)), key=lambda e: best[e][0], default=-1)
    while entry >= 0:
        _, index, place, entry = best[entry]
        chosen[index] = place
    return tuple(replace(piece, place=chosen.get(index)) for index, piece in enumerate(pieces))


def _reached(entry: tuple[float, int, Span, int], place: Span) -> float:
    """Score an entry as the one before a place: what it has, less for the distance."""
    return entry[0] - _DISTANCE_COST * min(place[0] - entry[2][1], _FAR)


def missing(text: str, start: int, end: int, quote: str, known: Sequence[Span]) -> Iterator[Span]:
    """Find the stretches of `text[start:end]` that the quote does not have, leaving out what is `known` otherwise.

    A character stands in the quote when it does so beside a neighbour; a word of three characters or more, a Latin
    word and whatever is in quotation marks must stand there whole. Function words may be missing.
    """
    lacking = {at for at in range(start, end) if _is_han(text[at]) and not _stands(text, at, quote)}
    for first, last in _whole(text, start, end):
        if not _has(quote, text[first:last]):
            lacking.update(range(first, last))
    lacking.difference_update(at for span in known for at in range(*span))
    for first, last in _runs(lacking):
        if not says_nothing(text[first:last]):
            yield first, last


def _whole(text: str, start: int, end: int) -> Iterator[Span]:
    """Find what must stand in the quote as one piece: names in quotation marks, Latin words, long Chinese words."""
    for named in _NAMED.finditer(text, start, end):
        yield named.start() + 1, named.end() - 1
    for latin in _LATIN.finditer(text, start, end):
        yield latin.span()
    for run in _HAN_RUN.finditer(text, start, end):
        for word in words(run[0]):
            at = text.find(word, run.start(), run.end())
            if len(word) >= _LONG_WORD and at >= 0 and not says_nothing(word):
                yield at, at + len(word)


def _has(quote: str, piece: str) -> bool:
    if piece.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(piece)}(?![a-z0-9])", quote) is not None
    return _PUNCTUATION.sub("", piece) in _PUNCTUATION.sub("", quote)


def _stands(text: str, at: int, quote: str) -> bool:
    """Tell whether the character at `at` stands in the quote with a neighbour, or between the same marks."""
    pairs = [text[i : i + 2] for i in (at - 1, at) if i >= 0 and len(text) >= i + 2]
    words_beside = [pair for pair in pairs if pair.isalnum()]
    if words_beside:
        return any(pair in quote for pair in words_beside)
    return text[max(0, at - 1) : at + 2] in quote


def _is_han(character: str) -> bool:
    return _HAN_RUN.match(character) is not None


def _runs(places: set[int]) -> Iterator[Span]:
    first = last = -1
    for at in sorted(places):
        if at != last:
            if last > first:
                yield first, last
            first = at
        last = at + 1
    if last > first:
        yield first, last
