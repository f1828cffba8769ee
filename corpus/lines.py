"""The lines of a plain text, with the gaps between them, unwrapped; knows nothing of what a line is for."""

import re
import statistics
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import cues
from corpus.layout import Span, trimmed

_INDENT = re.compile(r"\u3000|[^\S\n]{2}")
_WRAPPED_WIDTH = 100
_UNEVEN = 0.2  # how far the lines of a column differ in width


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it is printed, or a piece of one: its stretches of the source, and the `text` of them together.

    `gap` counts the blank lines before it.
    """

    spans: tuple[Span, ...]
    text: str
    gap: int

    @property
    def complete(self) -> bool:
        """Whether it ends where a sentence or a clause may end."""
        return cues.is_complete(self.text)


def lines(raw: str) -> tuple[Line, ...]:
    """Split a text into its lines; where most of them end in mid-sentence, a column was wrapped, and is unwrapped.

    >>> column = "　　大桥今年开工，计\\n划三年建成，全长三\\n公里。\\n　　桥面宽三十米，可\\n并行六辆车。"
    >>> [line.text for line in lines(column)]
    ['大桥今年开工，计划三年建成，全长三公里。', '桥面宽三十米，可并行六辆车。']
    """
    printed = tuple(_printed(raw))
    return tuple(_unwrapped(printed)) if _is_wrapped(printed) else tuple(line for line, _ in printed)


def _printed(raw: str) -> Iterator[tuple[Line, bool]]:
    """Each line that is not blank, and whether it is indented."""
    at = gap = 0
    for piece in raw.splitlines(keepends=True):
        span = trimmed(raw, at, at + len(piece))
        if span is None:
            gap += 1
        else:
            yield Line((span,), raw[span.start : span.end], gap), bool(_INDENT.match(piece))
            gap = 0
        at += len(piece)


def _is_wrapped(printed: tuple[tuple[Line, bool], ...]) -> bool:
    texts = [line.text for line, _ in printed]
    open_ends = [text for text in texts if not cues.is_complete(text)]
    return len(open_ends) * 2 > len(texts) and statistics.median(map(_width, open_ends)) <= _WRAPPED_WIDTH


def _unwrapped(printed: tuple[tuple[Line, bool], ...]) -> Iterator[Line]:
    """Read on from line to line until a blank line, an indented line, or a line that shows that it stands alone.

    In a paragraph that began without an indent, a line of another width than the column's ends it too.
    """
    width = statistics.median(_width(line.text) for line, _ in printed)
    paragraph: list[Line] = []
    by_indent = False
    for line, indented in printed:
        if paragraph and (indented or line.gap or not (by_indent or _fills(paragraph[-1], width, line))):
            yield _joined(paragraph)
            paragraph = []
        if not paragraph:
            by_indent = indented
        paragraph.append(line)
    yield _joined(paragraph)


def _fills(line: Line, width: float, after: Line) -> bool:
    """Whether a line is as wide as its column, and neither it nor the one after it is a byline or the like."""
    even = abs(_width(line.text) / width - 1) <= _UNEVEN
    return even and not cues.stands_alone(line.text) and not cues.stands_alone(after.text)


def _joined(pieces: list[Line]) -> Line:
    spans = tuple(span for piece in pieces for span in piece.spans)
    return Line(spans, "".join(piece.text for piece in pieces), pieces[0].gap)


def _width(text: str) -> int:
    """Columns that the beginning of a text takes on the page: a Chinese character takes two.

    >>> _width("5G网络")
    6
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text[:_WRAPPED_WIDTH])
