"""Publication dates as sources write them; knows nothing of dates inside sentences."""

import re
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?!\d)", re.ASCII)


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


def _date(match: re.Match[str]) -> date | None:
    year, month, day = (int(number) for number in match.groups() if number)
    try:
        return date(year, month, day)
    except ValueError:
        return None
