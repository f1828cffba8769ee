from datetime import date

import pytest

from corpus.published import date_in_url, find_date, parse_date


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


@pytest.mark.parametrize(
    "path",
    [
        "2023/07/24/bridge.html",
        "2023-07/24/content_1.htm",
        "n1/2023/0724/c1-2.html",
        "202307/t20230724_1.html",
        "a/20230724/1.shtml",
        "2023_07_24_1.shtml",
        "news/2023-07-24",
        "2023/07/24/1.html?day=2022-01-01",
    ],
)
def test_an_address_files_a_page_under_its_day(path: str) -> None:
    assert date_in_url(f"https://www.example.cn/{path}") == date(2023, 7, 24)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.cn/a20230724.html",
        "https://www.example.cn/content/202307245.html",
        "https://www.example.cn/1.html?day=2023-07-24",
        "https://www.example.cn/2023/13/24/1.html",
        "https://www.example.cn/2023/02/30/1.html",
        "https://www.example.cn/2023/07/1.html",
        "https://www.example.cn/1970/01/01/1.html",
        "https://www.example.cn/2023/07/24/2022/07/24/1.html",
        "https://20230724.example.cn/1.html",
        "https://www.example.cn",
    ],
)
def test_what_may_be_something_else_is_no_day(url: str) -> None:
    assert date_in_url(url) is None
