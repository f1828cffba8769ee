"""A ZIP archive as its members, one at a time and never on disk; knows nothing of the formats in it.

What a header says is enough to refuse by, never to let pass: what is read is counted as it comes.
"""

import io
import stat
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, BinaryIO, cast

from corpus.article import Rejection
from corpus.errors import UnreadableFile
from corpus.readers.compression import SUFFIXES, check_growth, damage, whole
from corpus.readers.encoding import file_name

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MEMBERS = 10_000
TOTAL_BYTES = 256 * 2**20

_DIRECTORY_BYTES = 8 * 2**20  # of the list of members, which is read at one go
_END, _END_BYTES, _COMMENT_BYTES = b"PK\x05\x06", 22, 2**16
_ZIP64, _ZIP64_BYTES = b"PK\x06\x07", 20
_ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".tgz", ".bz2", *SUFFIXES)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others can give gigabytes for a few bytes, in one read
_ENCRYPTED = 0x1
_NAME_IN_UTF8 = 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name, `/` between folders, and its bytes, to be read before the next is asked for."""

    name: str
    stream: BinaryIO


def members(stream: BinaryIO) -> Iterator[Member | Rejection]:
    """Yield the files of a ZIP archive in order of name; what is not safe to read is a rejection by its name.

    Folders, hidden files and what macOS adds are left out. Reading ends where more than `TOTAL_BYTES` came out.

    :raises UnreadableFile: not a ZIP archive, a damaged one, one of more than `MEMBERS`, or one made to grow.
    """
    stream = stream if stream.seekable() else io.BytesIO(whole(stream, "请拆成几个压缩包"))
    size = stream.seek(0, io.SEEK_END)
    _check_end(stream, size)
    try:
        archive = zipfile.ZipFile(stream)
    except _damage():
        raise UnreadableFile("压缩包已损坏或不完整") from None
    with archive:
        found = archive.infolist()
        if len(found) > MEMBERS:
            raise UnreadableFile(_too_many(len(found)))
        check_growth(size, sum(info.file_size for info in found))
        yield from _safe(archive, sorted(((_name(info), info) for info in found), key=lambda each: each[0]), size)


def _check_end(stream: BinaryIO, size: int) -> None:
    """Read the record at the end of an archive, before the list that it points to is read whole."""
    stream.seek(max(0, size - _END_BYTES - _COMMENT_BYTES))
    tail = stream.read()
    start = tail.rfind(_END)
    if start < 0 or len(tail) - start < _END_BYTES:
        raise UnreadableFile("压缩包已损坏或不完整")
    count, directory = struct.unpack_from("<HI", tail, start + 10)
    if tail.startswith(_ZIP64, max(0, start - _ZIP64_BYTES)):
        raise UnreadableFile(f"ZIP64 格式的压缩包不能收录，请拆成每个不超过 {MEMBERS} 个文件的压缩包")
    if count > MEMBERS:
        raise UnreadableFile(_too_many(count))
    if directory > _DIRECTORY_BYTES:
        raise UnreadableFile(f"压缩包的目录有 {directory} 字节，超过上限 {_DIRECTORY_BYTES}，请拆成几个压缩包")


def _too_many(count: int) -> str:
    return f"压缩包里有 {count} 个文件，超过上限 {MEMBERS} 个，请拆成几个压缩包"


def _safe(
    archive: zipfile.ZipFile, named: list[tuple[str, zipfile.ZipInfo]], size: int
) -> Iterator[Member | Rejection]:
    given, previous = _Given(size), None
    for name, info in named:
        if _is_left_out(name):
            continue
        reason = "与前一个文件同名" if name == previous else _reason(name, info)
        previous = name
        if reason:
            yield Rejection(name, reason)
            continue
        try:
            member = archive.open(info)
        except _damage():
            yield Rejection(name, "压缩包的这一处已损坏")
            continue
        with member:
            yield Member(name, cast(BinaryIO, _Counted(cast(BinaryIO, member), given)))
        if given.spent:
            raise UnreadableFile("压缩包解开后太大，其余文件没有读")


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: without the mark for UTF-8, ZIP readers take it for that of an old American PC."""
    raw = info.filename
    if not info.flag_bits & _NAME_IN_UTF8 and not raw.isascii():
        raw = file_name(raw.encode("cp437", "replace")) or raw
    return "".join(character if character.isprintable() else "\ufffd" for character in raw.replace("\\", "/"))


def _is_left_out(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name.endswith("/") or any(part == "__MACOSX" or (part.startswith(".") and part != "..") for part in parts)


def _reason(name: str, info: zipfile.ZipInfo) -> str | None:
    """Why a member is not read; None where it may be."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if ".." in PurePosixPath(name).parts:
        return "名称里有 “..”，指向压缩包之外"
    if name.startswith("/") or PureWindowsPath(name).drive:
        return "名称是绝对路径，指向压缩包之外"
    if kind not in (0, stat.S_IFREG):
        return "是指向别处的链接，或不是普通文件"
    if info.flag_bits & _ENCRYPTED:
        return "有密码，无法读取；请解密后再试"
    if info.compress_type not in _METHODS:
        return "用了不支持的压缩方法；请用常见的 Deflate 方法重新打包"
    if name.lower().endswith(_ARCHIVES):
        return "是压缩包里的压缩包，请先解开"
    return None


def _damage() -> tuple[type[Exception], ...]:
    """What a damaged archive raises from the module that reads it."""
    return (*damage(), ValueError, RuntimeError, OSError, struct.error)


class _Given:
    """How much an archive has given in all."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._bytes = 0
        self.spent = False

    def add(self, count: int) -> None:
        self._bytes += count
        try:
            check_growth(self._size, self._bytes)
            if self._bytes > TOTAL_BYTES:
                raise UnreadableFile(f"压缩包解开后超过 {TOTAL_BYTES // 2**20} MB，不再读下去")
        except UnreadableFile:
            self.spent = True
            raise


class _Counted(io.RawIOBase):
    """A member's bytes, each counted; it can only be read on, for going back would unpack it anew."""

    def __init__(self, stream: BinaryIO, given: _Given) -> None:
        self._stream = cast(io.BufferedIOBase, stream)
        self._given = given

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        try:
            count = self._stream.readinto(buffer)
        except _damage():
            raise zipfile.BadZipFile("a member is damaged") from None
        self._given.add(count)
        return count
