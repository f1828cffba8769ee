from datetime import date

import pytest

from corpus.imprint import Imprint, imprint, together


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("发布日期：2023-03-06  责任编辑：甲乙", Imprint(date(2023, 3, 6), None, (), True)),
        ("2023-07-24 07:57", Imprint(date(2023, 7, 24), None, (), False)),
        ("责任编辑： 甲乙", Imprint(None, None, (), False)),
        ("来源于：东区办事处", Imprint(None, "东区办事处", (), False)),
        ("作者：甲小乙 来源：甬江网 阅读：1024次", Imprint(None, "甬江网", ("甲小乙",), False)),
        (
            "2023年7月24日 星期一 上午 8:30 | 字号：大 中 小 | 分享到：微信 微博",
            Imprint(date(2023, 7, 24), None, (), False),
        ),
        ("更新时间：2024-01-01 来源：甬江网", Imprint(None, "甬江网", (), False)),
        ("2021-05-20 08:30:10 来自：甬江晚报", Imprint(date(2021, 5, 20), "甬江晚报", (), True)),
        ("稿源：甬江晚报 | 2021年5月20日 08:30 | 编辑：甲小乙", Imprint(date(2021, 5, 20), "甬江晚报", (), True)),
        ("发布时间：2021/5/20 浏览次数：128", Imprint(date(2021, 5, 20), None, (), True)),
        ("來源：甬江晚報 責任編輯：甲小乙", Imprint(None, "甬江晚報", (), False)),
        ("更新时间：2021-05-20 08:30", Imprint(None, None, (), False)),
        ("来源：翠屏报　2023年2月3日　记者 甲小乙", Imprint(date(2023, 2, 3), "翠屏报", ("甲小乙",), True)),
        ("2023年2月3日 来源：翠屏报 记者 甲小乙 丙丁", Imprint(date(2023, 2, 3), "翠屏报", ("甲小乙", "丙丁"), True)),
        ("來源：翠屏報　2023年2月3日　記者 甲小乙", Imprint(date(2023, 2, 3), "翠屏報", ("甲小乙",), True)),
        ("来源：甬江晚报 时间：08:30", Imprint(None, "甬江晚报", (), False)),
        ("08:30 来源：甬江晚报", Imprint(None, "甬江晚报", (), False)),
        ("来源：浙江时间网", Imprint(None, "浙江时间网", (), False)),
        ("来源：甲来自乙报", Imprint(None, "甲来自乙报", (), False)),
        ("来源：甬江网发布时间：2021-05-20", Imprint(date(2021, 5, 20), "甬江网", (), True)),
    ],
)
def test_a_line_of_nothing_else(text: str, found: Imprint) -> None:
    assert imprint(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-07-24大桥通车",
        "来源：甬江网。他说，这很好",
        "作者：甲小乙认为，大桥很好",
        "2023-02-30",
        "分享到：微信",
        "08:30",
        "浏览次数：128",
        "2021年5月20日渔船归港",
        "水的来源：山泉，井",
        "记者 甲小乙 摄",
        "记者手记",
    ],
)
def test_any_other_line(text: str) -> None:
    assert imprint(text) is None


def test_the_first_word_on_each_point_counts() -> None:
    lines = [found for text in ("来源：甬江网", "2023-07-24 来源：别处") if (found := imprint(text))]
    assert together(lines) == Imprint(date(2023, 7, 24), "甬江网", (), True)
    assert together([]) == Imprint(None, None, (), False)
