import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.extraction.tokens import CLASSES, QUANTITIES, Token, tokens

PIECES = st.sampled_from(
    ["李望川", "青禾网络", "《海边的灯》", "《", "》", "3.5亿元", "１２％", "去年", "“", "”", "、", "，", "。", "……",
     "\n", " ", "A", "的", "İ", "𠮷", "\u3000", "150家以上"]
)  # fmt: skip


def kinds(text: str) -> dict[str, str]:
    return {token.text: token.kind for token in tokens(text)}


@settings(deadline=None)
@given(st.text() | st.lists(PIECES, max_size=20).map("".join))
@example("")
@example("《一》《二")
def test_the_tokens_joined_are_the_text(text: str) -> None:
    done = 0
    for token in tokens(text):
        assert token.start == done < token.end
        assert token.text == text[token.start : token.end]
        assert token.kind in CLASSES
        done = token.end
    assert done == len(text)


@pytest.mark.parametrize(
    ("text", "quantity", "kind", "unit"),
    [
        ("渡口扩建投资逾5.6亿元。", "逾5.6亿元", "money", "元"),
        ("栽下1,200棵以上香樟。", "1,200棵以上", "count", "棵"),
        ("出口增长12.5%。", "12.5%", "percent", "%"),
        ("新渡口2021年9月1日启用。", "2021年9月1日", "date", "年月日"),
        ("航道长３．２公里。", "３．２公里", "measure", "公里"),
    ],
)
def test_a_quantity_stays_whole_and_has_its_unit(text: str, quantity: str, kind: str, unit: str) -> None:
    start = text.index(quantity)
    assert Token(start, start + len(quantity), quantity, kind, unit) in tokens(text)


def test_what_is_no_quantity_has_no_unit() -> None:
    assert {token.unit for token in tokens("老船长李望川昨夜出海。") if token.kind not in QUANTITIES} == {""}


def test_a_title_stays_whole_even_with_a_number_in_it() -> None:
    row = tokens("他写过《3公里外的灯塔》和2本诗集。")
    assert [token.text for token in row if token.kind == "title"] == ["《3公里外的灯塔》"]
    assert [token.text for token in row if token.kind == "count"] == ["2本"]


@pytest.mark.parametrize(("length", "whole"), [(38, True), (39, False)])
def test_what_is_too_long_for_a_title_is_cut_into_words(length: int, whole: bool) -> None:
    title = f"《{'灯' * length}》"
    assert ([token.text for token in tokens(title)] == [title]) is whole


def test_words_have_the_class_of_their_part_of_speech() -> None:
    found = kinds("李望川在上海买了一艘很旧的WiFi拖船")
    assert found["李望川"] == "person"
    assert found["上海"] == "location"
    assert found["在"] == "preposition"
    assert found["买"] == "verb"
    assert found["的"] == "particle"
    assert found["WiFi"] == "foreign"


@pytest.mark.parametrize(
    ("marks", "kind"),
    [("“「（(【", "opening"), ("”」）)】", "closing"), ("、", "listing"), ("，,：:", "comma"), ("。！？；\n…", "stop")],
)
def test_each_mark_has_its_class(marks: str, kind: str) -> None:
    for mark in marks:
        assert kinds(f"船{mark}港")[mark] == kind
