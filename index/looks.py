"""What each part of the search finds by itself: to judge them, not to answer with."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from corpus.simplified import simplified
from index.derived.limits import NO_LIMITS
from index.derived.scored import NO_HITS, Ranking
from index.library import Library
from index.passage import Passage
from index.ranking.fuse import Candidates, fuse
from index.ranking.order import Depth, order

# Passages that each index is asked for, for each article wanted: an article has many passages.
_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Looks:
    """The passages that each way finds, best first, one an article.

    `lexical` and `dense` are the two indexes alone, `fused` is both scores together, `final` what a search gives.
    """

    lexical: tuple[Passage, ...]
    dense: tuple[Passage, ...]
    fused: tuple[Passage, ...]
    final: tuple[Passage, ...]


def looks(library: Library, query: str, k: int) -> Looks:
    """Search in every way for up to `k` articles; nothing is found before the first article."""
    view = library.view
    if view is None:
        return Looks((), (), (), ())
    query = simplified(query)
    vector = view.encoder.encode_queries([query])[0]
    lexical = view.lexical.search(query, _DEPTH * k, NO_LIMITS)
    dense = view.dense.search(vector, _DEPTH * k, NO_LIMITS)
    ways = (
        fuse(lexical, NO_HITS, np.zeros(len(lexical.hits), np.float32)),
        fuse(Ranking(NO_HITS, 0.0), dense, np.zeros(0, np.float32)),
        fuse(lexical, dense, view.dense.products(vector, lexical.hits.passages)),
        order(view, query, None, Depth(_DEPTH * k, _DEPTH * k), NO_LIMITS).candidates,
    )
    return Looks(*(tuple(_passages(library, way, k)) for way in ways))


def _passages(library: Library, candidates: Candidates, k: int) -> Iterator[Passage]:
    """Give the best passage of each of the first `k` articles."""
    _, firsts = np.unique(candidates.documents, return_index=True)
    rows = candidates.passages[np.sort(firsts)[:k]].tolist()
    found = library.found(rows)
    return (found[row].passage for row in rows if row in found)
