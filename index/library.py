"""The open data folder: the database with its indexes, for one writing process and any number of readers.

In the folder lie
    wenju.db       the database
    index/         the derived indexes; may be deleted, and is then built anew
    writer.lock    held by the process that writes
"""

import threading
from collections.abc import Callable, Collection, Iterable
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.article import Article, Rejection
from corpus.errors import StorageError
from index.building import catching_up, changeover
from index.building.behind import Behind, Watch
from index.building.changeover import Changeover
from index.building.ingest import Ingest, Progress
from index.building.report import IngestReport, ReindexReport, VerifyReport
from index.building.shared import Shared
from index.building.verify import verify
from index.building.workers import Workers, cores
from index.cross_encoder import PassageScorer
from index.derived.indexes import Indexes, View
from index.encoder import Encoder, Former, encoder_for
from index.search import HybridRetriever, Retriever
from index.store.database import DATABASE
from index.store.lock import WriterLock
from index.store.store import Store
from index.store.stored import Found
from index.store.trouble import file_trouble_in_words

INDEX = "index"


class Library:
    """Articles in, passages out, of one data folder. Use `Library.open`.

    Any number of threads may read and search; those that write take turns by themselves. `conversations` are kept in
    the same database, and wait for no more than its transaction that runs.
    """

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        store: Store,
        lock: WriterLock | None,
        former: Former,
        reranker: PassageScorer | None,
    ) -> None:
        self._folder = folder
        self._encoder = encoder
        self._store = store
        self.conversations = store.conversations
        self._lock = lock
        self._former = former
        self._turn = threading.RLock()
        self._takers = Shared()  # those that take articles in, which goes on with the indexes that it began with
        self._lagging = False
        self._behind: tuple[Behind, ...] = ()
        self._indexes: Indexes | None = None
        self.retriever: Retriever = HybridRetriever(store, encoder, lambda: self.view, reranker)

    @classmethod
    def open(
        cls,
        folder: Path,
        encoder: Encoder,
        *,
        read_only: bool = False,
        reindexing: bool = False,
        lagging: bool = False,
        former: Former = lambda _: None,
        reranker: PassageScorer | None = None,
    ) -> Self:
        """Open a data folder; without `read_only` it is made where there is none, and locked against other writers.

        A read-only library sees what another process writes, unless it is `lagging`.

        :param reindexing: open a folder that was built with another encoder too, for `reindex` only.
        :param lagging: open with what the indexes on disk show, where that is most; `catch_up_behind` shows the rest,
            and nothing does in a read-only library.
        :param former: finds the encoder that a folder was built with, for all use until `reindex` is done.
        :param reranker: reads the best hits of a search once more.
        :raises FolderLocked: another process writes to the folder.
        :raises DatabaseDamaged: the database is no longer whole; it is left as it is.
        :raises EncoderMismatch: the folder was built with another encoder.
        :raises StorageError: of another release, read-only and not there, or not to be read or written.
        """
        with ExitStack() as undo:
            undo.enter_context(file_trouble_in_words(f"数据文件夹 {folder}"))
            lock = None if read_only else undo.enter_context(WriterLock(folder))
            store = undo.enter_context(closing(Store.open(folder / DATABASE, read_only=read_only)))
            library = cls(folder, encoder, store, lock, former, reranker)
            library._lagging = lagging
            if not reindexing:
                library._open_indexes()
            undo.pop_all()
            return library

    def ingest(
        self,
        items: Iterable[Article | Rejection],
        progress: Progress | None = None,
        processes: int | None = None,
    ) -> IngestReport:
        """Take articles in; they can be found when this returns. Rejections are counted and reported.

        :param progress: called after every batch with the counts so far.
        :param processes: how many prepare articles when there are many; None for one a core, 0 for none.
        """
        number = cores() if processes is None else processes
        with self._takers.together():
            indexes = self._writable_indexes()
            with Workers(indexes.encoder, number) as workers:
                return Ingest(self._store, indexes, workers, self._turn).run(items, number + 1, progress)

    def delete(self, document_id: str) -> bool:
        """Take an article out of all answers, from this moment; false where there is none."""
        with self._turn:
            indexes = self._writable_indexes()
            with indexes.all_or_nothing():
                rows = self._store.document_rows([document_id])
                if not self._store.delete(document_id):
                    return False
                indexes.apply(rows, ())
                indexes.commit(self._store.last_sequence())
        return True

    def article(self, document_id: str, version: str | None = None) -> Article | None:
        """Give a live article, or one of its versions; None where there is none."""
        return self._store.article(document_id, version)

    def deleted(self, document_id: str) -> bool:
        """Whether an article was there and was deleted."""
        return self._store.deleted(document_id)

    def live(self, ids: Collection[str]) -> tuple[Article, ...]:
        """Give those of the articles that are live, in no order."""
        return self._store.live(ids)

    def articles(self, limit: int, after: str | None = None) -> tuple[Article, ...]:
        """Give up to `limit` live articles in the order of their ids, past the id `after`."""
        return self._store.articles(limit, after)

    def count(self) -> int:
        """Count the live articles."""
        return self._store.count()

    @property
    def unshown(self) -> int:
        """How many changes of the database what answers does not show yet; 0 unless opened `lagging`."""
        indexes = self._indexes
        return indexes.newest - indexes.sequence if indexes is not None and indexes.lagging else 0

    @property
    def outdated(self) -> bool:
        """Whether what answers was built with another encoder than this library's."""
        return self._indexes is not None and self._indexes.encoder is not self._encoder

    @property
    def reindexing(self) -> ReindexReport | None:
        """How far `reindex_behind` or `catch_up_behind` is; None when there is nothing to do."""
        return next((behind.report for behind in self._behind if behind.report), None)

    def reindex(
        self,
        progress: Callable[[ReindexReport], None] = lambda _: None,
        watch: Watch = lambda: None,
        processes: int | None = None,
    ) -> ReindexReport:
        """Split and embed every live article anew with this library's encoder, then let that answer.

        Until then what is there answers, and articles are taken in and deleted. A run that ended early is gone on with.

        :param watch: called between steps; what it raises ends the run.
        :param processes: as for `ingest`.
        """
        self._must_write()
        number = cores() if processes is None else processes
        folder = self._folder / INDEX
        change = Changeover(self._store, folder, self._encoder, self._turn, self._takers, self._swap)
        return change.run(number, progress, watch)

    def reindex_behind(self) -> None:
        """Begin `reindex` in a thread of its own, without other processes; `close` ends it."""
        job = Behind(lambda progress, watch: self.reindex(progress, watch, processes=0), changeover.WORDS)
        self._behind = (*self._behind, job)

    def catch_up_behind(self) -> None:
        """Begin to show, in a thread of its own, what the indexes lag behind the database; `close` ends it."""
        if self._indexes is not None and self._indexes.lagging:
            job = Behind(partial(catching_up.catch_up, self._writable_indexes, self._turn), catching_up.WORDS)
            self._behind = (*self._behind, job)

    def verify(self, progress: Callable[[int, int], None] = lambda done, total: None) -> VerifyReport:
        """Compare the database with itself and with its indexes; takes a while.

        :param progress: called with the number of live articles looked at, and that of all.
        """
        with self._turn:
            if self._lock is None:
                self._look_again()
            elif self._indexes is not None:
                self._indexes.commit(self._store.last_sequence())
            return verify(self._store, self._indexes, progress)

    def close(self) -> None:
        """Put on disk what is worth it, and let go of the folder."""
        for behind in self._behind:
            behind.stop()
        with self._turn:
            if self._indexes is not None:
                self._indexes.publish()
                self._indexes.close()
            self._store.close()
            if self._lock is not None:
                self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def view(self) -> View | None:
        """The indexes as they are now; None before the first article."""
        if self._lock is None:
            self._look_again()
        return self._indexes.view if self._indexes else None

    def found(self, passages: Collection[int]) -> dict[int, Found]:
        """Give those of the passages that are live, by row."""
        return self._store.found(passages)

    def _swap(self, fresh: Indexes) -> Indexes | None:
        old, self._indexes = self._indexes, fresh
        return old

    def _look_again(self) -> None:
        """See, in a read-only library, what another process wrote."""
        with self._turn:
            generation = self._store.generation()
            if self._indexes is None or generation != self._indexes.generation:
                self._open_indexes()
            elif not self._indexes.lagging and self._store.last_sequence() != self._indexes.sequence:
                self._indexes.catch_up()

    def _open_indexes(self) -> None:
        generation = self._store.generation()
        if generation is None:
            return
        encoder = encoder_for(generation.encoder, generation.dimension, self._encoder, self._former)
        if self._indexes is not None:
            self._indexes.close()
        self._indexes = Indexes(
            self._folder / INDEX,
            self._store,
            generation,
            encoder,
            read_only=self._lock is None,
            lagging=self._lagging,
        )

    def _writable_indexes(self) -> Indexes:
        self._must_write()
        with self._turn:
            if self._indexes is None:
                self._store.start(self._encoder.name, self._encoder.dimension)
                self._open_indexes()
            assert self._indexes is not None
            return self._indexes

    def _must_write(self) -> None:
        if self._lock is None:
            raise StorageError(f"数据文件夹 {self._folder} 以只读方式打开，不能写入")
