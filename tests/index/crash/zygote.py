"""Processes to be killed, forked from one that has everything loaded: a fresh interpreter costs more than its work.

The parent of them never opens a library and has a single thread, so that what it forks is as good as new.
"""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.threads import THREADS
from tests.index.crash.steps import Fate, Steps

_ACKNOWLEDGED, _STEP, _END = "acknowledged", "step ", "end "
_LOOK_SECONDS = 0.002


@dataclass(frozen=True, slots=True)
class Life:
    """How a process went: how many acts it acknowledged, the steps that it told of, and what ended it."""

    acknowledged: int
    steps: tuple[str, ...]
    exit_code: int
    seconds: float

    @property
    def was_killed(self) -> bool:
        return self.exit_code == -signal.SIGKILL


@dataclass(frozen=True, slots=True)
class _Order:
    job: str
    root: str
    first: int
    blocks: int
    fate: Fate | None
    seconds: float | None
    told: bool


class Zygote:
    """Forks a process for every `run`."""

    def __init__(self) -> None:
        environment = {**os.environ, **dict.fromkeys(THREADS, "1")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            bufsize=1,
        )

    def run(
        self,
        job: str,
        root: Path,
        *,
        first: int = 0,
        blocks: int = 1,
        fate: Fate | None = None,
        seconds: float | None = None,
        told: bool = False,
    ) -> Life:
        """Do a job in a process of its own.

        :param fate: the step at which it is killed.
        :param seconds: after which it is killed.
        :param told: whether it tells of its steps.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = _Order(job, str(root), first, blocks, fate, seconds, told)
        self._process.stdin.write(json.dumps(asdict(order)) + "\n")
        acknowledged = 0
        steps: list[str] = []
        for line in self._process.stdout:
            if line.startswith(_END):
                code, lasted = line.removeprefix(_END).split()
                return Life(acknowledged, tuple(steps), int(code), float(lasted))
            acknowledged += line.startswith(_ACKNOWLEDGED)
            if line.startswith(_STEP):
                steps.append(line.removeprefix(_STEP).rstrip("\n"))
        raise AssertionError("the zygote is gone")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=60)


def _serve() -> None:
    _warm_up()
    for line in sys.stdin:
        given = json.loads(line)
        fate = Fate(**given.pop("fate")) if given["fate"] else given.pop("fate")
        order = _Order(**given, fate=fate)
        begin = time.monotonic()
        child = os.fork()
        if not child:
            _live(order)
        code = _ended(child, order.seconds)
        _tell(f"{_END}{code} {time.monotonic() - begin}")


def _warm_up() -> None:
    """Load what a library loads, without opening one."""
    import faiss  # noqa: F401
    import tantivy  # noqa: F401

    from index.derived import compressed
    from index.segment import words
    from tests.index.crash.work import OTHER

    words("中国科学院發布")
    compressed.turned(OTHER.encode_passages(["中国"]))
    tasks = Path("/proc/self/task")
    assert not tasks.exists() or len(list(tasks.iterdir())) == 1


def _live(order: _Order) -> None:
    """Do what is ordered, in the forked process; never returns."""
    code = 1
    try:
        from tests.index.crash.work import JOBS

        root = Path(order.root)
        tell = (lambda step: _tell(_STEP + step)) if order.told else None
        if order.fate or order.told:
            Steps(root, order.fate, tell).watch()
        JOBS[order.job](root, order.first, order.blocks, lambda: _tell(_ACKNOWLEDGED))
        code = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _ended(child: int, seconds: float | None) -> int:
    """Wait for a child, kill it when its time is up, and give its exit code, below zero for a signal."""
    if seconds is not None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found, status = os.waitpid(child, os.WNOHANG)
            if found:
                return os.waitstatus_to_exitcode(status)
            time.sleep(_LOOK_SECONDS)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _tell(line: str) -> None:
    os.write(1, (line + "\n").encode())


if __name__ == "__main__":
    _serve()
