"""A newspaper page as plain text in, its articles out; knows layout, and nothing of what the words mean.

Captions are lifted out of the sentences they interrupt, lines broken by the layout are joined, and titles, bylines,
notes and headings are set apart; the label of a picture and the head of the page are left out. The rules look at gaps,
at the ends of sentences, and at what a line shows of its own purpose (`corpus.cues`). What they cannot see: a caption
without a credit and without a gap around it, and an article that starts without a gap before its title.
"""

import statistics
from collections.abc import Sequence
from datetime import date
from itertools import takewhile, zip_longest

from corpus import cues
from corpus.article import Article, BlockKind, derived_id, title_from
from corpus.bylines import byline, closing_byline
from corpus.layout import Part, Span, lay_out, visible
from corpus.lines import Line, lines
from corpus.sentences import sentences

_LARGE_GAP = 2  # blank lines beyond the usual
_INSERTED_LENGTH = range(8, 61)


def page_articles(raw: str, source: str | None = None, published: date | None = None) -> tuple[Article, ...]:
    """Split a page into its articles, in order; `source` and `published` are for pages that do not print theirs.

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
    printed = [line for line in lines(raw) if not cues.is_label(line.text)]
    head = list(takewhile(lambda line: cues.page_date(line.text), printed))
    day = cues.page_date(head[0].text) if head else published
    del printed[: len(head)]
    usual_gap = statistics.mode(line.gap for line in printed[1:]) if len(printed) > 1 else 0
    drafts = [_Draft()]
    for line, after in zip_longest(printed, printed[1:]):
        if drafts[-1].holds_text and _starts_article(line, after, drafts[-1], usual_gap):
            drafts.append(_Draft())
        drafts[-1].take(line, after, usual_gap)
    return tuple(draft.article(raw, source, day) for draft in drafts if not draft.empty)


class _Draft:
    """An article under construction: what has been read of it, and the paragraph that may still go on."""

    def __init__(self) -> None:
        self.title: list[Line] = []
        self.names: list[str] = []
        self.parts: list[Part] = []
        self._kind: BlockKind = "body"
        self._paragraph: list[Line] = []
        self._captions: list[Line] = []

    @property
    def empty(self) -> bool:
        return not (self.title or self.holds_text or self._captions)

    @property
    def holds_text(self) -> bool:
        return bool(self.parts or self._paragraph)

    @property
    def broken(self) -> bool:
        """Whether the last paragraph ends in mid-sentence."""
        return bool(self._paragraph) and not self._paragraph[-1].complete

    def take(self, line: Line, after: Line | None, usual_gap: int) -> None:
        """Put one line where it belongs; `after` is the line that follows it on the page."""
        if names := byline(line.text):
            self.names.extend(names)
        elif cues.is_caption(line.text) or (self.broken and _interrupts(line, after, usual_gap)):
            self._captions.append(line)
        elif self._paragraph and (self.broken or cues.goes_on(line.text)):
            self._paragraph.append(line)
        elif not self.holds_text and self._extends_title(line, usual_gap):
            self.title.append(line)
        elif _heads(line, after):
            self._begin("heading", line)
            self._end_paragraph()
        else:
            self._begin("note" if cues.is_note(line.text) else "body", line)

    def article(self, raw: str, source: str | None, published: date | None) -> Article:
        if not self.holds_text:  # a title alone is all there is to read
            self._begin("body", *self.title)
        self._end_paragraph()
        layout = lay_out(raw, self.parts)
        title = visible(_text(self.title)) or title_from(layout.text)
        return Article(
            id=derived_id(None, title, source, published),
            title=title,
            text=layout.text,
            source=source,
            published=published,
            byline=tuple(dict.fromkeys(self.names)),
            blocks=layout.blocks,
            runs=layout.runs,
        )

    def _extends_title(self, line: Line, usual_gap: int) -> bool:
        """The first line that looks like a title is one; the next is part of it where it stands closer than usual."""
        return cues.is_title(_text([*self.title, line])) and (not self.title or line.gap < usual_gap)

    def _begin(self, kind: BlockKind, *printed: Line) -> None:
        self._end_paragraph()
        self._kind = kind
        self._paragraph = list(printed)

    def _end_paragraph(self) -> None:
        spans = [span for line in self._paragraph for span in line.spans]
        start, names = closing_byline(_text(self._paragraph))
        self.names.extend(names)
        if self._paragraph:
            self.parts.append(Part(self._kind, _first(spans, start)))
        self.parts.extend(Part("caption", caption.spans) for caption in self._captions)
        self._paragraph, self._captions = [], []


def _starts_article(line: Line, after: Line | None, draft: _Draft, usual_gap: int) -> bool:
    """A title after a much larger gap than usual; after a somewhat larger one, where the next line opens an article."""
    if after is None or not cues.is_title(line.text) or byline(line.text) or cues.is_caption(line.text):
        return False
    opens = cues.is_opening(after.text)
    return line.gap > usual_gap and (opens or (not draft.broken and line.gap >= usual_gap + _LARGE_GAP))


def _interrupts(line: Line, after: Line | None, usual_gap: int) -> bool:
    """Whether a line inside a broken sentence is a caption without a credit.

    It is a single sentence that stands far off from what is above it, and what is below it can go on from there.
    """
    return (
        after is not None
        and line.gap >= usual_gap + _LARGE_GAP
        and after.gap <= usual_gap
        and len(line.text) in _INSERTED_LENGTH
        and (line.complete or cues.is_title(line.text))
        and len(list(sentences(line.text))) == 1
        and not cues.goes_on(line.text)
        and not cues.is_fresh_start(after.text)
    )


def _heads(line: Line, after: Line | None) -> bool:
    """Whether a line is a heading: short, without a stop, and the line after it does not go on from it."""
    return after is not None and cues.is_heading(line.text) and not cues.goes_on(after.text)


def _text(printed: Sequence[Line]) -> str:
    return "".join(line.text for line in printed)


def _first(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """The first `length` characters of some spans.

    >>> _first([Span(0, 4), Span(9, 12)], 5)
    (Span(start=0, end=4), Span(start=9, end=10))
    """
    kept = []
    for span in spans:
        if length <= 0:
            break
        kept.append(Span(span.start, min(span.end, span.start + length)))
        length -= span.end - span.start
    return tuple(kept)
