"""The lines of a plain text, with the gaps between them, unwrapped; knows nothing of what a line is for."""

import re
import statistics
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.layout import Span, trimmed

# A bracketed remark may follow the end of a sentence: “……开工。（甲乙 摄）”
_REMARK = re.compile(r"\s*[（(【\[][^（()）【】\[\]]*[）)】\]]$")
_COMPLETE = re.compile(r"[。！？!?…；;：:][”’」』）)】》\"']*$")
_INDENT = re.compile(r"\u3000|[^\S\n]{2}")
_WRAPPED_WIDTH = 100
_SHORT_OF_WIDTH = 0.8
_TAIL = 100  # characters; no remark in brackets is longer


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
        return is_complete(self.text)


def is_complete(text: str) -> bool:
    """Whether a text ends with the end of a sentence, a colon or a semicolon, a remark in brackets left aside.

    >>> is_complete("“马上开工！”"), is_complete("大桥合龙。（甲乙 摄）"), is_complete("（完）")
    (True, True, True)
    >>> is_complete("大桥今年将"), is_complete("大桥（二期）")
    (False, False)
    """
    tail = text[-_TAIL:]
    before = _REMARK.sub("", tail)
    return not before or bool(_COMPLETE.search(before) or _COMPLETE.search(tail))


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
    open_ends = [text for text in texts if not is_complete(text)]
    return len(open_ends) * 2 > len(texts) and statistics.median(map(_width, open_ends)) <= _WRAPPED_WIDTH


def _unwrapped(printed: tuple[tuple[Line, bool], ...]) -> Iterator[Line]:
    """Read on from line to line until a blank line, an indented line, or the end of a line that was left short."""
    width = statistics.median(_width(line.text) for line, _ in printed)
    paragraph: list[Line] = []
    for line, indented in printed:
        if paragraph and (indented or line.gap or _width(paragraph[-1].text) < width * _SHORT_OF_WIDTH):
            yield _joined(paragraph)
            paragraph = []
        paragraph.append(line)
    yield _joined(paragraph)


def _joined(pieces: list[Line]) -> Line:
    spans = tuple(span for piece in pieces for span in piece.spans)
    return Line(spans, "".join(piece.text for piece in pieces), pieces[0].gap)


def _width(text: str) -> int:
    """Columns that the beginning of a text takes on the page: a Chinese character takes two.

    >>> _width("5G网络")
    6
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text[:_WRAPPED_WIDTH])
