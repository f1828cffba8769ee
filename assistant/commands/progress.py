"""How long work shows on standard error: a live line on a terminal, a line now and then elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import typer

if TYPE_CHECKING:
    from index.building.report import IngestReport, ReindexReport

EVERY_SECONDS = 10.0


class Show(Protocol):
    """Shows how far the work is; `total` is None where nobody knows."""

    def __call__(self, count: int, total: int | None = None) -> None:
        """Show a count."""


@contextmanager
def ingest_progress() -> Iterator[Callable[["IngestReport"], None]]:
    """Show how many articles were read, and how fast."""
    with counting("已读", "篇") as show:
        yield lambda report: show(report.read)


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

    columns = (TextColumn(verb), BarColumn(), TextColumn("{task.fields[said]}"), TimeElapsedColumn())
    begin = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(verb, total=None, said="")

        def show(count: int, total: int | None = None) -> None:
            rate = count / max(1e-9, time.monotonic() - begin)
            said = f"{count}{f'/{total}' if total else ''} {unit} · {rate:.0f} {unit}/秒"
            progress.update(task, completed=count, total=total, said=said)

        yield show


def _spaced_lines(verb: str, unit: str) -> Show:
    last = time.monotonic()

    def show(count: int, total: int | None = None) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY_SECONDS:
            last = time.monotonic()
            typer.echo(f"{verb} {count}{f'/{total}' if total else ''} {unit}", err=True)

    return show
