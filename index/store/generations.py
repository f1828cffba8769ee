"""Passages and vectors made with one encoder, a generation; the next is made beside the current one.

Within the transaction that is given; knows neither encoder nor indexes. An unfinished generation is gone on with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import ColumnElement, Connection, delete, exists, func, insert, select, update

from index.entry import Prepared
from index.store.schema import changes, generations, passages, versions
from index.store.writes import add_passages, new_rows

_SWEEP = 20_000


@dataclass(frozen=True, slots=True)
class Generation:
    """What the passages and vectors of one generation were made with."""

    row: int
    encoder: str
    dimension: int


def current(connection: Connection) -> Generation | None:
    """Give the generation that answers, or None in a database that never took an article in."""
    found = connection.execute(select(generations).where(generations.c.current)).one_or_none()
    return Generation(found.row, found.encoder, found.dimension) if found else None


def begin(connection: Connection, encoder: str, dimension: int, *, answers: bool) -> Generation:
    """Start a generation, or go on with an unfinished one of the same encoder; `answers` makes it the current one."""
    # One older than the current one was retired; `sweep` may have left only a part of it.
    newest = select(func.max(generations.c.row)).where(generations.c.current).scalar_subquery()
    unfinished = select(generations.c.row).where(
        generations.c.row > newest, generations.c.encoder == encoder, generations.c.dimension == dimension
    )
    row = connection.execute(unfinished.order_by(generations.c.row.desc()).limit(1)).scalar()
    if row is None:
        row = next(new_rows(connection, 1))
        values = {"row": row, "encoder": encoder, "dimension": dimension, "current": answers}
        connection.execute(insert(generations), values)
    return Generation(row, encoder, dimension)


def missing(connection: Connection, generation: int, after: int, limit: int) -> tuple[int, ...]:
    """Give the rows, past `after`, of live versions without passages in a generation."""
    query = select(versions.c.row).where(versions.c.live, versions.c.row > after, ~_has_passages(generation))
    return tuple(connection.execute(query.order_by(versions.c.row).limit(limit)).scalars())


def count_missing(connection: Connection, generation: int) -> int:
    """Count the live versions without passages in a generation."""
    query = select(func.count()).select_from(versions).where(versions.c.live, ~_has_passages(generation))
    return connection.execute(query).scalar_one()


def add(connection: Connection, generation: int, made: Sequence[tuple[int, Prepared]], *, logged: bool) -> None:
    """Add the passages of versions, by row, to a generation that does not answer yet, unless they are no longer live.

    :param logged: enter the documents in the change log too.
    """
    lacking = select(versions.c.row, versions.c.document).where(
        versions.c.row.in_([version for version, _ in made]), versions.c.live, ~_has_passages(generation)
    )
    documents = {row.row: row.document for row in connection.execute(lacking)}
    wanted = [(version, prepared) for version, prepared in made if version in documents]
    numbers = new_rows(connection, sum(len(prepared.passages) for _, prepared in wanted))
    placed = [(version, tuple(islice(numbers, len(prepared.passages))), prepared) for version, prepared in wanted]
    add_passages(connection, generation, placed)
    if logged and documents:
        connection.execute(insert(changes), [{"document": document} for document in documents.values()])


def switch(connection: Connection, generation: int) -> None:
    """Let a generation answer in the place of the current one."""
    connection.execute(update(generations).where(generations.c.current).values(current=False))
    connection.execute(update(generations).where(generations.c.row == generation).values(current=True))


def sweep(connection: Connection) -> bool:
    """Delete some of the passages of generations that no longer answer; true once none is left.

    A generation newer than the current one is an unfinished one, and stays.
    """
    newest = select(func.max(generations.c.row)).where(generations.c.current).scalar_subquery()
    if not connection.execute(select(exists().where(generations.c.row < newest))).scalar():
        return True
    old = select(passages.c.row).where(passages.c.generation < newest).limit(_SWEEP)
    if connection.execute(delete(passages).where(passages.c.row.in_(old.scalar_subquery()))).rowcount:
        return False
    connection.execute(delete(generations).where(generations.c.row < newest))
    return True


def _has_passages(generation: int) -> ColumnElement[bool]:
    return exists().where(passages.c.version == versions.c.row, passages.c.generation == generation)
