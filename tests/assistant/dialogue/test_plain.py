import pytest

from assistant.dialogue.plain import asked_with_which, correction, without_politeness


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("请问一下，什么时候开票呢，谢谢！", "什么时候开票呢"),
        ("麻烦问下在哪开", "在哪开"),
        ("对了，那雅戈尔呢？", "那雅戈尔呢"),
        ("谢谢", "谢谢"),
        ("怎么报名啊", "怎么报名"),
    ],
)
def test_politeness_is_taken_off(question: str, bare: str) -> None:
    assert without_politeness(question) == bare


@pytest.mark.parametrize(
    ("bare", "meant"),
    [
        ("不对，我问的是宁波", "宁波"),
        ("错了，是温州", "是温州"),
        ("我不是问宁波", None),
        ("不是宁波，是温州", "温州"),
        ("我说的是去年的", "去年的"),
        ("我国有多少人口", None),
    ],
)
def test_a_correction_says_what_was_meant(bare: str, meant: str | None) -> None:
    assert correction(bare) == meant


def test_a_mistyped_which_is_read_as_one() -> None:
    assert asked_with_which("具体是那几个") == "具体是哪几个"
    assert asked_with_which("那几个是谁") == "那几个是谁"
