"""The database of articles, passages and vectors, the one source of truth; knows neither indexes nor encoders."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, bindparam, false, func, literal_column, select

from corpus.article import Article
from index.entry import Prepared, Written
from index.passage import Reprint
from index.store import generations, hashes, writes
from index.store.article_rows import CONTENT, article_of, found_of, stored_of
from index.store.conversations import ConversationStore
from index.store.database import Database, path_of
from index.store.generations import Generation
from index.store.heads import heads
from index.store.schema import IDENTITY, changes, documents, meta, passages, vectors, versions
from index.store.stored import Change, Counts, Found, Pending, Stored

# SQLite takes 32,766 parameters in one statement.
_ASKED_AT_ONCE = 10_000
_FULL = (documents.c.id, versions)
_JOINED = documents.join(versions, versions.c.document == documents.c.row)
_PLACE = (passages.c.row.label("place"), passages.c.ordinal, passages.c.start, passages.c.end)
_LIVE = select(*_FULL).select_from(_JOINED).where(documents.c.id.in_(bindparam("ids", expanding=True)), versions.c.live)
_FOUND = (
    select(*_PLACE, documents.c.id, *(versions.c[name] for name in CONTENT))
    .select_from(_JOINED.join(passages, passages.c.version == versions.c.row))
    .where(passages.c.row.in_(bindparam("rows", expanding=True)), versions.c.live)
)


class Store:
    """Articles with their versions, live passages with their vectors, and the change log.

    Any number of threads may read; writers take turns. Deleted articles and old versions are kept; `article` gives an
    old version of an article that is still live, so that an earlier citation can be opened. `conversations` lie apart.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.conversations = ConversationStore(database)
        self.identity = self._identity()

    @classmethod
    def open(cls, location: Path | str, *, read_only: bool = False) -> "Store":
        """Open the database at a path or an `sqlite:///` address; made anew where there is none.

        :raises DatabaseDamaged: it is no longer whole; left as it is.
        :raises StorageError: it was written by a later release, or read-only and not there.
        :raises BadSetting: an address of another kind of database.
        """
        return cls(Database(path_of(location), read_only=read_only))

    def article(self, document_id: str, version: str | None = None) -> Article | None:
        """Give a live article, or one of its versions; None where there is none."""
        live = select(versions.c.document).join(documents, documents.c.row == versions.c.document)
        query = select(*_FULL).select_from(_JOINED).where(documents.c.id == document_id)
        if version is None:
            query = query.where(versions.c.live)
        else:
            query = query.where(
                versions.c.version == version,
                versions.c.document.in_(live.where(documents.c.id == document_id, versions.c.live)),
            )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else article_of(row)

    def deleted(self, document_id: str) -> bool:
        """Whether there is no live version left of an article that was there."""
        query = select(versions.c.live).select_from(_JOINED).where(documents.c.id == document_id)
        with self._database.reading() as connection:
            kept = connection.execute(query).scalars().all()
        return bool(kept) and not any(kept)

    def live(self, ids: Collection[str]) -> tuple[Article, ...]:
        """Give those of the articles that are live, in no order."""
        with self._database.reading() as connection:
            return tuple(article_of(row) for row in connection.execute(_LIVE, {"ids": list(ids)}))

    def articles(self, limit: int, after: str | None = None) -> tuple[Article, ...]:
        """Give up to `limit` live articles in the order of their ids, past the id `after`."""
        query = select(*_FULL).select_from(_JOINED).where(versions.c.live).order_by(documents.c.id).limit(limit)
        if after is not None:
            query = query.where(documents.c.id > after)
        with self._database.reading() as connection:
            return tuple(article_of(row) for row in connection.execute(query))

    def count(self) -> int:
        """Count the live articles."""
        with self._database.reading() as connection:
            return _count_live(connection)

    def counts(self) -> Counts:
        """Count what there is."""
        with self._database.reading() as connection:
            live = _count_live(connection)
            every = connection.execute(select(func.count()).select_from(documents)).scalar_one()
            current = generations.current(connection)
            own = passages.c.generation == current.row if current else false()
            cut = connection.execute(select(func.count()).select_from(passages).where(own)).scalar_one()
            kept = connection.execute(select(func.count()).select_from(versions)).scalar_one()
        return Counts(live, every - live, kept, cut)

    def live_versions(self, ids: Collection[str]) -> dict[str, str]:
        """Give the version of those of the articles that are live."""
        query = select(documents.c.id, versions.c.version).select_from(_JOINED)
        with self._database.reading() as connection:
            live = connection.execute(query.where(documents.c.id.in_(ids), versions.c.live))
            return {row.id: row.version for row in live}

    def document_rows(self, ids: Iterable[str]) -> frozenset[int]:
        """Give the rows of those documents that the database knows."""
        rows: set[int] = set()
        rest = iter(ids)
        with self._database.reading() as connection:
            while some := list(islice(rest, _ASKED_AT_ONCE)):
                rows.update(connection.execute(select(documents.c.row).where(documents.c.id.in_(some))).scalars())
        return frozenset(rows)

    def found(self, rows: Collection[int]) -> dict[int, Found]:
        """Give the passages of those rows that are live, by row."""
        with self._database.reading() as connection:
            return {row.place: found_of(row) for row in connection.execute(_FOUND, {"rows": list(rows)})}

    def reprints(self, rows: Collection[int]) -> dict[int, Reprint]:
        """Give the articles whose passages of those rows are live, by row, without their text."""
        with self._database.reading() as connection:
            return heads(connection, rows)

    def state(self) -> int:
        """Give a number that is another one after every change of what can be found.

        Whoever may write is the only one to, and need not ask the file.
        """
        return self._database.written if self._database.writable else self.last_sequence()

    def last_sequence(self) -> int:
        """Give the number of the last change, 0 where there was none."""
        with self._database.reading() as connection:
            return connection.execute(select(func.max(changes.c.sequence))).scalar() or 0

    def changes(self, after: int, limit: int) -> tuple[Change, ...]:
        """Give up to `limit` changes past the sequence number `after`, in order."""
        query = select(changes).where(changes.c.sequence > after).order_by(changes.c.sequence).limit(limit)
        with self._database.reading() as connection:
            return tuple(Change(row.sequence, row.document) for row in connection.execute(query))

    def stored(self, document_rows: Collection[int], generation: Generation) -> tuple[Stored, ...]:
        """Give those of the documents, by row, that are live, with the passages and vectors of a generation."""
        live = select(versions.c.row).where(versions.c.document.in_(document_rows), versions.c.live)
        with self._database.reading() as connection:
            articles = _articles(connection, connection.execute(live).scalars().all())
            query = (
                select(passages, vectors.c.vector)
                .join(vectors, vectors.c.passage == passages.c.row)
                .where(passages.c.version.in_(articles), passages.c.generation == generation.row)
                .order_by(passages.c.row)
            )
            cut: defaultdict[int, list[Row[Any]]] = defaultdict(list)
            for row in connection.execute(query):
                cut[row.version].append(row)
        return tuple(stored_of(*articles[version], cut[version], generation.dimension) for version in articles)

    def generation(self) -> Generation | None:
        """Say what the passages that answer were made with; None before the first article."""
        with self._database.reading() as connection:
            return generations.current(connection)

    def start(self, encoder: str, dimension: int) -> Generation:
        """Give the generation that answers; in a database without one, start it with this encoder."""
        with self._database.writing() as connection:
            found = generations.current(connection)
            return found or generations.begin(connection, encoder, dimension, answers=True)

    def write(self, generation: int, batch: Sequence[Prepared]) -> tuple[Written, ...]:
        """Write articles in one transaction, on disk on return; no id may occur twice in a batch."""
        with self._database.writing() as connection:
            return writes.write_articles(connection, generation, batch)

    def delete(self, document_id: str) -> bool:
        """Take an article out of service; false where it is not live."""
        with self._database.writing() as connection:
            return writes.tombstone(connection, document_id)

    def live_documents(self, after: int, limit: int) -> tuple[int, ...]:
        """Give up to `limit` rows of live documents past the row `after`, ascending."""
        query = select(versions.c.document).where(versions.c.live, versions.c.document > after)
        with self._database.reading() as connection:
            return tuple(connection.execute(query.order_by(versions.c.document).limit(limit)).scalars())

    def begin(self, encoder: str, dimension: int) -> Generation:
        """Start a generation beside the one that answers, or go on with an unfinished one of the same encoder."""
        with self._database.writing() as connection:
            return generations.begin(connection, encoder, dimension, answers=False)

    def count_missing(self, generation: int) -> int:
        """Count the live articles that a generation lacks."""
        with self._database.reading() as connection:
            return generations.count_missing(connection, generation)

    def missing(self, generation: int, after: int, limit: int) -> tuple[Pending, ...]:
        """Give up to `limit` live articles that a generation lacks, past the version of the row `after`."""
        with self._database.reading() as connection:
            rows = generations.missing(connection, generation, after, limit)
            articles = _articles(connection, rows)
        return tuple(Pending(row, articles[row][1]) for row in rows)

    def add(self, generation: int, made: Sequence[tuple[int, Prepared]], *, logged: bool) -> None:
        """Add the passages of versions, by row, to a generation that does not answer yet; `logged` as changes."""
        with self._database.writing() as connection:
            generations.add(connection, generation, made, logged=logged)

    def switch(self, generation: int) -> None:
        """Let a generation answer in the place of the current one, whose passages stay until `sweep`."""
        with self._database.writing() as connection:
            generations.switch(connection, generation)

    def sweep(self) -> bool:
        """Delete some of the passages of generations that no longer answer; true once none is left."""
        with self._database.writing() as connection:
            return generations.sweep(connection)

    def problems(self) -> tuple[str, ...]:
        """Check every page and reference of the database file; empty when all is well."""
        return self._database.problems()

    def changed_versions(self) -> Iterator[str]:
        """Name every version, live or old, whose content is not what was written."""
        return hashes.changed_versions(self._database)

    def rename(self) -> None:
        """Give the database another identity, so that no index made of it before fits it any longer."""
        self._database.rename()
        self.identity = self._identity()

    def close(self) -> None:
        """Close the database; nothing may be asked of it afterwards."""
        self._database.close()

    def _identity(self) -> str:
        with self._database.reading() as connection:
            return str(connection.execute(select(meta.c.value).where(meta.c.name == IDENTITY)).scalar_one())


def _count_live(connection: Connection) -> int:
    # Written as in the partial index of live versions: SQLite does not see that `live = 1` is the same.
    query = select(func.count()).select_from(versions).where(literal_column("live"))
    return int(connection.execute(query).scalar_one())


def _articles(connection: Connection, rows: Collection[int]) -> Mapping[int, tuple[int, Article]]:
    """Give live versions by row: the row of the document, and the article."""
    query = select(*_FULL).select_from(_JOINED).where(versions.c.row.in_(rows), versions.c.live)
    return {row.row: (row.document, article_of(row)) for row in connection.execute(query)}
