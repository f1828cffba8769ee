from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.writing.backoff import FIRST_PAUSE, LONGEST_PAUSE, pause, retry_after

NOW = datetime(2021, 8, 4, 12, 0, tzinfo=UTC)


@given(st.integers(1, 50), st.floats(0, 1))
def test_pauses_double_and_scatter_up_to_a_quarter_less(tries: int, chance: float) -> None:
    whole = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1))
    assert 0.75 * whole <= pause(tries, None, lambda: chance) <= whole


@pytest.mark.parametrize(("asked", "rest"), [(0.0, 0.0), (7.5, 7.5), (-3.0, 0.0), (900.0, 900.0)])
def test_what_the_endpoint_asks_for_goes_first(asked: float, rest: float) -> None:
    assert pause(1, asked) == rest


@pytest.mark.parametrize(
    ("given_", "seconds"),
    [
        ("3", 3.0),
        ("0.25", 0.25),
        ("Wed, 04 Aug 2021 12:00:09 GMT", 9.0),
        ("Wed, 04 Aug 2021 12:00:09 -0000", 9.0),
        ("Wed, 04 Aug 2021 11:59:00 GMT", -60.0),
        ("", None),
        ("soon", None),
        ("nan", None),
        ("-1", None),
    ],
)
def test_it_asks_in_seconds_or_for_a_moment(given_: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": given_}, NOW) == seconds
