from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numerals import han_number, number_at

DIGITS = "零一二三四五六七八九"


def spelt(number: int) -> str:
    """Spell a number below 10**12 as a newspaper does: 10 is 一十, 10005 is 一万零五."""
    for power, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= power:
            high, low = divmod(number, power)
            gap = "零" if 0 < low < power // 10 else ""
            return spelt(high) + name + gap + (spelt(low) if low else "")
    return DIGITS[number]


@given(st.integers(0, 10**12 - 1))
def test_every_spelt_number_is_read_back(number: int) -> None:
    assert han_number(spelt(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十五", "15"),
        ("两千三", "2300"),
        ("两万五", "25000"),
        ("一万零五", "10005"),
        ("三亿五千万", "350000000"),
        ("二〇二三", "2023"),
        ("零点零五", "0.05"),
        ("一点五亿", "150000000"),
        ("百", "100"),
        ("半", "0.5"),
    ],
)
def test_numerals(text: str, number: str) -> None:
    assert han_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "几十", "五六", "家", "一二三四百", "点五", "三点", "一点几"])
def test_what_is_no_single_number(text: str) -> None:
    assert han_number(text) in (None, Decimal(56), Decimal(3))


@pytest.mark.parametrize(
    ("text", "value", "upper", "vague", "length"),
    [
        ("5.6亿元", "560000000", None, "", 4),
        ("1亿2000万元", "120000000", None, "", 7),
        ("1,234,567元", "1234567", None, "", 9),
        ("3000多万", "30000000", None, ">", 6),
        ("200余家", "200", None, ">", 4),
        ("十几万人", "100000", None, "~", 3),
        ("数百名", "100", None, "~", 2),
        ("七八个", "7", "8", "~", 2),
        ("两三百家", "200", "300", "~", 3),
        ("三五天", "3", "5", "~", 2),
        ("5千米", "5", None, "", 1),
        ("3百分点", "3", None, "", 1),
    ],
)
def test_numbers_in_text(text: str, value: str, upper: str | None, vague: str, length: int) -> None:
    number = number_at(text, 0)
    assert number is not None
    assert (number.value, number.upper, number.vague, number.end) == (
        Decimal(value),
        Decimal(upper) if upper else None,
        vague,
        length,
    )


@given(st.text(alphabet="0123456789,.零一二两十百千万亿多余几半点家元", max_size=40), st.integers(0, 40))
def test_any_text_can_be_read_anywhere(text: str, at: int) -> None:
    number = number_at(text, min(at, len(text)))
    assert number is None or at < number.end <= len(text)
