"""Every story told once: of the copies among a query's passages only the best goes on; knows no query and no store.

A passage of a copy goes away only where the article that represents its story says all that it says. So what only one
of the copies has, a paragraph of its own or another figure, is found as before.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from index.derived.reprints import Copies
from index.fingerprint import holds
from index.ranking.fuse import Fused
from index.store.stored import Found

FindCopies = Callable[[Sequence[int]], tuple[Copies, ...]]


@dataclass(frozen=True, slots=True)
class Live:
    """A candidate with what the database holds of it, and the copies of its article."""

    candidate: Fused
    found: Found
    copies: Copies


def with_copies(candidates: Iterator[Fused], wanted: int, find: FindCopies) -> list[tuple[Fused, Copies]]:
    """Take candidates with the copies of their articles, until `wanted` are of articles that copy none before them.

    What will most likely go away is so made up for before anything is read from the database.
    """
    taken: list[tuple[Fused, Copies]] = []
    originals: set[int] = set()
    while wanted > 0 and (some := list(islice(candidates, wanted))):
        documents = list(dict.fromkeys(candidate.document for candidate in some))
        copies = dict(zip(documents, find(documents), strict=True))
        for candidate in some:
            own = copies[candidate.document]
            taken.append((candidate, own))
            if candidate.document in originals or originals.isdisjoint(own.documents):
                originals.add(candidate.document)
                wanted -= 1
    return taken


def told_once(candidates: Iterable[Live]) -> Iterator[Live]:
    """Leave out the passages that an article which came before, a copy of theirs, says too."""
    texts: dict[int, str] = {}  # of the articles in their order: none is hidden by one that came after it
    for live in candidates:
        before = [texts[copy] for copy in _before(live, texts)] if live.copies.documents else []
        if not any(holds(text, live.found.passage.text) for text in before):
            texts.setdefault(live.candidate.document, live.found.text)
            yield live


def _before(live: Live, documents: Iterable[int]) -> Iterator[int]:
    """Give the copies of an article among the documents that stand before its own."""
    earlier = takewhile(lambda document: document != live.candidate.document, documents)
    return (document for document in earlier if document in live.copies.documents)
