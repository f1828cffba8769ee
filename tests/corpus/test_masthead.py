from datetime import date

import pytest

from corpus.masthead import Imprint, imprint


@pytest.mark.parametrize(
    ("text", "source", "day"),
    [
        ("2021-05-20 08:30:10 来源：甬江晚报", "甬江晚报", date(2021, 5, 20)),
        ("来源：甬江晚报 | 2021年5月20日 08:30 | 编辑：甲小乙", "甬江晚报", date(2021, 5, 20)),
        ("发布时间：2021/5/20 浏览次数：128", None, date(2021, 5, 20)),
        ("來源：甬江晚報", "甬江晚報", None),
    ],
)
def test_imprints(text: str, source: str | None, day: date | None) -> None:
    assert imprint(text) == Imprint(source, day, ())


@pytest.mark.parametrize(
    "text", ["编辑：甲小乙", "08:30", "浏览次数：128", "2021年5月20日渔船归港", "水的来源：山泉，井", ""]
)
def test_what_only_resembles_an_imprint(text: str) -> None:
    assert imprint(text) is None
