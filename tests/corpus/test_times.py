import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.times import is_cutoff, reckoned, time_of, times

PUBLISHED = date(2021, 11, 3)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昨日、前天和上周五", ["昨日", "前天", "上周五"]),
        ("昨晚开幕，今晨闭幕", ["昨晚", "今晨"]),
        ("这个星期三开工", ["这个星期三"]),
        ("本周起，上周末，上上周五，周五", ["本周"]),
        ("上周边缘，本周刊，今日头条，前天津队", []),
        ("截至2023年6月末，去年同期", ["2023年6月末", "去年同期"]),
        ("8月10日至15日9时", ["8月10日至15日"]),
        ("20世纪90年代，“十四五”期间，9时30分", []),
    ],
)
def test_times_are_found_as_printed(text: str, expected: list[str]) -> None:
    found = times(text)
    assert [time.text for time in found] == expected
    assert all(text[time.start : time.end] == time.text for time in found)


@given(st.text("去年今昨日上周五前三季度同期至月年0123456789，。比截", max_size=40))
def test_whatever_is_printed_times_do_not_overlap(text: str) -> None:
    found = times(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    for at in range(0, len(text), 5):
        time = time_of(text, at)
        assert time is None or time in found
        assert time is None or reckoned(text, time, None) is None or time.absolute


@pytest.mark.parametrize(
    ("sentence", "fact", "expected"),
    [
        ("去年全市建成工厂86家。", "86", "去年"),
        ("去年，全市开工12家，建成86家。", "86", "去年"),
        ("今年前三季度产值5亿元，比去年同期增长3%。", "3%", "今年前三季度"),
        ("去年建成3座，今年建成5座。", "3座", "去年"),
        ("去年建成3座，今年建成5座。", "5座", "今年"),
        ("2020年、2021年分别建成3座、5座。", "5座", None),
        ("2019年成立以来，公司交付12台。", "12", None),
        ("公司2019年成立，有员工80人。", "80", None),
        ("自2019年起，每年种树80棵。", "80", None),
        ("去年有80人，目前有95人。", "95", None),
        ("产量是2019年的3倍。", "3倍", None),
        ("《2020年工作报告》说，全市有80家。", "80", None),
        ("全市有工厂80家（截至10月底）。", "80", "10月底"),
        ("去年停产；全市有80家。", "80", None),
        ("大桥8月3日通车。", "8月3日", "8月3日"),
    ],
)
def test_a_fact_belongs_to_the_nearest_time_it_is_not_held_against(
    sentence: str, fact: str, expected: str | None
) -> None:
    time = time_of(sentence, sentence.index(fact))
    assert (time and time.text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("去年建成86家。", ["2020年"]),
        ("昨日公布，上周五开工。", ["2021年11月2日", "2021年10月29日"]),
        ("大桥将于12月8日通车。", ["2021年12月8日"]),
        ("大桥12月8日通车。", ["2020年12月8日"]),
        ("2018年开工，7月竣工。", ["2018年", None]),
        ("7月开工，24日停工。", ["2021年7月", None]),
        ("昨日开工，3月获批。", ["2021年11月2日", "2021年3月"]),
        ("上半年产值5亿元，去年同期4亿元。", ["2021年上半年", "2020年上半年"]),
        ("去年同期为4亿元。", ["2020年同期"]),
        ("5月1日至3日共8万人，去年同期6万人。", ["2021年5月1日至3日", "2020年同期"]),
    ],
)
def test_times_are_reckoned_from_publication(sentence: str, expected: list[str | None]) -> None:
    periods = [reckoned(sentence, time, PUBLISHED) for time in times(sentence)]
    assert [period and period.text for period in periods] == expected
    assert not any(reckoned(sentence, time, None) for time in times(sentence) if not time.absolute)


@pytest.mark.parametrize(
    ("sentence", "published", "expected"),
    [
        ("大桥7月24日晚通车。", date(2023, 7, 25), "2023年7月24日"),
        ("大桥24日通车。", date(2023, 7, 25), "2023年7月24日"),
        ("大桥昨晚通车。", date(2023, 7, 25), "2023年7月24日"),
        ("大桥上月底通车。", date(2023, 7, 25), "2023年6月底"),
        ("大桥将于1月5日通车。", date(2023, 12, 28), "2024年1月5日"),
        ("大桥将于明年1月通车。", date(2023, 12, 28), "2024年1月"),
        ("大桥将于下月5日通车。", date(2023, 12, 28), "2024年1月5日"),
        ("大桥将于2月29日通车。", date(2023, 12, 28), "2024年2月29日"),
        ("大桥计划次年1月通车。", date(2023, 12, 28), None),
        ("大桥今年1月通车。", date(2023, 12, 28), "2023年1月"),
        ("大桥12月28日通车。", date(2024, 1, 3), "2023年12月28日"),
        ("大桥28日通车。", date(2024, 1, 3), "2023年12月28日"),
        ("大桥上月底通车。", date(2024, 1, 3), "2023年12月底"),
        ("大桥昨晚通车。", date(2024, 1, 1), "2023年12月31日"),
        ("大桥12月通车。", date(2024, 1, 3), "2023年12月"),
    ],
)
def test_times_at_the_turn_of_a_year_find_their_year(sentence: str, published: date, expected: str | None) -> None:
    (time,) = times(sentence)
    period = reckoned(sentence, time, published)
    assert (period and period.text) == expected
    assert reckoned(sentence, time, None) is None


@pytest.mark.parametrize(("sentence", "cutoff"), [("截至去年底有80家", True), ("去年底建成80家", False)])
def test_a_cutoff_is_told_from_a_stretch(sentence: str, cutoff: bool) -> None:
    assert is_cutoff(sentence, times(sentence)[0]) is cutoff
