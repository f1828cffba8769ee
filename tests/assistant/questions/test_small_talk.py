import time

import pytest

from assistant.questions.small_talk import RULES, TalkRule, small_talk


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_every_rule_answers_its_example(rule: TalkRule) -> None:
    assert small_talk(rule.example) == rule.reply
    assert rule.reply.count("。") == 1 or "！" in rule.reply
    assert "[1]" not in rule.reply


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("您好呀", "您好"),
        ("  早上好！ ", "您好"),
        ("谢谢你啦", "不客气"),
        ("好的谢谢", "不客气"),
        ("谢谢，再见", "再见"),
        ("你好，你是谁？", "问据"),
        ("你能做什么", "问据"),
        ("哈哈哈哈", "具体的事"),
        ("给我讲个笑话吧", "具体的事"),
        ("？？？", "没有看出"),
        ("啊啊啊啊", "没有看出"),
        ("asdfgh", "没有看出"),
        ("12345", "没有看出"),
    ],
)
def test_small_talk(text: str, part: str) -> None:
    reply = small_talk(text)
    assert reply is not None
    assert part in reply


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "宁波",
        "BYD",
        "5G",
        "你好，大桥何时通车",
        "早餐店有几家",
        "好未来营收",
        "再见阿郎票房",
        "人人网",
        "谢谢惠顾是谁",
        "天天向上",
    ],
)
def test_what_may_be_a_question_is_left_alone(text: str) -> None:
    assert small_talk(text) is None


def test_long_chatter_takes_no_time() -> None:
    started = time.process_time()
    for text in ("哈" * 5000 + "家", "你好" * 2500 + "问", "1" * 5000 + "家", "！" * 5000 + "a1"):
        small_talk(text)
    assert time.process_time() - started < 1
