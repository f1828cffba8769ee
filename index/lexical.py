"""Passages by their words: BM25 over words, character bigrams and titles; knows neither vectors nor the database.

The only importer of tantivy. Queries are built as objects from terms, never parsed: nothing that a person types is
syntax.
"""

import functools
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from index.entry import Entry, Terms
from index.limits import Limits
from index.scored import Scored
from index.segment import words_and_bigrams

QUERY_LENGTH = 2_000
TERMS = 64
_WEIGHTS = {"words": 1.0, "bigrams": 0.6, "title": 0.5}

_HEAP = 15_000_000
_BULK_HEAP = 150_000_000
_TOKENIZER = "terms"


class LexicalSearcher:
    """The index as it was at one commit; any number of threads may search it."""

    def __init__(self, schema: Any, searcher: Any) -> None:
        self._schema = schema
        self._searcher = searcher

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(self, query: str, k: int, limits: Limits) -> tuple[Scored, ...]:
        """Give the `k` best passages that hold any of the query's terms, best first.

        Of the query only the first `QUERY_LENGTH` characters count, and of those the `TERMS` rarest words and bigrams.
        """
        scoring = [self._term(field, term) for field, term in self._terms(query)]
        if not scoring or k < 1:
            return ()
        hits = self._searcher.search(_limited(_any(scoring), self._conditions(limits)), limit=k, count=False).hits
        places = [place for _, place in hits]
        passages = self._searcher.fast_field_values("passage", places)
        documents = self._searcher.fast_field_values("document", places)
        return tuple(
            Scored(passage, document, score)
            for (score, _), passage, document in zip(hits, passages, documents, strict=True)
        )

    def weight(self, word: str) -> float:
        """Give the inverse document frequency of a word: the natural logarithm that BM25 uses.

        Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, section 3.
        """
        having = self._searcher.doc_freq("words", word)
        return math.log(1 + (len(self) - having + 0.5) / (having + 0.5))

    def passages(self) -> tuple[int, ...]:
        """Give the rows of all passages, ascending."""
        from tantivy import Query

        hits = self._searcher.search(Query.all_query(), limit=max(1, len(self)), count=False).hits
        return tuple(sorted(self._searcher.fast_field_values("passage", [place for _, place in hits])))

    def _terms(self, query: str) -> Iterator[tuple[str, str]]:
        words, bigrams = words_and_bigrams(query[:QUERY_LENGTH])
        for field, terms in ("words", words), ("bigrams", bigrams), ("title", words):
            distinct = list(dict.fromkeys(terms))
            if len(distinct) > TERMS:
                distinct = sorted(distinct, key=functools.partial(self._searcher.doc_freq, field))[:TERMS]
            yield from ((field, term) for term in distinct)

    def _term(self, field: str, term: str) -> Any:
        from tantivy import Query

        return Query.boost_query(Query.term_query(self._schema, field, term, index_option="freq"), _WEIGHTS[field])

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
        self._index.register_tokenizer(_TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
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

    def settle(self) -> None:
        """Wait until the files stay as they are, until the next change."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None
            self._index.reload()

    def _open_writer(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(_BULK_HEAP, 1)
        return self._writer


def _schema() -> Any:
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    # Signed: tantivy 0.27 deletes nothing by a term of an unsigned field, and does not say so.
    builder.add_integer_field("passage", fast=True)
    builder.add_integer_field("document", indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_text_field("source", tokenizer_name="raw", index_option="basic")
    for field in _WEIGHTS:
        builder.add_text_field(field, tokenizer_name=_TOKENIZER, index_option="freq")
    return builder.build()


def _document(document: Any, entry: Entry, passage: int, terms: Terms) -> Any:
    document.add_integer("passage", passage)
    document.add_integer("document", entry.document)
    document.add_text("words", terms.words)
    document.add_text("bigrams", terms.bigrams)
    if terms.title:
        document.add_text("title", terms.title)
    if entry.published is not None:
        document.add_integer("day", entry.published.toordinal())
    if entry.source is not None:
        document.add_text("source", entry.source)
    return document


def _any(parts: list[Any]) -> Any:
    from tantivy import Occur, Query

    return Query.boolean_query([(Occur.Should, part) for part in parts])


def _limited(query: Any, conditions: Iterable[Any]) -> Any:
    """Narrow a query; a condition adds nothing to the score."""
    from tantivy import Occur, Query

    silent = [Query.const_score_query(condition, 0.0) for condition in conditions]
    return Query.boolean_query([(Occur.Must, part) for part in (query, *silent)]) if silent else query
