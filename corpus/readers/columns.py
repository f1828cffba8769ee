"""The rows of a printed page in the order in which they are read: down one column, then down the next.

The method is the recursive X-Y cut (Nagy and Seth, "Hierarchical representation of optically scanned documents", ICPR
1984): white gutters part columns, and what crosses a gutter parts what is above it from what is below. Two things are
added for newspapers. A title counts as wide as the white beside it, because it stands over all the columns that it
could have run on over; and a row of nothing but titles ends the columns above it. What it cannot see: an article whose
columns end at different heights above others, and vertical text of more than one column.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.readers.glyphs import Row, joined, most_common_size

TITLE_SIZE = 1.3  # times the size of most of the text
_GUTTER = 0.8  # times the size of most of the text
_CENTERED = 0.1  # of the white at both sides: how far a row may stand from the middle of it
_ALIGNED = 2.0  # points
_DEPTH = 40  # no page is cut more often; what is left then is read from top to bottom
_TITLES = 50  # side by side; with more, none of them is one
_ROWS = 5_000  # a page of more is no printed page, and is read from top to bottom

Block = tuple[Row, ...]
_Stretch = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A row, and how far to the left and to the right it counts."""

    row: Row
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Cut:
    """What the cuts of one page go by: the narrowest gutter and the smallest title, in points."""

    gutter: float
    title: float


def blocks_of(rows: Iterable[Row]) -> tuple[Block, ...]:
    """Cut a page into its blocks, in reading order; the rows of a block stand one below the other.

    The order of the rows given makes no difference; each of them comes out once, or joined with those at its height.

    >>> left, right = ([Row(x, y, x + 40, y + 10, 10, f"{x}栏{y}行") for y in (20, 34)] for x in (0, 60))
    >>> [row.text for block in blocks_of([Row(20, 0, 80, 16, 16, "通栏标题"), *right, *left]) for row in block]
    ['通栏标题', '0栏20行', '0栏34行', '60栏20行', '60栏34行']
    """
    printed = sorted(rows, key=_place)
    if not 0 < len(printed) <= _ROWS:
        return (_leaf(printed),) if printed else ()
    size = most_common_size(printed)
    return tuple(_in_order(printed, _Cut(_GUTTER * size, TITLE_SIZE * size), _DEPTH))


def _in_order(rows: Sequence[Row], cut: _Cut, depth: int) -> Iterator[Block]:
    for band in _bands(rows, cut):
        gutters = _gutters(band, cut.gutter) if depth else []
        if not gutters:
            yield _leaf([cell.row for cell in band])
            continue
        for left, right in pairwise((-math.inf, *gutters, math.inf)):
            column = [cell.row for cell in band if left <= cell.left < right]
            yield from _in_order(column, cut, depth - 1)


def _bands(rows: Sequence[Row], cut: _Cut) -> Iterator[list[_Cell]]:
    """Cut a stretch of page where a gutter ends or begins, and above a row of titles."""
    page = min(row.left for row in rows), max(row.right for row in rows)
    lefts = sorted(row.left for row in rows)
    band: list[_Cell] = []
    covered: list[_Stretch] = []
    for level in _levels(rows):
        alone = len(level) == 1 and _is_centered(level[0], page, lefts)
        cells = _widened(level, page, cut, alone)
        added = _covered(cells, cut.gutter)
        both = _merged([*covered, *added], cut.gutter)
        titles = _titles_on_top(cells, cut)
        if band and (titles or (len(both) == 1 and max(len(covered), len(added)) > 1)):
            at = len(band) if titles or len(covered) > 1 else _first_that_fits(band, added, cut)
            if at:
                yield band[:at]
            band = band[at:]
            both = _covered([*band, *cells], cut.gutter)
        band.extend(cells)
        covered = both
    yield band


def _levels(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows between which no white line runs from side to side."""
    level: list[Row] = []
    end = -math.inf
    for row in sorted(rows, key=lambda row: (row.core, _place(row))):
        if level and row.core[0] >= end:
            yield level
            level = []
        end = max(end, row.core[1])
        level.append(row)
    yield level


def _widened(level: Sequence[Row], page: _Stretch, cut: _Cut, alone: bool) -> list[_Cell]:
    """Let each title, and a row that stands alone in the middle, count as wide as the white beside it.

    The white between two titles belongs to neither: a gutter may run through it.
    """
    cells = []
    titles = sum(row.size >= cut.title for row in level)
    for row in level:
        left, right = row.left, row.right
        if alone or (row.size >= cut.title and titles <= _TITLES):
            beside = [other for other in level if other is not row and _overlap(other.core, row.core)]
            before = max((other for other in beside if other.right <= left), key=lambda row: row.right, default=None)
            after = min((other for other in beside if other.left >= right), key=lambda row: row.left, default=None)
            if before is None or before.size < cut.title:
                left = min(left, before.right + cut.gutter if before else page[0])
            if after is None or after.size < cut.title:
                right = max(right, after.left - cut.gutter if after else page[1])
        cells.append(_Cell(row, left, right))
    return cells


def _is_centered(row: Row, page: _Stretch, lefts: Sequence[float]) -> bool:
    """Whether a row stands in the middle and begins where no other does, as the rows of a column do."""
    before, after = row.left - page[0], page[1] - row.right
    fellows = bisect_right(lefts, row.left + _ALIGNED) - bisect_left(lefts, row.left - _ALIGNED)
    return fellows == 1 and min(before, after) > 0 and abs(before - after) <= _CENTERED * (before + after)


def _titles_on_top(cells: Sequence[_Cell], cut: _Cut) -> bool:
    """Whether the first row of a level is all titles."""
    first = min(cell.row.core[1] for cell in cells)
    return all(cell.row.size >= cut.title for cell in cells if cell.row.core[0] < first)


def _first_that_fits(band: Sequence[_Cell], covered: Sequence[_Stretch], cut: _Cut) -> int:
    """Where the rows at the end of a band begin that already stand in a column of the one that follows."""
    at = len(band)
    while at and band[at - 1].row.size < cut.title:
        covered = _merged([*covered, (band[at - 1].left, band[at - 1].right)], cut.gutter)
        if len(covered) == 1:
            break
        at -= 1
    return at


def _gutters(cells: Sequence[_Cell], gutter: float) -> list[float]:
    """The middles of the gutters that run all the way down; a single row has none."""
    if max(cell.row.core[0] for cell in cells) < min(cell.row.core[1] for cell in cells):
        return []
    return [(left[1] + right[0]) / 2 for left, right in pairwise(_covered(cells, gutter))]


def _covered(cells: Iterable[_Cell], gutter: float) -> list[_Stretch]:
    return _merged([(cell.left, cell.right) for cell in cells], gutter)


def _merged(stretches: Iterable[_Stretch], gutter: float) -> list[_Stretch]:
    """Stretches from left to right, those that no gutter parts made one.

    >>> _merged([(50, 90), (0, 10), (12, 40)], 8)
    [(0, 40), (50, 90)]
    """
    merged: list[_Stretch] = []
    for left, right in sorted(stretches):
        if merged and left - merged[-1][1] < gutter:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _leaf(rows: Sequence[Row]) -> Block:
    """One row for each height; characters that stand one below the other, as in a vertical title, are one row."""
    lines = [joined(sorted(height, key=_from_left)) for height in _heights(rows)]
    if len(lines) > 2 and all(len(line.text) == 1 for line in lines):
        lines = [replace(joined(lines), text="".join(line.text for line in lines))]
    return tuple(lines)


def _heights(rows: Sequence[Row]) -> Iterator[list[Row]]:
    height: list[Row] = []
    for row in sorted(rows, key=lambda row: (row.middle, _from_left(row))):
        if height and row.middle >= height[0].core[1]:
            yield height
            height = []
        height.append(row)
    yield height


def _overlap(one: _Stretch, other: _Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _place(row: Row) -> tuple[float, float, float, float, float, str]:
    return row.top, *_from_left(row)


def _from_left(row: Row) -> tuple[float, float, float, float, str]:
    return row.left, row.right, row.bottom, row.size, row.text
