"""A laid-out text without some of its stretches; knows nothing of why they go."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TypeVar

from corpus.article import Block, Run
from corpus.layout import Layout, Span

_END = attrgetter("end")
_Stretch = TypeVar("_Stretch", Block, Run)


def kept(layout: Layout, spans: Iterable[Span]) -> Layout:
    """Keep some stretches of a text, in order; each begins a block, and its runs still lead back to the source.

    :param spans: offsets into `layout.text`, without white space at their ends.

    >>> from corpus.layout import Part, lay_out
    >>> raw = "大桥通车。\\n广告\\n全长三公里。"
    >>> layout = lay_out(raw, [Part("body", (Span(0, 5),)), Part("body", (Span(6, 8),)), Part("body", (Span(9, 15),))])
    >>> less = kept(layout, [Span(0, 5), Span(9, 15)])
    >>> less.text, [(run.start, run.raw_start) for run in less.runs]
    ('大桥通车。\\n全长三公里。', [(0, 0), (6, 9)])
    """
    pieces: list[str] = []
    blocks: list[Block] = []
    runs: list[Run] = []
    at = 0
    for span in spans:
        shift = at - span.start
        pieces.append(layout.text[span.start : span.end])
        blocks.extend(
            Block(block.kind, start + shift, end + shift) for block, start, end in _inside(layout.blocks, span)
        )
        runs.extend(
            Run(start + shift, end + shift, run.raw_start + start - run.start)
            for run, start, end in _inside(layout.runs, span)
        )
        at += span.end - span.start + 1
    return Layout("\n".join(pieces), tuple(blocks), tuple(runs))


def _inside(stretches: Sequence[_Stretch], span: Span) -> Iterator[tuple[_Stretch, int, int]]:
    """Give the blocks or runs that meet a span, with the ends of what they share with it."""
    first = bisect_right(stretches, span.start, key=_END) if span.start else 0
    for number in range(first, len(stretches)):
        stretch = stretches[number]
        if stretch.start >= span.end:
            return
        yield stretch, max(stretch.start, span.start), min(stretch.end, span.end)
