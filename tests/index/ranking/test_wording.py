from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numerals import han_number
from index.ranking.figures import spelt
from index.ranking.wording import Variant, variants

TODAY = date(2023, 8, 2)


def written(query: str, today: date | None = TODAY) -> dict[str, list[str]]:
    """Give the other forms under the part of the query that they are for."""
    forms: dict[str, list[str]] = {}
    for found in variants(query, today):
        forms.setdefault(query[found.start : found.end], []).append(found.text)
    return forms


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("建成一百五十家工厂", {"一百五十家": ["150家"]}),
        ("建成150家工厂", {"150家": ["一百五十家"]}),
        ("投资1.2万元", {"1.2万元": ["12000元"]}),
        ("投资12000元", {"12000元": ["1.2万元"]}),
        ("投资三千万元", {"三千万元": ["3000万元"]}),
        ("投资3.5亿元", {"3.5亿元": []}),
        ("近三成居民", {"近三成": ["近30%", "近百分之三十"]}),
        ("百分之十二点五的居民", {"百分之十二点五": ["12.5%"]}),
        ("占12%的居民", {"12%": ["百分之十二"]}),
        ("占３０％的居民", {"３０％": ["百分之三十", "三成"]}),
        ("第3届和第二十届", {"第3届": ["第三届"], "第二十届": ["第20届"]}),
        ("2名教师和2级台风", {"2名": ["两名"], "2级": ["二级"]}),
        ("零下5度", {"零下5度": ["零下五度"]}),
        ("增至一点五倍", {"一点五倍": ["1.5倍"]}),
    ],
)
def test_numbers(query: str, forms: dict[str, list[str]]) -> None:
    assert written(query) == {part: texts for part, texts in forms.items() if texts}


@pytest.mark.parametrize(
    "query",
    [
        "一带一路",
        "三亚和三门峡",
        "千岛湖与五台山",
        "万科万达",
        "三里屯的五月天",
        "一家公司的一位员工",
        "5G基站和G20峰会",
        "600519股票",
        "十四五期间",
        "百余家",
        "三至五家",
        "三分之一",
        "三成五",
        "半年",
        "一秒7400MB",
        "7以内的第一",
        "",
        "，。",
    ],
)
def test_names_and_vague_numbers_stay(query: str) -> None:
    assert variants(query, TODAY) == ()


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("去年产量", {"去年": ["2022年"]}),
        ("前年8月产量", {"前年8月": ["2021年8月"]}),
        ("明年上半年", {"明年上半年": ["2024年上半年"]}),
        ("去年八月十日", {"去年八月十日": ["2022年8月10日"]}),
        ("去年底", {"去年底": ["2022年底"]}),
        ("上个月和本月15日", {"上个月": ["7月"], "本月15日": ["8月15日"]}),
        ("昨天和后天", {"昨天": ["8月1日"], "后天": ["8月4日"]}),
        ("二〇二三年八月十日", {"二〇二三年八月十日": ["2023年8月10日"]}),
        ("8月10号", {"8月10号": ["8月10日"]}),
        ("前天津市长上今日头条", {}),
        ("当年与次年", {}),
    ],
)
def test_dates(query: str, forms: dict[str, list[str]]) -> None:
    assert written(query) == forms


def test_a_day_is_told_from_today_only_where_today_is_known() -> None:
    assert variants("去年、上个月、昨天") == ()
    assert written("八月十日") == written("八月十日", None) == {"八月十日": ["8月10日"]}


def test_the_month_before_january_is_december_and_the_calendar_ends() -> None:
    assert written("上个月", date(2024, 1, 31)) == {"上个月": ["12月"]}
    assert written("明天", date.max) == {}


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("国开行贷款", {"国开行": ["国家开发银行"]}),
        ("国家开发银行贷款", {"国家开发银行": ["国开行"]}),
        ("青川省发改委", {"发改委": ["发展和改革委员会", "发展改革委"]}),
        ("who总干事", {"who": ["世界卫生组织", "世卫组织"]}),
        ("欧洲央行", {"欧洲央行": ["欧洲中央银行"]}),
        ("东北大学与湖北大学", {}),
        ("北大校长", {"北大": ["北京大学"]}),
        ("OpenAI公司", {}),
    ],
)
def test_short_and_long_names(query: str, forms: dict[str, list[str]]) -> None:
    assert written(query) == forms


PARTS = (
    *("国开行", "北大", "世界卫生组织", "GDP", "去年", "昨天", "八月", "10日", "号", "第", "届", "近", "以上", "，"),
    *("一百五十", "十", "两", "12", "1.2", "０", "点", "万", "亿", "家", "元", "%", "三成", "百分之"),
)


@given(
    st.one_of(st.lists(st.sampled_from(PARTS), max_size=12).map("".join), st.text(max_size=40)),
    st.one_of(st.none(), st.dates()),
)
def test_parts_lie_in_the_query_in_order_and_are_equal_or_apart(query: str, today: date | None) -> None:
    found = variants(query, today)
    assert all(0 <= one.start < one.end <= len(query) and one.text for one in found)
    assert all((one.start, one.end) == (two.start, two.end) or one.end <= two.start for one, two in pairwise(found))
    assert len(set(found)) == len(found)


@given(st.integers(2, 9999))
def test_a_number_is_written_either_way(number: int) -> None:
    assert han_number(spelt(number)) == number
    assert written(f"共{spelt(number)}家")[f"{spelt(number)}家"] == [f"{number}家"]


@pytest.mark.parametrize("number", [-1, 10_000])
def test_only_what_newspapers_spell_is_spelt(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        spelt(number)


def test_a_variant_is_a_value() -> None:
    assert variants("国开行") == (Variant("国家开发银行", 0, 3),)
