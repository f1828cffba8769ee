"""Blocks of rows in, the plain text of a page out, laid out as `corpus.page` reads it.

A paragraph is one line, and one blank line stands between two; the captions that interrupt it follow it. More of them
stand before a title, which its size gives away, and before what may be a caption that nothing gives away; none stand
between the lines of a title. What breaks off at the end of a page stays two lines: `corpus.page` reads on from there.
"""

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise, zip_longest

from corpus import cues
from corpus.captions import is_caption
from corpus.cuts import is_complete
from corpus.readers.columns import TITLE_SIZE, Block
from corpus.readers.glyphs import Row, most_common_size

_TITLE_GAP = 4  # blank lines
_CAPTION_GAP = 3
_GAP = 1

_SAME_SIZE = 0.12  # relative
_SAME_PITCH = 1.35  # times the usual distance of two rows: what stands further off is another paragraph
_TITLE_PITCH = 2.0  # times the size: the same for the rows of a title
_LEADING = 1.4  # times the size: the distance of two rows where there are no two to tell it
_FAR = 2.0  # the same: what stands further off, and is no title, stands below a picture
_INDENT = 1.2  # of the size; less may be a space
_SPARE = 1.6  # of the size, beyond what the next row opens with: a row that leaves more blank ends its paragraph
_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Rows that were read on from one to the next: the `text` and the `size` of them.

    `apart` from what is above it in its block by more than the usual distance, or even `far` from it; `indented` at its
    beginning; `broken` where its last row is full and ends in mid-sentence.
    """

    text: str
    size: float
    apart: bool
    far: bool
    indented: bool
    broken: bool


def page_text(blocks: Sequence[Block]) -> str:
    """The text of a page, without a line break at its end.

    >>> printed = (("大桥开工", 24, 0), ("大桥今年开工，计", 10, 40), ("划三年建成。", 10, 54))
    >>> block = tuple(Row(0, y, len(text) * size, y + size, size, text) for text, size, y in printed)
    >>> page_text([block]).strip()
    '大桥开工\\n\\n大桥今年开工，计划三年建成。'
    """
    size = most_common_size(row for block in blocks for row in block)
    title = TITLE_SIZE * size
    paragraphs = _read_across([paragraph for block in blocks for paragraph in _paragraphs(block, title)], title)
    pieces = []
    for before, paragraph, after in zip([None, *paragraphs], paragraphs, [*paragraphs[1:], None], strict=False):
        gap = _gap(before, paragraph, after, size)
        pieces.append("\n" * (gap + 1 if before else gap - 1))
        pieces.append(paragraph.text)
    return "".join(pieces)


def _read_across(paragraphs: Sequence[_Paragraph], title: float) -> list[_Paragraph]:
    """Join what breaks off at the end of a column, or at a caption, with what it goes on with."""
    read: list[_Paragraph] = []
    broken: int | None = None
    for paragraph, after in zip_longest(paragraphs, paragraphs[1:]):
        open_one = None if broken is None else read[broken]
        if open_one and broken is not None and _goes_on(open_one, paragraph, after):
            read[broken] = replace(open_one, text=_joined(open_one.text, paragraph.text), broken=paragraph.broken)
        else:
            if open_one is None or not _is_inserted(open_one, paragraph):
                broken = len(read) if paragraph.size < title else None
            read.append(paragraph)
        if broken is not None and not read[broken].broken:
            broken = None
    return read


def _goes_on(broken: _Paragraph, paragraph: _Paragraph, after: _Paragraph | None) -> bool:
    """Whether a paragraph is the rest of one that broke off."""
    floats = paragraph.far and after is not None and after.apart
    if paragraph.indented or floats or cues.stands_alone(paragraph.text):
        return False
    return _same_size(paragraph, broken)


def _is_inserted(broken: _Paragraph, paragraph: _Paragraph) -> bool:
    return is_caption(paragraph.text) or paragraph.size < (1 - _SAME_SIZE) * broken.size


def _gap(before: _Paragraph | None, paragraph: _Paragraph, after: _Paragraph | None, size: float) -> int:
    """The blank lines before a paragraph; the first one of a page has one that is not written."""
    if paragraph.size >= TITLE_SIZE * size:
        return 0 if before and before.size >= TITLE_SIZE * size and not paragraph.far else _TITLE_GAP
    if before and after and not is_complete(before.text):
        small = paragraph.size < (1 - _SAME_SIZE) * min(before.size, after.size)
        if small or (paragraph.far and after.apart):
            return _CAPTION_GAP
    return _GAP


def _paragraphs(block: Block, title: float) -> Iterator[_Paragraph]:
    pitch = _pitch(block)
    rows: list[Row] = []
    distance = 0.0
    left = right = 0.0
    edges = _edges(block)
    for before, row in zip([None, *block], block, strict=False):
        if not before or not _same_size(before, row):
            left, right = edges[_rounded(row.size)]
        if before and _is_new(before, row, title, pitch, left, right):
            yield _paragraph(rows, distance, pitch, left, right)
            rows, distance = [], row.middle - before.middle
        rows.append(row)
    if rows:
        yield _paragraph(rows, distance, pitch, left, right)


def _edges(block: Block) -> dict[int, tuple[float, float]]:
    """Where the rows of each size begin and end: a caption is set narrower than its column."""
    edges: dict[int, tuple[float, float]] = {}
    for row in block:
        left, right = edges.get(_rounded(row.size), (row.left, row.right))
        edges[_rounded(row.size)] = min(left, row.left), max(right, row.right)
    return edges


def _rounded(size: float) -> int:
    return round(2 * size)


def _same_size(one: Row | _Paragraph, other: Row | _Paragraph) -> bool:
    return abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)


def _pitch(block: Block) -> float:
    """The usual distance of two rows of a block, in points."""
    size = most_common_size(block)
    near = [below.middle - row.middle for row, below in pairwise(block) if below.middle - row.middle < 2.5 * size]
    return statistics.median_low(near) if near else _LEADING * size


def _is_new(before: Row, row: Row, title: float, pitch: float, left: float, right: float) -> bool:
    """Whether a row begins a paragraph: by its size, its distance, its indent, or the blank after the row above it."""
    size = max(row.size, before.size)
    if not _same_size(row, before):
        return True
    if size >= title:  # the lines of a title are centred, or break where it makes sense
        return row.middle - before.middle > _TITLE_PITCH * size
    word = _WORD.match(row.text)
    opening = len(word[0]) / 2 if word else 1
    return (
        row.middle - before.middle > _SAME_PITCH * pitch
        or row.left - left >= _INDENT * size
        or right - before.right >= (opening + _SPARE) * size
    )


def _paragraph(rows: Sequence[Row], distance: float, pitch: float, left: float, right: float) -> _Paragraph:
    text = _read_on(rows)
    size = most_common_size(rows)
    return _Paragraph(
        text=text,
        size=size,
        apart=distance > _SAME_PITCH * pitch,
        far=distance > _FAR * max(pitch, rows[0].size),
        indented=rows[0].left - left >= _INDENT * size,
        broken=right - rows[-1].right < (1 + _SPARE) * size and not is_complete(text),
    )


def _read_on(rows: Sequence[Row]) -> str:
    """The rows as one line, with a space between two Latin words.

    >>> _read_on([Row(0, 0, 9, 9, 9, "由 Global"), Row(0, 0, 9, 9, 9, "Times 报"), Row(0, 0, 9, 9, 9, "道")])
    '由 Global Times 报道'
    """
    return reduce(_joined, (row.text for row in rows))


def _joined(text: str, more: str) -> str:
    latin = (text[-1] + more[0]).isascii() and text[-1].isalpha() and more[0].isalpha()
    return f"{text} {more}" if latin else text + more
