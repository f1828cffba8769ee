import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import BackupUnusable, DatabaseDamaged, FolderLocked
from index.building.restore import restore
from index.library import Library
from index.store.backup import back_up
from tests.fakes import HashEncoder
from tests.index.articles import ALL, BRIDGE, WEATHER, numbered

ENCODER = HashEncoder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library that has gone on since its backup: one article changed, one deleted, one added."""
    folder = tmp_path / "data"
    with Library.open(folder, ENCODER) as library:
        library.ingest(ALL)
    back_up(folder / "wenju.db", tmp_path / "backup")
    with Library.open(folder, ENCODER) as library:
        library.ingest([replace(BRIDGE, text="隧道贯通。"), *numbered(1)])
        library.delete("weather")
    return folder


@pytest.fixture
def file(folder: Path) -> Path:
    return folder.parent / "backup"


def identity(folder: Path) -> str:
    with Library.open(folder, ENCODER) as library:
        return library._store.identity


def test_a_restored_library_is_that_of_the_backup(folder: Path, file: Path) -> None:
    before = identity(folder)
    done = restore(folder, file)
    assert (done.report.documents, done.report.problems) == (4, ())
    with Library.open(folder, ENCODER) as library:
        assert {article.id: article for article in library.articles(9)} == {article.id: article for article in ALL}
        assert library.verify().problems == ()
    assert identity(folder) != before


def test_the_database_from_before_is_kept_whole(folder: Path, file: Path) -> None:
    with Library.open(folder, ENCODER) as library:
        library.ingest(numbered(1, 7))
        log = (folder / "wenju.db-wal").read_bytes()
        database = (folder / "wenju.db").read_bytes()
    assert log
    # As a killed process leaves them: the log is not folded in.
    (folder / "wenju.db").write_bytes(database)
    (folder / "wenju.db-wal").write_bytes(log)
    kept = restore(folder, file).kept
    assert kept is not None
    assert kept.name.startswith("wenju.db.before-restore-")
    kept.rename(folder.parent / "wenju.db")
    with Library.open(folder.parent, ENCODER) as library:
        assert library.article("n00007") is not None
        assert library.article("weather") is None


@pytest.mark.parametrize("damage", ["page", "cut", "gone", "words"])
def test_a_damaged_database_is_replaced_and_kept_as_it_is(folder: Path, file: Path, damage: str) -> None:
    database = folder / "wenju.db"
    whole = database.read_bytes()
    spoilt = {"page": whole[:8192] + b"\xa5" * 4096 + whole[12288:], "cut": whole[:-9000], "words": b"words"}
    if damage == "gone":
        database.unlink()
    else:
        database.write_bytes(spoilt[damage])
    (folder / "wenju.db-wal").write_bytes(b"a log of old")
    with pytest.raises(DatabaseDamaged, match="wenju restore FILE"):
        Library.open(folder, ENCODER)
    kept = restore(folder, file).kept
    assert kept is not None
    if damage != "gone":
        assert kept.read_bytes() == spoilt[damage]
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"a log of old"
    with Library.open(folder, ENCODER) as library:
        assert library.count() == 4
        assert library.verify().problems == ()


def test_an_empty_folder_gets_a_database(file: Path, tmp_path: Path) -> None:
    assert restore(tmp_path / "new", file).kept is None
    with Library.open(tmp_path / "new", ENCODER) as library:
        assert library.article("weather") == WEATHER


def test_twice_in_a_second_keeps_both(folder: Path, file: Path) -> None:
    first, second = restore(folder, file).kept, restore(folder, file).kept
    assert first is not None
    assert second is not None
    assert first != second
    assert first.exists()
    assert second.exists()


def spoil_page(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xa5" * 4096 + whole[12288:])


def spoil_text(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE versions SET text = replace(text, '3.6', '8.6')")
        connection.commit()


def spoil_offset(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute('UPDATE passages SET "end" = 9999 WHERE row = (SELECT max(row) FROM passages)')
        connection.commit()


def spoil_vector(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE vectors SET vector = ?", [b"\0" * 127 + b"\x7e"])  # a number that is none
        connection.commit()


@pytest.mark.parametrize("spoil", [spoil_page, spoil_text, spoil_offset, spoil_vector])
def test_a_damaged_backup_changes_nothing(folder: Path, file: Path, spoil: object) -> None:
    assert callable(spoil)
    before = {
        path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != "writer.lock"
    }
    spoil(file)
    with pytest.raises(BackupUnusable, match="backup"):
        restore(folder, file)
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != "writer.lock"}
    assert after == before


def test_a_folder_in_use_is_left_alone(folder: Path, file: Path) -> None:
    with Library.open(folder, ENCODER) as library:
        with pytest.raises(FolderLocked, match="进程"):
            restore(folder, file)
        assert library.count() == 4


def test_indexes_of_the_history_that_was_left_are_never_served(folder: Path, file: Path) -> None:
    """The restored database goes past the point that the stale snapshots have seen."""
    with Library.open(folder, ENCODER) as library:
        assert library._indexes is not None
        for index in library._indexes._all:
            index.publish()
    restore(folder, file)
    with Library.open(folder, ENCODER) as library:
        library.ingest(numbered(20, 100))
    with Library.open(folder, ENCODER) as library:
        assert library.verify().problems == ()
        assert library.article("weather") == WEATHER
