"""An article cut into passages of whole sentences; knows neither words nor vectors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Article, Block, BlockKind
from corpus.sentences import Sentence, clauses, sentences
from index.passage import Passage

TARGET = 260
LONGEST = 400
_SHORT_TAIL = 60
_COMMA = re.compile(r"[，,、：:]|\n")
_APART: frozenset[BlockKind] = frozenset({"note", "caption"})


@dataclass(slots=True)
class _Draft:
    """A passage being gathered; `closed` once nothing may be added to it."""

    start: int
    end: int
    closed: bool = False
    only_headings: bool = False


def passages(article: Article) -> tuple[Passage, ...]:
    """Cut an article into passages of about `TARGET` characters, in reading order.

    Every sentence lies whole in one passage. A sentence longer than `LONGEST` is cut at its semicolons, else at its
    commas, else after `LONGEST` characters. A heading goes with what follows; notes and captions stand alone.

    >>> article = Article(id="a", title="推进会", text="甲厂投产。\\n乙厂开工！")
    >>> [passage.text for passage in passages(article)]
    ['甲厂投产。\\n乙厂开工！']
    """
    drafts: list[_Draft] = []
    for block in article.blocks or (Block("body", 0, len(article.text)),):
        _gather(drafts, article.text, block)
    _join_short_tail(drafts)
    version = article.version
    return tuple(
        Passage(article.id, version, ordinal, draft.start, draft.end, article.text[draft.start : draft.end])
        for ordinal, draft in enumerate(drafts)
    )


def _gather(drafts: list[_Draft], text: str, block: Block) -> None:
    apart = block.kind in _APART
    heading = block.kind == "heading"
    last = drafts[-1] if drafts else None
    if last and (apart or (heading and not last.only_headings)):
        last.closed = True
    for piece in _pieces(text, block):
        last = drafts[-1] if drafts else None
        if last and not last.closed and piece.end - last.start <= (LONGEST if last.only_headings else TARGET):
            last.end = piece.end
            last.only_headings = last.only_headings and heading
        else:
            drafts.append(_Draft(piece.start, piece.end, only_headings=heading))
    if apart and drafts:
        drafts[-1].closed = True


def _pieces(text: str, block: Block) -> Iterator[Sentence]:
    for sentence in sentences(text, block.start, block.end):
        if sentence.end - sentence.start <= LONGEST:
            yield sentence
        else:
            for clause in clauses(text, sentence.start, sentence.end):
                yield from _cut(text, clause)


def _cut(text: str, piece: Sentence) -> Iterator[Sentence]:
    """Cut a clause longer than `LONGEST` after the last comma that fits, else to the letter."""
    start = piece.start
    while piece.end - start > LONGEST:
        commas = [comma.end() for comma in _COMMA.finditer(text, start, start + LONGEST)]
        end = commas[-1] if commas else start + LONGEST
        yield from _stripped(text, start, end)
        start = end
    yield from _stripped(text, start, piece.end)


def _stripped(text: str, start: int, end: int) -> Iterator[Sentence]:
    inner = text[start:end].strip()
    if inner:
        begin = text.index(inner, start)
        yield Sentence(begin, begin + len(inner), inner)


def _join_short_tail(drafts: list[_Draft]) -> None:
    """Join a last passage of a few words to the one before: alone it says too little to be found by."""
    if len(drafts) < 2:
        return
    before, tail = drafts[-2:]
    if not before.closed and tail.end - tail.start < _SHORT_TAIL and tail.end - before.start <= LONGEST:
        before.end = tail.end
        drafts.pop()
