"""Every live article split and embedded anew, beside what answers meanwhile; knows no index.

What a killed run left unfinished is gone on with.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from index.building.report import ReindexReport
from index.building.workers import Promise, Workers
from index.store.store import Store
from index.store.stored import Pending

Progress = Callable[[ReindexReport], None]

# Articles at a time for other processes, and for this one, which can be told to stop only between two batches.
_MANY, _FEW = 500, 8
_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Filling:
    """How the passages and vectors of one generation are made, for every live article that it lacks.

    :param turn: entered for every change of the database.
    :param progress: called after every batch.
    :param watch: called before every batch; what it raises ends the run, and loses nothing.
    """

    store: Store
    generation: int
    workers: Workers
    turn: AbstractContextManager[object]
    progress: Progress
    watch: Callable[[], None]

    def report(self) -> ReindexReport:
        """Say how far it is."""
        total = self.store.count()
        return ReindexReport(total - self.store.count_missing(self.generation), total)

    def run(self, *, logged: bool = False) -> ReindexReport:
        """Fill the generation.

        :param logged: enter the articles in the change log too, for indexes that have read past them.
        """
        report = self.report()
        elsewhere = self.workers.processes > 0 and report.total - report.done > _MANY
        ahead, batch = (_AHEAD, _MANY) if elsewhere else (0, _FEW)
        begun: deque[tuple[tuple[Pending, ...], Promise]] = deque()
        for pending in self._missing(batch):
            self.watch()
            begun.append((pending, self.workers.submit([place.article for place in pending])))
            if len(begun) > ahead:
                report = self._finish(*begun.popleft(), report, logged)
        while begun:
            report = self._finish(*begun.popleft(), report, logged)
        return report

    def _finish(
        self, pending: tuple[Pending, ...], promise: Promise, report: ReindexReport, logged: bool
    ) -> ReindexReport:
        made = [(place.version, prepared) for place, prepared in zip(pending, promise(), strict=True)]
        with self.turn:
            self.store.add(self.generation, made, logged=logged)
        report = replace(report, done=report.done + len(pending))
        self.progress(report)
        return report

    def _missing(self, batch: int) -> Iterator[tuple[Pending, ...]]:
        after = 0
        while pending := self.store.missing(self.generation, after, batch):
            yield pending
            after = pending[-1].version
