"""What sureness is learned from: questions with what was found, in the whole collection and in one article alone."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.extraction import confidence
from assistant.extraction.evidence import Source
from assistant.extraction.extract import find
from assistant.questions.question import last_clause
from assistant.reading.onnx_reader import bundled_reader
from assistant.training.cases import opened, taken
from assistant.training.reader.gather import written_out
from assistant.training.swaps import Pool, swap
from assistant.training.written import WrittenQuestion
from index.library import Library
from index.network import FloatArray


@dataclass(frozen=True, slots=True)
class Trial:
    """What was found for a question on a document, as features, and whether the question has an answer there.

    `as_asked` is false for what was made of the question: another name in it, or a collection of one article.
    """

    document: str
    row: FloatArray
    right: bool
    as_asked: bool


def trials(written: Sequence[WrittenQuestion], library: Library, others: Pool, draw: random.Random) -> Iterator[Trial]:
    """Ask every question as it is and of its article alone; those with an answer also with a name swapped, of both.

    A small collection holds nothing like what a stranger asks about, so that its best finding looks better than in a
    large one: the swapped question asked of one article teaches to notice the missing name.
    """
    for one in written:
        full = written_out(one)
        last = last_clause(full) if full != one.question else None
        everything = opened(full, library)
        yield from _tried(one, full, last, everything, bool(one.evidence), True, library)
        own = tuple(source for source in everything if source.article.id == one.document)
        if not own:
            continue
        yield from _tried(one, full, last, own, bool(one.evidence), False, library)
        strange = swap(full, others, own[0].article.text, draw) if one.evidence else None
        if strange:
            yield from _tried(one, strange, None, own, False, False, library)
            yield from _tried(one, strange, None, opened(strange, library), False, False, library)


def _tried(
    one: WrittenQuestion,
    full: str,
    last: str | None,
    sources: Sequence[Source],
    right: bool,
    as_asked: bool,
    library: Library,
) -> Iterator[Trial]:
    clause = taken(last, library) if last else None
    found = find(taken(full, library), sources, library.retriever, bundled_reader(), clause)
    if found:
        yield Trial(one.document, confidence.row(found), right, as_asked)
