import pytest

from assistant.dialogue.standing import own_weight, stands_alone

BEFORE = "康赛妮集团去年营收多少？"


@pytest.mark.parametrize(
    "question",
    [
        "复旦大学校长是谁",
        "《长风》的导演是谁",
        "易建联什么时候退役的",
        "谁是宁波市市长",
        "什么是未来工厂",
        "在宁波举行的亚帆赛哪天闭幕",
        "国产大邮轮什么时候交付使用",
        "青禾银行和白沙银行分别签了多少家",
    ],
)
def test_a_question_that_names_its_own_topic_stands_alone(question: str) -> None:
    assert stands_alone(question, BEFORE)


@pytest.mark.parametrize(
    "question",
    [
        "有多少员工",
        "同比增长多少",
        "什么时候的事",
        "谁负责调查",
        "李望川怎么看",
        "还有哪些奖项",
    ],
)
def test_a_question_without_a_topic_does_not(question: str) -> None:
    assert not stands_alone(question, BEFORE)


def test_what_was_spoken_of_weighs_less() -> None:
    assert own_weight("智能工厂投资多少", "宁波要建几家智能工厂？") < own_weight("智能工厂投资多少", BEFORE)
