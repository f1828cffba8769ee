import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abbreviations import Definition, definitions


def pairs(text: str) -> list[str]:
    return [f"{found.short}={found.long}" for found in definitions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国家开发银行（以下简称“国开行”）表示", ["国开行=国家开发银行"]),
        ("国家开发银行(下称国开行)表示", ["国开行=国家开发银行"]),
        ("国家开发银行（简称：「国开行」）", ["国开行=国家开发银行"]),
        ('国家开发银行（以下简称为 "国开行"）', ["国开行=国家开发银行"]),
        ("国家开发银行（CDB，下称国开行）", ["国开行=国家开发银行"]),
        ("绿色发展基金会（简称绿发会、绿基会）", ["绿发会=绿色发展基金会", "绿基会=绿色发展基金会"]),
        ("印发《青川省数据资源管理办法（试行）》（以下简称《数据办法》）", ["数据办法=青川省数据资源管理办法（试行）"]),
        ("云海（重庆）汽车电子有限公司（以下简称“云海电子”）", ["云海电子=云海（重庆）汽车电子有限公司"]),
        ("西部合作组织（简称西合组织，下同）", []),
    ],
)
def test_brackets_and_quotation_marks(text: str, expected: list[str]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("记者8日从四川省防汛抗旱指挥部办公室（下称“省防办”）获悉", "四川省防汛抗旱指挥部办公室"),
        ("日前收到中国证券监督管理委员会（以下简称“证监会”）通知", "中国证券监督管理委员会"),
        ("随着中国科学院大学深圳医院（以下简称国科大深圳医院）开业", "中国科学院大学深圳医院"),
        ("开展第五次全国经济普查（简称五经普）", "第五次全国经济普查"),
        ("重大科技基础设施（简称大设施）", "重大科技基础设施"),
    ],
)
def test_the_left_edge(text: str, long: str) -> None:
    assert [found.long for found in definitions(text)] == [long]


@pytest.mark.parametrize(
    "text",
    [
        "《青川省数据管理办法》（以下简称《办法》）",
        "青川投资股份有限公司（以下简称“公司”）",
        "甲乙丙三方（以下统称“认购方”）",
        "张家与李家（以下简称“本所”）",
        "北斗（重庆）汽车有限公司（以下简称“重庆北斗”）",
        "宁波市公安局（以下简称“市公安局”）",
        "有人指称（此事属实）",
        "《青川省数据管理办法（征求意见稿）》（以下简称“征求意见稿”）",
        "（以下简称“国开行”）",
        "简称国开行）",
        "称",
        "",
    ],
)
def test_no_definition(text: str) -> None:
    assert pairs(text) == []


def test_each_pair_is_given_once_in_order() -> None:
    text = "世界贸易组织（简称世贸组织）。国家开发银行（简称国开行）。世界贸易组织（简称世贸组织）。"
    assert pairs(text) == ["世贸组织=世界贸易组织", "国开行=国家开发银行"]


@given(st.text(alphabet="国家开发银行简下称（）(),，“”《》、 第省四川A\n", max_size=60))
def test_a_short_name_stands_in_order_in_its_long_name(text: str) -> None:
    for found in definitions(text):
        assert len(found.short) < len(found.long)
        assert found.long in text
        rest = iter(found.long)
        assert all(character in rest for character in found.short)


def test_a_long_line_of_brackets_takes_no_time() -> None:
    assert definitions("（" * 20_000 + "简称国开行）" * 2_000 + "（简称" * 20_000) == ()


def test_a_definition_is_a_value() -> None:
    assert Definition("国开行", "国家开发银行") == definitions("国家开发银行（下称国开行）")[0]
