import time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.quantities import Quantity, quantities

PIECES = st.sampled_from(
    [
        *"0123456789０５．,.%％-－+:：/ 一二两三五十百千万亿半点几数多余零下第前后约近超元家个年月日时分至到以上内",
        "2023年",
        "8月10日",
        "逾",
        "不低于",
        "个百分点",
        "亿元",
        "平方米",
        "分之",
        "“十四五”",
        "左右",
        "一起",
        "5G",
        "\n",
        "𠮷",
    ]
)


def only(text: str) -> Quantity:
    (quantity,) = quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "printed", "number", "unit", "comparator", "kind"),
    [
        ("培育工厂150家以上", "150家以上", "150", "家", ">=", "count"),
        ("投资逾1500亿元", "逾1500亿元", "150000000000", "元", ">", "money"),
        ("近1700家企业", "近1700家", "1700", "家", "~", "count"),
        ("增长约8.5%", "约8.5%", "8.5", "%", "~", "percent"),
        ("超100个项目", "超100个", "100", "个", ">", "count"),
        ("占比不低于三成", "不低于三成", "30", "%", ">=", "percent"),
        ("至少5家", "至少5家", "5", "家", ">=", "count"),
        ("不超过3天", "不超过3天", "3", "天", "<=", "period"),
        ("不足20人", "不足20人", "20", "人", "<", "count"),
        ("200余家", "200余家", "200", "家", ">", "count"),
        ("20人左右", "20人左右", "20", "人", "~", "count"),
        ("上千名", "上千名", "1000", "名", ">=", "count"),
        ("10万吨以下", "10万吨以下", "100000", "吨", "<=", "measure"),
        ("５．６亿元", "５．６亿元", "560000000", "元", "=", "money"),
        ("一百五十家", "一百五十家", "150", "家", "=", "count"),
        ("十二点五公里", "十二点五公里", "12.5", "公里", "=", "measure"),
        ("百分之八点五", "百分之八点五", "8.5", "%", "=", "percent"),
        ("四分之一", "四分之一", "25", "%", "=", "percent"),
        ("2.3个百分点", "2.3个百分点", "2.3", "个百分点", "=", "percent"),
        ("50亿美元", "50亿美元", "5000000000", "美元", "=", "money"),
        ("300亿元人民币", "300亿元人民币", "30000000000", "元", "=", "money"),
        ("五毛钱", "五毛钱", "0.5", "元", "=", "money"),
        ("5200元/吨", "5200元/吨", "5200", "元/吨", "=", "money"),
        ("两个多月", "两个多月", "2", "个月", ">", "period"),
        ("两年半", "两年半", "2.5", "年", "=", "period"),
        ("3个半小时", "3个半小时", "3.5", "小时", "=", "period"),
        ("半个月", "半个月", "0.5", "个月", "=", "period"),
        ("零下20℃", "零下20℃", "-20", "℃", "=", "measure"),
        ("5 km", "5 km", "5", "公里", "=", "measure"),
        ("第三批", "第三批", "3", "批", "=", "ordinal"),
        ("第12届", "第12届", "12", "届", "=", "ordinal"),
        ("历时近3年", "近3年", "3", "年", "~", "period"),
        ("近3年来", "3年", "3", "年", "=", "period"),
        ("2023年8月10日", "2023年8月10日", "20230810", "年月日", "=", "date"),
        ("今年3月", "今年3月", "3", "今年月", "=", "date"),
    ],
)
def test_a_quantity(text: str, printed: str, number: str, unit: str, comparator: str, kind: str) -> None:
    found = only(text)
    assert (found.text, found.unit, found.comparator, found.kind) == (printed, unit, comparator, kind)
    assert found.number == Decimal(number)
    assert text[found.start : found.end] == printed


@pytest.mark.parametrize(
    ("text", "printed", "lower", "upper", "unit", "kind"),
    [
        ("3至5家", "3至5家", "3", "5", "家", "count"),
        ("10%—15%", "10%—15%", "10", "15", "%", "percent"),
        ("3-5万元", "3-5万元", "30000", "50000", "元", "money"),
        ("100万到200万元", "100万到200万元", "1000000", "2000000", "元", "money"),
        ("约三至五成", "约三至五成", "30", "50", "%", "percent"),
        ("七八个人", "七八个", "7", "8", "个", "count"),
        ("比分3比2", "3比2", "3", "2", "比", "count"),
        ("2017年至2019年", "2017年至2019年", "2017", "2019", "年", "period"),
        ("2021—2025年", "2021—2025年", "2021", "2025", "年", "period"),
        ("8月10日至15日", "8月10日至15日", "810", "15", "月日", "period"),
    ],
)
def test_a_range(text: str, printed: str, lower: str, upper: str, unit: str, kind: str) -> None:
    found = only(text)
    assert (found.text, found.number, found.upper, found.unit, found.kind) == (
        printed,
        Decimal(lower),
        Decimal(upper),
        unit,
        kind,
    )


def test_the_end_of_a_stretch_takes_over_what_it_leaves_out() -> None:
    until = only("2023年8月10日至15日").until
    assert [(part.unit, part.value) for part in until] == [("年", 2023), ("月", 8), ("日", 15)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("5.6亿元", "56000万元"), ("1.5万家", "15000家"), ("三成", "30%"), ("三分之一", "百分之三十三点三三三")],
)
def test_the_same_amount_in_other_words(one: str, other: str) -> None:
    first, second = only(one), only(other)
    assert abs(first.number - second.number) < Decimal("0.01")
    assert first.unit == second.unit


@pytest.mark.parametrize(
    "text",
    [
        "统一部署",
        "三亚",
        "一起去",
        "十分重要",
        "万一",
        "千万不要",
        "一些",
        "几家",
        "5G基站",
        "H7N9",
        "192.168.1.1",
        "五金店",
        "最近",
    ],
)
def test_numbers_that_are_none(text: str) -> None:
    assert quantities(text) == ()


def test_a_sentence_in_order() -> None:
    text = "到2025年，全市力争建成5家以上，投资逾10亿元，占比提高2.5个百分点。"
    assert [q.text for q in quantities(text)] == ["2025年", "5家以上", "逾10亿元", "2.5个百分点"]


def assert_sound(text: str) -> None:
    end = 0
    for quantity in quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.number.is_finite()
        end = quantity.end


@given(st.text())
@example("9" * 5000)
@example("一" * 5000)
@example("3-" * 500)
@example("İ5家")
def test_any_text_is_read_with_exact_offsets(text: str) -> None:
    assert_sound(text)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_mixture_of_numerals_is_read_with_exact_offsets(text: str) -> None:
    assert_sound(text)


@given(st.integers(1, 10**9), st.sampled_from(["家", "吨", "元", "万元", "亿元", "%", "公里"]))
def test_every_plain_number_is_found_whole(number: int, unit: str) -> None:
    found = only(f"共{number}{unit}。")
    assert found.text == f"{number}{unit}"
    assert found.number == number * {"万元": 10**4, "亿元": 10**8}.get(unit, 1)


def test_a_million_characters_in_seconds() -> None:
    text = "会上公布，今年力争建成工厂150家以上，总投资逾15亿元，增长约8.5%，有关部门正在抓紧推进各项准备工作。" * 2000
    started = time.process_time()
    assert len(quantities(text)) == 4 * 2000
    assert time.process_time() - started < 3
