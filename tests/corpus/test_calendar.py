from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.calendar import Period, resolved
from corpus.dates import Date, DatePart, date_at
from corpus.quantities import quantities

PUBLISHED = date(2021, 5, 31)  # a Monday
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
YEARS = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
PARTS = st.sampled_from(
    [
        *(DatePart(name) for name in ("上半年", "下半年", "年中", "初", "底")),
        *(DatePart("季度", count) for count in (1, 2, 3, 4)),
        *(DatePart("前季度", count) for count in (2, 3)),
        *(DatePart("前月", count) for count in (2, 7, 11)),
    ]
)


def spoken(text: str) -> Date:
    found = date_at(text, 0)
    assert found is not None
    assert found[1] == len(text)
    return found[0]


def meant(text: str, published: date | None = PUBLISHED, *, ahead: bool = False) -> str | None:
    period = resolved(spoken(text), published, ahead=ahead)
    return f"{period.text} {period.first:%m%d}-{period.last:%m%d} {period.precision}" if period else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年", "2020年 0101-1231 year"),
        ("前年", "2019年 0101-1231 year"),
        ("明年", "2022年 0101-1231 year"),
        ("今年3月", "2021年3月 0301-0331 month"),
        ("去年2月", "2020年2月 0201-0229 month"),
        ("去年12月5日", "2020年12月5日 1205-1205 day"),
        ("本月底", "2021年5月底 0521-0531 part"),
        ("上个月", "2021年4月 0401-0430 month"),
        ("本月12日", "2021年5月12日 0512-0512 day"),
        ("去年底", "2020年底 1201-1231 part"),
        ("今年上半年", "2021年上半年 0101-0630 half"),
        ("去年第四季度", "2020年第四季度 1001-1231 quarter"),
        ("前三季度", "2020年前三季度 0101-0930 part"),
        ("前4个月", "2021年前4个月 0101-0430 part"),
        ("一季度", "2021年第一季度 0101-0331 quarter"),
        ("3月", "2021年3月 0301-0331 month"),
        ("5月", "2021年5月 0501-0531 month"),
        ("11月", "2020年11月 1101-1130 month"),
        ("5月上旬", "2021年5月上旬 0501-0510 part"),
        ("24日", "2021年5月24日 0524-0524 day"),
        ("5月24日", "2021年5月24日 0524-0524 day"),
        ("7月24日", "2020年7月24日 0724-0724 day"),
        ("2019年", "2019年 0101-1231 year"),
        ("2019年6月末", "2019年6月底 0621-0630 part"),
        ("2019-06-30", "2019年6月30日 0630-0630 day"),
    ],
)
def test_the_nearest_that_is_not_after_publication_is_meant(text: str, expected: str) -> None:
    assert meant(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24日", "2021年6月24日 0624-0624 day"),
        ("31日", "2021年5月31日 0531-0531 day"),
        ("7月24日", "2021年7月24日 0724-0724 day"),
        ("3月", "2022年3月 0301-0331 month"),
        ("下半年", "2021年下半年 0701-1231 half"),
        ("上半年", "2021年上半年 0101-0630 half"),
        ("年底", "2021年底 1201-1231 part"),
    ],
)
def test_ahead_it_is_the_nearest_that_is_not_over(text: str, expected: str) -> None:
    assert meant(text, ahead=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "当年",
        "同年5月",
        "次年",
        "上年",
        "当月",
        "年底",
        "上半年",
        "二季度",
        "上旬",
        "“十四五”期间",
        "9时",
        "2021年2月30日",
    ],
)
def test_what_would_be_a_guess_stays_unresolved(text: str) -> None:
    assert meant(text) is None


@pytest.mark.parametrize("text", ["去年", "本月底", "24日", "7月24日", "前三季度", "明年3月"])
def test_without_a_publication_date_nothing_relative_is_resolved(text: str) -> None:
    assert meant(text, None) is None
    assert meant(text, None, ahead=True) is None


@pytest.mark.parametrize(
    ("unit", "weekday", "expected"),
    [
        ("昨日", None, "2021年5月30日"),
        ("后天", None, "2021年6月2日"),
        ("上周", 5, "2021年5月28日"),
        ("本周", 1, "2021年5月31日"),
        ("下周", 7, "2021年6月13日"),
        ("上周", None, "2021年5月24日至30日"),
        ("本周", None, "2021年5月31日至6月6日"),
    ],
)
def test_days_and_weeks_count_from_publication(unit: str, weekday: int | None, expected: str) -> None:
    period = resolved((DatePart(unit, weekday),), PUBLISHED)
    assert period is not None
    assert period.text == expected
    assert resolved((DatePart(unit, weekday),), None) is None


def test_a_stretch_runs_from_its_first_day_to_its_last() -> None:
    (found,) = quantities("5月10日至15日")
    period = resolved(found.date, PUBLISHED, until=found.until)
    assert period == Period(date(2021, 5, 10), date(2021, 5, 15), "part", "2021年5月10日至15日")
    assert resolved(found.until, PUBLISHED, until=found.date) is None


def test_periods_meet_where_they_share_a_day() -> None:
    may, thirtieth = resolved(spoken("5月"), PUBLISHED), resolved(spoken("5月30日"), PUBLISHED)
    april = resolved(spoken("4月"), PUBLISHED)
    assert may is not None
    assert april is not None
    assert thirtieth is not None
    assert may.meets(thirtieth)
    assert thirtieth.meets(may)
    assert not may.meets(april)


@pytest.mark.parametrize(
    ("unit", "before"), [("昨日", date(1, 1, 1)), ("去年", date(1, 5, 1)), ("明年", date(9999, 5, 1))]
)
def test_outside_the_calendar_nothing_is_resolved(unit: str, before: date) -> None:
    assert resolved((DatePart(unit),), before) is None


@given(DAYS, st.sampled_from(sorted(YEARS)), st.none() | PARTS)
def test_a_named_year_is_the_year_it_names(published: date, year: str, part: DatePart | None) -> None:
    period = resolved((DatePart(year), *([part] if part else [])), published)
    assert period is not None
    assert period.first.year == period.last.year == published.year + YEARS[year]
    assert period.first <= period.last


@given(DAYS, st.integers(1, 12), st.integers(1, 31), st.booleans(), st.booleans())
def test_a_bare_day_is_the_nearest_of_its_name(published: date, month: int, day: int, named: bool, ahead: bool) -> None:
    parts = (*([DatePart("月", month)] if named else []), DatePart("日", day))
    period = resolved(parts, published, ahead=ahead)
    if period is None:
        assert day > 28
        return
    assert period.first == period.last
    assert period.first.day == day
    distance = (period.first - published).days if ahead else (published - period.first).days
    assert 0 <= distance <= (366 if named else 61)
    if named:
        assert period.first.month == month


@given(DAYS, PARTS)
def test_a_bare_part_is_over_when_it_is_reported_and_not_over_when_it_is_planned(
    published: date, part: DatePart
) -> None:
    over, planned = resolved((part,), published), resolved((part,), published, ahead=True)
    assert over is None or over.last <= published or part.unit == "初"
    assert planned is not None
    assert planned.last >= published
    assert planned.first - published < timedelta(366)


@given(DAYS, DAYS, st.integers(1, 12) | st.none(), st.none() | PARTS, st.sampled_from(sorted(YEARS)))
def test_what_is_written_out_means_the_same_whenever_it_is_read(
    published: date, later: date, month: int | None, part: DatePart | None, year: str
) -> None:
    parts = [DatePart(year), *([DatePart("月", month)] if month else [part] if part else [])]
    period = resolved(tuple(parts), published)
    assert period is not None
    assert resolved(spoken(period.text), later) == resolved(spoken(period.text), None) == period


@given(DAYS, st.integers(1, 7), st.sampled_from(["上周", "本周", "下周"]))
def test_a_week_begins_on_monday(published: date, weekday: int, week: str) -> None:
    whole, day = resolved((DatePart(week),), published), resolved((DatePart(week, weekday),), published)
    assert whole is not None
    assert day is not None
    assert whole.first.weekday() == 0
    assert (whole.last - whole.first).days == 6
    assert day.meets(whole)
    assert day.first.weekday() == weekday - 1
    assert (whole.first <= published <= whole.last) is (week == "本周")
