"""When Python looks for circular garbage: seldom, where nearly all that is made stays, or goes by itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 20_000  # new objects between two looks; Python's own number is 700


def seldom_looked_for() -> None:
    """Look seldom from now on, and not in what is there by now: for a process that takes articles in and ends.

    Little of what it makes is circular, and the looks took a tenth of the time of the process that writes.
    """
    gc.freeze()
    gc.set_threshold(_SELDOM)


@contextmanager
def built_to_stay() -> Iterator[None]:
    """Look seldom while everything is made, and never again in what was made.

    The looks would cost half a second of the four that a service takes to start; later, each would stop every request.
    """
    usual = gc.get_threshold()
    gc.set_threshold(_SELDOM)
    try:
        yield
        gc.freeze()
    finally:
        gc.set_threshold(*usual)
