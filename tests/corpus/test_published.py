from datetime import date

import pytest

from corpus.published import find_date, parse_date


@pytest.mark.parametrize(
    "value", ["2023-07-24", "2023/7/24", "2023年7月24日", " 2023-07-24 08:00:00", "2023-07-24T08:00Z"]
)
def test_forms_of_one_date(value: str) -> None:
    assert parse_date(value) == date(2023, 7, 24)


@pytest.mark.parametrize(
    "value", ["", "昨天", "2023", "2023-13-01", "2023-02-30", "0000-01-01", "24-07-2023", "２０２３-07-24"]
)
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        parse_date(value)


def test_the_first_possible_date_is_found() -> None:
    assert find_date("第2023-99-99号，2023年7月24日发布，2023-08-01修订") == date(2023, 7, 24)
