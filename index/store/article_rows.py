"""Articles and passages as rows of the database and back; knows no query."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Row

from corpus.article import Article, Block, Origin, Run
from corpus.errors import DatabaseDamaged
from index.passage import Passage
from index.store.stored import Found, Stored
from index.store.trouble import RESTORE

# The columns that a version is a hash of, the id of the document apart.
CONTENT = ("version", "title", "source", "published", "section", "byline", "url", "text")


def row_of(article: Article, version: str) -> dict[str, Any]:
    """Give the columns of `versions` that say what the article is."""
    return {
        "version": version,
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "section": article.section,
        "byline": list(article.byline),
        "url": article.url,
        "blocks": [[block.kind, block.start, block.end] for block in article.blocks],
        "runs": [[run.start, run.end, run.raw_start] for run in article.runs],
        "text": article.text,
        "origin": _origin_row(article.origin),
    }


def article_of(row: Row[Any]) -> Article:
    """Give the article of a row of `documents` joined with `versions`; of `CONTENT` alone, one without the rest.

    :raises DatabaseDamaged: its content is not what was written: the version is a hash of the content.
    """
    columns: Mapping[Any, Any] = row._mapping
    try:
        article = _article(columns)
        same = article.version == columns["version"]
    except (TypeError, ValueError, LookupError):  # of another type, or of another shape
        same = False
    if not same:
        raise DatabaseDamaged(f"文章 {columns['id']} 的内容与收录时不同，{RESTORE}")
    return article


def _article(columns: Mapping[Any, Any]) -> Article:
    return Article(
        id=columns["id"],
        title=columns["title"],
        text=columns["text"],
        source=columns["source"],
        published=columns["published"],
        section=columns["section"],
        byline=tuple(columns["byline"]),
        url=columns["url"],
        blocks=tuple(Block(*block) for block in columns.get("blocks", ())),
        runs=tuple(Run(*run) for run in columns.get("runs", ())),
        origin=_origin(columns.get("origin")),
    )


def found_of(row: Row[Any]) -> Found:
    """Give the passage of a row that also holds its place and the `CONTENT` of its article."""
    article = article_of(row)
    return Found(_passage(row, article, row.version), article.title, article.source, article.published, article.text)


def stored_of(document: int, article: Article, cut: Sequence[Row[Any]], dimension: int) -> Stored:
    """Give an article with the passages and vectors of these rows.

    :raises DatabaseDamaged: a vector is of another size than it was written.
    """
    version = article.version
    size = dimension * np.dtype(np.float16).itemsize
    if any(not isinstance(row.vector, bytes) or len(row.vector) != size for row in cut):
        raise DatabaseDamaged(f"文章 {article.id} 的向量与收录时不同，{RESTORE}")
    made = np.frombuffer(b"".join(row.vector for row in cut), np.float16).reshape(-1, dimension)
    return Stored(
        document, article, tuple(row.row for row in cut), tuple(_passage(row, article, version) for row in cut), made
    )


def _passage(place: Row[Any], article: Article, version: str) -> Passage:
    text = article.text[place.start : place.end]
    return Passage(article.id, version, place.ordinal, place.start, place.end, text)


def _origin_row(origin: Origin | None) -> list[Any] | None:
    return [origin.file, origin.encoding, list(origin.pages)] if origin else None


def _origin(row: list[Any] | None) -> Origin | None:
    return Origin(row[0], row[1], tuple(row[2])) if row else None
