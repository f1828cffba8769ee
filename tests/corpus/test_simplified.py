import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.simplified import simplified


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("國家開發銀行去年發放了多少綠色貸款？", "国家开发银行去年发放了多少绿色贷款？"),
        ("顯著與著作", "显著与著作"),
        ("乾燥與乾坤", "干燥与乾坤"),
        ("海星市去年建成多少家工厂？", "海星市去年建成多少家工厂？"),
        ("鲁迅的著作", "鲁迅的著作"),
        ("😀 naïve", "😀 naïve"),
        ("\ud800國", "\ud800國"),
        ("", ""),
    ],
)
def test_traditional_characters(written: str, expected: str) -> None:
    assert simplified(written) == expected


@given(st.one_of(st.text(), st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))))
def test_offsets_stay_and_twice_is_once(text: str) -> None:
    once = simplified(text)
    assert len(once) == len(text)
    assert simplified(once) == once
