"""How the C library keeps memory that was freed: it gives back little by itself, and every thread keeps its own.

A search takes and frees a few megabytes; with forty threads that added a hundred to what a service holds. Between two
snapshots of a large ingest 250 MB are freed.
"""

import ctypes
import gc

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h
_ARENAS = 2
_SELDOM = 20_000  # new objects between two looks; Python's own number is 700


def share_arenas() -> None:
    """Let all threads share two pools of freed memory, where the C library is glibc; elsewhere do nothing."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError, TypeError):
        return
    mallopt(_ARENA_MAX, _ARENAS)


def seldom_look_for_garbage() -> None:
    """Look for circular garbage seldom, and not in what is there by now: for a process that takes articles in and ends.

    Little of what it makes is circular, and the looks took a tenth of the time of the process that writes.
    """
    gc.freeze()
    gc.set_threshold(_SELDOM)


def give_back() -> None:
    """Let the system have the memory that was freed, where the C library is glibc; elsewhere do nothing."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError, TypeError):
        return
    trim(0)
