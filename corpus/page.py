"""A newspaper page as plain text in, its articles out; knows layout, and nothing of what the words mean.

Captions are lifted out of the sentences they interrupt, lines broken by the layout are joined, and titles, bylines,
notes and headings are set apart; labels of pictures, heads of pages, markers to other pages and the names of the desk
are left out. The rules look at gaps, at the ends of sentences, and at what a line shows of its own purpose
(`corpus.cues`). What they cannot see: a caption without a credit and without a gap around it, an article that starts
without a gap, an opening, or an end before it, and which of two lines is the title where nothing opens below them.
"""

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from corpus import captions, cues, cuts
from corpus.article import Article
from corpus.bylines import is_desk
from corpus.columns import unwrapped
from corpus.draft import Draft
from corpus.halves import rejoined
from corpus.headline import Headline, headline
from corpus.jumps import backward
from corpus.layout import after
from corpus.lines import Line, printed_lines
from corpus.running_heads import BLANK, Page, pages

_LARGE_GAP = 2  # blank lines beyond the usual
_AHEAD = 8  # lines; more than a headline and what follows it
_ROWS = 3


def page_articles(raw: str, source: str | None = None, published: date | None = None) -> tuple[Article, ...]:
    """Split a text of one or more pages into its articles, in order.

    A `source` given goes before what the pages print, a date printed goes before `published`.

    >>> page = '''老码头开张
    ...
    ... 记者 甲小乙
    ...
    ... 渔港新码头昨天正式启用，泊位共有十二个，首批靠岸卸货的渔
    ...
    ... 码头一角。（丙丁 摄）
    ...
    ... 船有三艘。
    ... '''
    >>> [article] = page_articles(page)
    >>> article.title, article.byline
    ('老码头开张', ('甲小乙',))
    >>> print(article.text)
    渔港新码头昨天正式启用，泊位共有十二个，首批靠岸卸货的渔船有三艘。
    码头一角。（丙丁 摄）
    """
    reading = _Reading(pages(printed_lines(raw)))
    drafts = rejoined(reading.drafts())
    return tuple(draft.article(raw, source, published) for draft in drafts if not draft.empty)


class _Reading:
    """The lines of all pages in one row, and the drafts that they have been put into so far."""

    def __init__(self, printed: Iterable[Page]) -> None:
        self._lines: list[Line] = []
        self._pages: dict[int, Page] = {}  # by the place of the first line of each
        for page in printed:
            begin = len(self._lines)
            self._lines.extend(line for line in unwrapped(page.lines) if not captions.is_label(line.text))
            if len(self._lines) > begin:
                self._pages[begin] = page
        gaps = [line.gap for at, line in enumerate(self._lines) if at not in self._pages]
        self._usual_gap = statistics.mode(gaps) if gaps else 0
        self._rows = frozenset(_rows(self._lines))
        self._drafts: list[Draft] = []
        self._page = BLANK

    def drafts(self) -> list[Draft]:
        """Put each line where it belongs."""
        at = 0
        while at < len(self._lines):
            self._page = self._pages.get(at, self._page)
            at += self._read(at)
        return self._drafts

    def _read(self, at: int) -> int:
        """Read the line at `at`, or the headline that begins there; the number of lines read."""
        line, *following = self._lines[at : at + _AHEAD]
        if is_desk(line.text):
            if self._drafts:
                self._drafts[-1].ended = not self._drafts[-1].broken
            return 1
        if jump := backward(line.text):
            self._drafts.append(Draft(self._page, jump))
            line = replace(line, spans=after(line.spans, jump.end), text=line.text[jump.end :])
            if not line.text:
                return 1
        over = None if self._is_rest(line) else headline([line, *following], self._usual_gap)
        if self._begins_article(at, line, over):
            self._drafts.append(Draft(self._page))
        draft = self._drafts[-1]
        if over and draft.fresh:
            draft.head(over)
            return over.size
        draft.take(line, following[0] if following else None, self._usual_gap, is_row=at in self._rows)
        return 1

    def _is_rest(self, line: Line) -> bool:
        """Whether a line below 上接第1版 is the rest of a paragraph, and not the title again."""
        if not (self._drafts and self._drafts[-1].came_from and self._drafts[-1].fresh):
            return False
        waiting = [draft for draft in self._drafts if draft.goes_to]
        if any(draft.is_called(line.text) for draft in waiting):
            return False
        return line.indented or any(line.complete or draft.cut for draft in waiting)

    def _begins_article(self, at: int, line: Line, over: Headline | None) -> bool:
        """A headline begins one after an end, at the head of a page, over an opening, or far from what is above it.

        Without a headline a dateline does, once there is a text before it. The lines of verse and of lists, which look
        like titles, begin none among others of their kind.
        """
        draft = self._drafts[-1] if self._drafts else None
        if draft is None:
            return True
        if draft.fresh or (draft.broken and cuts.closes(line.text)):
            return False
        if over is None:
            return cues.is_dateline(line.text) and draft.holds_body and not draft.broken
        if at + over.size == len(self._lines) or (not over.opens and at in self._rows and at + 1 in self._rows):
            return False
        if draft.ended or (over.opens and line.gap > self._usual_gap):
            return True
        at_head = at in self._pages and self._pages[at].headed
        return not draft.broken and (over.opens or at_head or line.gap >= self._usual_gap + _LARGE_GAP)


def _rows(printed: Sequence[Line]) -> Iterator[int]:
    """The places of lines that are verse, or points of a list, or rows of a table: several short ones on end.

    >>> list(_rows(printed_lines("春天\\n山上的路\\n通向码头\\n船从远方来\\n渔船今天归港。")))
    [0, 1, 2, 3]
    """
    for short, group in groupby(enumerate(printed), key=lambda pair: _is_short(pair[1])):
        run = [at for at, _ in group]
        if short and len(run) >= _ROWS:
            yield from run


def _is_short(line: Line) -> bool:
    text = line.text
    return cues.is_row(text) or (cues.is_heading(text) and not (line.full or cues.stands_alone(text)))
