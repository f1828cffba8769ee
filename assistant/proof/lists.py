"""Whether a list of which the statement prints the count is as long as the quote's; knows no other figures."""

import re
from collections.abc import Iterator

from assistant.proof.text import Text

_ITEM = r"[^、，。；;：:！？!?\n]+"
_LISTED = re.compile(rf"{_ITEM}(?:、{_ITEM})*")
_JOINED = re.compile("[、和与及]")


def shortened(said: Text, start: int, end: int, quote: Text) -> Iterator[str]:
    """Find lists that name fewer than the count printed before them, where the quote's list has that many.

    >>> [*shortened(Text("入围的3家是甲厂和丙厂"), 0, 11, Text("入围的3家是甲厂、乙厂和丙厂"))]
    ['甲厂和丙厂']
    """
    text = said.text[start:end]
    for intro in re.finditer("是|为|即|[：:]", text):
        listed = re.split("[，。；：]", text[intro.end() :])[0]
        members = _members(listed)
        counts = {
            int(q.number) for q in said.quantities if q.kind == "count" and start <= q.start < start + intro.end()
        }
        if not members or "等" in listed or not any(len(members) < count for count in counts):
            continue
        for run in _LISTED.finditer(quote.text):
            held = _members(re.split("是|为|即|有", run[0])[-1])
            if len(held) in counts and len(members) < len(held) and set(members) <= set(held):
                yield listed
                break


def _members(listed: str) -> list[str]:
    return [member for member in _JOINED.split(listed) if member]
