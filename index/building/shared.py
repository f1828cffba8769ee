"""Held by any number of threads at once, or by one alone; knows nothing of what is done meanwhile."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LOOK_SECONDS = 0.1


class Shared:
    """Lets one thread wait for the moment when no other is at work, and keeps new ones out while it works itself.

    While it waits others still come in: what takes minutes holds up nobody but the one that can wait.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._holders = 0

    @contextmanager
    def together(self) -> Iterator[None]:
        """Hold it beside others; may not be asked for by a thread that already holds it."""
        with self._changed:
            self._holders += 1
        try:
            yield
        finally:
            with self._changed:
                self._holders -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self, watch: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Hold it once nobody else does; what `watch`, called now and then, raises ends the waiting."""
        with self._changed:
            while self._holders:
                self._changed.wait(_LOOK_SECONDS)
                watch()
            yield
