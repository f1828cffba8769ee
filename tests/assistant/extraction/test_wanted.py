import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.extraction.wanted import Wanted, wanted
from assistant.questions.question import read_question
from tests.assistant.fakes import FakeLibrary

LIBRARY = FakeLibrary()


def read(question: str) -> Wanted:
    return wanted(read_question(question), LIBRARY)


def test_every_word_stands_once_with_its_weight_in_the_corpus() -> None:
    asked = read("大桥和大桥之间有几座灯塔？")
    assert asked.words.count("大桥") == 1
    (unknown,) = LIBRARY.weights(["没有的词"])
    assert asked.weights.tolist() == pytest.approx([weight / unknown for weight in LIBRARY.weights(asked.words)])
    assert 0 < asked.weight("大桥") < asked.weight("灯塔") == 1


@pytest.mark.parametrize("question", ["谁修了灯塔？", "请问是谁修了灯塔呢？"])
def test_the_words_that_ask_are_not_looked_for(question: str) -> None:
    asked = read(question)
    assert {"灯塔"} <= set(asked.words)
    assert not {"谁", "请问", "呢"} & set(asked.words)
    assert "是谁" not in asked.bigrams


def test_a_rare_word_weighs_more_than_one_that_is_printed() -> None:
    asked = read("大桥旁边有几座灯塔？")
    assert asked.weight("灯塔") > asked.weight("大桥") > 0


def test_a_word_that_the_question_has_not_weighs_nothing() -> None:
    assert read("大桥旁边有几座灯塔？").weight("拖船") == 0


def test_everything_is_folded() -> None:
    asked = read("ＷｉＦｉ覆盖了１，２００个村吗？")
    assert "wifi" in asked.words
    assert asked.numbers == ("1200",)
    assert asked.names == ("wifi",)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("2021年投资3.5亿元的渡口是哪个？", ("2021", "3.5")),
        ("3号渡口和3号码头哪个更大？", ("3",)),
        ("渡口是谁修的？", ()),
    ],
)
def test_its_numbers(question: str, numbers: tuple[str, ...]) -> None:
    assert read(question).numbers == numbers


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("“远潮计划”由谁提出？", ("远潮计划",)),
        ("《海边的灯》和「潮声」的作者是谁？", ("海边的灯", "潮声")),
        ("WiFi-6在渡口何时开通？", ("wifi-6",)),
        ("“远潮”与“远潮”是一艘船吗？", ("远潮",)),
        ("渡口是谁修的？", ()),
    ],
)
def test_its_names_stand_in_quotation_marks_or_latin_letters(question: str, names: tuple[str, ...]) -> None:
    assert read(question).names == names


def test_its_proper_names_are_persons_and_places() -> None:
    asked = read("李望川何时到上海担任馆长？")
    assert asked.proper == ("李望川", "上海")
    assert read("馆长何时上任？").proper == ()


@pytest.mark.parametrize(
    ("question", "before", "behind"),
    [
        ("今年要建多少座灯塔", ("要建", "今年"), ("灯塔",)),
        ("请问今年要建多少座灯塔？", ("要建", "今年"), ("灯塔",)),
        ("灯塔的修建者是谁？", ("是", "者", "修建", "的", "灯塔"), ()),
        ("谁修了灯塔？", (), ("修", "了", "灯塔")),
        ("我想知道我市今年建成多少座灯塔呢？谢谢", ("建成", "今年", "我市"), ("灯塔",)),
        ("昨天，灯塔由谁修？", ("由", "灯塔", "昨天"), ("修",)),
    ],
)
def test_what_stands_around_the_words_that_ask_nearest_first(
    question: str, before: tuple[str, ...], behind: tuple[str, ...]
) -> None:
    asked = read(question)
    assert (asked.before, asked.behind) == (before, behind)


@pytest.mark.parametrize("question", ["", "？", "。。。"])
def test_a_question_without_words_wants_nothing(question: str) -> None:
    asked = read(question)
    assert asked.words == asked.bigrams == asked.numbers == asked.names == asked.proper == ()
    assert asked.weights.shape == (0,)


@settings(deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(["请问", "我市", "今年", "多少", "哪", "座", "灯塔", "谁", "“", "”", "3.5", "5G", " ", "？"])
    ).map("".join)
)
def test_whatever_is_asked_its_parts_stand_in_it(question: str) -> None:
    asked = read(question)
    squeezed = "".join(asked.folded.split())
    assert asked.weights.shape == (len(asked.words),)
    assert all(math.isfinite(weight) for weight in asked.weights)
    assert all(part in asked.folded for part in (*asked.numbers, *asked.names, *asked.proper))
    assert all("".join(part.split()) in squeezed for part in (*asked.before, *asked.behind))
    assert len(set(asked.words)) == len(asked.words)
