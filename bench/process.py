"""A child process and the memory of everything that it starts; Linux only, since it reads /proc."""

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Finished:
    """How a command ended: exit status, wall-clock seconds, and the peak of its process tree in MB (10^6 bytes)."""

    status: int
    seconds: float
    peak_mb: float
    output: str


def run(command: Sequence[str]) -> Finished:
    """Run a command to its end and sample the memory of its process tree."""
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as child:
        peak = _Peak(child.pid)
        peak.start()
        output, _ = child.communicate()
        seconds = time.perf_counter() - begin
        peak.stop()
    return Finished(child.returncode, seconds, peak.megabytes, output)


def tree_megabytes(root: int) -> float:
    """Sum the proportional set size of a process and its descendants: shared pages count once."""
    return sum(_proportional_kb(pid) for pid in (root, *_descendants(root))) / 1000 * 1.024


class _Peak(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.megabytes = 0.0
        self._pid = pid
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(SAMPLE_SECONDS):
            self.megabytes = max(self.megabytes, tree_megabytes(self._pid))

    def stop(self) -> None:
        self._done.set()
        self.join()


def _descendants(root: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                fields = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry))
    found, todo = [], [root]
    while todo:
        children = parents.get(todo.pop(), [])
        found += children
        todo += children
    return found


def _proportional_kb(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
