"""Entries of invented articles, as a database would give them."""

from collections.abc import Sequence

from corpus.article import Article
from index.entry import Entry
from index.prepare import prepare
from tests.fakes import HashEncoder

ENCODER = HashEncoder()


def entries(articles: Sequence[Article], document: int = 1, passage: int = 1) -> list[Entry]:
    """Give entries whose documents and passages are numbered upward from the ones given."""
    made = []
    for prepared in prepare(articles, ENCODER):
        rows = tuple(range(passage, passage + len(prepared.passages)))
        article = prepared.article
        made.append(
            Entry(
                document,
                article.source,
                article.published,
                rows,
                prepared.terms,
                prepared.tokens,
                prepared.vectors,
                prepared.fingerprint,
            )
        )
        document, passage = document + 1, passage + len(rows)
    return made
