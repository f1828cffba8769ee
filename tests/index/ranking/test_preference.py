from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.derived.rows import UNDATED, Origins, source_code
from index.likeness import Numbers
from index.ranking.fuse import Candidates
from index.ranking.preference import DAY_BONUS, OUTLET_BONUS, PART_BONUS, Named, NamedDate, named, preferred

TODAY = date(2023, 8, 2)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("8月1日的暴雨", [(None, 8, 1)]),
        ("2023年8月1日的暴雨", [(2023, 8, 1)]),
        ("2022年10月建成多少家工厂", [(2022, 10, None)]),
        ("八月十日谁来了", [(None, 8, 10)]),
        ("28日的大风", [(None, None, 28)]),
        ("2023-08-01的暴雨", [(2023, 8, 1)]),
        ("去年8月1日的暴雨", [(2022, 8, 1)]),
        ("去年八月的产量", [(2022, 8, None)]),
        ("上个月谁来了", [(2023, 7, None)]),
        ("本月5日谁来了", [(2023, 8, 5)]),
        ("下月谁来", [(2023, 9, None)]),
        ("3月和4月哪月雨多", [(None, 3, None), (None, 4, None)]),
    ],
)
def test_days_and_months_are_read(query: str, expected: list[tuple[int | None, int | None, int | None]]) -> None:
    assert named(query, TODAY).dates == tuple(NamedDate(*parts) for parts in expected)


@pytest.mark.parametrize(
    "query", ["大桥全长多少", "2022年建成多少家工厂", "去年产量", "去年建成150家", "5G基站", "", "，。"]
)
def test_a_year_or_a_number_alone_names_no_day(query: str) -> None:
    assert not named(query, TODAY)


def test_months_run_over_the_turn_of_the_year() -> None:
    assert named("上个月谁来了", date(2023, 1, 15)).dates == (NamedDate(2022, 12, None),)
    assert named("下个月谁来", date(2023, 12, 15)).dates == (NamedDate(2024, 1, None),)


def test_without_today_what_is_told_from_it_is_left_out() -> None:
    assert not named("上个月谁来了")
    assert named("去年8月1日的暴雨").dates == (NamedDate(None, 8, 1),)


@pytest.mark.parametrize(
    ("asked", "published", "fits"),
    [
        (NamedDate(None, 8, 1), date(2023, 8, 1), True),
        (NamedDate(None, 8, 1), date(2021, 8, 3), True),
        (NamedDate(None, 8, 1), date(2023, 8, 4), False),
        (NamedDate(None, 8, 1), date(2023, 7, 31), False),
        (NamedDate(2023, 8, 1), date(2022, 8, 1), False),
        (NamedDate(None, 8, 31), date(2023, 9, 2), True),
        (NamedDate(2022, 12, 31), date(2023, 1, 1), True),
        (NamedDate(None, None, 28), date(2023, 6, 28), True),
        (NamedDate(None, None, 28), date(2023, 3, 1), True),
        (NamedDate(None, None, 28), date(2023, 6, 27), False),
        (NamedDate(None, 8, None), date(2023, 8, 31), True),
        (NamedDate(None, 8, None), date(2023, 9, 1), False),
        (NamedDate(2022, 8, None), date(2023, 8, 1), False),
    ],
)
def test_an_article_of_the_day_or_the_next_two_or_of_the_month_fits(
    asked: NamedDate, published: date, fits: bool
) -> None:
    assert asked.fits(published) is fits


def test_the_first_of_all_days_is_a_day_too() -> None:
    assert not NamedDate(None, 8, 1).fits(date.min)


@pytest.mark.parametrize(
    "name",
    [
        "海星日报",
        "海星网",
        "海星电视台",
        "海星新闻",
        "海星新闻网",
        "海星社",
        "海星月刊",
        "海星日报客户端",
        "海星新闻广播",
    ],
)
def test_what_ends_like_an_outlet_may_be_one(name: str) -> None:
    assert source_code(name) in named(f"据{name}报道大桥有多长").outlets


def test_an_outlet_that_is_part_of_the_words_is_known_by_its_name_alone() -> None:
    outlets = named("海星日报说大桥多长").outlets
    assert source_code("海星日报") in outlets
    assert not {source_code("海星晚报"), source_code("海星"), source_code(None)} & outlets


def candidates(*scores: float) -> Candidates:
    """Give passages 1, 2, 3... with these scores."""
    column: Numbers = np.array(scores, np.float32)
    numbers = np.arange(1, len(scores) + 1)
    return Candidates(numbers, numbers, column, column, column)


def origins(*given: tuple[date | None, str | None]) -> Origins:
    days = [UNDATED if day is None else day.toordinal() for day, _ in given]
    return Origins(np.array(days), np.array([source_code(source) for _, source in given]))


def odds(score: float) -> float:
    return score / (1 - score)


def test_what_appeared_on_the_day_goes_before_what_is_a_little_better() -> None:
    found = preferred(
        candidates(0.5, 0.45, 0.4),
        named("8月1日的暴雨"),
        origins((date(2023, 5, 1), None), (date(2023, 8, 2), None), (None, None)),
    )
    assert found.passages.tolist() == [2, 1, 3]
    assert [odds(score) for score in found.scores.tolist()] == pytest.approx(
        [odds(0.45) * np.exp(DAY_BONUS), odds(0.5), odds(0.4)], rel=1e-4
    )


def test_what_is_far_better_stays_ahead_of_the_day() -> None:
    found = preferred(candidates(0.95, 0.3), named("8月1日的暴雨"), origins((None, None), (date(2023, 8, 1), None)))
    assert found.passages.tolist() == [1, 2]


def test_an_article_of_the_outlet_goes_ahead_and_that_of_the_day_too_further() -> None:
    day = date(2023, 8, 1)
    found = preferred(
        candidates(0.5, 0.5, 0.5, 0.5),
        named("海星日报8月1日说大桥多长"),
        origins((None, "海星晚报"), (day, None), (None, "海星日报"), (day, "海星日报")),
    )
    gained = {hit.passage: np.log(odds(hit.score)) for hit in found}
    expected = {1: 0, 2: DAY_BONUS, 3: OUTLET_BONUS, 4: DAY_BONUS + OUTLET_BONUS}
    assert gained == pytest.approx(expected, abs=1e-4)
    assert (found.passages[0], found.passages[-1]) == (4, 1)


def test_a_whole_date_counts_for_more_than_its_month_and_the_best_of_several_counts() -> None:
    days = ((date(2023, 8, 20), None), (date(2023, 8, 1), None), (date(2023, 5, 20), None), (date(2023, 5, 5), None))
    for query, gains in {
        "8月1日的暴雨": (0, DAY_BONUS, 0, 0),
        "8月的暴雨": (PART_BONUS, PART_BONUS, 0, 0),
        "20日的暴雨": (PART_BONUS, 0, PART_BONUS, 0),
        "8月1日还是8月的暴雨": (PART_BONUS, DAY_BONUS, 0, 0),
    }.items():
        found = preferred(candidates(0.5, 0.5, 0.5, 0.5), named(query), origins(*days))
        gained = {hit.passage: np.log(odds(hit.score)) for hit in found}
        assert gained == pytest.approx(dict(enumerate(gains, 1)), abs=1e-4)


def test_one_of_several_days_is_enough() -> None:
    found = preferred(
        candidates(0.5, 0.49, 0.49),
        named("3月和4月哪月雨多"),
        origins((date(2023, 5, 1), None), (date(2023, 3, 1), None), (date(2023, 4, 1), None)),
    )
    assert found.passages.tolist() == [2, 3, 1]


@pytest.mark.parametrize(
    "query",
    ["大桥全长多少", "9月9日的暴雨", "别的日报说大桥多长"],
    ids=["nothing named", "another day", "no such outlet"],
)
def test_where_no_article_agrees_nothing_changes(query: str) -> None:
    before = candidates(0.9, 0.5, 0.5)
    after = preferred(before, named(query), origins((date(2023, 8, 1), "海星日报"), (None, None), (None, "海星晚报")))
    assert list(after) == list(before)


def test_an_article_without_a_day_or_outlet_is_never_meant() -> None:
    asked = Named((NamedDate(None, None, 1), NamedDate(None, 1, None)), frozenset({source_code("海星日报")}))
    before = candidates(0.5, 0.4)
    assert list(preferred(before, asked, Origins.unknown(2))) == list(before)


DAYS = st.none() | st.dates(date(2023, 7, 25), date(2023, 8, 5))
SOURCES = st.sampled_from([None, "海星日报", "海星晚报"])
FOUND = st.lists(st.tuples(st.sampled_from([0.0, 0.2, 0.5, 0.999, 1.0]), DAYS, SOURCES), max_size=8)


@given(FOUND)
def test_scores_stay_in_bounds_and_those_of_one_kind_in_their_order(
    found: list[tuple[float, date | None, str | None]],
) -> None:
    found = sorted(found, key=lambda one: -one[0])
    before = candidates(*(score for score, _, _ in found))
    after = preferred(before, named("海星日报8月1日说了什么"), origins(*((day, source) for _, day, source in found)))
    scores = after.scores.tolist()
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert sorted(after.passages.tolist()) == before.passages.tolist()
    kinds: dict[tuple[date | None, str | None], list[int]] = {}
    for passage in after.passages.tolist():
        kinds.setdefault(found[passage - 1][1:], []).append(passage)
    assert all(passages == sorted(passages) for passages in kinds.values())


@given(st.text())
def test_any_text_is_a_query(query: str) -> None:
    named(query, TODAY)
