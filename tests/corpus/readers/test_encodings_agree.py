"""One text in every encoding gives one article, in every format that can be written in them."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.errors import UnknownEncoding
from corpus.readers.encoding import decode
from corpus.readers.files import read_bytes

ENCODINGS = {  # how a file is written, and what its encoding is then called
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "big5": "big5",
    "utf-16-le with its mark": "utf-16",
    "utf-16-be with its mark": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}
TITLE = "大橋今天通車"
TEXT = (
    "大橋今天上午建成通車，全長三公里，橋面寬三十米，可以並行六輛汽車。建設單位介紹，這座橋用了三年時間，"
    "兩側各有一條人行道和一條自行車道，夜裡亮燈，是全市第一座智慧大橋。附近的居民說，以後上班只要十分鐘。"
)
RECORD = json.dumps({"id": "bridge", "title": TITLE, "text": TEXT, "published": "2023-07-24"}, ensure_ascii=False)
FILES = {
    "page.txt": f"{TITLE}\n\n{TEXT}\n",
    "bridge.md": f"---\ntitle: {TITLE}\n---\n\n{TEXT}\n",
    "news.jsonl": f"{RECORD}\n{RECORD}\n",
    "news.json": f"[{RECORD}, {RECORD}]",
}
WORDS = (
    "市政府 今天 上午 宣布 新 大桥 建成 通车 全长 公里 居民 表示 交通 更加 方便 记者 从 会议 上 了解 到 企业 生产 增长 "
    "同比 百分之 二十 学校 医院 老人 孩子 参加 活动 比赛 获得 第一名 天气 预报 明天 有 小雨 气温 下降 农民 收入 提高 "
    "科技 公司 发布 产品 手机 用户 超过 万 人 警方 提醒 市民 注意 安全 国家 主席 访问 双方 合作 协议 签署 经济 发展"
)
sentences = st.lists(st.sampled_from([*WORDS.split(), "，", "。", "3", "2023年", "A股"]), min_size=20, max_size=60).map(
    "".join
)


def written(text: str, encoding: str) -> bytes:
    if encoding.endswith(" with its mark"):
        return ("\ufeff" + text).encode(encoding.split()[0])
    return text.encode(encoding)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("encoding", "called"), ENCODINGS.items())
def test_every_encoding_gives_the_same_articles(name: str, encoding: str, called: str) -> None:
    expected = list(read_bytes(name, FILES[name].encode()))
    found = list(read_bytes(name, written(FILES[name], encoding)))
    assert found == expected
    for item in found:
        assert isinstance(item, Article)
        assert (item.title, item.text[-len(TEXT) :]) == (TITLE, TEXT)
        assert item.origin
        assert item.origin == replace(item.origin, encoding=called)


@given(sentences, st.sampled_from(["gb18030", "gbk", "big5", "utf-16-le", "utf-16-be"]))
def test_thirty_characters_are_read_right_or_refused(sentence: str, encoding: str) -> None:
    data = sentence.encode(encoding, "ignore")
    try:
        decoded = decode(data)
    except UnknownEncoding:
        return
    assert decoded.text == data.decode(encoding)


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
def test_a_bad_byte_in_a_text_is_named_by_its_place(encoding: str) -> None:
    data = TEXT.encode(encoding)
    with pytest.raises(UnknownEncoding, match=f"像是 {encoding}，但第 41 个字节有误"):
        decode(data[:40] + b"\xff" + data[40:])


def test_a_bad_byte_in_utf_8_is_named_by_its_place() -> None:
    data = TEXT.encode()
    with pytest.raises(UnknownEncoding, match="像是 utf-8，但第 31 个字节有误"):
        decode(data[:30] + b"\xff" + data[30:])
