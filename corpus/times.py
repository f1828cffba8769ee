"""The times that a sentence speaks of, and which of them a fact in it belongs to; knows no subject and no metric.

`corpus.dates` reads what is printed as a date; the words that count from today (昨日, 上周五) are read here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.calendar import FROM_TODAY, SAME_STRETCH, Period, resolved
from corpus.dates import Date, DatePart
from corpus.quantities import quantities
from corpus.status import FactStatus, status_of

AHEAD: frozenset[FactStatus | None] = frozenset(("target", "planned", "forecast"))

_DAY = re.compile(r"([今昨明])(?:[天日](?!头条|说法|系|美)|[晚夜晨])|([前后]天)(?!津|性|井)")
_WEEK = re.compile(
    r"(?<![上下])([上本这下])(?:个?星期|个?礼拜|周)(?:([一二三四五六日天])(?![日天]{2})|(?![末边刊年期岁围长密到折全]))"
)
_WEEKDAYS = "一二三四五六日"
_WORD = re.compile(r"[今昨明]|[前后]天|[上本这下](?:个|周|星期|礼拜)")
_NO_CALENDAR = frozenset(("时", "分", "世纪", "年代", "五年规划"))
_CLAUSE_END = re.compile(r"[。；;！!？?\n]")
_SEGMENT_END = re.compile(r"[，,：:]")
_TITLE = re.compile(r"《[^《》]*》")
# What stands before or behind a time that a fact is only held against, or only counted from.
_COMPARED = re.compile(r"(?:比起?|较之?|相较于?|[高低多少优]于|超过?)$")
_COMPARED_BEHIND = re.compile(
    r"(?:年?度)?(?:同期)?(?:水平)?(?:相比|持平|相当|一样|的[\d.一二两三四五六七八九十百]+(?:倍|%|成))"
)
_COUNTED_FROM = re.compile(r"年?度?(?:以来|以后|之后|后|起(?!草|诉|火)|开始|至今|以前|之前|前)")
_FOUNDED = re.compile(r"成立|创[立办建]|始建|[建生]于|出生|诞生|毕业|入职|加入|上任|以来")
_NOW = re.compile(r"目前|现[有在共]|如今|迄今|至今|眼下")
_EACH = re.compile(r"分别|依次|、")
_CUTOFF = re.compile(r"截[至止]到?$|到$")


@dataclass(frozen=True, slots=True)
class Time:
    """A time as printed: `text` equals the sentence from `start` to `end`; `until` is the end of a stretch.

    Besides the units of `corpus.dates` its parts may be 昨日, 今日, 明日, 前天, 后天, or 上周, 本周, 下周, whose value
    is the day of the week from 1 (Monday) to 7. 同期 follows a year whose like stretch is meant.
    """

    start: int
    end: int
    text: str
    date: Date
    until: Date = ()

    @property
    def absolute(self) -> bool:
        """Whether its year is printed, so that no day of publication is needed."""
        return any(part.unit == "年" for part in self.date)


def times(text: str) -> tuple[Time, ...]:
    """Find the times of a text that lie on the calendar, in order, without overlap.

    >>> [time.text for time in times("昨日公布：截至2020年末共12家，比上周五多2家，去年同期为9家")]
    ['昨日', '2020年末', '上周五', '去年同期']
    """
    printed = [
        Time(found.start, found.end, found.text, found.date, found.until)
        for found in quantities(text)
        if found.date and not any(part.unit in _NO_CALENDAR for part in found.date)
    ]
    found = (*(_with_stretch(time, text) for time in printed), *_day_words(text))
    kept: list[Time] = []
    for time in sorted(found, key=lambda time: (time.start, -time.end)):
        if not kept or time.start >= kept[-1].end:
            kept.append(time)
    return tuple(kept)


def time_of(sentence: str, at: int) -> Time | None:
    """Find the time that the fact at character `at` belongs to; None where no time is said, or one of several.

    The nearest before the fact in its stretch between commas governs, then one behind it, then one of an earlier
    stretch of its clause. A time that the fact is compared with (比去年), or counted from (2019年以来), is none.

    >>> text = "2019年成立的工厂去年产值5亿元，比2018年增长3%，目前有员工80人"
    >>> [time and time.text for time in (time_of(text, text.index(f)) for f in ("5亿", "3%", "80"))]
    ['去年', '去年', None]
    """
    start, end = _around(_CLAUSE_END, sentence, at, 0, len(sentence))
    near, near_end = _around(_SEGMENT_END, sentence, at, start, end)
    titles = [match.span() for match in _TITLE.finditer(sentence, start, end)]
    own = [
        time
        for time in times(sentence)
        if start <= time.start and time.end <= near_end
        if not any(first < time.start < last for first, last in titles) and not _is_aside(time, sentence)
    ]
    inside = next((time for time in own if time.start <= at < time.end), None)
    if inside:
        return inside
    before = [time for time in own if near <= time.start and time.end <= at]
    if len(before) > 1 and _EACH.search(sentence, before[-2].end, at):
        return None
    if before:
        return before[-1]
    behind = [time for time in own if time.start > at]
    if behind:
        return behind[0]
    if _NOW.search(sentence, near, at):
        return None
    earlier = [time for time in own if time.end <= near and not _only_founded(time, sentence)]
    return earlier[-1] if earlier else None


def reckoned(sentence: str, time: Time, published: date | None) -> Period | None:
    """Find the days that a time of a sentence means; None where that would be a guess.

    A part without its year (7月, 24日) behind a larger one in the same sentence may belong to that one: it stays
    unresolved. 去年同期 is last year's like of the stretch named before it, or else some time of last year.

    >>> sentence = "前三季度产值5亿元，去年同期为4亿元"
    >>> [reckoned(sentence, time, date(2021, 11, 2)).text for time in times(sentence)]
    ['2021年前三季度', '2020年前三季度']
    """
    ahead = status_of(sentence, time.start) in AHEAD
    units = {part.unit for part in time.date}
    others = [other for other in times(sentence) if other.end <= time.start]
    if SAME_STRETCH in units and others:
        year = tuple(part for part in time.date if _names_year(part.unit))
        like = tuple(part for part in others[-1].date if not _names_year(part.unit))
        return resolved(year + like, published) if like and not others[-1].until else resolved(time.date, published)
    if any(_may_belong_to(units, other) for other in others):
        return None
    return resolved(time.date, published, until=time.until, ahead=ahead)


def is_cutoff(sentence: str, time: Time) -> bool:
    """Tell whether a time is the day up to which something was counted (截至6月底), not a stretch in which it happened.

    >>> sentence = "截至去年底共有80家"
    >>> is_cutoff(sentence, times(sentence)[0])
    True
    """
    return _CUTOFF.search(sentence, 0, time.start) is not None


def _day_words(text: str) -> Iterator[Time]:
    if not _WORD.search(text):
        return
    for match in _DAY.finditer(text):
        yield Time(match.start(), match.end(), match[0], (DatePart(f"{match[1]}日" if match[1] else match[2]),))
    for match in _WEEK.finditer(text):
        week = f"{match[1].replace('这', '本')}周"
        day = _WEEKDAYS.index(match[2].replace("天", "日")) + 1 if match[2] else None
        yield Time(match.start(), match.end(), match[0], (DatePart(week, day),))


def _with_stretch(time: Time, text: str) -> Time:
    """Take in 同期 behind a bare year."""
    if len(time.date) > 1 or not _names_year(time.date[0].unit) or not text.startswith(SAME_STRETCH, time.end):
        return time
    end = time.end + len(SAME_STRETCH)
    return Time(time.start, end, text[time.start : end], (*time.date, DatePart(SAME_STRETCH)))


def _is_aside(time: Time, sentence: str) -> bool:
    return bool(
        _COMPARED.search(sentence, 0, time.start)
        or _COMPARED_BEHIND.match(sentence, time.end)
        or _COUNTED_FROM.match(sentence, time.end)
    )


def _only_founded(time: Time, sentence: str) -> bool:
    """Tell whether a time of an earlier stretch says there when something began (2019年成立)."""
    stop = _SEGMENT_END.search(sentence, time.end)
    return _FOUNDED.search(sentence, time.end, stop.start() if stop else len(sentence)) is not None


def _names_year(unit: str) -> bool:
    return unit.endswith("年") and not unit.endswith("半年")


def _may_belong_to(units: set[str], other: Time) -> bool:
    """Tell whether a date lacks what another one names: the year, or of a bare day the month."""
    named = {part.unit for part in other.date}
    if any(map(_names_year, units)) or units & FROM_TODAY:
        return False
    return any(map(_names_year, named)) or (units == {"日"} and "月" in named)


def _around(ends: re.Pattern[str], sentence: str, at: int, start: int, end: int) -> tuple[int, int]:
    """Find the stretch around `at` between two of the given ends."""
    first = start
    for match in ends.finditer(sentence, start, end):
        if match.start() >= at:
            return first, match.start()
        first = match.end()
    return first, end
