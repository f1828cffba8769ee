import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.status import CUES, CueRule, status_of

NUMBER = re.compile(r"\d(?!\d*年)")


@pytest.mark.parametrize("rule", CUES, ids=lambda rule: rule.example)
def test_every_rule_gives_its_example_its_status(rule: CueRule) -> None:
    number = NUMBER.search(rule.example)
    assert number is not None
    assert status_of(rule.example, number.start()) == rule.status
    assert re.search(rule.pattern, rule.example)


@pytest.mark.parametrize(
    ("sentence", "fact", "status"),
    [
        ("全市力争建成智能工厂150家，目前已建成80家。", "150", "target"),
        ("全市力争建成智能工厂150家，目前已建成80家。", "80", "achieved"),
        ("按照计划，明年建成绿道5公里。", "5", "planned"),
        ("企业计划投资3亿元，实际完成4亿元。", "3", "planned"),
        ("企业计划投资3亿元，实际完成4亿元。", "4", "achieved"),
        ("力争年内完成投资5亿元。", "5", "target"),
        ("预计全年产值将达8亿元。", "8", "forecast"),
        ("产值预计达8亿元。", "8", "forecast"),
        ("全市在建桥梁6座。", "6", "ongoing"),
        ("目前，2座桥梁正在建设。", "2", "ongoing"),
        ("年内要建9所学校；已开工4所。", "9", "planned"),
        ("年内要建9所学校；已开工4所。", "4", "achieved"),
        ("主要产品有7种。", "7", None),
        ("公司注册资本3亿元。", "3", None),
        ("“我们的设备每天能处理300吨垃圾。”厂长说。", "300", "quoted"),
        ("截至2022年底，全市累计培育工厂90家。", "90", "achieved"),
        ("去年公司营收达5亿元，净利润增长7%。", "7", "achieved"),
    ],
)
def test_the_nearest_governing_cue_wins(sentence: str, fact: str, status: str | None) -> None:
    assert status_of(sentence, sentence.index(fact)) == status


@given(st.text(st.sampled_from("力争计划已将要建成目标预计正在达3年底，。；“”说了"), max_size=40), st.integers(0, 45))
def test_any_place_of_any_sentence_has_a_status_or_none(sentence: str, at: int) -> None:
    assert status_of(sentence, at) in (None, "target", "achieved", "planned", "ongoing", "forecast", "quoted")
