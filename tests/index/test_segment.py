import unicodedata

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.segment import bigrams, fold, words, words_and_letters

SENTENCES = (
    "海星市昨日启动智能工厂计划",
    "首批名单含贝壳机电浪花仪表两家企业",
    "跨湖大桥连接南岸与北岸预计国庆节前通车",
    "中国科学院计算技术研究所的研究员获得了国家自然科学奖",
    "他来到了网易杭研大厦",
    "市民在南京市长江大桥上散步",
    "修缮之后的老街上月重新开放茶馆有十二家",
    "央行下调存款准备金率零点二五个百分点",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_of_a_run_of_han_characters_are_those_of_jieba(sentence: str) -> None:
    jieba.setLogLevel("ERROR")
    assert words(sentence) == list(jieba.cut_for_search(sentence))


def test_numbers_and_latin_words_are_taken_whole() -> None:
    assert words("A股涨3.25%，AI企业达1,200家") == ["a", "股涨", "3.25", "ai", "企业", "达", "1200", "家"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("8月16日收盘", ["16日", "8月16日"]),
        ("８月１６号收盘", ["16日", "8月16日"]),
        ("16日至18日收盘", ["16日", "18日"]),
        ("2023年8月6日收盘", ["6日", "8月6日"]),
        ("8月收盘", []),
        ("第100号通报", []),
        ("1.5日", []),
    ],
)
def test_a_day_is_a_word_beside_its_parts(text: str, days: list[str]) -> None:
    found = words(text)
    assert found[len(found) - len(days) :] == days
    assert not any(word[:-1].isdigit() and word.endswith("日") for word in found[: len(found) - len(days)])


@pytest.mark.parametrize(
    ("traditional", "plain"), [("漁港擴建後能停船", "渔港扩建后能停船"), ("國家開發銀行的貸款", "国家开发银行的贷款")]
)
def test_traditional_characters_make_the_words_of_simplified_ones(traditional: str, plain: str) -> None:
    assert fold(traditional) == plain
    assert words(traditional) == words(plain)
    assert bigrams(traditional) == bigrams(plain)
    assert words_and_letters(traditional) == words_and_letters(plain)


@pytest.mark.parametrize(
    ("written", "folded"),
    [("１２，３４５元", "12345元"), ("1,23,4", "1,23,4"), ("ＡＢＣ", "abc"), ("㎡", "m2"), ("2,000,000", "2000000")],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_words_hold_every_letter_and_digit_and_nothing_else(text: str) -> None:
    letters = {char for char in fold(text) if char.isalnum()}
    assert letters <= set("".join(words(text)))
    assert all(word.strip() for word in words(text))


@given(st.text())
def test_words_and_letters_at_once_are_the_same_as_each(text: str) -> None:
    found, letters = words_and_letters(text)
    assert found == words(text)
    pairs = [letters[at : at + 2] for at in range(len(letters) - 1)]
    assert [pair for pair in pairs if " " not in pair] == bigrams(text)


@given(st.text())
def test_folding_what_was_folded_changes_no_bigram(text: str) -> None:
    assert bigrams(unicodedata.normalize("NFKC", text)) == bigrams(text)
