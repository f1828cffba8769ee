"""How long work shows on standard error: a live line on a terminal, a line now and then elsewhere."""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import typer

if TYPE_CHECKING:
    from corpus.readers.meter import Meter
    from index.building.report import IngestReport, ReindexReport

EVERY_SECONDS = 10.0
# What came before this many seconds says nothing of the pace: what is unchanged goes by in no time.
_PACE_SECONDS = 30.0


class Show(Protocol):
    """Shows how far the work is; `total`, or the `share` done (0..1), is None where nobody knows."""

    def __call__(self, count: int, total: int | None = None, share: float | None = None) -> None:
        """Show a count."""


class Pace:
    """How fast the work goes, from what it says of itself, and so how long it will still take.

    :param clock: gives seconds.
    """

    def __init__(self, unit: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._unit = unit
        self._clock = clock
        self._begin = clock()
        self._seen: deque[tuple[float, float]] = deque()

    def told(self, count: int, total: int | None = None, share: float | None = None) -> str:
        """Put a count into words, with what follows from this one and those before.

        >>> seconds = iter([0.0, 10.0, 20.0])
        >>> pace = Pace("篇", lambda: next(seconds))
        >>> pace.told(1000, share=0.25)
        '1000 篇 · 100 篇/秒 · 25%'
        >>> pace.told(2000, share=0.5)
        '2000 篇 · 100 篇/秒 · 50% · 还需约 20 秒'
        """
        now = self._clock()
        said = [f"{count}{f'/{total}' if total else ''} {self._unit}"]
        said.append(f"{count / max(1e-9, now - self._begin):.0f} {self._unit}/秒")
        share = count / total if total else share
        if share is not None:
            said.append(f"{share:.0%}")
            rest = self._rest(now, share)
            said += [f"还需约 {spoken(rest)}"] if rest is not None else []
        return " · ".join(said)

    def _rest(self, now: float, share: float) -> float | None:
        """Estimate the seconds to the end; None before there is a pace to go by, and at the end."""
        self._seen.append((now, share))
        while len(self._seen) > 2 and now - self._seen[1][0] >= _PACE_SECONDS:
            self._seen.popleft()
        since, at = self._seen[0]
        if share <= at or share >= 1:
            return None
        return (1 - share) * (now - since) / (share - at)


@contextmanager
def ingest_progress(meter: "Meter") -> Iterator[Callable[["IngestReport"], None]]:
    """Show how many articles were read, how fast, and how much of the files that is."""
    with counting("已读", "篇") as show:
        yield lambda report: show(report.read, share=meter.share)


@contextmanager
def reindex_progress() -> Iterator[Callable[["ReindexReport"], None]]:
    """Show how many articles were made anew, of all there are."""
    with counting("已重建", "篇") as show:
        yield lambda report: show(report.done, report.total)


@contextmanager
def counting(verb: str, unit: str) -> Iterator[Show]:
    """Show a growing count, of a total where one is known.

    The bar stays on a terminal only; a log file gets one line every `EVERY_SECONDS`.
    """
    if not sys.stderr.isatty():
        yield _spaced_lines(verb, unit)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(verb), BarColumn(20), TextColumn("{task.fields[said]}"), TimeElapsedColumn())
    pace = Pace(unit)
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(verb, total=None, said="正在准备")

        def show(count: int, total: int | None = None, share: float | None = None) -> None:
            share = count / total if total else share
            known = None if share is None else 1.0
            progress.update(task, completed=share or 0.0, total=known, said=pace.told(count, total, share))

        yield show


def spoken(seconds: float) -> str:
    """Say how long something took or takes.

    >>> spoken(0.4), spoken(59.6), spoken(3725)
    ('1 秒', '1 分钟', '1 小时 2 分')
    >>> spoken(125)
    '2 分 5 秒'
    """
    whole = max(1, round(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes_left = divmod(minutes, 60)
    if hours:
        return f"{hours} 小时 {minutes_left} 分"
    if minutes:
        return f"{minutes} 分 {rest} 秒" if rest else f"{minutes} 分钟"
    return f"{rest} 秒"


def _spaced_lines(verb: str, unit: str) -> Show:
    pace, last = Pace(unit), time.monotonic()

    def show(count: int, total: int | None = None, share: float | None = None) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY_SECONDS:
            last = time.monotonic()
            typer.echo(f"{verb} {pace.told(count, total, share)}", err=True)

    return show
