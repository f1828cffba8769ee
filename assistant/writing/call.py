"""One question on its way to a language model: what came back, and whether anybody still waits for it."""

import queue
import threading
from collections.abc import Callable

from assistant.writing.trouble import Trouble


class Call:
    """What the thread that reads and the one that waits know of each other.

    `pieces` ends with None, or with what went wrong.

    :param first_at: until when, in monotonic seconds, the first sentence must be there.
    """

    def __init__(self, first_at: float) -> None:
        self.first_at = first_at
        self.pieces: queue.Queue[str | Trouble | None] = queue.Queue()
        self.abandoned = threading.Event()
        self._lock = threading.Lock()
        self._close: Callable[[], None] | None = None

    def began(self, close: Callable[[], None]) -> None:
        """Say how the answer that has begun to come is broken off; at once, if nobody waits any more."""
        with self._lock:
            self._close = close
        if self.abandoned.is_set():
            close()

    def abandon(self) -> None:
        """Break off: a server that only sends heartbeats would otherwise be listened to for ever."""
        self.abandoned.set()
        with self._lock:
            close = self._close
        if close:
            close()
