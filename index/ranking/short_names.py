"""Well-known short names and the long ones that they stand for: 国开行 and 国家开发银行, written either way.

The table is `short_names.txt`, one `短=长` a line, reviewed by hand and read when first asked. It knows no name that
stands for two things (人大, 政协), none that an article defines for itself, and nothing of the words around a name.
"""

import functools
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

_TABLE = Path(__file__).with_name("short_names.txt")


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name as it stands in a text, from `start` to `end`, and its `others`: the long form first, none inside it."""

    start: int
    end: int
    others: tuple[str, ...]


def known_names(text: str) -> tuple[KnownName, ...]:
    """Find the names of the table, the longest at each place, in order, without overlap; never raises.

    A name may be part of a longer word (北大 in 东北大学): whoever needs words has to look. Latin names match in either
    case.

    >>> known_names("国开行和WHO")[1]
    KnownName(start=4, end=7, others=('世界卫生组织', '世卫组织'))
    """
    table = _table()
    folded = text.upper()
    if len(folded) != len(text):
        folded = text
    found: list[KnownName] = []
    at = 0
    while at < len(folded):
        for name, others in table.get(folded[at], ()):
            if folded.startswith(name, at):
                found.append(KnownName(at, at + len(name), others))
                at += len(name)
                break
        else:
            at += 1
    return tuple(found)


@functools.cache
def _table() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Read the names under their first characters, the longest first, each with its other forms."""
    shorts: dict[str, list[str]] = defaultdict(list)
    longs: dict[str, str] = {}
    for line in _TABLE.read_text(encoding="utf-8").split():
        short, _, long = line.partition("=")
        shorts[long].append(short)
        longs[short] = long
    table: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for name in sorted({*longs, *shorts}, key=lambda name: (-len(name), name)):
        long = longs.get(name, name)
        # What stands in the name is found without help (公积金 in 住房公积金), and 中国央行 by the words of 央行.
        others = tuple(
            other for other in (long, *shorts[long]) if other not in name and (other == long or name not in other)
        )
        if others:
            table[name[0]].append((name, others))
    return dict(table)
