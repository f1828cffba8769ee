import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.subject import subject_span


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("海陵药业上半年净利润是多少？", "海陵药业"),
        ("张雨霏在大运会上获得几块金牌？", "张雨霏"),
        ("印度月船三号在哪里着陆？", "印度月船三号"),
        ("7月CPI同比涨了多少？", "CPI"),
        ("瑞幸咖啡全国有多少家店？", "瑞幸咖啡"),
        ("《长风》票房多少？", "《长风》"),
        ("谁拿了冠军？", ""),
        ("什么时候发生的？", ""),
    ],
)
def test_a_question_begins_with_its_subject(text: str, subject: str) -> None:
    assert text[slice(*subject_span(text))] == subject


@given(st.text(max_size=60))
def test_the_subject_of_any_text_lies_in_it(text: str) -> None:
    start, end = subject_span(text)
    assert 0 <= start <= end <= len(text)
