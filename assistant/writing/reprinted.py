"""Who else prints a story, in a few words; finds none."""

from collections.abc import Sequence

from index.passage import REPRINTS, Reprint

NAMED = 3


def reprinted(reprints: Sequence[Reprint]) -> str:
    """Say which other outlets print a story, the first `NAMED` by name; nothing where none does.

    Who printed it first is not known, so nobody is called a copier.

    >>> def copy(source: str | None) -> Reprint:
    ...     return Reprint("a", "v", "题", source, None)
    >>> reprinted([copy("甲报"), copy("乙网"), copy("甲报"), copy(None)])
    '另有 2 家刊载：甲报、乙网；1 篇来源未注明'
    >>> reprinted([copy(None), copy(None)])
    '另有 2 篇相同报道，来源未注明'
    """
    outlets = list(dict.fromkeys(copy.source for copy in reprints if copy.source))
    nameless = sum(not copy.source for copy in reprints)
    least = "至少 " if len(reprints) >= REPRINTS else ""
    if not outlets:
        return f"另有 {least}{nameless} 篇相同报道，来源未注明" if nameless else ""
    names = "、".join(outlets[:NAMED]) + ("等" if len(outlets) > NAMED else "")
    rest = f"；{nameless} 篇来源未注明" if nameless else ""
    return f"另有 {least}{len(outlets)} 家刊载：{names}{rest}"
