import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Origin, Rejection
from corpus.readers.jsonl import LINE_BYTES, read_json, read_jsonl
from corpus.readers.record import NO_DEFAULTS

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


def test_a_file_in_utf_16_is_refused_once() -> None:
    assert read(GOOD.decode().encode("utf-16")) == [
        Rejection("news.jsonl", "JSON Lines 文件应为 UTF-8 编码，得到 UTF-16")
    ]


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
    found = read(b"\n" + b"\n".join(pieces))
    assert sum(isinstance(item, Article) and item.id == "bridge" for item in found) >= good


class _Endless(io.RawIOBase):
    """A file of equal lines, as long as one likes, that takes no memory itself."""

    def __init__(self, line: bytes, count: int) -> None:
        self._pieces: Iterator[bytes] = (line for _ in range(count))

    def readline(self, size: int | None = -1, /) -> bytes:
        return next(self._pieces, b"")


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
