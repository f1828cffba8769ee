"""What a file prints at the edge of every page: running heads, running feet and page numbers; pages of rows in.

The date in a head is kept where it is the first or another than on the page before, as a line of its own: it is what
`corpus.page` goes by.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.published import find_date
from corpus.readers.glyphs import Row
from corpus.running_heads import page_date

_EDGE_ROWS = 3  # at either end of a page
_SHARE = 0.4  # of the pages: heads of left and of right pages differ
_NUMBER = re.compile(r"[-—–·•\s]*第?\s*[A-Z]?\d{1,4}\s*[版页]?(?:\s*[/／,，共]\s*共?\s*\d{1,4}\s*页?)?[-—–·•\s]*")
_DIGITS = re.compile(r"[\d\s]+")


def without_running_heads(pages: Sequence[Sequence[Row]]) -> Iterator[list[Row]]:
    """Leave out, page by page, the rows at its edges that stand on other pages too, or hold only its number.

    >>> def page(number: int, text: str) -> list[Row]:
    ...     printed = ((20, "甬江调查"), (60, text), (800, f"- {number} -"))
    ...     return [Row(0, y, 100, y + 10, 10, words) for y, words in printed]
    >>> [[row.text for row in rows] for rows in without_running_heads([page(1, "大桥开工。"), page(2, "年内建成。")])]
    [['大桥开工。'], ['年内建成。']]
    """
    edges = [_edges(rows) for rows in pages]
    counts = Counter(key for rows in edges for key in {_key(row) for row in rows})
    often = max(2, _SHARE * len(pages))
    shown = None
    for rows, edge in zip(pages, edges, strict=True):
        running = {row for row in edge if counts[_key(row)] >= often or _NUMBER.fullmatch(row.text)}
        dated, head = _dated_head(rows)
        kept = [row for row in rows if row not in running and row not in head]
        if dated and (day := find_date(dated.text)) != shown:
            kept.append(dated)
            shown = day
        yield kept


def _edges(rows: Sequence[Row]) -> list[Row]:
    """The rows at the first and the last few heights of a page."""
    ordered = sorted(rows, key=lambda row: row.middle)
    return [*_first_heights(ordered), *_first_heights(ordered[::-1])]


def _first_heights(rows: Sequence[Row]) -> Iterator[Row]:
    last = None
    count = 0
    for row in rows:
        if last is None or abs(row.middle - last) > row.size / 2:
            count += 1
            last = row.middle
        if count > _EDGE_ROWS:
            return
        yield row


def _key(row: Row) -> tuple[str, int]:
    """What a row says but for numbers, and about how far down it stands."""
    return _DIGITS.sub("0", row.text), round(row.middle / 10)


def _dated_head(rows: Sequence[Row]) -> tuple[Row | None, set[Row]]:
    """The row at the top that says no more than whose page this is and of what day, and all that stands beside it."""
    first = list(_first_heights(sorted(rows, key=lambda row: row.middle)))
    for row in first:
        if not page_date(row.text):
            continue
        beside = {other for other in first if abs(other.middle - row.middle) <= row.size / 2}
        if first[0] not in beside:  # not the head of the page, but something signed with a date
            return row, {row}
        words = " ".join(other.text for other in sorted(beside, key=lambda other: other.left))
        return replace(row, text=words if page_date(words) else row.text), beside
    return None, set()
