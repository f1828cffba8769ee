"""The article inside a crawled text: what stands above, below and between it is set apart, and read for what it says.

A rule that does not fit leaves the text as it is. What goes is a whole line, or a whole piece at either end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.furniture.footers import FOOTERS, LINES, LONG_FOOTERS
from corpus.furniture.headers import header
from corpus.furniture.kept import kept
from corpus.furniture.lists import reading_list
from corpus.furniture.said import Piece, Said, piece
from corpus.furniture.signature import signature
from corpus.layout import Layout, Span, trimmed
from corpus.published import dateline

_TAIL = 140  # characters; longer than any footer
_LONG_TAIL = 420  # characters; longer than any notice
_LINE = 240  # characters; longer than any line that is nothing but furniture
_AD = re.compile(r"(?<![\w，,、：:；;“‘《（(/·-])广告 [^×。\n]{2,60}×")
_DATELINES_BY = 200  # characters; the caption of a picture may stand before a dateline
_SENTENCE_START = re.compile(r"(?:\A|(?<=[。！？\n]))(?=[^\W\d_]{3,16}\d{4}年)")


@dataclass(frozen=True, slots=True)
class Body:
    """An article without its furniture, and what the furniture said of it; None where it said nothing."""

    layout: Layout
    title: str | None = None
    source: str | None = None
    published: date | None = None
    byline: tuple[str, ...] = ()


def body_of(layout: Layout, title: str | None = None) -> Body:
    """Set the furniture of a crawled text apart; a text that is nothing else is kept whole.

    What is left has no furniture by the same rules: to clean it again changes nothing.

    :param title: what the article is called, if that is known.

    >>> from corpus.layout import Part, lay_out
    >>> raw = "来源：甬江晚报  |  2023年07月24日 07:30:10，正文：大桥通车了。（记者 甲小乙）返回搜狐，查看更多"
    >>> body = body_of(lay_out(raw, [Part("body", (Span(0, len(raw)),))]))
    >>> body.layout.text, body.source, body.published, body.byline
    ('大桥通车了。', '甬江晚报', datetime.date(2023, 7, 24), ('甲小乙',))
    """
    said = Said(title)
    while around := _around(layout.text, said):
        spans = _between(layout.text, around)
        if spans or around != Span(0, len(layout.text)):
            layout = kept(layout, spans or [around])
        if not spans:
            break
    published = said.published or _printed_date(layout.text)
    return Body(layout, said.title, said.source, published, said.byline)


def _around(text: str, said: Said) -> Span | None:
    """Give what stands between headers and footers; None where nothing does."""
    start, end = 0, len(text)
    while end and (footer := _footer(text, end, said)):
        said.take(footer)
        end = footer.at
        while end and text[end - 1].isspace():
            end -= 1
    while start < end and (above := header(text, start, said.title)):
        said.take(above)
        start = above.at
        while start < end and text[start].isspace():
            start += 1
    return Span(start, end) if start < end else None


def _footer(text: str, end: int, said: Said) -> Piece | None:
    """Find the last piece of furniture before `end`."""
    begin = max(0, end - _TAIL)
    tail = text[begin:end]
    if found := FOOTERS.at_end(tail):
        return piece(begin + found.start(), found)
    if signed := signature(tail):
        said.sign(signed.names)
        return Piece(begin + signed.start)
    begin = max(0, end - _LONG_TAIL)
    tail = text[begin:end]
    if found := LONG_FOOTERS.at_end(tail):
        return piece(begin + found.start(), found)
    listed = reading_list(tail)
    return None if listed is None else Piece(begin + listed)


def _between(text: str, whole: Span) -> list[Span]:
    """Give the stretches of an article between what is set into it; nothing where nothing is."""
    inserted = list(_inserted(text, whole.start, whole.end))
    if not inserted:
        return []
    spans, start = [], whole.start
    for dropped in (*inserted, Span(whole.end, whole.end)):
        if start < dropped.start and (span := trimmed(text, start, dropped.start)):
            spans.append(span)
        start = dropped.end
    return spans


def _inserted(text: str, start: int, end: int) -> Iterator[Span]:
    """Find the lines between the ends that are nothing but furniture, and the advertisements set between sentences."""
    advertised = "广告 " in text
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if stop - at <= _LINE and LINES.whole(text[at:stop]):
            yield Span(at, stop)
        elif advertised:
            yield from (Span(*found.span()) for found in _AD.finditer(text, at, stop))
        at = stop + 1


def _printed_date(text: str) -> date | None:
    """Read the date of the dateline, where it is printed in full."""
    head = text[:_DATELINES_BY]
    if "日电" in head or "日讯" in head:
        for begin in _SENTENCE_START.finditer(head):
            if found := dateline(text, begin.start()):
                return found
    return None
