"""JSON Lines and JSON files; a record that is not an article is reported, and reading goes on."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO

from corpus.article import Article, Origin, Rejection
from corpus.errors import BadDocument
from corpus.readers.compression import damage, whole
from corpus.readers.record import Defaults, article_from_record

LINE_BYTES = 16 * 2**20

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"


def read_jsonl(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    """Yield an article or a rejection (`name:line`, lines counted from 1) for each line that is not blank.

    Holds one line at a time; a line of `LINE_BYTES` or more is skipped. Where a compressed stream is damaged,
    reading ends with a rejection.
    """
    number = 0
    try:
        while line := stream.readline(LINE_BYTES):
            number += 1
            if len(line) == LINE_BYTES:
                _skip_line(stream, line)
                yield Rejection(f"{name}:{number}", f"这一行超过 {LINE_BYTES // 2**20} MB")
                continue
            if number == 1 and line.startswith(_UTF16_MARKS):
                yield Rejection(name, "JSON Lines 文件应为 UTF-8 编码，得到 UTF-16")
                return
            if content := line.removeprefix(_UTF8_MARK if number == 1 else b"").strip():
                yield _read_line(f"{name}:{number}", content, defaults)
    except damage():
        yield Rejection(f"{name}:{number + 1}", "压缩文件已损坏或不完整，从这一行起无法读取")


def read_json(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    """Yield the articles of one JSON object or a list of them; `name:2` is the second of a list.

    :raises UnreadableFile: the file is too large, or its compressed stream damaged.
    """
    try:
        value = _load(whole(stream).removeprefix(_UTF8_MARK))
    except BadDocument as error:
        yield Rejection(name, error.detail)
        return
    for number, record in enumerate(value if isinstance(value, list) else [value], start=1):
        yield _article(f"{name}:{number}", record, defaults)


def _read_line(place: str, line: bytes, defaults: Defaults) -> Article | Rejection:
    try:
        record = _load(line)
    except BadDocument as error:
        return Rejection(place, error.detail)
    return _article(place, record, defaults)


def _load(data: bytes) -> object:
    """Parse JSON; raises BadDocument with the place of the mistake."""
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadDocument(f"不是 UTF-8 编码（第 {error.start + 1} 个字节有误）") from None
    except json.JSONDecodeError as error:
        raise BadDocument(f"不是有效的 JSON（第 {error.pos + 1} 个字符处有误）") from None
    except (ValueError, RecursionError):
        raise BadDocument("不是可读的 JSON（数字过长或嵌套过深）") from None


def _article(place: str, record: object, defaults: Defaults) -> Article | Rejection:
    if not isinstance(record, dict):
        return Rejection(place, '应是一个 JSON 对象，例如 {"text": "正文"}')
    try:
        return replace(article_from_record(record, defaults), origin=Origin(PurePath(place).name, "utf-8"))
    except BadDocument as error:
        return Rejection(place, error.detail)


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(LINE_BYTES)
