"""A long job in a thread of its own: says how far it is, and ends early when told to; knows no index."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from corpus.errors import WenjuError
from index.building.report import ReindexReport

Watch = Callable[[], None]
Job = Callable[[Callable[[ReindexReport], None], Watch], ReindexReport]

EVERY_SECONDS = 10.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Words:
    """What the log says of a job: `going` of how much done and in all, `done` of how much, `early` where it ended."""

    begun: str
    going: str
    done: str
    early: str


class Behind:
    """One run of a job that takes minutes. A failure is logged, and what answered before goes on answering.

    :param job: is given what to call with every report, and what to call between two steps.
    """

    def __init__(self, job: Job, words: Words) -> None:
        self._job = job
        self._words = words
        self._report: ReindexReport | None = None
        self._told = 0.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="behind")
        self._thread.start()

    @property
    def report(self) -> ReindexReport | None:
        """How far it is; None before it is known, and when the job is done."""
        return self._report

    def stop(self) -> None:
        """End it before its next step, and wait for that."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        _log.info(self._words.begun)
        try:
            done = self._job(self._show, self._watch)
            _log.info(self._words.done, done.total)
        except _Stopped:
            _log.info(self._words.early)
        except WenjuError as error:
            _log.error("%s：%s", self._words.early, error)
        except Exception:
            _log.exception(self._words.early)
        finally:
            self._report = None

    def _show(self, report: ReindexReport) -> None:
        self._report = report
        if time.monotonic() - self._told >= EVERY_SECONDS:
            self._told = time.monotonic()
            _log.info(self._words.going, report.done, report.total)

    def _watch(self) -> None:
        if self._stopped.is_set():
            raise _Stopped


class _Stopped(Exception):
    """The job was told to end."""
