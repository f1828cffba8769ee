import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Origin, Rejection
from corpus.errors import UnknownEncoding, UnreadableFile
from corpus.readers.jsonl import HOPELESS, LINE_BYTES, read_json, read_jsonl
from corpus.readers.record import NO_DEFAULTS

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GOOD = json.dumps({"id": "bridge", "text": "大桥今天通车。"}, ensure_ascii=False).encode()


def read(data: bytes) -> list[Article | Rejection]:
    return list(read_jsonl("news.jsonl", io.BytesIO(data), NO_DEFAULTS))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "a"', "不是有效的 JSON（第 13 个字符处有误）"),
        (b"\xff\xfe{}", "不是 UTF-8 编码（第 1 个字节有误）"),
        (b'["text"]', "应是一个 JSON 对象"),
        (b"{}", "缺少 “text”（正文）"),
        (b'{"text": [' + b"{}," * 200_000 + b"{}]}", "对象和列表超过 200000 个"),
        (b"[" * 100_000, "数字过长或嵌套过深"),
        (b'{"text": ' + b"9" * 5_000 + b"}", "数字过长或嵌套过深"),
        (b'{"text": "\\ud800"}', "正文是空的"),
    ],
)
def test_a_broken_line_is_named_and_reading_goes_on(line: bytes, reason: str) -> None:
    before, broken, after = read(b"\n".join([GOOD, line, b"", GOOD]))
    assert isinstance(broken, Rejection)
    assert broken.name == "news.jsonl:2"
    assert reason in broken.reason
    assert isinstance(before, Article)
    assert before == after


def test_a_mark_blank_lines_and_windows_line_ends_are_no_matter() -> None:
    assert read(b"\xef\xbb\xbf" + GOOD + b"\r\n\r\n" + GOOD) == read(GOOD) * 2


LONG = json.dumps({"id": "bridge", "text": "大桥今天上午建成通车，全长三公里。" * 2}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_the_encoding_is_told_and_the_records_are_the_same(written: str, name: str) -> None:
    found = read(f"{LONG}\r\n\n{LONG}".encode(written))
    assert found == read(LONG.encode()) * 2
    assert [item.origin for item in found if isinstance(item, Article)] == [
        Origin("news.jsonl:1", name),
        Origin("news.jsonl:3", name),
    ]
    assert list(read_json("news.json", io.BytesIO(LONG.encode(written)), NO_DEFAULTS)) == read(LONG.encode())


def test_a_file_in_an_unknown_encoding_is_refused_whole() -> None:
    with pytest.raises(UnknownEncoding, match="像是 gb18030，但第 25 个字节有误"):
        read(b'{"text": "\xb4\xf3\xc7\xc5\xbd\xf1\xcc\xec\xc9\xcf\xce\xe7\xbd\xa8\xff' + LONG.encode("gb18030"))


def test_a_large_file_must_be_in_utf_8() -> None:
    with pytest.raises(UnreadableFile, match="超过 16 MB；不是 UTF-8 编码的大文件"):
        read(f"{LONG}\n".encode("gb18030") * 200_000)


def test_an_endless_line_is_skipped() -> None:
    endless = b'{"text": "' + b"a" * (2 * LINE_BYTES) + b'"}'
    assert read(b"\n".join([endless, GOOD])) == [Rejection("news.jsonl:1", "这一行超过 16 MB"), *read(GOOD)]


def test_a_list_in_a_json_file() -> None:
    data = json.dumps([{"text": "一。"}, {"text": ""}, {"text": "二。"}]).encode()
    found = list(read_json("news.json", io.BytesIO(data), NO_DEFAULTS))
    assert [item.text if isinstance(item, Article) else item.name for item in found] == ["一。", "news.json:2", "二。"]


def test_one_object_in_a_json_file() -> None:
    assert list(read_json("news.json", io.BytesIO(GOOD), NO_DEFAULTS)) == read(GOOD)


def test_a_broken_json_file() -> None:
    [rejection] = read_json("news.json", io.BytesIO(GOOD[:-1]), NO_DEFAULTS)
    assert isinstance(rejection, Rejection)
    assert rejection.name == "news.json"


@given(st.lists(st.binary() | st.just(GOOD), max_size=5))
def test_any_bytes_are_read_to_their_end(pieces: list[bytes]) -> None:
    good = sum(piece == GOOD for piece in pieces)
    try:
        found = read(b"\n" + b"\n".join(pieces))
    except UnknownEncoding:
        assert not good
    else:
        assert sum(isinstance(item, Article) and item.id == "bridge" for item in found) >= good


class _Endless(io.RawIOBase):
    """A file of equal lines, as long as one likes, that takes no memory itself."""

    def __init__(self, line: bytes, count: int) -> None:
        self._pieces: Iterator[bytes] = (line for _ in range(count))
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        target = memoryview(buffer).cast("B")
        self._rest = self._rest or next(self._pieces, b"")
        count = min(len(target), len(self._rest))
        target[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def test_memory_stays_flat_for_a_hundred_megabytes() -> None:
    line = json.dumps({"text": "大桥今天通车。" * 10_000}).encode() + b"\n"
    stream = _Endless(line, 100 * 2**20 // len(line))
    tracemalloc.start()
    count = sum(isinstance(item, Article) for item in read_jsonl("a", stream, NO_DEFAULTS))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count > 200
    assert peak < 16 * 2**20


def test_a_record_says_which_line_of_which_file_it_is() -> None:
    articles = read_jsonl("archive/news.jsonl", io.BytesIO(b"\n" + GOOD), NO_DEFAULTS)
    assert [getattr(article, "origin", None) for article in articles] == [Origin("news.jsonl:2", "utf-8")]


def test_a_file_whose_first_lines_are_all_refused_is_not_read_to_its_end() -> None:
    found = read(b"{\n" * (HOPELESS + 5))
    assert len(found) == HOPELESS + 1
    assert found[-1] == Rejection(f"news.jsonl:{HOPELESS + 1}", f"前 {HOPELESS} 行没有一行是文章，其余的不再读")


def test_refused_lines_after_an_article_are_all_told() -> None:
    assert len(read('{"text": "大桥今天通车。"}\n'.encode() + b"{\n" * (HOPELESS + 5))) == HOPELESS + 6
