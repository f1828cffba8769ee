"""How soon the service answers after an ingest was killed: `python -m bench.killed FILE... --after N`.

Takes the files in, kills every process of that once N articles are in the database (SIGKILL), then starts the service:
the seconds until it is ready, until everything that was taken in can be found, and how many articles it holds then.
Each start is of a fresh copy of the folder as the kill left it. Linux only.
"""

import argparse
import os
import shutil
import signal
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from assistant.settings import Settings
from assistant.startup import open_library
from bench.measure import WENJU, Service, serving
from index.store.database import DATABASE

PATIENCE_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the start of the process until it is ready, and until its indexes show everything."""

    ready: float
    caught_up: float
    documents: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Kill an ingest and print how the service starts after it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--after", type=int, required=True, metavar="N")
    parser.add_argument("--starts", type=int, default=5)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        left = Path(temporary) / "left"
        there = killed_ingest(options.files, left, options.after)
        starts = [started(left, Path(temporary) / str(number)) for number in range(options.starts)]
    print(f"killed with {there} articles in; {len(starts)} starts, all with {starts[0].documents}")
    print(f"ready: median {statistics.median(start.ready for start in starts):.2f} s,", end=" ")
    print(f"at most {max(start.ready for start in starts):.2f} s")
    print(f"everything shown: median {statistics.median(start.caught_up for start in starts):.1f} s")
    if {start.documents for start in starts} != {there}:
        raise SystemExit(f"not the {there} articles that were taken in: {[start.documents for start in starts]}")


def killed_ingest(files: Sequence[Path], data: Path, after: int) -> int:
    """Take files in until there are `after` articles, kill that, and give their number.

    :raises SystemExit: it ended before.
    """
    command = [WENJU, "ingest", *map(str, files), "--data", str(data)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as child:
        try:
            _wait_for(data, after, child)
        finally:
            with suppress(ProcessLookupError):  # it has ended by itself
                os.killpg(child.pid, signal.SIGKILL)
    return _articles(data)


def _wait_for(data: Path, after: int, child: subprocess.Popen[bytes]) -> None:
    while _articles(data) < after:
        if child.poll() is not None:
            raise SystemExit(f"wenju ingest ended with status {child.returncode}, without {after} articles")
        time.sleep(0.2)


def started(left: Path, data: Path) -> Start:
    """Start the service on a copy of a folder, and wait until it has caught up."""
    shutil.copytree(left, data)
    os.sync()
    begin = time.perf_counter()
    with serving(data) as service:
        while "reindex" in (state := _state(service)):
            if time.perf_counter() - begin > PATIENCE_SECONDS:
                raise SystemExit(f"has not caught up after {PATIENCE_SECONDS} s: {state}")
            time.sleep(0.1)
        caught_up, ready = time.perf_counter() - begin, service.ready_after
    with open_library(Settings(data=data), read_only=True, lagging=True) as library:
        if library.unshown:
            raise SystemExit(f"{library.unshown} changes are still not shown")
    shutil.rmtree(data)
    return Start(ready, caught_up, int(state["documents"]))


def _state(service: Service) -> dict[str, Any]:
    answer: dict[str, Any] = httpx.get(f"{service.url}/readyz", timeout=60).raise_for_status().json()
    return answer


def _articles(data: Path) -> int:
    """Count the articles of a folder that another process writes to; 0 where there is none yet."""
    if not (data / DATABASE).exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{data / DATABASE}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:  # its tables are being made
        return 0


if __name__ == "__main__":
    main()
