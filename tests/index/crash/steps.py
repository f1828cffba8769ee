"""Every step at which a process leaves something behind, by name; a process may be told to die at one of them.

Python tells by itself of what touches the file system (PEP 578), and of every call into SQLite, tantivy and faiss
(`sys.setprofile`): nothing of the program is replaced. A step in a library's own code, between two of these, is not
seen here; kills at random moments find those.
"""

import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

_PATHS = {"os.rename": 2, "os.link": 2, "os.mkdir": 1, "os.remove": 1, "os.rmdir": 1, "shutil.rmtree": 1}
# Calls whose end is a step of its own, since they make something last, and calls whose beginning alone is one.
_LASTING = frozenset({"commit", "backup"})
_CALLS = _LASTING | {"executemany", "fsync", "flock", "write_index", "wait_merging_threads"}
_NOTHING_LASTS = frozenset({"index.store.database.Database.reading"})
# Numbers and random names, and of tantivy's and numpy's files the rest of the name too.
_VARYING = re.compile(r"(?:[0-9a-f]{32}|\d+-[0-9a-f]{8}|\d{8}-\d{6}(?:-\d+)?)(?:\.[.\w]+)?|\w+\.npy")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


@dataclass(frozen=True, slots=True)
class Fate:
    """Where to die: the step, and how many times it goes well before."""

    step: str
    passed: int = 0


class Steps:
    """Tells of every step under a folder, in the words of the operating system; at its fate the process is killed.

    :param tell: called with the name of every step; without it none is told.
    """

    def __init__(self, root: Path, fate: Fate | None, tell: Callable[[str], None] | None) -> None:
        self._root = str(root)
        self._fate = fate
        self._tell = tell
        self._seen: Counter[str] = Counter()

    def watch(self) -> None:
        """Begin; there is no end to it."""
        sys.addaudithook(self._on_event)
        sys.setprofile(self._on_call)

    def _on_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if (event == "open" and (_is_writing(arguments[1], arguments[2]))) or event == "sqlite3.connect":
            self._step(event, arguments[:1])
        elif event in _PATHS:
            self._step(event, arguments[: _PATHS[event]])

    def _step(self, event: str, paths: tuple[Any, ...]) -> None:
        named = [str(path).removeprefix("file:").partition("?")[0] for path in paths if isinstance(path, str | Path)]
        if any(name.startswith(self._root) for name in named):
            inside = [_VARYING.sub("#", name.removeprefix(self._root)) for name in named]
            self._reached(f"{event} {' -> '.join(inside)}")

    def _on_call(self, frame: FrameType, event: str, called: Any) -> None:
        if event not in {"c_call", "c_return"}:
            return
        if called.__name__ not in (_CALLS if event == "c_call" else _LASTING):
            return
        within: FrameType | None = frame
        while within is not None and not within.f_globals.get("__name__", "").startswith("index."):
            within = within.f_back
        if within is not None:
            moment = "before" if event == "c_call" else "after"
            where = f"{within.f_globals['__name__']}.{within.f_code.co_qualname}"
            if where not in _NOTHING_LASTS:
                self._reached(f"{moment} {called.__name__} in {where}")

    def _reached(self, step: str) -> None:
        if self._tell is not None:
            self._tell(step)
        if self._fate is not None and self._fate.step == step:
            if self._seen[step] == self._fate.passed:
                os.kill(os.getpid(), signal.SIGKILL)
            self._seen[step] += 1


def _is_writing(mode: object, flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & _WRITING)
