from dataclasses import replace
from datetime import date

import pytest

from assistant.writing.told import Told, calendar, core
from corpus.article import Article
from corpus.quantities import quantities

ARTICLE = Article(
    "harbour",
    "柳湾港扩建",
    "国家开发银行去年为柳湾港提供贷款。柳湾港总经理李望川说，2021年完成投资3亿元，５月６日开工，发展和改革部门已批复。",
    "柳湾晚报",
    date(2022, 5, 6),
)
TOLD = Told.by(ARTICLE)


@pytest.mark.parametrize("name", ["柳湾港集团有限公司", "李望川", "国开行", "國家開發銀行", "柳湾晚报", "发改部门"])
def test_a_name_that_may_stand_there_counts_as_there(name: str) -> None:
    assert TOLD.has_name(name)


@pytest.mark.parametrize("name", ["白鹭渡口公司", "周明远", "农发行"])
def test_a_name_that_stands_nowhere(name: str) -> None:
    assert not TOLD.has_name(name)


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("2021年", True),
        ("去年", True),
        ("2022年", True),
        ("5月6日", True),
        ("5月4日", True),
        ("2022年5月6日", True),
        ("2019年", False),
        ("8月", False),
        ("2021年5月6日", False),
    ],
)
def test_a_time_is_told_by_the_text_or_by_the_day_of_appearance(asked: str, there: bool) -> None:
    (quantity,) = quantities(asked)
    assert (TOLD.has_time(calendar(quantity.date)) or not calendar(quantity.date)) is there


def test_an_undated_article_leaves_open_what_this_year_is() -> None:
    assert not TOLD.leaves_the_year_open
    assert Told.by(replace(ARTICLE, published=None)).leaves_the_year_open
    assert not Told.by(Article("any", "渡口", "渡口重开。")).leaves_the_year_open


def test_what_many_names_have_in_common_is_no_name() -> None:
    assert core("科技有限公司") == ""
    assert core("国家电网") == "电网"
