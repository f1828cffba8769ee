"""Publication dates as sources write them; knows nothing of dates inside sentences."""

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?!\d)", re.ASCII)
# 新华社北京2023年7月24日电: nothing but names before it, 电 or 讯 behind it. 据…报道 tells of another day's report.
_DATELINE = re.compile(r"(?!据|援引)[^\W\d_]{3,16}?(?P<date>\d{4}年\d{1,2}月\d{1,2}日)[电讯](?=[\s（(]|$)")
# /2023/07/24/, /2023-07/24/, /2023/0724/, /t20230724_1.html: how the systems of Chinese outlets file a page.
_PATH = re.compile(r"(?<![^/])t?((?:19|20)\d\d)([-/_]?)(0[1-9]|1[0-2])[-/_]?([0-2]\d|3[01])(?=[/_.-]|$)", re.ASCII)
_FIRST_YEAR_ONLINE = 1990

_CHINA = timezone(timedelta(hours=8))


def find_date(text: str) -> date | None:
    """Return the first date of the calendar that is written out in full, or None.

    >>> find_date("来源：某报 | 2023年07月24日 07:30:10")
    datetime.date(2023, 7, 24)
    >>> find_date("2023-02-30") is None
    True
    """
    return next(filter(None, map(_date, _DATE.finditer(text))), None)


def parse_date(value: str) -> date:
    """Read the date that `value` begins with; a time of day after it is left out.

    :raises ValueError: `value` does not begin with a date of the calendar.

    >>> parse_date("2023-08-15T10:00:00+08:00"), parse_date("2023年8月5日")
    (datetime.date(2023, 8, 15), datetime.date(2023, 8, 5))
    """
    match = _DATE.match(value.strip())
    found = _date(match) if match else None
    if found is None:
        raise ValueError(f"not a date: {value!r}")
    return found


def day_of(value: str) -> date | None:
    """Read a moment as feeds and web pages state it; the day is that of China where an offset from UTC is given.

    >>> day_of("2023-07-23T16:30:00Z"), day_of("Mon, 24 Jul 2023 02:00:00 +0800"), day_of("2023-07-24 23:30")
    (datetime.date(2023, 7, 24), datetime.date(2023, 7, 24), datetime.date(2023, 7, 24))
    >>> day_of("2023-07"), day_of("昨天")
    (None, None)
    """
    value = value.strip()
    moment = _moment(value)
    if moment and moment.tzinfo:
        return moment.astimezone(_CHINA).date()
    try:
        return moment.date() if moment else parse_date(value)
    except ValueError:
        return None


def _moment(value: str) -> datetime | None:
    """A time of day with its date, in the form of ISO 8601 or of e-mail (RFC 5322); None for any other form."""
    try:
        if value[:1].isdigit() and "-" in value[:8]:
            return datetime.fromisoformat(value) if len(value) > len("2023-07-24") else None
        return parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None


def dateline(text: str, start: int = 0) -> date | None:
    """Read the date of a dateline that begins at `start` and prints its year; without the year it would be a guess.

    >>> dateline("新华社宁波2023年7月24日电 大桥通车了。")
    datetime.date(2023, 7, 24)
    >>> dateline("新华社宁波7月24日电 大桥通车了。"), dateline("据新华社2023年7月24日电 大桥通车了。")
    (None, None)
    """
    match = _DATELINE.match(text, start)
    return find_date(match["date"]) if match else None


def date_in_url(url: str) -> date | None:
    """Read the date under which an outlet files a page: in the path, set off from its neighbours, and only one.

    >>> date_in_url("https://example.cn/2023-07/24/content_1.htm"), date_in_url("https://example.cn/t20230724_1.html")
    (datetime.date(2023, 7, 24), datetime.date(2023, 7, 24))
    >>> date_in_url("https://example.cn/content/20239924.html"), date_in_url("https://example.cn/a?day=2023-07-24")
    (None, None)
    """
    path = re.sub(r"[?#].*", "", url.partition("://")[2]).partition("/")[2]
    found = {_calendar_day(match[1], match[3], match[4]) for match in _PATH.finditer(f"/{path}")}
    [only] = found if len(found) == 1 else [None]
    return only if only and only.year >= _FIRST_YEAR_ONLINE else None


def _date(match: re.Match[str]) -> date | None:
    year, month, day = (number for number in match.groups() if number)
    return _calendar_day(year, month, day)


def _calendar_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
