"""Characters with their places on a printed page, and the rows they stand in; knows no file format and no language.

Places are in points (1/72 inch) from the upper left corner of the page as it is read: x to the right, y down.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.layout import visible

_GUTTER = 0.8  # of the size: a wider gap without a space in it parts two columns
_SPACED_GUTTER = 2.2  # the same, where there is a space in it
_WORD_GAP = 0.15
_SAME_ROW = 0.5  # of the smaller size: how far the middles of two characters of a row may lie apart
_CORE = 0.35  # of the size: rows set solid touch one another, so what is above and below is told by their middles


@dataclass(frozen=True, slots=True)
class Cell:
    """What is printed, where on the page, and in what size of font, all in points."""

    left: float
    top: float
    right: float
    bottom: float
    size: float
    text: str

    @property
    def middle(self) -> float:
        """Half way between its top and its bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True, order=True)
class Glyph(Cell):
    """One character."""


@dataclass(frozen=True, slots=True)
class Row(Cell):
    """Characters that stand side by side: one line of one column, or a piece of it. `size` is that of most of them."""

    @property
    def core(self) -> tuple[float, float]:
        """The upper and the lower end of its middle part, which no row above or below reaches into."""
        return self.middle - _CORE * self.size, self.middle + _CORE * self.size


def rows_of(glyphs: Iterable[Glyph]) -> tuple[Row, ...]:
    """Gather characters into rows, from top to bottom and from left to right, whatever order they come in.

    A row ends at a gap wider than a character, since that may be the gutter between two columns. Spaces belong to the
    row that they stand in, and to none at either end of it.

    >>> word = [Glyph(x, 0, x + 10, 10, 10, text) for x, text in ((10, "桥"), (0, "大"), (40, "右"))]
    >>> [row.text for row in rows_of(word)]
    ['大桥', '右']
    """
    return tuple(row for band in _bands(glyphs) for row in _pieces(band))


def joined(rows: Sequence[Row]) -> Row:
    """Make one row of some that stand side by side, in order, with a space in every gap."""
    return _row(rows, " ".join(row.text for row in rows))


def most_common_size(printed: Iterable[Glyph | Row]) -> float:
    """The size that most characters have, in points, to half a point; the larger one of two; 0 of none.

    >>> most_common_size([Row(0, 0, 9, 9, 9.1, "正文正文"), Row(0, 0, 9, 9, 24, "标题")])
    9.0
    """
    counts: Counter[float] = Counter()
    for piece in printed:
        counts[round(piece.size * 2) / 2] += len(piece.text)
    return max(counts, key=lambda size: (counts[size], size), default=0.0)


def _bands(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Characters at one height, across all columns."""
    band: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.middle, glyph)):
        if band and glyph.middle - band[0].middle > _SAME_ROW * min(glyph.size, band[0].size):
            yield band
            band = []
        band.append(glyph)
    yield band


def _pieces(band: list[Glyph]) -> Iterator[Row]:
    piece: list[Glyph] = []
    spaces: list[Glyph] = []
    end = 0.0
    for glyph in sorted(band):
        if glyph.text.isspace():
            spaces.append(glyph)
            continue
        if piece and glyph.left - end > (_SPACED_GUTTER if spaces else _GUTTER) * max(glyph.size, piece[-1].size):
            yield _word(piece)
            piece = []
        if piece:
            piece.extend(spaces or _word_gap(piece[-1], glyph))
        piece.append(glyph)
        end = max(end, glyph.right) if len(piece) > 1 else glyph.right
        spaces = []
    if piece:
        yield _word(piece)


def _word_gap(before: Glyph, after: Glyph) -> list[Glyph]:
    """The space between two Latin words that were set apart without one."""
    latin = (before.text + after.text).isascii() and before.text.isalnum() and after.text.isalnum()
    if not latin or after.left - before.right <= _WORD_GAP * after.size:
        return []
    return [Glyph(before.right, before.top, after.left, before.bottom, before.size, " ")]


def _word(glyphs: Sequence[Glyph]) -> Row:
    return _row(glyphs, visible("".join(glyph.text for glyph in glyphs)))


def _row(pieces: Sequence[Glyph | Row], text: str) -> Row:
    return Row(
        left=pieces[0].left,
        top=min(piece.top for piece in pieces),
        right=max(piece.right for piece in pieces),
        bottom=max(piece.bottom for piece in pieces),
        size=most_common_size(pieces),
        text=text,
    )
