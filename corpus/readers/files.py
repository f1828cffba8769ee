"""Files and folders in, articles and rejections out; the one place that knows which format a name stands for."""

import io
import os
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from corpus.article import Article, Rejection
from corpus.errors import UnreadableFile
from corpus.readers.compression import SUFFIXES, decompressed
from corpus.readers.jsonl import read_json, read_jsonl
from corpus.readers.markdown import read_markdown
from corpus.readers.meter import Meter
from corpus.readers.plain import read_plain
from corpus.readers.record import NO_DEFAULTS, Defaults, article_from_record

__all__ = ["Defaults", "Meter", "article_from_record", "read", "read_bytes"]

STDIN = Path("-")

_Reader = Callable[[str, BinaryIO, Defaults], Iterator[Article | Rejection]]
_READERS: dict[str, _Reader] = {".jsonl": read_jsonl, ".json": read_json, ".md": read_markdown, ".txt": read_plain}


def read(
    paths: Sequence[Path],
    stdin: BinaryIO | None = None,
    *,
    defaults: Defaults = NO_DEFAULTS,
    meter: Meter | None = None,
) -> Iterator[Article | Rejection]:
    """Read files, and folders in sorted order without hidden files; `-` is JSON Lines from `stdin`.

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
        yield from _or_reason("标准输入", read_jsonl("标准输入", stdin, defaults))
    elif path.is_dir():
        yield from _read_folder(path, defaults, meter)
    else:
        yield from _read_file(path, defaults, meter)


def _read_folder(folder: Path, defaults: Defaults, meter: Meter) -> Iterator[Article | Rejection]:
    empty = True
    for path in _files(folder):
        empty = False
        yield from _read_file(path, defaults, meter)
    if empty:
        yield Rejection(str(folder), f"文件夹里没有可读的文件；支持的格式：{_formats()}")


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))


def _read_file(path: Path, defaults: Defaults, meter: Meter) -> Iterator[Article | Rejection]:
    name = os.fsencode(path).decode("utf-8", "replace")
    try:
        with path.open("rb") as stream, meter.over(stream):
            yield from _read_stream(name, stream, defaults)
    except OSError as error:
        yield Rejection(name, f"无法读取文件：{error.strerror}")


def _read_stream(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    stem, suffix = os.path.splitext(name.lower())
    extension = os.path.splitext(stem)[1] if suffix in SUFFIXES else suffix
    reader = _READERS.get(extension)
    if reader is None:
        yield Rejection(name, f"不支持 “{extension or suffix}” 格式；支持的格式：{_formats()}")
    else:
        yield from _or_reason(name, reader(name, decompressed(stream, suffix), defaults))


def _or_reason(name: str, items: Iterator[Article | Rejection]) -> Iterator[Article | Rejection]:
    """The items, or why there is none."""
    empty = True
    try:
        for item in items:
            empty = False
            yield item
    except UnreadableFile as error:
        empty = False
        yield Rejection(name, error.detail)
    if empty:
        yield Rejection(name, "文件里没有文章")


def _formats() -> str:
    return f"{'、'.join(_READERS)}，均可压缩为 {'、'.join(SUFFIXES)}"
