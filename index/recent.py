"""Results kept for as long as nothing changes; knows not what they are of.

Many people ask the same thing on the same day.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Recent(Generic[Result]):
    """The last `size` results, each true of one state of the world; safe for any number of threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._state: Hashable = None
        self._results: OrderedDict[Hashable, Result] = OrderedDict()
        self._mutex = threading.Lock()

    def get(self, state: Hashable, key: Hashable, make: Callable[[], Result]) -> Result:
        """Give what was made for a key in this state, or make it; another state than the last forgets everything."""
        with self._mutex:
            if state != self._state:
                self._state = state
                self._results.clear()
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key]
        made = make()
        with self._mutex:
            if state == self._state:
                self._results[key] = made
                while len(self._results) > self._size:
                    self._results.popitem(last=False)
        return made
