import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnknownEncoding
from corpus.readers.encoding import Decoded, decode

SIMPLIFIED = (
    "大桥今天上午建成通车，全长三公里，桥面宽三十米，可以并行六辆汽车。建设单位介绍，这座桥用了三年时间，"
    "两侧各有一条人行道和一条自行车道，夜里亮灯，是全市第一座智能大桥。附近的居民说，以后上班只要十分钟。"
)
TRADITIONAL = (
    "大橋今天上午建成通車，全長三公里，橋面寬三十米，可以並行六輛汽車。建設單位介紹，這座橋用了三年時間，"
    "兩側各有一條人行道和一條自行車道，夜裡亮燈，是全市第一座智慧大橋。附近的居民說，以後上班只要十分鐘。"
)
JAPANESE = "橋は今日の午前に開通した。長さは三キロメートルで、幅は三十メートルである。住民は喜んでいる。"
KOREAN = "다리는 오늘 오전에 개통되었다. 길이는 삼 킬로미터이고 너비는 삼십 미터이다. 주민들은 기뻐한다."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gbk", "gb18030", "utf-16-le", "utf-16-be"]
)
def test_simplified_text(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)).text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16-le"])
def test_traditional_text(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)).text == TRADITIONAL


def test_big5_is_told_from_gb18030_though_it_is_valid_there() -> None:
    assert TRADITIONAL.encode("big5").decode("gb18030", "strict") != TRADITIONAL
    assert decode(TRADITIONAL.encode("big5")).encoding == "big5"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(JAPANESE, "shift_jis"), (JAPANESE, "euc-jp"), (KOREAN, "euc-kr"), ("Überführung für Fußgänger" * 5, "latin-1")],
)
def test_other_encodings_are_refused_not_misread(text: str, encoding: str) -> None:
    with pytest.raises(UnknownEncoding, match="UTF-8"):
        decode(text.encode(encoding))


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(128, 256)), b"\0" * 99]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnknownEncoding):
        decode(data)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE])
def test_a_mark_with_something_else_behind_it_is_refused(mark: bytes) -> None:
    with pytest.raises(UnknownEncoding, match="个字节有误"):
        decode(mark + b"\xff\xd8\xff")


@pytest.mark.parametrize("text", ["控功能。", "黑海。返航", "大桥通车"])
def test_a_few_characters_in_another_encoding_are_refused(text: str) -> None:
    with pytest.raises(UnknownEncoding):
        decode(text.encode("gb18030"))


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"").text == ""


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_text_with_a_mark_or_in_utf_8_comes_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decode(data).text.encode("utf-8")
    except UnknownEncoding:
        return


def test_what_a_file_declares_counts_where_the_text_bears_it_out() -> None:
    text = "甬江新桥今天上午正式通车，“朱镕”二字已刻上石碑。"
    assert decode(text.encode("gb18030"), "gb2312") == Decoded(text, "gb18030")
    assert decode(text.encode("gb18030"), "big5").text == text
    assert decode(text.encode(), "gbk") == Decoded(text, "utf-8")
    assert decode(b"x = 1;" * 9_000 + text.encode("gb18030"), "gbk").encoding == "gb18030"
    with pytest.raises(UnknownEncoding):
        decode(text.encode("gb18030") + b"\xff", "gbk")
