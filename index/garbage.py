"""When Python looks for circular garbage: seldom, where nearly all that is made stays, or goes by itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 20_000  # new objects between two looks; Python's own number is 700


def look_seldom() -> None:
    """Look seldom from now on, and not in what is there by now: for a process that prepares articles and ends.

    Little of what it makes is circular.
    """
    gc.freeze()
    gc.set_threshold(_SELDOM)


@contextmanager
def seldom_looked_for() -> Iterator[None]:
    """Look seldom until the block ends: while articles are taken in, the looks take a tenth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def built_to_stay() -> Iterator[None]:
    """Look seldom while everything is made, and never again in what was made.

    The looks would cost half a second of the four that a service takes to start; later, each would stop every request.
    """
    with seldom_looked_for():
        yield
        gc.freeze()
