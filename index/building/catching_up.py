"""Indexes that lag behind the database brought up to date while they answer; what a killed run left to be done."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from index.building.behind import Watch, Words
from index.building.report import ReindexReport
from index.derived.indexes import Indexes

# Changes shown at a time: whoever wants to write waits for so many, two or three seconds.
_STEP = 1_000

WORDS = Words(
    begun="索引落后于数据库，正在追上；在那之前，最近收录的文章还找不到",
    going="追上索引：%d/%d 次改动",
    done="索引已追上：%d 次改动",
    early="索引还没有追上，下次启动接着追",
)


def catch_up(
    indexes: Callable[[], Indexes],
    turn: AbstractContextManager[object],
    progress: Callable[[ReindexReport], None],
    watch: Watch,
) -> ReindexReport:
    """Show what the database has, step by step.

    :param indexes: gives those that answer now.
    :param turn: entered for every step.
    """
    progress(ReindexReport(indexes().sequence, indexes().newest))
    while True:
        watch()
        with turn:
            current = indexes()
            shown = current.catch_up(_STEP)
            report = ReindexReport(current.sequence, max(current.sequence, shown))
            progress(report)
            if current.sequence >= shown:
                current.publish()
                return report
