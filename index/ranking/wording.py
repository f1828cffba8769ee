"""Other ways to write parts of a question: numbers, dates, short names; for the lexical search to add as terms.

Knows no synonyms and no names that an article defines for itself. A day told from today (去年, 昨天) is
written out where today is given; what leans on the words around it (当年, 次年, 上周) never is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, chain
from operator import attrgetter

from corpus.quantities import quantities
from corpus.quantity import Quantity
from index.ranking.figures import spellings
from index.ranking.short_names import known_names
from index.segment import tagged

_HALF_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_MAY_COUNT = re.compile(r"[\d半零〇一二两三四五六七八九十百千万亿]|[今去明前后本上下]个?[年月]")
_NUMERAL = re.compile("[零〇一二两三四五六七八九十百千万亿]")
_CAME_BEFORE = re.compile("[零〇一二两三四五六七八九十百千万亿点]")
YEARS = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
MONTHS = {"本月": 0, "上月": -1, "下月": 1}
_MONTH = re.compile("[本上下]个?月")
_DAYS = {"今": 0, "昨": -1, "前": -2, "明": 1, "后": 2}
_DAY = re.compile("([今昨明])[天日](?!头条|说法|系)|([前后])天(?!津)")
_EASILY_INSIDE = 2


@dataclass(frozen=True, slots=True)
class Variant:
    """What `query[start:end]` may also be written as."""

    text: str
    start: int
    end: int


def variants(query: str, today: date | None = None) -> tuple[Variant, ...]:
    """Give other ways to write parts of a query, in order; the parts are equal or do not overlap; never raises.

    >>> [(found.text, found.start, found.end) for found in variants("国开行去年投资一百五十家", date(2023, 8, 2))]
    [('国家开发银行', 0, 3), ('2022年', 3, 5), ('150家', 7, 12)]
    >>> variants("三门峡的一带一路展")
    ()
    """
    plain = query.translate(_HALF_WIDTH)
    words = _Words(plain)
    found = list(_names(plain, words))
    named = tuple(found)
    found += (
        variant
        for variant in chain(_counted(plain, words, today), _days(plain, words, today))
        if not any(_overlap(variant, name) for name in named)
    )
    return tuple(sorted(found, key=attrgetter("start")))


class _Words:
    """Where the words of a text begin and end; cut only when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text

    def begin_and_end_at(self, start: int, end: int) -> bool:
        return start in self._edges and end in self._edges

    @cached_property
    def _edges(self) -> frozenset[int]:
        return frozenset(accumulate((len(word) for word, _ in tagged(self._text)), initial=0))


def _overlap(one: Variant, other: Variant) -> bool:
    return one.start < other.end and other.start < one.end


def _names(text: str, words: _Words) -> Iterator[Variant]:
    for name in known_names(text):
        long_enough = name.end - name.start > _EASILY_INSIDE and not text[name.start].isascii()
        if long_enough or words.begin_and_end_at(name.start, name.end):
            for other in name.others:
                yield Variant(other, name.start, name.end)


def _counted(text: str, words: _Words, today: date | None) -> Iterator[Variant]:
    if not _MAY_COUNT.search(text):
        return
    for quantity in quantities(text):
        start, end = quantity.start, quantity.end
        placed = _placed(quantity, today) if today and quantity.date else quantity
        forms = spellings(placed) or ((placed.text,) if placed is not quantity else ())
        if not forms or _NUMERAL.match(text, end) or _CAME_BEFORE.match(text[:start][-1:]):
            continue
        if _is_no_name(quantity) or words.begin_and_end_at(start, end):
            for form in forms:
                yield Variant(form, start, end)


def _is_no_name(quantity: Quantity) -> bool:
    """Tell dates and long numerals from what may lie in a name: 三门 in 三门峡, 600519股 in 600519股票.

    Long numerals are seldom cut where they begin and end: 共二千八百家 is cut behind 共二.
    """
    numerals = len(_NUMERAL.findall(quantity.text))
    return numerals > 1 or (numerals == 0 and bool(quantity.date))


def _placed(quantity: Quantity, today: date) -> Quantity:
    """Write the year or the month that a date is told from as it is called on its own: 去年8月 as 2022年8月."""
    first = quantity.date[0].unit
    if first in YEARS:
        return replace(quantity, text=quantity.text.replace(first, f"{today.year + YEARS[first]}年", 1))
    if first in MONTHS:
        month = (today.month - 1 + MONTHS[first]) % 12 + 1
        return replace(quantity, text=_MONTH.sub(f"{month}月", quantity.text, count=1))
    return quantity


def _days(text: str, words: _Words, today: date | None) -> Iterator[Variant]:
    if today is None:
        return
    for named in _DAY.finditer(text):
        try:
            day = today + timedelta(_DAYS[named[1] or named[2]])
        except OverflowError:  # the calendar ends
            continue
        if words.begin_and_end_at(*named.span()):
            yield Variant(f"{day.month}月{day.day}日", *named.span())
