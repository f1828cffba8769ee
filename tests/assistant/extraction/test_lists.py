import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.extraction.lists import series_end, whole
from assistant.extraction.spans import spans
from assistant.extraction.tokens import tokens
from corpus.sentences import sentences

NAMES = st.sampled_from(["灯塔", "拖船", "码头", "云溪村", "青禾网络", "《潮汐》", "“远潮”"])


def wholes(sentence: str) -> list[str]:
    row = tokens(sentence)
    found = spans(row)
    kept = found.only(whole(row, found))
    return [
        "".join(token.text for token in row[first : last + 1])
        for first, last in zip(kept.first, kept.last, strict=True)
    ]


def end(text: str, place: int = 0) -> int:
    return series_end(tuple(sentences(text)), place)


def test_an_enumeration_is_found_whole() -> None:
    found = wholes("渡口将添置拖船、浮标、缆绳和灯塔。")
    assert "拖船、浮标、缆绳和灯塔" in found
    assert not {"拖船、浮标", "拖船、浮标、缆绳", "浮标、缆绳", "缆绳和灯塔", "浮标、缆绳和灯塔"} & set(found)
    assert not [whole for whole in found if whole.startswith("和")]


@pytest.mark.parametrize("sentence", ["渡口添置了拖船。", "渡口添置了拖船，码头关闭。", "、拖船", "拖船和"])
def test_one_thing_is_no_enumeration(sentence: str) -> None:
    assert wholes(sentence) == []


@settings(deadline=None)
@given(st.lists(NAMES, min_size=2, max_size=5))
def test_an_enumeration_that_stands_alone_is_always_found(parts: list[str]) -> None:
    text = "、".join(parts)
    assert (text in wholes(text)) is (len(tokens(text)) <= 16)


@pytest.mark.parametrize(
    "text",
    [
        "渡口要做三件事。一是修灯塔。二是换缆绳。三是清淤。会议昨天结束。",
        "渡口要做三件事。其一，修灯塔。其二，换缆绳。其三，清淤。会议昨天结束。",
        "渡口要做三件事。第一，修灯塔。第二，换缆绳。第三，清淤。会议昨天结束。",
        "渡口要做三件事。（一）修灯塔。（二）换缆绳。（三）清淤。会议昨天结束。",
        "渡口要做三件事。一、修灯塔。二、换缆绳。三、清淤。会议昨天结束。",
        "渡口要做三件事。“一是修灯塔。二是换缆绳。三是清淤。”会议昨天结束。",
    ],
)
def test_a_series_ends_where_it_ends(text: str) -> None:
    assert end(text) == 3
    assert end(text, 1) == 3


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("一是修灯塔。二是换缆绳。", 1),
        ("渡口要做两件事。一是修灯塔。会议昨天结束。", 0),
        ("渡口要做两件事。会议昨天结束。一是修灯塔。二是换缆绳。", 0),
        ("一是修灯塔。三是清淤。", 0),
        ("一是修灯塔。其二，换缆绳。", 0),
        ("一是修灯塔。", 0),
        ("渡口昨天关闭。", 0),
    ],
)
def test_where_no_series_begins_the_sentence_stands_alone(text: str, place: int) -> None:
    assert end(text, place) == place


def test_a_gap_in_the_numbers_ends_a_series() -> None:
    assert end("一是修灯塔。二是换缆绳。四是清淤。") == 1


def test_a_series_may_be_the_last_thing_printed_and_have_ten_parts() -> None:
    assert end("。".join(f"{number}是修第{number}座灯塔" for number in "一二三四五六七八九十")) == 9
