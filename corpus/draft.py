"""An article under construction, and the joining of two halves that a page turn parted; knows one line at a time."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate, takewhile

from corpus import captions, cues, cuts
from corpus.article import Article, BlockKind, derived_id, title_from
from corpus.bylines import BRACKETED_END, byline, closing_byline, dateline_byline, is_desk
from corpus.headline import Headline
from corpus.imprint import Imprint, imprint, together
from corpus.jumps import Jump, onward
from corpus.layout import Part, Span, first, lay_out, visible
from corpus.lines import Line
from corpus.running_heads import Page
from corpus.sentences import sentences

_LARGE_GAP = 2  # blank lines beyond the usual
_INSERTED_LENGTH = range(8, 61)


class Draft:
    """What has been read of an article, and the paragraph that may still go on.

    `came_from` and `goes_to` are the markers that name another page of it; `cut`: a sentence goes on there.
    """

    def __init__(self, page: Page, came_from: Jump | None = None) -> None:
        self.page = page
        self.last_page = page
        self.came_from = came_from
        self.goes_to: Jump | None = None
        self.cut = False
        self.ended = False
        self._imprints: list[Imprint] = []
        self._headline: Headline | None = None
        self._names: list[str] = []
        self._parts: list[Part] = []
        self._kind: BlockKind = "body"
        self._paragraph: list[Line] = []
        self._captions: list[Line] = []

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read in it."""
        return not (self._headline or self.holds_text or self._captions)

    @property
    def fresh(self) -> bool:
        """Whether a title may still come."""
        return not (self._headline or self.holds_text)

    @property
    def holds_text(self) -> bool:
        """Whether any of its text was read, a heading or a note included."""
        return bool(self._parts or self._paragraph)

    @property
    def holds_body(self) -> bool:
        """Whether a paragraph of its own was read."""
        return any(part.kind == "body" for part in self._parts) or (bool(self._paragraph) and self._kind == "body")

    @property
    def broken(self) -> bool:
        """Whether the last paragraph ends in mid-sentence."""
        return bool(self._paragraph) and self._paragraph[-1].broken

    @property
    def title(self) -> str:
        """The title as it is printed; empty where there is none."""
        return visible(_text(self._headline.title)) if self._headline else ""

    def head(self, headline: Headline) -> None:
        """Put the headline over it; what is no title becomes a heading of the text."""
        self._headline = headline
        self._parts.extend(Part("heading", line.spans) for line in (*headline.above, *headline.below))

    def take(self, line: Line, after: Line | None, usual_gap: int, *, is_row: bool = False) -> None:
        """Put one line where it belongs; `after` follows it on the page, `is_row`: it is one of verse or of a list."""
        jump = onward(line.text)
        if jump and jump.start == 0:
            self._turn(jump)
        elif not self.holds_body and (said := imprint(line.text)):
            self._imprints.append(said)
            self._names.extend(said.names)
        elif captions.is_caption(line.text) or (self.broken and _interrupts(line, after, usual_gap)):
            self._captions.append(line)
        elif self._paragraph and (cuts.is_open(self._paragraph[-1].text) or cuts.goes_on(line.text)):
            self._read(line)
        elif names := byline(line.text):
            self._names.extend(names)
        elif self._paragraph and (self.broken or (line.runs_on and not cues.is_heading(line.text))):
            self._read(line)
        elif not is_row and _heads(line, after):
            self._begin("heading", line)
            self._end_paragraph()
        else:
            announced = self._kind == "note" and cues.is_note_label(_text(self._paragraph))
            self._begin("note" if announced or cues.is_note(line.text) else "body")
            self._read(line)

    def go_on_with(self, other: "Draft") -> None:
        """Read on in its other half; a sentence that the page turn cut is whole again, a shorter title falls away."""
        self._end_paragraph()
        other._end_paragraph()
        parts = list(other._parts)
        if other._headline and not self.is_called(other.title):
            parts.insert(0, Part("heading", tuple(span for line in other._headline.title for span in line.spans)))
        ends = [at for at, part in enumerate(self._parts) if part.kind == "body"]
        begins = [at for at, part in enumerate(parts) if part.kind == "body"]
        if self.cut and ends and begins:
            rest = parts.pop(begins[0])
            self._parts[ends[-1]] = Part("body", (*self._parts[ends[-1]].spans, *rest.spans))
        self._parts.extend(parts)
        self._names.extend(other._names)
        self.goes_to, self.cut, self.last_page = other.goes_to, other.cut, other.last_page

    def is_called(self, title: str) -> bool:
        """Whether another title says this one again, or a part of it."""
        return bool(title) and _same_title(self.title, title)

    def article(self, raw: str, source: str | None, published: date | None) -> Article:
        """The article; `source` goes before what its page or the line under its title prints, `published` after."""
        if not self.holds_text and self._headline:  # a title alone is all there is to read
            self._begin("body", *self._headline.title)
        self._end_paragraph()
        layout = lay_out(raw, self._parts)
        said = together(self._imprints)
        source = source or said.source or self.page.head.outlet
        published = said.published or self.page.head.day or published
        title = self.title
        return Article(
            id=derived_id(None, title, source, published, layout.text),
            title=title or title_from(layout.text),
            text=layout.text,
            source=source,
            published=published,
            section=self.page.head.section,
            byline=tuple(dict.fromkeys(self._names)),
            blocks=layout.blocks,
            runs=layout.runs,
        )

    def _begin(self, kind: BlockKind, *printed: Line) -> None:
        self._end_paragraph()
        self._kind = kind
        self._paragraph = list(printed)
        self.ended = False

    def _read(self, line: Line) -> None:
        """Read on in the paragraph; a marker to another page, a signature and the names of the desk end the article."""
        self._paragraph.append(line)
        jump = onward(_text(self._paragraph[-2:]))
        if jump:
            self._paragraph[-2:] = _shortened(self._paragraph[-2:], jump.start)
            self._turn(jump)
        elif _signature(line.text, _breaks(line.spans)) < len(line.text):
            self.ended = True
            self._end_paragraph()

    def _turn(self, jump: Jump) -> None:
        """End at a marker to another page."""
        self.cut = bool(self._paragraph) and not self._paragraph[-1].complete
        self.goes_to, self.ended = jump, True
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        spans = [span for line in self._paragraph for span in line.spans]
        text = _text(self._paragraph)
        breaks = _breaks(spans)
        self._names.extend((*dateline_byline(text, breaks), *closing_byline(text, breaks)[1]))
        if self._paragraph:
            self._parts.append(Part(self._kind, first(spans, _signature(text, breaks))))
        self._parts.extend(Part("caption", caption.spans) for caption in self._captions)
        self._paragraph, self._captions = [], []


def _shortened(printed: Sequence[Line], length: int) -> Iterator[Line]:
    """The lines that the first `length` characters stand on, without the rest of the last one."""
    for line in printed:
        if length > 0:
            yield replace(line, spans=first(line.spans, length), text=line.text[:length].rstrip())
        length -= len(line.text)


def _breaks(spans: Sequence[Span]) -> frozenset[int]:
    """Where the lines end that a text was joined of."""
    return frozenset(accumulate(span.end - span.start for span in spans))


def _signature(text: str, breaks: Collection[int]) -> int:
    """Where the names of those who wrote or edited begin in the brackets at the end of a text; else its end."""
    remark = BRACKETED_END.search(text)
    return remark.start() if remark and is_desk(remark[1]) else closing_byline(text, breaks)[0]


def _interrupts(line: Line, after: Line | None, usual_gap: int) -> bool:
    """Whether a line inside a broken sentence is a caption without a credit.

    It is a single sentence that stands far off from what is above it, and what is below it can go on from there: it is
    nearer, or begins with a mark that nothing else can begin with.
    """
    return (
        after is not None
        and not (after.indented or cues.is_fresh_start(after.text))
        and not (cuts.goes_on(line.text) or cuts.closes(line.text))
        and len(line.text) in _INSERTED_LENGTH
        and (line.complete or cues.is_title(line.text))
        and len(list(sentences(line.text))) == 1
        and (
            (line.gap >= usual_gap + _LARGE_GAP and after.gap < line.gap)
            or (line.complete and cuts.goes_on(after.text))
        )
    )


def _heads(line: Line, after: Line | None) -> bool:
    """Whether a line is a heading: short, without a stop, and the line after it does not go on from it."""
    if after is None or not cues.is_heading(line.text) or cuts.goes_on(after.text):
        return False
    return after.indented or not line.full


def _same_title(title: str, other: str) -> bool:
    """Whether a second title only says the first one again, or shorter.

    >>> _same_title("老渔港换上新装备，千帆归来", "老渔港换新装"), _same_title("老渔港", "夜校")
    (True, False)
    """
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(title, other, strict=False)))
    return other in title or 2 * shared >= len(other)


def _text(printed: Sequence[Line]) -> str:
    return "".join(line.text for line in printed)
