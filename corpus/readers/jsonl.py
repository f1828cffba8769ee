"""JSON Lines and JSON files; a record that is not an article is reported, and reading goes on."""

import codecs
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO

from corpus.article import Article, Origin, Rejection
from corpus.errors import BadDocument, UnreadableFile
from corpus.readers.compression import damage, whole
from corpus.readers.encoding import Decoded, decode
from corpus.readers.head import HEAD_BYTES, with_head
from corpus.readers.record import Defaults, article_from_record

LINE_BYTES = 16 * 2**20
# A file of which so many first lines are no articles is none of articles: reasons for millions of lines help nobody.
HOPELESS = 10_000

_SKIPPED_BYTES = 16 * LINE_BYTES
_CONTAINERS = 200_000  # in one value: an empty one takes two bytes to write, and sixty in memory
_UTF8_MARK = codecs.BOM_UTF8
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # those of UTF-32 begin or end with these


def read_jsonl(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    """Yield an article or a rejection (`name:line`, lines counted from 1) for each line that is not blank.

    UTF-8 of any length is read a line at a time; a line of `LINE_BYTES` or more is skipped. Where a compressed stream
    is damaged, reading ends with a rejection. Any other encoding is told from the file as a whole.

    :raises UnreadableFile: a line has no end in sight; or the file is not in UTF-8 and too large, damaged, or in no
        known encoding.
    """
    stream = with_head(stream)
    if _told_utf8(stream.peek()):
        yield from _read_lines(name, stream, defaults)
        return
    decoded = decode(whole(stream, "不是 UTF-8 编码的大文件，请另存为 UTF-8 后再试"))
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        if content := line.strip():
            yield _read_text(f"{name}:{number}", Decoded(content, decoded.encoding), defaults)


def read_json(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    """Yield the articles of one JSON object or a list of them; `name:2` is the second of a list.

    :raises UnreadableFile: the file is too large, its compressed stream damaged, or its encoding unknown.
    """
    decoded = decode(whole(stream))
    try:
        value = _load(decoded.text)
    except BadDocument as error:
        yield Rejection(name, error.detail)
        return
    for number, record in enumerate(value if isinstance(value, list) else [value], start=1):
        yield _article(f"{name}:{number}", record, decoded.encoding, defaults)


def _told_utf8(head: bytes) -> bool:
    """Whether one line, as far as it is seen, reads as UTF-8; a single broken line must not hide the others.

    >>> _told_utf8("\\xff\\n大桥".encode("latin-1", "ignore")), _told_utf8(b"\\xff\\n" + "大桥".encode())
    (False, True)
    """
    if head.startswith(_WIDE_MARKS):
        return False
    lines = [line for line in head.split(b"\n") if not line.isascii() or b"\0" in line]
    return not lines or any(b"\0" not in line and _is_utf8(line) for line in lines)


def _is_utf8(line: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(line)
    except UnicodeDecodeError:
        return False
    return True


def _read_lines(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    number, encoding, refused, has_article = 0, "utf-8", 0, False
    try:
        while line := stream.readline(LINE_BYTES):
            number += 1
            if len(line) == LINE_BYTES:
                yield Rejection(f"{name}:{number}", f"这一行超过 {LINE_BYTES // 2**20} MB")
                _skip_line(stream, line)
                continue
            if number == 1 and line.startswith(_UTF8_MARK):
                line, encoding = line.removeprefix(_UTF8_MARK), "utf-8-sig"
            if content := line.strip():
                read = _read_line(f"{name}:{number}", content, encoding, defaults)
                yield read
                has_article = has_article or isinstance(read, Article)
                refused += not has_article
                if refused == HOPELESS:
                    yield Rejection(f"{name}:{number + 1}", f"前 {HOPELESS} 行没有一行是文章，其余的不再读")
                    return
    except damage():
        yield Rejection(f"{name}:{number + 1}", "压缩文件已损坏或不完整，从这一行起无法读取")


def _read_line(place: str, line: bytes, encoding: str, defaults: Defaults) -> Article | Rejection:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        return Rejection(place, f"不是 UTF-8 编码（第 {error.start + 1} 个字节有误）")
    return _read_text(place, Decoded(text, encoding), defaults)


def _read_text(place: str, line: Decoded, defaults: Defaults) -> Article | Rejection:
    try:
        record = _load(line.text)
    except BadDocument as error:
        return Rejection(place, error.detail)
    return _article(place, record, line.encoding, defaults)


def _load(text: str) -> object:
    """Parse JSON; raises BadDocument with the place of the mistake."""
    if text.count("{") + text.count("[") > _CONTAINERS:
        raise BadDocument(f"对象和列表超过 {_CONTAINERS} 个；大量文章请用 JSON Lines")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadDocument(f"不是有效的 JSON（第 {error.pos + 1} 个字符处有误）") from None
    except (ValueError, RecursionError):
        raise BadDocument("不是可读的 JSON（数字过长或嵌套过深）") from None


def _article(place: str, record: object, encoding: str, defaults: Defaults) -> Article | Rejection:
    if not isinstance(record, dict):
        return Rejection(place, '应是一个 JSON 对象，例如 {"text": "正文"}')
    try:
        return replace(article_from_record(record, defaults), origin=Origin(PurePath(place).name, encoding))
    except BadDocument as error:
        return Rejection(place, error.detail)


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    """Read on to the end of a line; raises UnreadableFile where none is in sight."""
    skipped = len(line)
    while line and not line.endswith(b"\n"):
        line = stream.readline(HEAD_BYTES)
        skipped += len(line)
        if skipped > _SKIPPED_BYTES:
            raise UnreadableFile(f"有一行超过 {_SKIPPED_BYTES // 2**20} MB，不是 JSON Lines，不再读下去")
