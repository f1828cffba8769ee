"""A database copied into one file, while others write to it, and a file like that read back; knows no index.

The copy shows one moment, is checked before it takes its name, and needs nothing beside it: any SQLite program opens
it, and it can be read where nothing may be written.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from corpus.errors import BackupUnusable, DatabaseDamaged, StorageError
from index.durable import put_in_place
from index.store.database import LOG, SHARED, is_whole
from index.store.schema import OLDEST, VERSION
from index.store.trouble import RESTORE, database_trouble, file_trouble_in_words, is_damage

_JOURNAL = "-journal"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a database: `size` in bytes, `documents` the live ones."""

    file: Path
    size: int
    documents: int
    versions: int
    conversations: int


def back_up(database: Path, file: Path) -> Backup:
    """Copy a database as it is at this moment; a file of that name is replaced once the copy is whole and on disk.

    :raises DatabaseDamaged: the database is not whole; there is no copy.
    :raises DiskFull: there is no room; neither is there then.
    :raises StorageError: there is no database, or the file cannot be written.
    """
    if not database.exists():
        raise StorageError(f"数据文件夹 {database.parent} 里还没有数据库，没有可备份的")
    if file.resolve() in {beside(database, suffix).resolve() for suffix in ("", LOG, SHARED)}:
        raise StorageError(f"{file} 就是数据库自己，请另给一个文件名")
    draft = beside(file, ".new")
    with file_trouble_in_words(f"备份 {file}"), drafted(draft):
        counts = copy(database, draft, f"数据库 {database}", f"备份 {file}")
        size = draft.stat().st_size
        put_in_place(draft, file)
    return Backup(file, size, counts["live"], counts["versions"], counts.get("conversations", 0))


def read_back(file: Path, draft: Path) -> None:
    """Copy a backup, checked, to where it is to be used.

    :raises BackupUnusable: it is not there, not whole, or of another release.
    :raises StorageError: the copy cannot be written.
    """
    if not file.is_file():
        raise BackupUnusable(f"找不到备份文件 {file}")
    # Where nobody writes, it is read as it stands, so that it may lie where nothing can be written beside it.
    how = "mode=ro" if beside(file, LOG).exists() else "immutable=1"
    try:
        copy(file, draft, f"备份 {file}", f"数据库 {draft}", how)
    except DatabaseDamaged as error:
        raise BackupUnusable(error.detail.removesuffix(f"，{RESTORE}")) from error


def copy(database: Path, draft: Path, called: str, draft_called: str, how: str = "mode=ro") -> Mapping[str, int]:
    """Copy a database in one step, into a file that is not there yet, compare the two, and count the rows.

    :param called: what the database is called in a sentence; `draft_called`, what the copy is.
    :param how: in SQLite's words, how the database is opened.
    :return: the rows of every table; under `live`, the live articles.
    :raises DatabaseDamaged: the database is not whole.
    :raises StorageError: it is of another release or cannot be read, or the copy cannot be written.
    """
    if not is_whole(database):
        raise DatabaseDamaged(f"{called} 不是完整的数据库文件，{RESTORE}")
    with _reading(database, called, how) as source:
        counts = _counts(source, called)
        with _in_words(draft_called, draft), closing(_opened(draft, "mode=rwc")) as target:
            # It is put on disk whole, when it is whole.
            target.execute("PRAGMA synchronous = OFF")
            try:
                source.backup(target)
            except sqlite3.DatabaseError as error:
                if is_damage(error):
                    raise DatabaseDamaged(f"{called} 已损坏（{error}），{RESTORE}") from error
                raise
            target.execute("PRAGMA journal_mode = DELETE")
            (found,) = target.execute("PRAGMA quick_check(1)").fetchone()
            if found != "ok" or _counts(target, called) != counts:
                raise DatabaseDamaged(f"{called} 已损坏（{found}），{RESTORE}")
    return counts


@contextmanager
def drafted(draft: Path) -> Iterator[None]:
    """Write under another name: whatever is there of it, before and afterwards, is removed."""
    _remove(draft)
    try:
        yield
    finally:
        _remove(draft)


def beside(path: Path, suffix: str) -> Path:
    """Give the file whose name has a suffix more."""
    return path.with_name(path.name + suffix)


def _remove(draft: Path) -> None:
    for suffix in ("", LOG, SHARED, _JOURNAL):
        beside(draft, suffix).unlink(missing_ok=True)


@contextmanager
def _reading(database: Path, called: str, how: str) -> Iterator[sqlite3.Connection]:
    """Open a database within one transaction: all that is read of it is of one moment."""
    with _in_words(called, database), closing(_opened(database, how)) as connection:
        connection.execute("BEGIN")
        yield connection


def _opened(path: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?{how}", uri=True, isolation_level=None)


@contextmanager
def _in_words(called: str, path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        trouble = database_trouble(called, path, error)
        if trouble is None:
            raise
        raise trouble from error


def _counts(connection: sqlite3.Connection, called: str) -> dict[str, int]:
    (release,) = connection.execute("PRAGMA user_version").fetchone()
    if not OLDEST <= release <= VERSION:
        raise StorageError(f"{called} 的格式是第 {release} 版，这个程序只认第 {OLDEST} 到 {VERSION} 版")
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}
    return {**counts, "live": connection.execute("SELECT count(*) FROM versions WHERE live").fetchone()[0]}
