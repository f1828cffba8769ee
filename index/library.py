"""The open data folder: the database with its indexes, for one writing process and any number of readers.

In the folder lie
    wenju.db       the database
    index/         the derived indexes; may be deleted, and is then built anew
    writer.lock    held by the process that writes
"""

import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.article import Article, Rejection
from corpus.errors import EncoderMismatch, StorageError
from index import reindex
from index.encoder import Encoder
from index.indexes import Indexes, View
from index.ingest import Ingest, Progress
from index.lock import WriterLock
from index.report import IngestReport, ReindexReport, VerifyReport
from index.search import HybridRetriever, Retriever
from index.store import Store
from index.verify import verify
from index.workers import Workers

DATABASE, INDEX = "wenju.db", "index"


class Library:
    """Articles in, passages out, of one data folder. Use `Library.open`.

    Any number of threads may read and search; those that write take turns by themselves.
    """

    def __init__(self, folder: Path, encoder: Encoder, store: Store, lock: WriterLock | None) -> None:
        self._folder = folder
        self._encoder = encoder
        self._store = store
        self._lock = lock
        self._turn = threading.RLock()
        self._indexes: Indexes | None = None
        self.retriever: Retriever = HybridRetriever(store, encoder, self._view)

    @classmethod
    def open(cls, folder: Path, encoder: Encoder, *, read_only: bool = False, reindexing: bool = False) -> Self:
        """Open a data folder; without `read_only` it is made where there is none, and locked against other writers.

        A read-only library sees what another process writes. `reindexing` opens a folder that was built with another
        encoder, for `reindex` only.

        :raises FolderLocked: another process writes to the folder.
        :raises DatabaseDamaged: the database is no longer whole; it is left as it is.
        :raises EncoderMismatch: the folder was built with another encoder.
        :raises StorageError: of another release, read-only and not there, or not to be read or written.
        """
        with ExitStack() as undo:
            undo.enter_context(_file_trouble_in_words(folder))
            lock = None if read_only else undo.enter_context(WriterLock(folder))
            store = undo.enter_context(closing(Store.open(folder / DATABASE, read_only=read_only)))
            library = cls(folder, encoder, store, lock)
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
        indexes = self._writable_indexes()
        number = (os.cpu_count() or 1) if processes is None else processes
        with Workers(self._encoder, number) as workers:
            return Ingest(self._store, indexes, workers, self._turn).run(items, number + 1, progress)

    def delete(self, document_id: str) -> bool:
        """Take an article out of all answers, from this moment; false where there is none."""
        indexes = self._writable_indexes()
        with self._turn, indexes.all_or_nothing():
            rows = self._store.document_rows([document_id])
            if not self._store.delete(document_id):
                return False
            indexes.apply(rows, ())
            indexes.commit(self._store.last_sequence())
        return True

    def article(self, document_id: str, version: str | None = None) -> Article | None:
        """Give a live article, or one of its versions; None where there is none."""
        return self._store.article(document_id, version)

    def live(self, ids: Collection[str]) -> tuple[Article, ...]:
        """Give those of the articles that are live, in no order."""
        return self._store.live(ids)

    def articles(self, limit: int, after: str | None = None) -> tuple[Article, ...]:
        """Give up to `limit` live articles in the order of their ids, past the id `after`."""
        return self._store.articles(limit, after)

    def count(self) -> int:
        """Count the live articles."""
        return self._store.count()

    def reindex(self, progress: Callable[[ReindexReport], None] | None = None) -> ReindexReport:
        """Split and embed every live article anew with this library's encoder; what is there answers until the swap.

        A run that was killed is gone on with.
        """
        self._must_write()
        with self._turn:
            generation = self._store.begin(self._encoder.name, self._encoder.dimension)
            with Workers(self._encoder, os.cpu_count() or 1) as workers:
                report = reindex.fill(self._store, generation.row, workers, progress)
            fresh = Indexes(self._folder / INDEX, self._store, generation, read_only=False)
            self._store.switch(generation.row)
            old, self._indexes = self._indexes, fresh
            if old is not None:
                old.close()
            self._store.sweep()
        return report

    def verify(self) -> VerifyReport:
        """Compare the database with itself and with both indexes; takes a while."""
        with self._turn:
            if self._lock is None:
                self._look_again()
            elif self._indexes is not None:
                self._indexes.commit(self._store.last_sequence())
            return verify(self._store, self._indexes)

    def close(self) -> None:
        """Put on disk what is worth it, and let go of the folder."""
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

    def _view(self) -> View | None:
        if self._lock is None:
            self._look_again()
        return self._indexes.view if self._indexes else None

    def _look_again(self) -> None:
        """See, in a read-only library, what another process wrote."""
        with self._turn:
            generation = self._store.generation()
            if self._indexes is None or generation != self._indexes.generation:
                self._open_indexes()
            elif self._store.last_sequence() != self._indexes.sequence:
                self._indexes.catch_up()

    def _open_indexes(self) -> None:
        generation = self._store.generation()
        if generation is None:
            return
        if (generation.encoder, generation.dimension) != (self._encoder.name, self._encoder.dimension):
            raise EncoderMismatch(
                f"数据由编码器 {generation.encoder} 建成，现在用的是 {self._encoder.name}；"
                "请换回原来的编码器，或运行 wenju reindex"
            )
        if self._indexes is not None:
            self._indexes.close()
        self._indexes = Indexes(self._folder / INDEX, self._store, generation, read_only=self._lock is None)

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


@contextmanager
def _file_trouble_in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"数据文件夹 {folder} 不能使用：{error.strerror or error}") from error
