"""Dates as printed in Chinese news, taken apart into year, month, day and named parts; computes no calendar."""

import re
from dataclasses import dataclass

from corpus.numerals import han_number

_TO = r"(?:[-–~～至到]|—{1,2})"
_YEAR = re.compile(
    rf"((?:1[5-9]|20)\d\d|[一二][〇零一二三四五六七八九]{{3}}) ?(?:年(?![级龄来间多代])度?|(?={_TO}(?:20|19)?\d\d年))"
    r"|(\d\d) ?年(?= ?(?:1[0-2]|0?[1-9]) ?月)"
    r"|(今年|去年|明年|前年|后年|本年|当年|同年|上年|次年)(?![级龄轻]|度报告)度?"
)
_MONTH = re.compile(
    rf"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]) ?(?:月(?![球饼亮光嫂子])份?|(?={_TO}(?:1[0-2]|0?[1-9])月(?!球)))"
    r"|(本月|上月|下月|当月|上个月|下个月)"
)
_DAY = re.compile(
    r"(3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]) ?"
    rf"(?:日(?![内游均本元产常益])|号(?![线楼院店馆门台机井房令文])|(?={_TO}(?:3[01]|[12]\d|0?[1-9])[日号]))"
)
_PART = re.compile(
    r"第?([一二三四1-4])季度|(前[一二三四1-4])季度|前(1[01]|[1-9]|十一?|[二三四五六七八九])个?月|(上半年|下半年|年初|年中|年底|年末|[上中下]旬)"
    r"|(?<=年)(初|底|末)|(?<=月)(初|底|末)|(?<=月份)(底|初)"
)
_CLOCK = re.compile(
    r"(2[0-4]|1\d|0?\d|二?十[一二三]?|[一二两三四五六七八九])(?:时(?!间|代|期|而|候|尚|速|长|段|评)|点(?![评击赞位名\d多燃]|[零〇一二三四五六七八九](?![刻十])))"
    r"(?:([0-5]?\d)分|(半)|整|许|钟)?|([01]?\d|2[0-4])[:：]([0-5]\d)(?::[0-5]\d)?(?![\d%])"
)
_ISO = re.compile(r"((?:19|20)\d\d)([-/.])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?![\d-])")
_ERA = re.compile(r"(?:(\d\d|二?十[一二三四五六七八九]?)世纪)?([1-9]0)年代|(\d\d|二?十[一二三四五六七八九]?)世纪")
_PLAN = re.compile(
    r"[“\"‘「]?(十[一二三四五六]?|[一二三四五六七八九])五(?:[”\"’」]|(?=规划|时期|期间))(?:规划|时期|期间)?"
)


@dataclass(frozen=True, slots=True)
class DatePart:
    """One printed part of a date: the unit 年 with the value 2023, or a named part (今年, 上半年) without a value."""

    unit: str
    value: int | None = None


Date = tuple[DatePart, ...]


def date_at(text: str, at: int) -> tuple[Date, int] | None:
    """Read the date that begins at `at`, and where it ends; None where none begins there.

    >>> date_at("去年8月10日开工", 0)
    ((DatePart(unit='去年', value=None), DatePart(unit='月', value=8), DatePart(unit='日', value=10)), 7)
    >>> date_at("3家", 0)
    """
    return _era_at(text, at) or _iso_at(text, at) or _calendar_at(text, at) or _clock_at(text, at)


def covers(date: Date, other: Date) -> bool:
    """Tell whether a date names every part of another: 2023年8月10日 covers 8月10日, never the other way round."""
    return set(other) <= set(date)


def _calendar_at(text: str, at: int) -> tuple[Date, int] | None:
    parts: list[DatePart] = []
    end = at
    if year := _YEAR.match(text, end):
        digits = year[1] or (f"20{year[2]}" if year[2] else None)
        parts.append(DatePart("年", _value(digits)) if digits else DatePart(year[3]))
        end = year.end()
    if month := _MONTH.match(text, _after_space(text, end, at)):
        parts.append(DatePart("月", _value(month[1])) if month[1] else DatePart(month[2].replace("个", "")))
        end = month.end()
    if (month or not year) and (day := _DAY.match(text, _after_space(text, end, at))):
        parts.append(DatePart("日", _value(day[1])))
        end = day.end()
    if part := _PART.match(text, end):
        parts.append(_named(part))
        end = part.end()
    return (tuple(parts), end) if parts else None


def _after_space(text: str, at: int, start: int) -> int:
    """Skip the space that some outlets set between digits and Chinese (8 月 10 日)."""
    return at + 1 if at > start and text.startswith(" ", at) else at


def _named(part: re.Match[str]) -> DatePart:
    quarter, first_quarters, first_months, *names = part.groups()
    if quarter:
        return DatePart("季度", _value(quarter))
    if first_quarters:
        return DatePart("前季度", _value(first_quarters[1:]))
    if first_months:
        return DatePart("前月", _value(first_months))
    name = next(name for name in names if name)
    return DatePart({"末": "底", "年末": "底", "年底": "底", "年初": "初"}.get(name, name))


def _clock_at(text: str, at: int) -> tuple[Date, int] | None:
    clock = _CLOCK.match(text, at)
    if clock is None:
        return None
    hour, minute, half, digital_hour, digital_minute = clock.groups()
    minutes = 30 if half else _value(minute or digital_minute)
    return (DatePart("时", _value(hour or digital_hour)), DatePart("分", minutes or 0)), clock.end()


def _iso_at(text: str, at: int) -> tuple[Date, int] | None:
    iso = _ISO.match(text, at)
    if iso is None:
        return None
    return tuple(DatePart(unit, int(iso[group])) for unit, group in (("年", 1), ("月", 3), ("日", 4))), iso.end()


def _era_at(text: str, at: int) -> tuple[Date, int] | None:
    if plan := _PLAN.match(text, at):
        return (DatePart("五年规划", _value(plan[1])),), plan.end()
    era = _ERA.match(text, at)
    if era is None:
        return None
    century, decade, alone = era.groups()
    parts = [DatePart("世纪", _value(century or alone))] if century or alone else []
    return tuple(parts + ([DatePart("年代", _value(decade))] if decade else [])), era.end()


def _value(digits: str | None) -> int | None:
    if digits is None:
        return None
    number = int(digits) if digits.isascii() else han_number(digits)
    return None if number is None else int(number)
