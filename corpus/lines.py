"""The lines of a plain text, with the gaps between them; knows nothing of what a line is for, and of no page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import cues, cuts
from corpus.layout import Span, trimmed

_INDENT = re.compile(r"\u3000|[^\S\n]{2}")
_PARAGRAPHS_INSIDE = re.compile(r"[。！？…”）]\u3000{2,}\S")
_INDENT_INSIDE = re.compile(r"\u3000{2,}(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it is printed, or a piece of one: its stretches of the source, and the `text` of them together.

    `gap` counts the blank lines before it, `sheet` the form feeds. `full`: it ends at the edge of its column, so that a
    sentence may be cut there. `runs_on`: it is set as the rest of a paragraph is that something came between.
    """

    spans: tuple[Span, ...]
    text: str
    gap: int
    sheet: int = 0
    indented: bool = False
    full: bool = False
    runs_on: bool = False

    @property
    def complete(self) -> bool:
        """Whether it ends where a sentence or a clause may end."""
        return cuts.is_complete(self.text)

    @property
    def broken(self) -> bool:
        """Whether it ends in mid-sentence: it has no stop, and is no short line that ends there of itself."""
        if cuts.is_open(self.text):
            return True
        short = len(self.text) <= cues.HEADING_LENGTH and (cues.is_heading(self.text) or cues.is_turn(self.text))
        return not (self.complete or cues.is_row(self.text) or (short and not self.full))


def printed_lines(raw: str) -> tuple[Line, ...]:
    """Split a text into its lines; blank ones count as gaps. Indents inside a line begin others.

    They do so if one of them follows a sentence: elsewhere such white space parts the cells of a row, or two words.

    >>> [(line.text, line.gap) for line in printed_lines("老码头\\n\\n渔港　　渔船归港。　　客人来了。")]
    [('老码头', 0), ('渔港', 1), ('渔船归港。', 0), ('客人来了。', 0)]
    """
    return tuple(_printed(raw))


def _printed(raw: str) -> Iterator[Line]:
    at = gap = sheet = 0
    for piece in raw.splitlines(keepends=True):
        begin = at
        indents = _INDENT_INSIDE.finditer(piece) if _PARAGRAPHS_INSIDE.search(piece) else ()
        for indent in (*indents, None):
            end = at + (indent.start() if indent else len(piece))
            if span := trimmed(raw, begin, end):
                yield Line(
                    (span,), raw[span.start : span.end], max(gap, 0), sheet, bool(_INDENT.match(raw, begin, end))
                )
                gap = -1
            begin = end
        gap += 1
        if piece.endswith("\f"):
            sheet, gap = sheet + 1, 0
        at += len(piece)
