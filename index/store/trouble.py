"""What SQLite and the file system refuse, as errors in words that a person can act on; knows no query."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import DatabaseDamaged, DiskFull, StorageError

RESTORE = "请用备份恢复：wenju restore FILE"

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR_SHORT_READ})
# Of text that the module cannot decode, and of tables that are not those that every statement here is written for.
_DAMAGE_SAID = ("Could not decode to UTF-8", "no such table", "no such column", "foreign key mismatch")
_REFUSED = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH})
_TAKEN = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# Rust and C++ hand on only what the system said.
_NO_ROOM_SAID = tuple(os.strerror(code) for code in _NO_ROOM)
# SQLite grows its files by pages and its shared memory by 32 kB.
_LITTLE = 64 * 1024


def is_damage(error: sqlite3.Error) -> bool:
    """Say whether an error tells of a file that is not, or no longer, a whole database."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    return code in _DAMAGE or code & 0xFF in _DAMAGE or str(error).startswith(_DAMAGE_SAID)


def database_trouble(what: str, path: Path, error: sqlite3.Error) -> StorageError | None:
    """Name what SQLite refused to do to a file; None for an error of the program.

    :param what: the file, as it is called in the sentence.
    """
    if is_damage(error):
        return DatabaseDamaged(f"{what} 已损坏（{error}），{RESTORE}")
    if not isinstance(error, sqlite3.OperationalError):
        return None
    code = getattr(error, "sqlite_errorcode", None) or 0
    kind = code & 0xFF
    if kind == sqlite3.SQLITE_FULL or (kind in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN} and _is_full(path)):
        return disk_full(what)
    if code == sqlite3.SQLITE_IOERR_WRITE:
        return StorageError(f"{what} 写不进去（{error}）：配额或文件大小到了上限，或者磁盘有故障")
    if kind in _REFUSED:
        return StorageError(f"{what} 不允许写入（{error}）：请检查文件和文件夹的权限")
    if kind == sqlite3.SQLITE_CANTOPEN:
        return StorageError(f"{what} 打不开（{error}）：请检查它和它的文件夹是否都在、有没有权限")
    if kind in _TAKEN:
        return StorageError(f"{what} 正被别的进程占用（{error}），请稍后再试")
    return StorageError(f"{what} 无法读写：{error}")


def disk_full(what: str) -> DiskFull:
    """Say that there is no room to write something."""
    return DiskFull(f"磁盘满了，{what} 写不进去；读取不受影响，腾出空间后再试一次即可，不必重启")


def is_no_room(error: BaseException) -> bool:
    """Say whether a disk, a quota or a limit on the size of files has no room left; of any library's error.

    >>> is_no_room(OSError(errno.ENOSPC, "No space left on device")), is_no_room(OSError(errno.EACCES, "denied"))
    (True, False)
    """
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno in _NO_ROOM
    return any(said in str(error) for said in _NO_ROOM_SAID)


@contextmanager
def file_trouble_in_words(what: str) -> Iterator[None]:
    """Say in words what the file system refuses.

    :param what: the file or folder, as it is called in the sentence.
    :raises DiskFull: there is no room.
    :raises StorageError: any other reason.
    """
    try:
        yield
    except OSError as error:
        if is_no_room(error):
            raise disk_full(what) from error
        raise StorageError(f"{what} 不能使用：{error.strerror or error}") from error


def _is_full(path: Path) -> bool:
    try:
        room = os.statvfs(path.parent)
    except OSError:
        return False
    return room.f_bavail * room.f_frsize < _LITTLE or (room.f_files > 0 and room.f_favail == 0)
