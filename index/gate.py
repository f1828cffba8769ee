"""At most so many at once, first come first served; knows nothing of what is done inside.

Python runs one thread at a time: sixteen searches at once hinder one another more than they help, and a
`threading.Semaphore` lets late comers overtake, which keeps some waiting for seconds.
"""

import threading
from collections import deque
from types import TracebackType


class Gate:
    """Let up to `places` threads in at a time; the others wait in the order they came."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: deque[threading.Event] = deque()
        self._mutex = threading.Lock()

    def __enter__(self) -> None:
        with self._mutex:
            if self._free:
                self._free -= 1
                return
            called = threading.Event()
            self._waiting.append(called)
        called.wait()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().set()  # hands over its place, so that nobody can slip in between
            else:
                self._free += 1
