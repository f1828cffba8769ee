from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.writing.stream import written_sentences
from corpus.errors import GeneratorFailed

TRUE = "南湖大桥全长3.2公里。[1]"


def cut(*pieces: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(sentence.text, sentence.markers) for sentence in written_sentences(pieces)]


@settings(deadline=None)
@given(st.lists(st.integers(0, 90), max_size=8))
def test_cuts_in_the_stream_change_nothing(cuts: list[int]) -> None:
    text = "<think>先看[1]。</think>南湖大桥全长3.2公里。[1] 尚未开工！ [2][2]\n约8亿元[1, 2]。**8亿元**。【资料1】[图](http://x/?a=b)"
    ends = [0, *sorted(place % len(text) for place in cuts), len(text)]
    assert cut(*(text[start:end] for start, end in pairwise(ends))) == [
        ("南湖大桥全长3.2公里。", (1,)),
        ("尚未开工！", (2,)),
        ("约8亿元。", (1, 2)),
        ("8亿元。", (1,)),
        ("图", ()),
    ]


def test_a_sentence_is_given_before_the_stream_ends() -> None:
    pieces = iter([TRUE, "北湖", "大桥"])
    assert next(written_sentences(pieces)).text == "南湖大桥全长3.2公里。"
    assert next(pieces) == "大桥"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("# 答案", "答案"),
        ("- 全长**3.2公里**。", "全长3.2公里。"),
        ("1. 全长`3.2公里`。", "全长3.2公里。"),
        ("答案：全长__3.2公里__。", "全长3.2公里。"),
        ("![大桥](http://x.example/b.png?to=me)全长3.2公里。", "全长3.2公里。"),
        ("全长[3.2公里](https://x.example/?q=全长。)", "全长3.2公里"),
        ("全长3.2公里（https://x.example/a?b=1）。", "全长3.2公里。"),
        ("<a href='javascript:x()'>全长</a>3.2公里。<br/>", "全长3.2公里。"),
        ("全长3.2公里。<|im_end|>", "全长3.2公里。"),
    ],
)
def test_what_only_dresses_a_sentence_is_taken_off(written: str, text: str) -> None:
    assert cut(written)[0][0] == text


@pytest.mark.parametrize("plain", ["误差<5%，价格3.2元。", "5G基站2.0版。", "大桥（又名“南桥”）通车。"])
def test_what_is_no_markup_stays(plain: str) -> None:
    assert cut(plain) == [(plain, ())]


def test_a_text_without_end_is_cut_in_parts() -> None:
    assert len(cut(*["啊" * 100] * 20)) >= 3


def test_what_was_whole_when_the_stream_broke_is_given_first() -> None:
    def breaking() -> Iterator[str]:
        yield TRUE + "北湖大桥尚未"
        raise GeneratorFailed("断了")

    given_ = written_sentences(breaking())
    assert next(given_).text == "南湖大桥全长3.2公里。"
    with pytest.raises(GeneratorFailed):
        next(given_)


def test_thoughts_without_end_are_no_answer() -> None:
    assert cut("<think>", "南湖大桥全长3.2公里。[1]") == []


def test_a_sentence_that_goes_on_from_a_quotation_is_one() -> None:
    said = [(one.text, one.markers) for one in written_sentences("“谁来？”，他问。[1]他说：“不来。”。[2]")]
    assert said == [("“谁来？”，他问。", (1,)), ("他说：“不来。”。", (2,))]


def test_marks_alone_are_no_sentence() -> None:
    assert [one.text for one in written_sentences("通车了。\n——。[1]\n……")] == ["通车了。"]
