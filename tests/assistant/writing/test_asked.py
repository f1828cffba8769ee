import pytest

from assistant.writing.asked import Asked


@pytest.mark.parametrize(
    ("question", "sentence", "met"),
    [
        ("塔高多少？", "塔高28米。", True),
        ("南山小学的校长是谁？", "林若兰任校长。", True),
        ("南山小学的校长是谁？", "欢迎关注公众号。", False),
        ("ＧＤＰ是多少？", "全市gdp达5亿元。", True),
        ("跨湖大橋有多長？", "跨湖大桥全长3公里。", True),
    ],
)
def test_a_sentence_on_the_matter_shares_a_word(question: str, sentence: str, met: bool) -> None:
    assert Asked(question).is_met_by(sentence) is met


@pytest.mark.parametrize(
    ("value", "said", "held"),
    [
        ("150家以上", "力争建设工厂150家以上。", True),
        ("150家以上", "力争建设工厂150家。", False),
        ("3.2公里", "大桥全长13.2公里。", False),
        ("5.6亿元", "计划投资56000万元。", True),
        ("8月3日", "大桥2021年8月3日通车。", True),
        ("林若兰", "校长不是林若兰。", False),
        ("晨光电器、海蓝纺织", "入围的有晨光电器和海蓝纺织。", True),
        ("晨光电器、海蓝纺织", "入围的有晨光电器。", False),
        (None, "什么都行。", True),
    ],
)
def test_the_value_is_held_however_it_is_written(value: str | None, said: str, held: bool) -> None:
    assert Asked("多少？", value).is_answered_by([said]) is held
