import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.extraction.amounts import agree, counts_the_same, far_apart
from corpus.quantities import Quantity, quantities


def read(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("5.6亿元", "56000万元", True),
        ("5.6亿元", "5.63亿元", True),
        ("5.6亿元", "5.7亿元", False),
        ("3亿元", "2亿元", False),
        ("逾1500亿元", "1520亿元", True),
        ("逾1500亿元", "1700亿元", False),
        ("150家以上", "150家", True),
        ("150家以上", "120家", False),
        ("近6亿元", "5.6亿元", True),
        ("近6亿元", "7.5亿元", False),
        ("不足100人", "96人", True),
        ("不足100人", "40人", False),
        ("3至5家", "4家", True),
        ("3至5家", "7家", False),
        ("三千万元", "3000万元", True),
        ("约12天", "12天", True),
        ("120家", "121家", False),
        ("一百五十家", "150家", True),
        ("30%", "三成", True),
    ],
)
def test_amounts_agree_where_both_can_be_right(one: str, other: str, expected: bool) -> None:
    assert agree(read(one), read(other)) is agree(read(other), read(one)) is expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("3人", "3名", True),
        ("3家", "3个", True),
        ("3元", "3美元", False),
        ("3家", "3吨", False),
        ("3%", "3个百分点", False),
    ],
)
def test_only_like_is_compared_with_like(one: str, other: str, same: bool) -> None:
    assert counts_the_same(read(one), read(other)) is same


def test_a_slipped_point_is_not_too_far() -> None:
    assert not far_apart(read("5.6亿元"), read("56亿元"))
    assert far_apart(read("3家"), read("150家"))


FORMS = ("{}家", "{}家以上", "逾{}家", "近{}家", "约{}家", "{}万家", "{}.5亿家")
AMOUNTS = st.builds(str.format, st.sampled_from(FORMS), st.integers(1, 99_999)).map(read)


@given(AMOUNTS, AMOUNTS)
def test_agreement_is_mutual_and_nothing_disagrees_with_itself(one: Quantity, other: Quantity) -> None:
    assert agree(one, one)
    for first, second in itertools.permutations((one, other)):
        assert agree(first, second) is agree(second, first)
