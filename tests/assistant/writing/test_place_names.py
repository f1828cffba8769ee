import pytest

from assistant.writing.place_names import bare, names_place


@pytest.mark.parametrize(
    ("place", "without"),
    [
        ("东湖市", "东湖"),
        ("浙江省", "浙江"),
        ("余姚市", "余姚"),
        ("杭州", "杭州"),
        ("沙县", "沙县"),
        ("市区", "市区"),
        ("宁夏回族自治区", "宁夏"),
        ("延边朝鲜族自治州", "延边"),
    ],
)
def test_a_place_without_its_rank(place: str, without: str) -> None:
    assert bare(place) == without


@pytest.mark.parametrize(
    ("text", "place", "named"),
    [
        ("宁波的港口", "宁波市", True),
        ("在甬企业达300家", "宁波", True),
        ("宁波的港口", "甬城", True),
        ("沪上一家书店", "上海市", True),
        ("宁波的港口", "杭州", False),
        ("宁波的港口", "南京", False),
        ("云计算大会", "昆明", False),
        ("白鹭渡口重开", "柳湾", False),
    ],
)
def test_a_place_is_named_in_full_without_its_rank_or_by_its_letter(text: str, place: str, named: bool) -> None:
    assert names_place(text, place) is named
