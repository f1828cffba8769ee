"""A query in, ranked passages out: what the assistant searches with; knows no answer."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from typing import Protocol

import numpy as np

from corpus.simplified import simplified
from index.building.workers import cores
from index.cross_encoder import PassageScorer
from index.derived.indexes import View
from index.derived.lexical import QUERY_LENGTH
from index.derived.limits import Limits
from index.encoder import Encoder
from index.gate import Gate
from index.likeness import ComparesWords, Likeness
from index.passage import REPRINTS, Filters, Hit, Reprint
from index.ranking.fuse import Candidates, Fused
from index.ranking.order import LEAST, Depth, order
from index.ranking.told import Live, told_once, with_copies
from index.recent import Recent
from index.store.store import Store

NO_FILTERS = Filters()

# Passages that each index is asked for, for each hit wanted.
_DEPTH = 4
# Searches whose hits are kept until something changes: at most 20 MB, most often 5.
_KEPT = 512
# Articles that a cross-encoder reads.
_READ = 30


class Retriever(Protocol):
    """Finds passages for a query, and says how near texts and how rare words are."""

    def search(self, query: str, k: int, filters: Filters = NO_FILTERS, per_document: int = 1) -> tuple[Hit, ...]:
        """Give up to `k` hits, best first, at most `per_document` of one article, and of its copies what it lacks."""
        ...

    def similarity(self, query: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Give the cosine (-1..1) of the query and each text."""
        ...

    def likeness(self, query: str, texts: Sequence[str]) -> Likeness:
        """Say how near each text is to the query, as a whole and word by word."""
        ...

    def weights(self, terms: Sequence[str]) -> tuple[float, ...]:
        """Give the inverse document frequency of words of `segment.words`; above 0, rarer is higher."""
        ...


class HybridRetriever:
    """Searches by words and by meaning, and weighs the two; safe for any number of threads.

    :param encoder: used while there are no indexes; then the one whose vectors they hold.
    :param view: gives the indexes as they are now; a search uses one view throughout.
    """

    def __init__(
        self,
        store: Store,
        encoder: Encoder,
        view: Callable[[], View | None],
        reranker: PassageScorer | None = None,
    ) -> None:
        self._store = store
        self._encoder = encoder
        self._view = view
        self._reranker = reranker
        self._gate = Gate(cores())
        self._beside = ThreadPoolExecutor(cores(), "search")
        self._recent = Recent[tuple[Hit, ...]](_KEPT)

    def search(self, query: str, k: int, filters: Filters = NO_FILTERS, per_document: int = 1) -> tuple[Hit, ...]:
        """Give up to `k` hits, best first, at most `per_document` of one article.

        Of several articles that print one story the best represents it; the others are named in `reprints`. An article
        that was deleted or changed is out from that moment: every hit is read from the database.
        """
        view = self._view()
        if view is None or k < 1 or per_document < 1:
            return ()
        state, key = (self._store.state(), view), (query, k, filters, per_document)
        hits = self._recent.get(state, key, lambda: self._let_in(view, query, k, filters, per_document))
        # The passages of an encoder that was swapped for another meanwhile are no longer in the database.
        if len(hits) < k and self._current_encoder() is not view.encoder:
            return self.search(query, k, filters, per_document)
        return hits

    def similarity(self, query: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Give the cosine (-1..1) of the query and each text; 0 where either has no known token."""
        if not texts:
            return ()
        return _cosines(self._current_encoder(), query, texts)

    def likeness(self, query: str, texts: Sequence[str]) -> Likeness:
        """Say how near each text is to the query, word by word only where the encoder knows words."""
        encoder = self._current_encoder()
        if isinstance(encoder, ComparesWords):
            return encoder.likeness(query, texts)
        whole = np.array(_cosines(encoder, query, texts) if texts else (), np.float32)
        return Likeness(whole, np.zeros((len(texts), 0), np.float32), np.zeros(0, np.float32))

    def weights(self, terms: Sequence[str]) -> tuple[float, ...]:
        """Give the inverse document frequency of words of `segment.words`; above 0, rarer is higher."""
        view = self._view()
        return tuple(view.lexical.weight(term) if view else 0.0 for term in terms)

    def _current_encoder(self) -> Encoder:
        view = self._view()
        return view.encoder if view else self._encoder

    def _let_in(self, view: View, query: str, k: int, filters: Filters, per_document: int) -> tuple[Hit, ...]:
        with self._gate:
            return self._search(view, simplified(query[:QUERY_LENGTH]), k, filters, per_document)

    def _search(self, view: View, query: str, k: int, filters: Filters, per_document: int) -> tuple[Hit, ...]:
        limits = self._limits(filters)
        wanted = max(k, _READ) if self._reranker else k
        depth = Depth(max(LEAST.lexical, _DEPTH * wanted), max(LEAST.dense, _DEPTH * wanted))
        while True:
            found = order(view, query, filters.today, depth, limits, self._beside)
            live = self._live(view, _capped(found.candidates, per_document), wanted)
            told = tuple(islice(told_once(live), wanted))
            if len(told) == wanted or found.exhausted:
                return self._reread(query, self._hits(told))[:k]
            depth = depth.deeper()

    def _reread(self, query: str, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """Let the cross-encoder, if there is one, put the best hits in its order."""
        if self._reranker is None or not hits:
            return hits
        best, rest = hits[:_READ], hits[_READ:]
        scores = self._reranker.scores(query, [hit.passage.text for hit in best]).tolist()
        ordered = sorted(zip(scores, best, strict=True), key=lambda pair: -pair[0])
        floor = ordered[-1][0]
        return (
            *(replace(hit, score=score) for score, hit in ordered),
            *(replace(hit, score=floor * hit.score) for hit in rest),
        )

    def _limits(self, filters: Filters) -> Limits:
        return Limits(
            filters.published_from.toordinal() if filters.published_from else None,
            filters.published_to.toordinal() if filters.published_to else None,
            # As named, for what was indexed before outlets were put in simplified characters.
            filters.sources | frozenset(map(simplified, filters.sources)),
            self._store.document_rows(filters.documents) if filters.documents else None,
        )

    def _live(self, view: View, candidates: Iterator[Fused], chunk: int) -> Iterator[Live]:
        """Read candidates from the database, some at a time; one that is no longer live is left out."""
        while some := with_copies(candidates, chunk, view.reprints.copies):
            found = self._store.found([candidate.passage for candidate, _ in some])
            for candidate, copies in some:
                if live := found.get(candidate.passage):
                    yield Live(candidate, live, copies)

    def _hits(self, told: Sequence[Live]) -> tuple[Hit, ...]:
        """Name with each hit the copies of its article that are live, as they are now."""
        wanted = {passage for live in told for passage in live.copies.passages[:REPRINTS]}
        named = self._store.reprints(wanted) if wanted else {}
        return tuple(_hit(live, [named[copy] for copy in live.copies.passages if copy in named]) for live in told)


def _cosines(encoder: Encoder, query: str, texts: Sequence[str]) -> tuple[float, ...]:
    products = (
        encoder.encode_passages([simplified(text) for text in texts]) @ encoder.encode_queries([simplified(query)])[0]
    )
    return tuple(min(1.0, max(-1.0, float(product))) for product in products)


def _capped(candidates: Candidates, per_document: int) -> Iterator[Fused]:
    seen: Counter[int] = Counter()
    for candidate in candidates:
        seen[candidate.document] += 1
        if seen[candidate.document] <= per_document:
            yield candidate


def _hit(live: Live, reprints: Sequence[Reprint]) -> Hit:
    found, candidate = live.found, live.candidate
    scores = (candidate.score, candidate.lexical, candidate.dense)
    return Hit(found.passage, found.title, found.source, found.published, *scores, tuple(reprints))
