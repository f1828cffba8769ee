"""Files and folders in, articles and rejections out; the one place that knows which format a name stands for."""

import errno
import io
import logging
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path, PurePath
from typing import BinaryIO

from corpus.article import Article, Rejection
from corpus.errors import UnreadableFile
from corpus.readers.archive import members
from corpus.readers.compression import SUFFIXES, damage, decompressed
from corpus.readers.docx import read_docx
from corpus.readers.feed import read_feed
from corpus.readers.head import with_head
from corpus.readers.html import read_html
from corpus.readers.jsonl import read_json, read_jsonl
from corpus.readers.markdown import read_markdown
from corpus.readers.meter import Meter
from corpus.readers.pdf import read_pdf
from corpus.readers.plain import read_plain
from corpus.readers.record import NO_DEFAULTS, Defaults, article_from_record
from corpus.readers.signature import kind_of, mismatch, suffix_of

_log = logging.getLogger(__name__)

__all__ = ["Defaults", "Meter", "article_from_record", "read", "read_bytes"]

STDIN = Path("-")

_ARCHIVE = ".zip"
_REASONS = {errno.EACCES: "没有读取权限", errno.ENXIO: "不是普通文件"}

_Reader = Callable[[str, BinaryIO, Defaults], Iterator[Article | Rejection]]
_READERS: dict[str, _Reader] = {
    ".jsonl": read_jsonl,
    ".json": read_json,
    ".md": read_markdown,
    ".txt": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
    ".pdf": read_pdf,
}


def read(
    paths: Sequence[Path],
    stdin: BinaryIO | None = None,
    *,
    defaults: Defaults = NO_DEFAULTS,
    meter: Meter | None = None,
) -> Iterator[Article | Rejection]:
    """Read files, and folders in sorted order without hidden files; `-` is `stdin`, whose content tells its format.

    A link that is named is followed; one that is met in a folder is a rejection, for it may lead anywhere.

    :param meter: is told what there is to read, unless that includes `stdin`, and how far it is.
    :raises UnreadableFile: a path that does not exist, before anything is read.
    """
    for path in paths:
        if path == STDIN and stdin is None:
            raise UnreadableFile("没有标准输入可读")
        if path != STDIN and not path.exists():
            raise UnreadableFile(f"找不到文件或文件夹：{path}")
    meter = meter or Meter()
    if STDIN not in paths:
        meter.expect(file for path in paths for file in (_files(path) if path.is_dir() else (path,)))
    return chain.from_iterable(_read_path(path, stdin, defaults, meter) for path in paths)


def read_bytes(name: str, data: bytes, *, defaults: Defaults = NO_DEFAULTS) -> Iterator[Article | Rejection]:
    """Read a file that was handed over whole, such as an upload; its name tells its format."""
    return _read_stream(name, io.BytesIO(data), defaults)


def _read_path(path: Path, stdin: BinaryIO | None, defaults: Defaults, meter: Meter) -> Iterator[Article | Rejection]:
    if path == STDIN and stdin is not None:
        yield from or_reason("标准输入", _read_nameless("标准输入", stdin, defaults))
    elif path.is_dir():
        yield from _read_folder(path, defaults, meter)
    else:
        yield from _read_file(path, defaults, meter)


def _read_nameless(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    content = with_head(stream)
    suffix = suffix_of(_head(content))
    if suffix in SUFFIXES:  # once: there are files that unpack to themselves
        content = with_head(decompressed(content, suffix))
        suffix = suffix_of(_head(content))
    yield from _read_content(name, suffix, content, defaults)


def _read_folder(folder: Path, defaults: Defaults, meter: Meter) -> Iterator[Article | Rejection]:
    empty = True
    for path in _files(folder):
        empty = False
        if path.is_symlink():
            yield Rejection(_shown(path), "是链接，不跟着走；要收录它指向的内容，请直接写出那个路径")
        else:
            yield from _read_file(path, defaults, meter)
    if empty:
        yield Rejection(_shown(folder), f"文件夹里没有可读的文件；支持的格式：{_formats()}")


def _files(folder: Path) -> Iterator[Path]:
    """The files, and whatever else stands among them: links, and folders that cannot be opened."""
    closed: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(here, name).is_symlink()]
        yield from (Path(here, name) for name in sorted(names + links) if not name.startswith("."))
    yield from (Path(error.filename) for error in closed)


def _read_file(path: Path, defaults: Defaults, meter: Meter) -> Iterator[Article | Rejection]:
    name = _shown(path)
    try:
        with open(path, "rb", opener=_without_waiting) as stream:
            if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                with meter.over(stream):
                    yield from _read_stream(name, stream, defaults)
            else:
                yield Rejection(name, "不是普通文件，而是管道或设备；要读管道，请用标准输入 -")
    except OSError as error:
        yield Rejection(name, f"无法读取文件：{_REASONS.get(error.errno or 0, error.strerror)}")


def _without_waiting(path: str, flags: int) -> int:
    """Open a pipe at once that nobody writes to, to see that it is one."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def _read_stream(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    return or_reason(name, _read_named(name, with_head(stream), defaults))


def _read_named(name: str, stream: io.BufferedReader, defaults: Defaults) -> Iterator[Article | Rejection]:
    stem, suffix = os.path.splitext(name.lower())
    if suffix in SUFFIXES:
        if reason := mismatch(suffix, _head(stream)):
            raise UnreadableFile(reason)
        stream = with_head(decompressed(stream, suffix))
        suffix = os.path.splitext(stem)[1] or suffix
    yield from _read_content(name, suffix, stream, defaults)


def _read_content(
    name: str, suffix: str, stream: io.BufferedReader, defaults: Defaults
) -> Iterator[Article | Rejection]:
    reader = _read_archive if suffix == _ARCHIVE else _READERS.get(suffix)
    if reader is None:
        raise UnreadableFile(_unsupported(suffix, _head(stream)))
    if reason := mismatch(suffix, _head(stream)):
        raise UnreadableFile(reason)
    yield from reader(name, stream, defaults)


def _unsupported(suffix: str, head: bytes) -> str:
    kind = kind_of(head)
    if not suffix and (reason := mismatch(suffix, head)):
        return reason
    return f"不支持 “{suffix}” 格式；{(kind and kind.advice) or f'支持的格式：{_formats()}'}"


def _head(stream: io.BufferedReader) -> bytes:
    try:
        return stream.peek()
    except damage():
        raise UnreadableFile("压缩文件已损坏或不完整") from None


def _read_archive(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    """Read each member as a file of its own name, and put the archive's before it."""
    file = PurePath(name).name
    for member in members(stream):
        found = [member] if isinstance(member, Rejection) else _read_stream(member.name, member.stream, defaults)
        for item in found:
            if isinstance(item, Rejection):
                yield Rejection(f"{name}/{item.name}", item.reason)
            else:
                yield replace(item, origin=item.origin and replace(item.origin, file=f"{file}/{item.origin.file}"))


def or_reason(name: str, items: Iterator[Article | Rejection]) -> Iterator[Article | Rejection]:
    """Give the items, and where reading them ends early, or gives none, the reason last."""
    empty = True
    try:
        for item in items:
            empty = False
            yield item
    except UnreadableFile as error:
        empty = False
        yield Rejection(name, error.detail)
    except Exception as error:  # one strange file may not take the others with it
        empty = False
        _log.exception("%s", name)
        yield Rejection(name, f"读这个文件时程序出错（{type(error).__name__}），其余文件不受影响")
    if empty:
        yield Rejection(name, "文件里没有文章")


def _formats() -> str:
    return f"{'、'.join(_READERS)}，均可压缩为 {'、'.join(SUFFIXES)}，或几个一起打包为 {_ARCHIVE}"
