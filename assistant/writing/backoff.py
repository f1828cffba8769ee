"""How long to wait before an endpoint is asked once more; asks nothing itself."""

import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

TRIES = 3
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0
_JITTER = 0.25
_CHANCE = random.Random()


def pause(tries: int, retry_after: float | None, chance: Callable[[], float] = _CHANCE.random) -> float:
    """Give the seconds to wait after so many tries: twice as long each time, less up to a quarter by chance.

    What the endpoint itself asks for goes before that, however long.

    :param chance: gives a number in 0..1.

    >>> [pause(tries, None, lambda: 0.0) for tries in (1, 2, 3)], pause(1, 30.0)
    ([0.5, 1.0, 2.0], 30.0)
    """
    if retry_after is not None:
        return max(0.0, retry_after)
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (tries - 1)) * (1 - _JITTER * chance())


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Read the seconds that an endpoint asks to wait, given as a number or as a moment; None where it does not say.

    >>> retry_after({"retry-after": "2"}), retry_after({}), retry_after({"retry-after": "bald"})
    (2.0, None, None)
    >>> retry_after({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, datetime(2015, 10, 21, 7, 27, 50, tzinfo=UTC))
    10.0
    """
    given = headers.get("retry-after", "").strip()
    if given.isascii() and given.replace(".", "", 1).isdigit():
        return float(given)
    try:
        moment = parsedate_to_datetime(given)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (moment - (now or datetime.now(UTC))).total_seconds()
