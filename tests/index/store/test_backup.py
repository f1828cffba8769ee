import os
import sqlite3
import stat
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.errors import BackupUnusable, DatabaseDamaged, StorageError
from index.prepare import prepare
from index.store.backup import back_up, read_back
from index.store.store import Store
from index.store.stored import KeptTurn
from tests.index.articles import ALL, BRIDGE, numbered
from tests.index.entries import ENCODER


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database that was closed: four articles, five versions, a conversation."""
    path = tmp_path / "data" / "wenju.db"
    with closing(Store.open(path)) as store:
        generation = store.start(ENCODER.name, ENCODER.dimension).row
        store.write(generation, prepare(ALL, ENCODER))
        store.write(generation, prepare([replace(BRIDGE, text="隧道贯通。")], ENCODER))
        store.conversations.begin("c", KeptTurn("问", "答", datetime(2024, 1, 2, tzinfo=UTC)))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "wenju.backup"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_backup_is_one_file_that_says_what_it_holds(database: Path, file: Path) -> None:
    done = back_up(database, file)
    assert (done.documents, done.versions, done.conversations) == (4, 5, 1)
    assert done.size == file.stat().st_size
    assert names(file.parent) == {"data", "wenju.backup"}
    with closing(Store.open(file, read_only=True)) as store:
        assert store.article("bridge", BRIDGE.version) == BRIDGE


def test_a_backup_is_of_one_moment_while_others_write(database: Path, file: Path) -> None:
    """Every batch has two articles: no copy may hold one of them alone."""
    done = threading.Event()
    with closing(Store.open(database)) as store:
        generation = store.start(ENCODER.name, ENCODER.dimension).row

        def write() -> None:
            for first in range(0, 400, 2):
                store.write(generation, prepare(numbered(2, first), ENCODER))
            done.set()

        writer = threading.Thread(target=write)
        writer.start()
        counts = []
        while not done.is_set():
            counts.append(back_up(database, file).documents)
            with closing(sqlite3.connect(file)) as copied:
                assert copied.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        writer.join()
        assert back_up(database, file).documents == 404
    assert all(count % 2 == 0 for count in counts)
    assert counts == sorted(counts)


def test_what_a_killed_backup_left_is_in_nobodys_way(database: Path, file: Path) -> None:
    for suffix in ("", "-journal", "-wal"):
        (file.parent / f"{file.name}.new{suffix}").write_bytes(b"half")
    assert back_up(database, file).documents == 4
    assert names(file.parent) == {"data", "wenju.backup"}


def test_a_backup_that_fails_leaves_the_one_from_before(database: Path, file: Path) -> None:
    back_up(database, file)
    before = file.read_bytes()
    whole = database.read_bytes()
    database.write_bytes(whole[:8192] + b"\xa5" * 4096 + whole[12288:])
    with pytest.raises(DatabaseDamaged, match="wenju restore"):
        back_up(database, file)
    assert file.read_bytes() == before
    assert names(file.parent) == {"data", "wenju.backup"}


def test_the_database_is_no_name_for_its_backup(database: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(database)
    for path in (database, database.with_name("wenju.db-wal"), tmp_path / "link"):
        with pytest.raises(StorageError, match="数据库自己"):
            back_up(database, path)
    with closing(Store.open(database)) as store:
        assert store.count() == 4


def test_there_must_be_something_to_back_up_and_somewhere_to_put_it(database: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="还没有数据库"):
        back_up(tmp_path / "none" / "wenju.db", tmp_path / "file")
    with pytest.raises(StorageError, match="nowhere"):
        back_up(database, tmp_path / "nowhere" / "file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(database: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(StorageError, match="权限"):
        back_up(database, closed / "file")


def test_a_backup_is_read_back_also_where_nothing_may_be_written(database: Path, file: Path, tmp_path: Path) -> None:
    back_up(database, file)
    file.chmod(stat.S_IRUSR)
    read_back(file, tmp_path / "again.db")
    with closing(Store.open(tmp_path / "again.db")) as store:
        assert store.count() == 4
    assert names(file.parent) == {"data", "wenju.backup", "again.db"}


@pytest.mark.parametrize("content", [b"", b"only words " * 500, b"SQLite format 3\0"])
def test_what_is_no_backup_is_refused(tmp_path: Path, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(BackupUnusable, match=file.name):
        read_back(file, tmp_path / "again.db")
    with pytest.raises(BackupUnusable, match="找不到"):
        read_back(tmp_path / "none", tmp_path / "again.db")


def test_a_backup_of_another_release_is_refused(database: Path, file: Path, tmp_path: Path) -> None:
    back_up(database, file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StorageError, match="第 99 版"):
        read_back(file, tmp_path / "again.db")
