"""Two neighbouring quantities made one range: 3至5家, 10%—15%, 8月10日至15日; reads no numbers."""

import re
from dataclasses import replace

from corpus.dates import Date, DatePart
from corpus.quantity import Reading

_BETWEEN = re.compile(r"\s?(?:至|到|——?|-|–|~|～|－)\s?")
_YEARS = frozenset(("年", "今年", "去年", "明年", "前年", "后年"))


def joined(text: str, first: Reading, second: Reading) -> Reading | None:
    """Make one range of two neighbours: 3至5家, 10%—15%, 8月10日至15日; None where they are not the ends of one."""
    a, b = first.quantity, second.quantity
    between = text[a.end : b.start]
    if not between or a.upper is not None or b.upper is not None or not _BETWEEN.fullmatch(between):
        return None
    whole = text[a.start : b.end]
    if a.date and b.date:
        until = _completed(a.date, b.date)
        return Reading(replace(a, end=b.end, text=whole, kind="period", upper=b.number, until=until), first.printed)
    lower = a.number
    if not a.unit and a.kind == "count" and b.kind != "date":
        if first.printed == a.number and second.printed:
            lower = a.number * (b.number / second.printed)
    elif a.unit != b.unit or a.kind != b.kind or a.date:
        return None
    if lower >= b.number:
        return None
    bound = a.comparator if a.comparator != "=" else b.comparator
    whole_range = replace(b, start=a.start, text=whole, number=lower, upper=b.number, comparator=bound)
    return Reading(whole_range, first.printed)


def _completed(first: Date, second: Date) -> Date:
    """Give the later date of a stretch what it leaves to the earlier one: 2023年8月10日至15日 ends in 2023年8月."""
    named = {part.unit for part in second}
    left: list[DatePart] = []
    for part in first:
        if part.unit in named or (part.unit.endswith("年") and named & _YEARS):
            break
        left.append(part)
    return (*left, *second)
