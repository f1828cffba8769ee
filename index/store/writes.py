"""Articles into the database, within the transaction that is given; knows neither the indexes nor the caller.

Every change of an article leaves a line in the change log of the same transaction.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from index.entry import Outcome, Prepared, Status, Written
from index.store.article_rows import row_of
from index.store.schema import NEXT_ROW, changes, documents, meta, passages, vectors, versions


@dataclass(frozen=True, slots=True)
class _Known:
    """What the database holds of a document: the rows of its versions, and which of them is live."""

    document: int
    live: str | None
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Change:
    """Where a new or changed article goes. `retired` is the row of the version that it takes the place of."""

    prepared: Prepared
    status: Status
    document: int
    is_new_document: bool
    version: int
    is_new_version: bool
    retired: int | None
    passages: range


def write_articles(connection: Connection, generation: int, batch: Sequence[Prepared]) -> tuple[Written, ...]:
    """Write articles, in order; one whose live version is the same is left alone. No id may occur twice.

    The version that a changed article had is kept without passages; one that was there before comes back to life.
    """
    known = _known(connection, [prepared.article.id for prepared in batch])
    fresh = [prepared for prepared in batch if not _is_live(prepared, known)]
    numbers = new_rows(connection, sum(2 + len(prepared.passages) for prepared in fresh))
    planned = {prepared.article.id: _plan(prepared, known.get(prepared.article.id), numbers) for prepared in fresh}
    _apply(connection, generation, tuple(planned.values()))
    return tuple(_written(prepared, planned.get(prepared.article.id), known) for prepared in batch)


def tombstone(connection: Connection, document_id: str) -> bool:
    """Take a document out of service; false where it is not live."""
    query = (
        select(versions.c.row, versions.c.document)
        .join(documents, documents.c.row == versions.c.document)
        .where(documents.c.id == document_id, versions.c.live)
    )
    found = connection.execute(query).one_or_none()
    if found is None:
        return False
    _retire(connection, [found.row])
    connection.execute(insert(changes), {"document": found.document})
    return True


def new_rows(connection: Connection, count: int) -> Iterator[int]:
    """Draw row ids that were never used before, ascending."""
    first = int(connection.execute(select(meta.c.value).where(meta.c.name == NEXT_ROW)).scalar_one())
    connection.execute(update(meta).where(meta.c.name == NEXT_ROW).values(value=str(first + count)))
    return iter(range(first, first + count))


def add_passages(connection: Connection, generation: int, added: Sequence[tuple[int, Sequence[int], Prepared]]) -> None:
    """Add the passages and vectors of articles: the row of the version, the rows to take, the article."""
    places = [
        (row, version, generation, passage.ordinal, passage.start, passage.end)
        for version, rows, prepared in added
        for row, passage in zip(rows, prepared.passages, strict=True)
    ]
    made = [
        (row, vector.tobytes())
        for _, rows, prepared in added
        for row, vector in zip(rows, prepared.vectors, strict=True)
    ]
    _insert_plain(connection, passages, ("row", "version", "generation", "ordinal", "start", "end"), places)
    _insert_plain(connection, vectors, ("passage", "vector"), made)


def _insert_plain(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[int | bytes, ...]]
) -> None:
    """Insert numbers and bytes, which need no conversion: half the time of rows that SQLAlchemy looks at one by one."""
    if rows:
        statement = insert(table).compile(dialect=connection.dialect, column_keys=list(columns))
        given: Any = rows if statement.positional else [dict(zip(columns, row, strict=True)) for row in rows]
        connection.exec_driver_sql(statement.string, given)


def _known(connection: Connection, ids: Sequence[str]) -> dict[str, _Known]:
    query = (
        select(documents.c.id, documents.c.row.label("document"), versions.c.row, versions.c.version, versions.c.live)
        .join(versions, versions.c.document == documents.c.row)
        .where(documents.c.id.in_(ids))
    )
    known: dict[str, _Known] = {}
    for id_, document, row, version, live in connection.execute(query):
        before = known.get(id_, _Known(document, None, {}))
        known[id_] = _Known(document, version if live else before.live, {**before.rows, version: row})
    return known


def _is_live(prepared: Prepared, known: Mapping[str, _Known]) -> bool:
    found = known.get(prepared.article.id)
    return found is not None and found.live == prepared.version


def _plan(prepared: Prepared, known: _Known | None, numbers: Iterator[int]) -> _Change:
    document, version, *cut = islice(numbers, 2 + len(prepared.passages))
    rows = range(cut[0], cut[0] + len(cut)) if cut else range(0)
    if known is None:
        return _Change(prepared, "created", document, True, version, True, None, rows)
    old = known.rows.get(prepared.version)
    return _Change(
        prepared,
        "created" if known.live is None else "updated",
        known.document,
        False,
        version if old is None else old,
        old is None,
        None if known.live is None else known.rows[known.live],
        rows,
    )


def _apply(connection: Connection, generation: int, planned: Sequence[_Change]) -> None:
    if not planned:
        return
    _retire(connection, [change.retired for change in planned if change.retired is not None])
    new_documents = [{"row": c.document, "id": c.prepared.article.id} for c in planned if c.is_new_document]
    if new_documents:
        connection.execute(insert(documents), new_documents)
    new_versions = [
        {"row": c.version, "document": c.document, "live": True, **row_of(c.prepared.article, c.prepared.version)}
        for c in planned
        if c.is_new_version
    ]
    if new_versions:
        connection.execute(insert(versions), new_versions)
    revived = [change.version for change in planned if not change.is_new_version]
    if revived:
        connection.execute(update(versions).where(versions.c.row.in_(revived)).values(live=True))
    add_passages(connection, generation, [(change.version, change.passages, change.prepared) for change in planned])
    connection.execute(insert(changes), [{"document": change.document} for change in planned])


def _retire(connection: Connection, rows: Sequence[int]) -> None:
    if rows:
        connection.execute(delete(passages).where(passages.c.version.in_(rows)))
        connection.execute(update(versions).where(versions.c.row.in_(rows)).values(live=False))


def _written(prepared: Prepared, change: _Change | None, known: Mapping[str, _Known]) -> Written:
    article = prepared.article
    if change is None:
        return Written(Outcome(article.id, prepared.version, "unchanged"), known[article.id].document, range(0))
    return Written(Outcome(article.id, prepared.version, change.status), change.document, change.passages)
