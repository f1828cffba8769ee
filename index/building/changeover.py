"""From one encoder to another: a generation with its indexes, made beside those that answer until it answers."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.building.behind import Watch, Words
from index.building.reindex import Filling, Progress
from index.building.report import ReindexReport
from index.building.shared import Shared
from index.building.workers import Workers
from index.derived.indexes import Indexes
from index.encoder import Encoder
from index.store.generations import Generation
from index.store.store import Store

WORDS = Words(
    begun="开始用新的编码器重建索引；建成之前由原来的回答",
    going="重建索引：%d/%d 篇",
    done="新索引已建成并换上：%d 篇文章",
    early="新索引没有建成，仍由原来的回答；下次启动接着建",
)


@dataclass(frozen=True, slots=True)
class Changeover:
    """What is made anew, and for whom.

    :param folder: where the indexes are.
    :param turn: entered for every change of the database or the indexes.
    :param takers: held by those that go on, for minutes perhaps, with the indexes that they began with.
    :param swap: takes the new indexes into use, and gives the old ones, if there are any.
    """

    store: Store
    folder: Path
    encoder: Encoder
    turn: threading.RLock
    takers: Shared
    swap: Callable[[Indexes], Indexes | None]

    def run(self, processes: int, progress: Progress, watch: Watch) -> ReindexReport:
        """Make everything anew and swap; what an earlier run made is used.

        :param progress: called at the beginning, and after every batch.
        :param watch: called between steps; what it raises ends the run.
        """
        with self.turn:
            generation = self.store.begin(self.encoder.name, self.encoder.dimension)
        with Workers(self.encoder, processes) as workers:
            filling = Filling(self.store, generation.row, workers, self.turn, progress, watch)
            progress(filling.report())
            report = filling.run()
            self._put_to_use(generation, filling, watch)
        swept = False
        while not swept:
            watch()
            with self.turn:
                swept = self.store.sweep()
        return report

    def _put_to_use(self, generation: Generation, filling: Filling, watch: Watch) -> None:
        """Build the indexes of a generation, then let them answer: what changed while they were built is in them."""
        fresh = Indexes(self.folder, self.store, generation, self.encoder, read_only=True, watch=watch)
        try:
            # Most of what changed is made here, so that the swap, which everybody waits for, has little to do.
            filling.run(logged=True)
            with self.takers.alone(watch), self.turn:
                filling.run(logged=True)
                fresh.catch_up()
                self.store.switch(generation.row)
                old = self.swap(fresh)
        except BaseException:
            fresh.close()
            raise
        with self.turn:
            fresh.make_writable()
            if old is not None:
                old.close()
