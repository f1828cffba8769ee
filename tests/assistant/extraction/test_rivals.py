import pytest

from assistant.extraction.rivals import beside_its_body, in_its_clause
from assistant.extraction.spans import spans
from assistant.extraction.tokens import tokens
from assistant.extraction.wanted import wanted
from assistant.questions.question import read_question
from tests.assistant.fakes import FakeLibrary

LIBRARY = FakeLibrary()


def left(question: str, sentence: str) -> list[str]:
    row = tokens(sentence)
    found = spans(row)
    kept = found.only(in_its_clause(wanted(read_question(question), LIBRARY), row, found))
    return ["".join(t.text for t in row[i : j + 1]) for i, j in zip(kept.first, kept.last, strict=True)]


@pytest.mark.parametrize(
    ("question", "value"),
    [("全市建成桥梁多少座？", "3座"), ("去年开工的隧道有几座？", "5座"), ("新修了多少座水塔？", "8座")],
)
def test_of_values_of_one_kind_that_of_the_clause_asked_about_is_left(question: str, value: str) -> None:
    found = left(question, "全市建成桥梁3座，去年开工隧道5座；新修水塔8座。")
    assert {"3座", "5座", "8座"} & set(found) == {value}


def test_what_comes_before_the_clause_that_asks_decides_nothing() -> None:
    sentence = "全市建成桥梁3座，去年开工隧道5座。"
    assert "5座" in left("全市建成的桥梁很多，去年开工的隧道有几座？", sentence)
    assert "3座" not in left("全市建成的桥梁很多，去年开工的隧道有几座？", sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("全市建成桥梁多少座？", "全市建成桥梁3座，投资5亿元。"),
        ("共有多少座？", "全市建成桥梁3座，去年开工隧道5座。"),
        ("桥梁由谁建成？", "全市建成桥梁3座，去年开工隧道5座。"),
        ("今年多少座？", "桥梁3座，隧道5座。"),
    ],
)
def test_without_rivals_or_reason_everything_is_left(question: str, sentence: str) -> None:
    row = tokens(sentence)
    assert len(left(question, sentence)) == len(spans(row))


def test_the_stretch_that_names_the_body_asked_about_holds_its_value() -> None:
    row = tokens("白沙移动与远潮机械等3家企业签约；白沙联通与星河电器等5家企业牵手。")
    found = spans(row)
    for body, own, other in (("白沙移动", "3家", "5家"), ("白沙联通", "5家", "3家")):
        kept = found.only(beside_its_body(wanted(read_question(f"{body}和几家企业签约？"), LIBRARY), row, found))
        texts = {"".join(token.text for token in row[i : j + 1]) for i, j in zip(kept.first, kept.last, strict=True)}
        assert own in texts
        assert other not in texts


def test_without_a_body_every_stretch_stays() -> None:
    row = tokens("白沙移动与3家企业签约；白沙联通与5家企业牵手。")
    found = spans(row)
    assert beside_its_body(wanted(read_question("几家企业签约？"), LIBRARY), row, found).all()
