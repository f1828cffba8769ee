import pytest

from assistant.extraction.evidence import Candidate, sources
from assistant.extraction.fitness import (
    is_no_list,
    is_of_another_body,
    is_of_another_kind,
    is_of_another_place,
    is_of_its_kind,
    names_beside,
)
from assistant.extraction.values import Value
from assistant.extraction.wanted import Wanted, wanted
from assistant.questions.question import read_question
from corpus.article import Article
from tests.assistant.fakes import FakeLibrary

CARRIERS = Article(
    id="carriers", title="合作", text="白沙移动与远潮机械、青禾纺织等3家企业签约；白沙联通与星河电器等5家企业牵手。"
)
LIBRARY = FakeLibrary([CARRIERS])


def asked(question: str) -> Wanted:
    return wanted(read_question(question), LIBRARY)


def value(text: str, start: int = 0) -> Value:
    return Value(start, start + len(text), text, 1.0)


@pytest.mark.parametrize(
    ("question", "found", "fits", "contradicts"),
    [
        ("白沙银行的贷款利率是多少？", "4.2%", True, False),
        ("白沙银行的贷款利率是多少？", "逾1500亿元", False, True),
        ("白沙大桥总投资多少亿元？", "5.6亿元", True, False),
        ("白沙大桥总投资多少亿元？", "增长12%", False, True),
        ("白沙大桥总投资多少亿元？", "很多", False, False),
        ("新任厂长今年多大？", "36岁", False, False),
        ("厂长是谁？", "林望川", True, False),
    ],
)
def test_a_rate_is_no_amount(question: str, found: str, fits: bool, contradicts: bool) -> None:
    assert is_of_its_kind(asked(question), value(found)) is fits
    assert is_of_another_kind(asked(question), value(found)) is contradicts


def test_without_a_value_nothing_contradicts() -> None:
    assert not is_of_another_kind(asked("贷款利率是多少？"), None)
    assert not is_of_its_kind(asked("贷款利率是多少？"), None)


def test_names_beside_a_value_are_those_of_its_own_stretch() -> None:
    opened = sources(LIBRARY.search("白沙联通 白沙移动 企业", 5), LIBRARY, 5)
    candidate = Candidate(opened[0], 0, 0)
    text = CARRIERS.text
    for found, share in (("3家", 1.0), ("5家", 0.5)):
        at = text.index(found)
        assert names_beside(asked("“白沙移动”与多少家企业签约？"), candidate, value(found, at)) == share
    assert names_beside(asked("“白沙移动”与多少家企业签约？"), candidate, None) == 1


def test_a_value_beside_another_body_is_of_that_body() -> None:
    opened = sources(LIBRARY.search("白沙联通 白沙移动 企业", 5), LIBRARY, 5)
    candidate, text = Candidate(opened[0], 0, 0), CARRIERS.text
    three, five = (value(found, text.index(found)) for found in ("3家", "5家"))
    assert not is_of_another_body(asked("白沙移动与多少家企业签约？"), candidate, three)
    assert is_of_another_body(asked("白沙移动与多少家企业签约？"), candidate, five)
    assert not is_of_another_body(asked("多少家企业牵手？"), candidate, five)


@pytest.mark.parametrize(
    ("question", "found", "none"),
    [
        ("签约的5家企业分别是哪几家？", "接连与5家", True),
        ("签约的5家企业分别是哪几家？", "星河电器、远潮机械和青禾纺织", False),
        ("投入的3类农机各是多少？", "28台收割机、24台插秧机以及5台烘干机", False),
        ("有哪些企业签约？", "接连与5家", False),
    ],
)
def test_a_count_is_no_list(question: str, found: str, none: bool) -> None:
    assert is_no_list(asked(question), value(found)) is none


@pytest.mark.parametrize(
    ("question", "elsewhere"),
    [
        ("杭州今年要建多少家工厂？", True),
        ("宁波今年要建多少家工厂？", False),
        ("全市今年要建多少家工厂？", False),
        ("杭州和宁波谁建得多？", False),
        ("浙江今年要建多少家工厂？", False),
    ],
)
def test_what_is_said_of_one_city_is_not_said_of_another(question: str, elsewhere: bool) -> None:
    article = Article(id="plan", title="宁波公布目标", text="全市今年要建工厂150家以上。")
    library = FakeLibrary([article])
    opened = sources(library.search("今年要建工厂", 5), library, 5)
    assert is_of_another_place(asked(question), Candidate(opened[0], 0, 0)) is elsewhere
