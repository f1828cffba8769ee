"""Dates as printed, set on the calendar: which days 去年, 前三季度 and 24日 mean in a text of a given day.

Knows the day of publication and nothing else of the text. What stays ambiguous (当年, 周五) stays unresolved.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from corpus.dates import Date

Precision = Literal["day", "week", "month", "quarter", "half", "year", "part"]

_DAYS = {"昨日": -1, "今日": 0, "明日": 1, "前天": -2, "后天": 2}
_WEEKS = {"上周": -1, "本周": 0, "下周": 1}
_MONTHS = {"本月": 0, "上月": -1, "下月": 1}
_YEARS = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
SAME_STRETCH = "同期"
_HAN = "零一二三四"
# Of a month: its thirds; 初 and 底 are the outer ones.
_THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "初": (1, 10), "底": (21, 31)}
# Of a year: first and last month.
_NAMED = {"初": (1, 1), "年中": (6, 7), "底": (12, 12), "上半年": (1, 6), "下半年": (7, 12)}
# Words that count from the day of publication to another, or to a week or month.
FROM_TODAY = frozenset((*_DAYS, *_WEEKS, *_MONTHS))
_COUNTED = frozenset(("季度", "前季度", "前月"))
_TOTALS = frozenset(("前季度", "前月"))
_READABLE = frozenset(("年", "月", "日", SAME_STRETCH, *_YEARS, *_MONTHS, *_THIRDS, *_NAMED, *_COUNTED))


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the calendar, `first` to `last`, both included; a single day is both.

    `text` writes the period out with its year. Of a `part` (年底, 上旬, 前7个月) the bounds are only about right where
    the words are (底 is December of a year and the last third of a month).
    """

    first: date
    last: date
    precision: Precision
    text: str

    def meets(self, other: "Period") -> bool:
        """Tell whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


def resolved(spoken: Date, published: date | None, *, until: Date = (), ahead: bool = False) -> Period | None:
    """Find the days that a printed date means; None where that would be a guess.

    What leaves out its year (7月24日, 24日, 上半年) is the nearest that is not after publication, or with `ahead`,
    where the text speaks of what is to come, the nearest that is not before it. A quarter, a half or the first months
    count as reported only when they are over; in the middle of a half or a quarter its name alone says nothing.

    :param published: without it only what is printed with its year is resolved.
    :param until: the last date of a stretch (7月24日至26日).

    >>> from corpus.dates import date_at
    >>> def meant(text, ahead=False):
    ...     period = resolved(date_at(text, 0)[0], date(2021, 5, 31), ahead=ahead)
    ...     return period and f"{period.text} {period.first}..{period.last}"
    >>> meant("去年"), meant("今年3月"), meant("本月底")
    ('2020年 2020-01-01..2020-12-31', '2021年3月 2021-03-01..2021-03-31', '2021年5月底 2021-05-21..2021-05-31')
    >>> meant("7月24日"), meant("7月24日", ahead=True)
    ('2020年7月24日 2020-07-24..2020-07-24', '2021年7月24日 2021-07-24..2021-07-24')
    >>> meant("前三季度"), meant("当年")
    ('2020年前三季度 2020-01-01..2020-09-30', None)
    """
    try:
        if until:
            return _stretch(resolved(spoken, published, ahead=ahead), resolved(until, published, ahead=ahead))
        return _resolved({part.unit: part.value for part in spoken}, published, ahead)
    except (ValueError, OverflowError):  # 2月30日, or before the first year of the calendar
        return None


def _resolved(parts: Mapping[str, int | None], published: date | None, ahead: bool) -> Period | None:
    if published and len(parts) == 1 and (near := _near(*next(iter(parts.items())), published)):
        return near
    if not parts.keys() <= _READABLE:
        return None
    year, month = parts.get("年"), parts.get("月")
    for unit in parts:
        if unit in _YEARS or unit in _MONTHS:
            if published is None:
                return None
            year = published.year + _YEARS.get(unit, 0)
        if published and unit in _MONTHS:
            months = published.year * 12 + published.month - 1 + _MONTHS[unit]
            year, month = months // 12, months % 12 + 1
    if year is not None:
        return _within(year, month, parts)
    return _nearest(month, parts, published, ahead) if published else None


def _near(unit: str, value: int | None, published: date) -> Period | None:
    """Count from the day of publication: 昨日, 上周, 上周五 (weeks begin on Monday)."""
    if unit in _DAYS:
        return _day(published + timedelta(_DAYS[unit]))
    if unit not in _WEEKS:
        return None
    monday = published + timedelta(7 * _WEEKS[unit] - published.weekday())
    if value is not None:
        return _day(monday + timedelta(value - 1))
    first, last = _day(monday), _day(monday + timedelta(6))
    return Period(first.first, last.last, "week", _from_to(first, last))


def _nearest(month: int | None, parts: Mapping[str, int | None], published: date, ahead: bool) -> Period | None:
    """Choose between the years, or for a bare day the months, before and behind publication."""
    if month is None and not parts.keys() - {"底"} and not ahead:
        return None  # 年底 alone: that of last year and that of this year are as near
    tried = list(_around(month, parts, published))
    if ahead:
        return next((period for period in tried if period.last >= published), None)
    if month is None and "日" not in parts:
        if not parts.keys() & _TOTALS and any(period.first <= published < period.last for period in tried):
            return None
        return next((period for period in reversed(tried) if period.last <= published), None)
    return next((period for period in reversed(tried) if period.first <= published), None)


def _around(month: int | None, parts: Mapping[str, int | None], published: date) -> Iterator[Period]:
    """Give what the parts mean in the year, or month, of publication and its neighbours, earliest first."""
    for step in (-1, 0, 1):
        if month is None and "日" in parts:
            months = published.year * 12 + published.month - 1 + step
            year, its_month = months // 12, months % 12 + 1
        else:
            year, its_month = published.year + step, month or 0
        try:
            period = _within(year, its_month or None, parts)
        except ValueError:  # no 31日 in this month, no 2月29日 in this year
            continue
        if period:
            yield period


def _within(year: int, month: int | None, parts: Mapping[str, int | None]) -> Period | None:
    """Find the period in its year; None where the parts do not go together."""
    day = parts.get("日")
    named = [unit for unit in parts if unit in _THIRDS or unit in _NAMED or unit in _COUNTED or unit == SAME_STRETCH]
    if len(named) > 1 or (day is not None and (named or month is None)):
        return None
    if day is not None and month is not None:
        return _day(date(year, month, day))
    if month is not None:
        return _of_month(year, month, named[0] if named else None)
    return _of_year(year, named[0], parts[named[0]]) if named else _months(year, 1, 12, "year", "")


def _of_month(year: int, month: int, name: str | None) -> Period | None:
    if name is None:
        return _months(year, month, month, "month", f"{month}月")
    if name not in _THIRDS:
        return None
    first, last = _THIRDS[name]
    end = min(last, monthrange(year, month)[1])
    return Period(date(year, month, first), date(year, month, end), "part", f"{year}年{month}月{name}")


def _of_year(year: int, name: str, count: int | None) -> Period | None:
    if name == SAME_STRETCH:
        return _months(year, 1, 12, "year", name)
    if name in _NAMED:
        first, last = _NAMED[name]
        return _months(year, first, last, "half" if last - first == 5 else "part", name)
    if not count or name not in _COUNTED:
        return None
    if name == "季度":
        return _months(year, 3 * count - 2, 3 * count, "quarter", f"第{_HAN[count]}季度")
    if name == "前季度":
        return _months(year, 1, 3 * count, "part", f"前{_HAN[count]}季度")
    return _months(year, 1, count, "part", f"前{count}个月")


def _months(year: int, first: int, last: int, precision: Precision, text: str) -> Period:
    end = date(year, last, monthrange(year, last)[1])
    return Period(date(year, first, 1), end, precision, f"{year}年{text}")


def _day(day: date) -> Period:
    return Period(day, day, "day", f"{day.year}年{day.month}月{day.day}日")


def _stretch(first: Period | None, last: Period | None) -> Period | None:
    if not first or not last or first.first > last.last:
        return None
    return Period(first.first, last.last, "part", _from_to(first, last))


def _from_to(first: Period, last: Period) -> str:
    """Write a stretch: the later end without the year, or month, that both have."""
    text = last.text
    if first.first.year == last.last.year:
        text = text.partition("年")[2] or text
        if first.precision == last.precision == "day" and first.first.month == last.last.month:
            text = text.partition("月")[2]
    return f"{first.text}至{text}"
