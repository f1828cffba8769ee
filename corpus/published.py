"""Publication dates as sources write them; knows nothing of dates inside sentences."""

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?!\d)", re.ASCII)

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


def _date(match: re.Match[str]) -> date | None:
    year, month, day = (int(number) for number in match.groups() if number)
    try:
        return date(year, month, day)
    except ValueError:
        return None
