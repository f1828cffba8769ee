"""What a query names of when and where an article appeared, and candidates that agree put forward; knows no text.

A question that names a day, a month or an outlet means articles from there; it is no filter, since an article may
tell later, or elsewhere, what happened then.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from corpus.quantities import quantities
from index.derived.rows import UNDATED, Origins, source_code
from index.ranking.fuse import Candidates
from index.ranking.wording import MONTHS, YEARS

# What agreement adds to the logarithm of the odds: with a day of a month, with a month or a bare day, with an outlet.
# On 451 questions that name a date these gave the most right articles, first and among the first ten.
DAY_BONUS, PART_BONUS, OUTLET_BONUS = 2.0, 0.5, 1.5
_OUTLET = re.compile("客户端|新闻|广播|[报网社台刊]")
_MAY_NAME = re.compile(r"[年月日号报网社台刊端闻播]|\d[-/.]\d")
_SHORTEST, _LONGEST = 2, 12
_LATER = 2


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A month, a day, or both, perhaps with the year."""

    year: int | None
    month: int | None
    day: int | None

    def fits(self, published: date) -> bool:
        """Tell whether an article may report of it: of a day, on that day or the next two; of a month, within it."""
        last = published.toordinal()
        first = max(1, last - _LATER) if self.day else last
        return any(
            self.year in (None, day.year) and self.month in (None, day.month) and self.day in (None, day.day)
            for day in map(date.fromordinal, range(first, last + 1))
        )


@dataclass(frozen=True, slots=True)
class Named:
    """What a query names: days or months, and codes of what may be outlets."""

    dates: tuple[NamedDate, ...]
    outlets: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.dates or self.outlets)


NOTHING = Named((), frozenset())


def named(query: str, today: date | None = None) -> Named:
    """Read what a query names of when and where; 去年 and 上个月 count where today is given.

    >>> named("8月1日的暴雨").dates
    (NamedDate(year=None, month=8, day=1),)
    >>> bool(named("大桥全长多少"))
    False
    """
    if not _MAY_NAME.search(query):
        return NOTHING
    dates = (_date({part.unit: part.value for part in found.date}, today) for found in quantities(query) if found.date)
    return Named(tuple(d for d in dates if d.month or d.day), frozenset(map(source_code, _outlets(query))))


def preferred(candidates: Candidates, asked: Named, origins: Origins) -> Candidates:
    """Put forward the candidates that appeared when and where the query says; scores stay in 0..1.

    :param origins: of the candidates, in their order.
    """
    days, places = np.unique(origins.days, return_inverse=True)
    worth = np.array([_worth(asked, day) if day != UNDATED else 0.0 for day in days.tolist()])
    bonus = worth[places] + OUTLET_BONUS * np.isin(origins.sources, list(asked.outlets))
    if not bonus.any():
        return candidates
    odds = candidates.scores / np.maximum(1 - candidates.scores, 1e-6) * np.exp(bonus)
    return candidates.scored((odds / (1 + odds)).astype(np.float32))


def _date(parts: dict[str, int | None], today: date | None) -> NamedDate:
    year, month = parts.get("年"), parts.get("月")
    for unit in parts:
        if today and unit in YEARS:
            year = today.year + YEARS[unit]
        if today and unit in MONTHS:
            months = today.year * 12 + today.month - 1 + MONTHS[unit]
            year, month = months // 12, months % 12 + 1
    return NamedDate(year, month, parts.get("日"))


def _worth(asked: Named, day: int) -> float:
    """Give what an article of a day gains by the dates that it fits."""
    fitting = [each for each in asked.dates if each.fits(date.fromordinal(day))]
    return max((DAY_BONUS if each.month and each.day else PART_BONUS for each in fitting), default=0.0)


def _outlets(query: str) -> Iterator[str]:
    """Give whatever ends as the names of outlets do; only a name that some article has will count."""
    for ending in _OUTLET.finditer(query):
        for length in range(_SHORTEST, _LONGEST + 1):
            if length <= ending.end():
                yield query[ending.end() - length : ending.end()]
