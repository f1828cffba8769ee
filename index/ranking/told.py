"""Every story told once: of the copies among a query's passages only the best goes on; knows no query and no store.

A passage of a copy goes away only where the article that represents its story says all that it says. So what only one
of the copies has, a paragraph of its own or another figure, is found as before.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

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


def with_copies(some: Sequence[tuple[Fused, Found]], find: FindCopies) -> Iterator[Live]:
    """Look up the copies of the articles of some candidates, all at once."""
    documents = list(dict.fromkeys(candidate.document for candidate, _ in some))
    copies = dict(zip(documents, find(documents), strict=True))
    return (Live(candidate, found, copies[candidate.document]) for candidate, found in some)


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
