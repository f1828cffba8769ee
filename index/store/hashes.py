"""Every version of an article compared with the hash that it was written with; knows no index."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from corpus.errors import DatabaseDamaged
from index.store.article_rows import article_of
from index.store.database import Database
from index.store.schema import documents, versions
from index.store.trouble import RESTORE

_AT_ONCE = 500
_EVERY = select(documents.c.id, versions).join(versions, versions.c.document == documents.c.row)


def changed_versions(database: Database) -> Iterator[str]:
    """Name every version, live or old, whose content is not what was written."""
    after = 0
    while rows := _rows(database, after):
        after = rows[-1]
        if _fault(database, rows):
            yield from filter(None, (_fault(database, [row]) for row in rows))


def _rows(database: Database, after: int) -> Sequence[int]:
    query = select(versions.c.row).where(versions.c.row > after).order_by(versions.c.row).limit(_AT_ONCE)
    with database.reading() as connection:
        return connection.execute(query).scalars().all()


def _fault(database: Database, rows: Sequence[int]) -> str | None:
    try:
        with database.reading() as connection:
            for row in connection.execute(_EVERY.where(versions.c.row.in_(rows))):
                article_of(row)
    except DatabaseDamaged as error:
        return error.detail.removesuffix(f"，{RESTORE}")
    return None
