"""Passages by their words: BM25 over words, character bigrams and titles; knows neither vectors nor the database.

The only importer of tantivy. Queries are built as objects from terms, never parsed: nothing that a person types is
syntax.
"""

import functools
import heapq
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from index.derived.limits import Limits
from index.derived.scored import NO_HITS, Ranked, Ranking
from index.entry import Entry, Terms
from index.segment import bigrams, words

QUERY_LENGTH = 2_000
TERMS = 64

_WEIGHTS = {"words": 1.0, "bigrams": 0.8, "title": 0.8}
_VARIANT = 0.5
# BM25's k1 in tantivy: a term counts at most k1 + 1 times its inverse document frequency.
_SATURATION = 1.2
# A term in more than this share of a large index, and in so many passages, costs half the time and tells nothing.
_COMMON, _MANY = 0.05, 10_000
# Keeps the average length of titles what it is among articles that have one; no query has this word.
_NO_TITLE = "- - - - - - - -"
_HEAP = 50_000_000
_REMEMBERED = 50_000
_TERMS_TOKENIZER, _BIGRAMS_TOKENIZER = "terms", "bigrams"


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of a query in a field; `frequency` counts the passages that have it there."""

    field: str
    text: str
    frequency: int


class LexicalSearcher:
    """The index as it was at one commit; any number of threads may search it."""

    def __init__(self, schema: Any, searcher: Any) -> None:
        self._schema = schema
        self._searcher = searcher
        self._count = int(searcher.num_docs)
        # A look-up in every segment; most words of a question stood in others before.
        self._frequency = functools.lru_cache(_REMEMBERED)(searcher.doc_freq)

    def __len__(self) -> int:
        return self._count

    def search(self, query: str, k: int, limits: Limits, variants: Sequence[str] = ()) -> Ranking:
        """Give the `k` best passages that hold any of the query's terms, best first.

        Of the query only the first `QUERY_LENGTH` characters count, and of those the `TERMS` rarest words and bigrams.

        :param variants: other ways to write parts of the query; their terms count for less, and not in the ceiling.
        """
        terms = list(self._terms(query))
        telling = [*self._scoring_terms(terms, 1.0), *self._scoring_terms(self._others(variants, terms), _VARIANT)]
        if not telling or k < 1:
            return Ranking(NO_HITS, 0.0)
        asked = _limited(_any(telling), self._conditions(limits))
        hits = self._searcher.search(asked, limit=k, count=False).hits
        places = [place for _, place in hits]
        passages, documents = (self._searcher.fast_field_values(name, places) for name in ("passage", "document"))
        scores = np.array([score for score, _ in hits], np.float32)
        ranked = Ranked(np.array(passages, np.int64), np.array(documents, np.int64), scores)
        return Ranking(ranked, self._ceiling(terms))

    def weight(self, word: str) -> float:
        """Give the inverse document frequency of a word: the natural logarithm that BM25 uses.

        Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, section 3.
        """
        return self._idf(self._frequency("words", word))

    def passages(self) -> tuple[int, ...]:
        """Give the rows of all passages, ascending."""
        from tantivy import Query

        hits = self._searcher.search(Query.all_query(), limit=max(1, len(self)), count=False).hits
        return tuple(sorted(self._searcher.fast_field_values("passage", [place for _, place in hits])))

    def _terms(self, query: str) -> Iterator[_Term]:
        text = query[:QUERY_LENGTH]
        found = words(text)
        for field, terms in ("words", found), ("bigrams", bigrams(text)), ("title", found):
            distinct = [_Term(field, term, self._frequency(field, term)) for term in dict.fromkeys(terms)]
            yield from heapq.nsmallest(TERMS, distinct, key=lambda term: (term.frequency == 0, term.frequency))

    def _others(self, variants: Sequence[str], terms: Sequence[_Term]) -> Iterator[_Term]:
        """Give the terms of variants that the query itself does not have, each once, `TERMS` at most."""
        found = {(term.field, term.text): term for text in variants[:TERMS] for term in self._terms(text)}
        had = {(term.field, term.text) for term in terms}
        return islice((term for key, term in found.items() if key not in had), TERMS)

    def _scoring_terms(self, terms: Iterable[_Term], weight: float) -> Iterator[Any]:
        """Give what scores the terms that tell something."""
        from tantivy import Query

        most = max(_MANY, _COMMON * self._count)
        for term in terms:
            if 0 < term.frequency <= most:
                exact = Query.term_query(self._schema, term.field, term.text, index_option="freq")
                yield Query.boost_query(exact, weight * _WEIGHTS[term.field] * self._rarity_in_text(term))

    def _rarity_in_text(self, term: _Term) -> float:
        """Make a word in a title tell as much as in the text: where few articles have titles, all are rare there."""
        if term.field != "title":
            return 1.0
        return self._idf(self._frequency("words", term.text)) / self._idf(term.frequency)

    def _ceiling(self, terms: Iterable[_Term]) -> float:
        """Give the score of a passage that held every word and bigram of the query at its best."""
        best = (_WEIGHTS[term.field] * self._idf(term.frequency) for term in terms if term.field != "title")
        return (1 + _SATURATION) * sum(best)

    def _idf(self, frequency: int) -> float:
        return math.log(1 + (self._count - frequency + 0.5) / (frequency + 0.5))

    def _conditions(self, limits: Limits) -> Iterator[Any]:
        from tantivy import FieldType, Query

        if limits.first_day is not None or limits.last_day is not None:
            yield Query.range_query(self._schema, "day", FieldType.Integer, limits.first_day, limits.last_day)
        if limits.sources:
            yield Query.term_set_query(self._schema, "source", sorted(limits.sources))
        if limits.documents is not None:
            yield Query.term_set_query(self._schema, "document", sorted(limits.documents))


class LexicalIndex:
    """A tantivy index in a folder of its own: what is added and removed shows in the searcher of the next commit.

    One thread may change it at a time. What was not committed is lost with the process; a commit is all or nothing.
    """

    def __init__(self, folder: Path) -> None:
        import tantivy

        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._index = tantivy.Index(_schema(), path=str(folder))
        for name, tokenizer in (
            (_TERMS_TOKENIZER, tantivy.Tokenizer.whitespace()),
            (_BIGRAMS_TOKENIZER, tantivy.Tokenizer.ngram(2, 2, prefix_only=False)),
        ):
            self._index.register_tokenizer(name, tantivy.TextAnalyzerBuilder(tokenizer).build())
        self._writer: Any = None

    def searcher(self) -> LexicalSearcher:
        """Give the state of the last commit."""
        return LexicalSearcher(self._index.schema, self._index.searcher())

    def remove(self, documents: Iterable[int]) -> None:
        """Take out all passages of documents, by row."""
        for document in documents:
            self._open_writer().delete_documents_by_term("document", document)

    def add(self, entries: Iterable[Entry]) -> None:
        """Put in all passages of articles."""
        from tantivy import Document

        for entry in entries:
            for passage, terms in zip(entry.passages, entry.terms, strict=True):
                self._open_writer().add_document(_document(Document(), entry, passage, terms))

    def commit(self) -> LexicalSearcher:
        """Make the changes last, and give the searcher that sees them."""
        if self._writer is not None:
            self._writer.commit()
            self._index.reload()
        return self.searcher()

    def discard(self) -> None:
        """Forget what was changed since the last commit."""
        self._writer = None

    def settle(self) -> None:
        """Wait until the files stay as they are, until the next change."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None
            self._index.reload()

    def _open_writer(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(_HEAP, 1)
        return self._writer


def _schema() -> Any:
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    # Signed: tantivy 0.27 deletes nothing by a term of an unsigned field, and does not say so.
    builder.add_integer_field("passage", fast=True)
    builder.add_integer_field("document", indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_text_field("source", tokenizer_name="raw", index_option="basic")
    for field, tokenizer in (("words", _TERMS_TOKENIZER), ("bigrams", _BIGRAMS_TOKENIZER), ("title", _TERMS_TOKENIZER)):
        builder.add_text_field(field, tokenizer_name=tokenizer, index_option="freq")
    return builder.build()


def _document(document: Any, entry: Entry, passage: int, terms: Terms) -> Any:
    document.add_integer("passage", passage)
    document.add_integer("document", entry.document)
    document.add_text("words", terms.words)
    document.add_text("bigrams", terms.letters)
    document.add_text("title", terms.title or _NO_TITLE)
    if entry.published is not None:
        document.add_integer("day", entry.published.toordinal())
    if entry.source is not None:
        document.add_text("source", entry.source)
    return document


def _any(parts: Iterable[Any]) -> Any:
    from tantivy import Occur, Query

    return Query.boolean_query([(Occur.Should, part) for part in parts])


def _limited(query: Any, conditions: Iterable[Any]) -> Any:
    """Narrow a query; a condition adds nothing to the score."""
    from tantivy import Occur, Query

    silent = [Query.const_score_query(condition, 0.0) for condition in conditions]
    return Query.boolean_query([(Occur.Must, part) for part in (query, *silent)]) if silent else query
