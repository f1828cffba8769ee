import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import clauses, sentences

CHINESE = st.text(st.sampled_from("甲乙丙，。！？；…：“”‘’（）《》!?\"' \n\r\u30003.5a"), max_size=60)


def split(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大桥通车了。全长3.5公里。", ["大桥通车了。", "全长3.5公里。"]),
        ("支持Wi-Fi 6.0！真快？！", ["支持Wi-Fi 6.0！", "真快？！"]),
        ("“通车了！”他说。", ["“通车了！”", "他说。"]),
        ("“通车了！”的消息传开。", ["“通车了！”的消息传开。"]),
        ("“何时通车？”，他问。", ["“何时通车？”，他问。"]),
        ("电影《出发！》和《谁在桥上？》上映。", ["电影《出发！》和《谁在桥上？》上映。"]),
        ("见http://a.cn/?id=3。完", ["见http://a.cn/?id=3。", "完"]),
        ("桥通了吗?通了!", ["桥通了吗?", "通了!"]),
        ("鱼、虾、蟹……都有。", ["鱼、虾、蟹……都有。"]),
        ("鱼、虾、蟹……\n都有。", ["鱼、虾、蟹……", "都有。"]),
        ("通车了吗？……还没有。", ["通车了吗？……", "还没有。"]),
        ("建桥一座。（记者 甲小乙）", ["建桥一座。", "（记者 甲小乙）"]),
        ("没有句号", ["没有句号"]),
        (" \n\n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_clauses_also_end_at_semicolons() -> None:
    assert [clause.text for clause in clauses("甲建桥；乙修路。")] == ["甲建桥；", "乙修路。"]


def test_offsets_count_from_the_beginning_of_the_text() -> None:
    [sentence] = sentences("前一段。\n 后一段。", 5)
    assert (sentence.start, sentence.end, sentence.text) == (6, 10, "后一段。")


@given(st.one_of(CHINESE, st.text()), st.integers(0, 20), st.integers(0, 60))
def test_sentences_are_slices_in_order_and_lose_nothing_visible(text: str, start: int, end: int) -> None:
    stop = min(end, len(text))
    for split_by in (sentences, clauses):
        at = start
        for piece in split_by(text, start, stop):
            assert text[piece.start : piece.end] == piece.text == piece.text.strip()
            assert piece.text
            assert "\n" not in piece.text
            assert not text[at : piece.start].strip()
            at = piece.end
        assert not text[at:stop].strip()
