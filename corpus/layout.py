"""Stretches of a source in, an article's text, blocks and runs out; knows no format and no rule about what to keep.

White space inside a block is folded to one space; control characters, zero-width spaces, byte order marks and lone
surrogates are dropped. Nothing else is changed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.article import Article, Block, BlockKind, Run

# What never reaches a text. The joiners U+200C and U+200D stay: they hold emoji and some scripts together.
_INVISIBLE = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\ufeff\ud800-\udfff"
_GAP = re.compile(rf"[\s{_INVISIBLE}]+")
_INNER = re.compile(rf"[\s{_INVISIBLE}]*+(.*[^\s{_INVISIBLE}])", re.DOTALL)
_WIDE_GAP = re.compile(r"[\t-\r\x1c-\x1e\x85\u2028\u2029]|\s{3}|[\u2003\u3000]{2}")
_CLOSING = "”’」』）)】》\"'"
_SENTENCE_ENDS = frozenset("。！？!?…")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source: `raw[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A block to be: stretches of the source, in order, that are read on from one to the next."""

    kind: BlockKind
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What `Article` keeps of a source: `text` is the blocks joined by a line break, `runs` lead back to the source."""

    text: str
    blocks: tuple[Block, ...]
    runs: tuple[Run, ...]


def first(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    """The first `length` characters of some spans.

    >>> first([Span(0, 4), Span(9, 12)], 5)
    (Span(start=0, end=4), Span(start=9, end=10))
    """
    kept = []
    for span in spans:
        if length <= 0:
            break
        kept.append(Span(span.start, min(span.end, span.start + length)))
        length -= span.end - span.start
    return tuple(kept)


def after(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    """Some spans without their first `length` characters.

    >>> after([Span(0, 4), Span(9, 12)], 5)
    (Span(start=10, end=12),)
    """
    kept = []
    for span in spans:
        if length < span.end - span.start:
            kept.append(Span(span.start + max(length, 0), span.end))
        length -= span.end - span.start
    return tuple(kept)


def raw_spans(article: Article, start: int, end: int) -> tuple[Span, ...]:
    """Where `article.text[start:end]` stands in its source, in reading order; stretches that touch are one.

    White space that the cleaning added stands nowhere, so that two spans may stand for a text with a space between.

    :raises ValueError: the offsets lie outside the text.

    >>> article = Article("a", "渔港", "渔船归港\\n。", runs=(Run(0, 2, 10), Run(2, 4, 15), Run(5, 6, 19)))
    >>> raw_spans(article, 1, 6)
    (Span(start=11, end=12), Span(start=15, end=17), Span(start=19, end=20))
    """
    if not 0 <= start <= end <= len(article.text):
        raise ValueError(f"no stretch of a text of {len(article.text)} characters: {start} to {end}")
    found: list[Span] = []
    for run in article.runs[max(0, bisect_right(article.runs, start, key=lambda run: run.start) - 1) :]:
        if run.start >= end:
            break
        begin, stop = max(start, run.start), min(end, run.end)
        if begin >= stop:
            continue
        span = Span(run.raw_start + begin - run.start, run.raw_start + stop - run.start)
        if found and found[-1].end == span.start:
            span = Span(found.pop().start, span.end)
        found.append(span)
    return tuple(found)


def trimmed(raw: str, start: int, end: int) -> Span | None:
    """Narrow a stretch to what can be seen; None where nothing can.

    >>> trimmed("　开工。 ", 0, 5)
    Span(start=1, end=4)
    """
    inner = _INNER.match(raw, start, end)
    return Span(*inner.span(1)) if inner else None


def paragraphs(raw: str, start: int, end: int) -> Iterator[Span]:
    """Split `raw[start:end]` where its white space separates paragraphs.

    That is a line break, a tab, three spaces of any kind, or two full-width ones; after the end of a sentence also any
    white space other than a single plain space.

    >>> raw = "签约了。   项目 5 月开工，\\u00a0总投资8亿元。\\u00a0年内投产。"
    >>> [raw[s.start : s.end] for s in paragraphs(raw, 0, len(raw))]
    ['签约了。', '项目 5 月开工，\\xa0总投资8亿元。', '年内投产。']
    """
    begin = start
    for gap in _GAP.finditer(raw, start, end):
        if gap.group() != " " and (_WIDE_GAP.search(gap.group()) or _ends_sentence(raw, gap.start())):
            if span := trimmed(raw, begin, gap.start()):
                yield span
            begin = gap.end()
    if span := trimmed(raw, begin, end):
        yield span


def visible(value: str) -> str:
    """Fold a short text such as a title: one space for each gap, none at the ends, no invisible characters.

    >>> visible(" 宁波\\u200b 港　吞吐量\\n创新高 ")
    '宁波 港 吞吐量 创新高'
    """
    return lay_out(value, [Part("body", (Span(0, len(value)),))]).text


def lay_out(raw: str, parts: Iterable[Part]) -> Layout:
    """Copy the parts out of `raw`, in order, folding white space; a part without anything visible is left out.

    Two spans of one part are joined without a space, except where white space stood between two Latin words.

    >>> layout = lay_out("安全化管\\n（图）\\n控  平台", [Part("body", (Span(0, 4), Span(9, 14)))])
    >>> layout.text, [(run.start, run.raw_start) for run in layout.runs]
    ('安全化管控 平台', [(0, 0), (4, 9), (6, 12)])
    """
    copy = _Copy(raw)
    for part in parts:
        if spans := _trimmed_ends(raw, part.spans):
            copy.block(part.kind, spans)
    return Layout("".join(copy.pieces), tuple(copy.blocks), tuple(copy.runs))


class _Copy:
    """The text under construction: its pieces, and how many characters they have together."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.length = 0
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self.runs: list[Run] = []

    def block(self, kind: BlockKind, spans: tuple[Span, ...]) -> None:
        if self.blocks:
            self._add("\n")
        start = self.length
        for before, span in zip((None, *spans), spans, strict=False):
            if before and _is_word_break(self.raw, before.end, span.start):
                self._add(" ")
            self._fold(span)
        self.blocks.append(Block(kind, start, self.length))

    def _fold(self, span: Span) -> None:
        at = span.start
        for gap in _GAP.finditer(self.raw, span.start, span.end):
            if gap.group() == " ":
                continue
            self._copy(at, gap.start())
            space = self.raw.find(" ", gap.start(), gap.end())
            if space >= 0:
                self._copy(space, space + 1)
            elif any(map(str.isspace, gap.group())):
                self._add(" ")
            at = gap.end()
        self._copy(at, span.end)

    def _copy(self, start: int, end: int) -> None:
        if start == end:
            return
        length = end - start
        last = self.runs[-1] if self.runs else None
        if last and last.end == self.length and last.raw_start + last.end - last.start == start:
            self.runs[-1] = Run(last.start, last.end + length, last.raw_start)
        else:
            self.runs.append(Run(self.length, self.length + length, start))
        self._add(self.raw[start:end])

    def _add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)


def _ends_sentence(raw: str, end: int) -> bool:
    """Whether a sentence ends at `end`, closing quotes and brackets included.

    >>> _ends_sentence("“开工了。”", 6), _ends_sentence("开工了，", 4)
    (True, False)
    """
    return raw[max(0, end - 4) : end].rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS


def _trimmed_ends(raw: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Leave out spans without anything visible, and what is invisible before the first and after the last of the rest.

    >>> _trimmed_ends("  甲 乙 ", (Span(0, 1), Span(1, 4), Span(4, 6)))
    (Span(start=2, end=4), Span(start=4, end=5))
    """
    seen = [(span, inner) for span in spans if (inner := trimmed(raw, span.start, span.end))]
    return tuple(
        Span(inner.start if number == 0 else span.start, inner.end if number == len(seen) - 1 else span.end)
        for number, (span, inner) in enumerate(seen)
    )


def _is_word_break(raw: str, end: int, start: int) -> bool:
    """Whether a Latin word ends at `end`, another starts at `start`, and white space stands between them.

    Numbers are read on: a narrow column breaks them anywhere.
    """
    before, after = raw[end - 1], raw[start]
    return (before + after).isascii() and before.isalpha() and after.isalpha() and any(map(str.isspace, raw[end:start]))
