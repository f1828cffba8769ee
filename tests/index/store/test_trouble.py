import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import DatabaseDamaged, DiskFull, StorageError
from index.store.database import Database
from index.store.trouble import database_trouble, file_trouble_in_words, is_no_room


def said(error: sqlite3.Error, code: int, path: Path) -> StorageError | None:
    error.sqlite_errorcode = code
    return database_trouble(f"数据库 {path}", path, error)


@pytest.mark.parametrize(
    ("code", "kind", "sentence"),
    [
        (sqlite3.SQLITE_FULL, DiskFull, "磁盘满了"),
        (sqlite3.SQLITE_IOERR_WRITE, StorageError, "配额"),
        (sqlite3.SQLITE_READONLY, StorageError, "权限"),
        (sqlite3.SQLITE_CANTOPEN, StorageError, "打不开"),
        (sqlite3.SQLITE_BUSY, StorageError, "占用"),
        (sqlite3.SQLITE_IOERR_READ, StorageError, "无法读写"),
        (sqlite3.SQLITE_CORRUPT, DatabaseDamaged, "wenju restore FILE"),
    ],
)
def test_what_sqlite_refuses_is_said_precisely(tmp_path: Path, code: int, kind: type, sentence: str) -> None:
    trouble = said(sqlite3.OperationalError("the reason"), code, tmp_path / "wenju.db")
    assert trouble is not None
    assert type(trouble) is kind
    assert sentence in trouble.detail
    assert str(tmp_path) in trouble.detail
    assert ("磁盘满了" in trouble.detail) is (kind is DiskFull)


def test_an_error_of_the_program_is_none_of_the_disk(tmp_path: Path) -> None:
    assert said(sqlite3.IntegrityError("UNIQUE"), sqlite3.SQLITE_CONSTRAINT, tmp_path / "wenju.db") is None


@pytest.mark.parametrize(
    ("code", "kind"), [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EACCES, StorageError)]
)
def test_what_the_file_system_refuses_is_said_precisely(code: int, kind: type) -> None:
    with pytest.raises(StorageError) as caught, file_trouble_in_words("数据文件夹 data"):
        raise OSError(code, "the reason")
    assert type(caught.value) is kind
    assert "数据文件夹 data" in caught.value.detail


def test_other_libraries_say_it_in_the_words_of_the_system() -> None:
    assert is_no_room(ValueError("An IO error occurred: 'No space left on device (os error 28)'"))
    assert not is_no_room(ValueError("An IO error occurred: 'Permission denied (os error 13)'"))


@pytest.mark.slow  # SQLite waits five seconds
def test_a_database_that_another_program_holds_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "wenju.db"
    with closing(Database(path, read_only=False)) as database, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="占用"), database.writing():
            pass
        other.rollback()
        with database.writing():
            pass
