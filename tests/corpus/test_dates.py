import pytest

from corpus.dates import covers, date_at


def parts(text: str) -> str | None:
    found = date_at(text, 0)
    return found and " ".join(f"{part.unit}{'' if part.value is None else part.value}" for part in found[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年8月10日", "年2023 月8 日10"),
        ("2023 年 8 月 10 日", "年2023 月8 日10"),
        ("二〇二三年八月十日", "年2023 月8 日10"),
        ("23年7月", "年2023 月7"),
        ("8月10号", "月8 日10"),
        ("10日", "日10"),
        ("今年3月", "今年 月3"),
        ("去年底", "去年 底"),
        ("本月12日", "本月 日12"),
        ("2023年上半年", "年2023 上半年"),
        ("今年第二季度", "今年 季度2"),
        ("前三季度", "前季度3"),
        ("前7个月", "前月7"),
        ("8月上旬", "月8 上旬"),
        ("2023-08-10", "年2023 月8 日10"),
        ("2023/8/1", "年2023 月8 日1"),
        ("20:30", "时20 分30"),
        ("9时许", "时9 分0"),
        ("8点半", "时8 分30"),
        ("21世纪", "世纪21"),
        ("20世纪90年代", "世纪20 年代90"),
        ("“十四五”期间", "五年规划14"),
        ("十三五规划", "五年规划13"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text", ["3年", "5个月", "10日内", "3号线", "月球", "13月", "9点赞", "1.5倍", "2000年来", "日本", "十五家"]
)
def test_what_is_no_date(text: str) -> None:
    assert date_at(text, 0) is None


@pytest.mark.parametrize(
    ("date", "other", "covered"),
    [
        ("2023年8月10日", "8月10日", True),
        ("2023年8月10日", "2023年", True),
        ("8月10日", "2023年8月10日", False),
        ("2023年", "2022年", False),
        ("今年3月", "去年3月", False),
    ],
)
def test_a_date_covers_its_parts(date: str, other: str, covered: bool) -> None:
    first, second = date_at(date, 0), date_at(other, 0)
    assert first is not None
    assert second is not None
    assert covers(first[0], second[0]) is covered
