"""Every live article split and embedded anew, beside what answers meanwhile; knows no index.

What a killed run left unfinished is gone on with.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace

from index.report import ReindexReport
from index.store import Store
from index.stored import Pending
from index.workers import Promise, Workers

Progress = Callable[[ReindexReport], None]

_BATCH, _AHEAD = 500, 3


def fill(store: Store, generation: int, workers: Workers, progress: Progress | None) -> ReindexReport:
    """Make the passages and vectors of a generation for every live article that it lacks."""
    total = store.count()
    report = ReindexReport(total - store.count_missing(generation), total)
    begun: deque[tuple[tuple[Pending, ...], Promise]] = deque()

    def finish() -> ReindexReport:
        pending, promise = begun.popleft()
        store.add(generation, [(place.version, made) for place, made in zip(pending, promise(), strict=True)])
        more = replace(report, done=report.done + len(pending))
        if progress is not None:
            progress(more)
        return more

    for pending in _missing(store, generation):
        begun.append((pending, workers.submit([place.article for place in pending])))
        if len(begun) > _AHEAD:
            report = finish()
    while begun:
        report = finish()
    return report


def _missing(store: Store, generation: int) -> Iterator[tuple[Pending, ...]]:
    after = 0
    while pending := store.missing(generation, after, _BATCH):
        yield pending
        after = pending[-1].version
