"""Preparing articles in other processes; knows no database and keeps no order (its caller does)."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import Pipe, get_context, parent_process
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Self, TypeAlias

from corpus.article import Article
from corpus.errors import StorageError
from index import garbage
from index.building.parcel import Parcel, parcel_of, unwrapped
from index.encoder import Encoder
from index.entry import Prepared
from index.prepare import prepare

Promise: TypeAlias = Callable[[], tuple[Prepared, ...]]

# Fewer articles than this are prepared here and at once: a process takes half a second to start.
_WORTH_A_PROCESS = 200
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")

_encoder: Encoder | None = None
_abandoned = threading.Event()


def cores() -> int:
    """Count the processor's cores."""
    return os.cpu_count() or 1


class Workers:
    """Prepares batches of articles: small ones here, large ones in processes, which start when first needed.

    The encoder goes to each process by pickling, so it should pickle as the place it was read from.

    :param processes: at most so many; 0 prepares everything here.
    """

    def __init__(self, encoder: Encoder, processes: int) -> None:
        self._encoder = encoder
        self.processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._told, self._tell = Pipe(duplex=False)

    def submit(self, articles: Sequence[Article]) -> Promise:
        """Begin to prepare articles; calling what comes back gives the result.

        :raises StorageError: here or from that call, where a process was killed.
        """
        if self.processes < 1 or len(articles) < _WORTH_A_PROCESS:
            made = prepare(articles, self._encoder)
            return lambda: made
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.processes, get_context("spawn"), initializer=_set_up, initargs=(self._encoder, self._told)
            )
        with _breakdown_in_words(), _interrupts_held():
            future = self._pool.submit(_prepare, articles)

        def result() -> tuple[Prepared, ...]:
            with _breakdown_in_words():
                parcel = future.result()
                return unwrapped(parcel, articles) if parcel else ()

        return result

    def abandon(self) -> None:
        """Let the processes prepare nothing more than what they are at; nobody may wait for any of it."""
        self._tell.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self.abandon()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._tell.close()
        self._told.close()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start processes that a Ctrl-C at the terminal does not reach: it is for the one who started them to end them."""
    if os.name != "posix":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _breakdown_in_words() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise StorageError("收录用的后台进程中途退出（多半是内存不足）；已收录的没有丢，再运行一次即可") from error


def _set_up(encoder: Encoder, told: Connection) -> None:
    global _encoder
    _encoder = encoder
    garbage.look_seldom()
    os.environ |= dict.fromkeys(_THREADS, "1")
    threading.Thread(target=_heed_parent, args=(told,), daemon=True).start()


def _heed_parent(told: Connection) -> None:
    """Stop preparing when the parent lets go of its end of `told`; exit when it is gone itself.

    A pool's process would wait for work for ever. While the parent lives it must not exit by itself: a pool does not
    always survive that.
    """
    parent = parent_process()
    if parent is not None:
        if parent.sentinel not in wait([parent.sentinel, told]):
            _abandoned.set()
            wait([parent.sentinel])
        os._exit(1)


def _prepare(articles: Sequence[Article]) -> Parcel | None:
    assert _encoder is not None
    return None if _abandoned.is_set() else parcel_of(prepare(articles, _encoder))
