import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.article import Article, Origin
from corpus.errors import BadSetting, DatabaseDamaged, StorageError
from index.entry import Status
from index.prepare import prepare
from index.store.store import Store
from index.store.stored import Stored
from tests.index.articles import ALL, BRIDGE, FACTORY, PAGE, WEATHER, numbered
from tests.index.entries import ENCODER

CHANGED = replace(BRIDGE, text=BRIDGE.text + "桥面已铺好。")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "wenju.db"


@pytest.fixture
def store(path: Path) -> Store:
    return Store.open(path)


def put(store: Store, *articles: Article) -> list[Status]:
    generation = store.start(ENCODER.name, ENCODER.dimension).row
    return [place.outcome.status for place in store.write(generation, prepare(articles, ENCODER))]


def rows(store: Store) -> dict[str, tuple[int, ...]]:
    return {stored.article.id: stored.rows for stored in live(store)}


def live(store: Store) -> tuple[Stored, ...]:
    return store.stored(store.live_documents(0, 100), store.start(ENCODER.name, ENCODER.dimension))


def test_an_article_comes_back_as_it_went_in(store: Store) -> None:
    put(store, *ALL)
    assert {article.id: store.article(article.id) for article in ALL} == {article.id: article for article in ALL}
    assert sorted(store.live(["bridge", "weather", "unknown"]), key=lambda one: one.id) == [BRIDGE, WEATHER]
    assert store.count() == len(ALL)


def test_an_article_keeps_the_file_that_it_was_first_read_from(store: Store) -> None:
    first, second = Origin("may.pdf", None, (2, 3)), Origin("june.txt", "gb18030")
    assert put(store, replace(BRIDGE, origin=first)) == ["created"]
    assert put(store, replace(BRIDGE, origin=second)) == ["unchanged"]
    assert getattr(store.article("bridge"), "origin", None) == first


def test_the_same_again_changes_nothing(store: Store) -> None:
    assert put(store, *ALL) == ["created"] * 4
    before = (store.last_sequence(), rows(store))
    assert put(store, *ALL) == ["unchanged"] * 4
    assert (store.last_sequence(), rows(store)) == before


def test_a_changed_article_is_a_new_version_and_the_old_one_is_kept(store: Store) -> None:
    put(store, *ALL)
    old = rows(store)["bridge"]
    assert put(store, CHANGED, WEATHER) == ["updated", "unchanged"]
    assert store.article("bridge") == CHANGED
    assert store.article("bridge", BRIDGE.version) == BRIDGE
    assert store.found(old) == {}
    counts = store.counts()
    assert (counts.documents, counts.versions, counts.tombstones) == (4, 5, 0)


def test_a_version_that_was_there_before_comes_back_to_life(store: Store) -> None:
    put(store, BRIDGE)
    put(store, CHANGED)
    assert put(store, BRIDGE) == ["updated"]
    assert store.article("bridge") == BRIDGE
    assert store.counts().versions == 2


def test_a_deleted_article_is_gone_with_its_versions_and_may_come_again(store: Store) -> None:
    put(store, *ALL)
    old = rows(store)["bridge"]
    assert not store.deleted("bridge")
    assert store.delete("bridge")
    assert store.deleted("bridge")
    assert not store.deleted("unknown")
    assert store.article("bridge") is None
    assert store.article("bridge", BRIDGE.version) is None
    assert store.live(["bridge"]) == ()
    assert store.found(old) == {}
    assert not store.delete("bridge")
    assert not store.delete("unknown")
    assert (store.count(), store.counts().tombstones) == (3, 1)
    assert put(store, BRIDGE) == ["created"]
    assert store.article("bridge") == BRIDGE
    assert not set(rows(store)["bridge"]) & set(old)


def test_every_change_is_logged_with_it(store: Store) -> None:
    put(store, BRIDGE, WEATHER)
    put(store, CHANGED, WEATHER)
    store.delete("weather")
    documents = [change.document for change in store.changes(0, 100)]
    assert [change.sequence for change in store.changes(0, 100)] == [1, 2, 3, 4]
    assert documents[2:] == documents[:2]
    assert [change.sequence for change in store.changes(2, 1)] == [3]
    assert store.last_sequence() == 4


def test_a_batch_that_fails_leaves_nothing(store: Store) -> None:
    put(store, BRIDGE)
    bad = replace(prepare([WEATHER], ENCODER)[0], article=replace(WEATHER, text="\ud800"))
    with pytest.raises(UnicodeEncodeError):
        store.write(store.start("", 0).row, (*prepare([FACTORY], ENCODER), bad))
    assert store.article("factory") is None
    assert store.last_sequence() == 1


def test_passages_are_found_with_their_article(store: Store) -> None:
    put(store, *ALL)
    wanted = rows(store)["page"]
    found = store.found([*wanted, 99_999])
    assert list(found) == list(wanted)
    for place in found.values():
        assert (place.title, place.source, place.published) == (PAGE.title, PAGE.source, None)
        assert place.passage.text == PAGE.text[place.passage.start : place.passage.end]
        assert place.passage.version == PAGE.version


def test_vectors_come_back_beside_their_passages(store: Store) -> None:
    put(store, *ALL)
    made = {prepared.article.id: prepared for prepared in prepare(ALL, ENCODER)}
    for stored in live(store):
        assert stored.passages == made[stored.article.id].passages
        assert stored.vectors.tolist() == made[stored.article.id].vectors.tolist()


def test_articles_are_listed_by_id_in_parts(store: Store) -> None:
    put(store, *numbered(5))
    first = store.articles(2)
    assert [article.id for article in first] == ["n00000", "n00001"]
    assert [article.id for article in store.articles(9, first[-1].id)] == ["n00002", "n00003", "n00004"]


def test_a_reader_sees_what_is_written_and_may_not_write(path: Path, store: Store) -> None:
    reader = Store.open(path, read_only=True)
    put(store, BRIDGE)
    assert reader.article("bridge") == BRIDGE
    with pytest.raises(StorageError, match="只读"):
        reader.delete("bridge")
    reader.close()


def test_a_reader_needs_a_database(path: Path) -> None:
    with pytest.raises(StorageError, match="还没有数据库"):
        Store.open(path, read_only=True)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"not a database at all, only words" * 10, b"SQLite format 3\0"])
def test_what_is_no_database_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        Store.open(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("page", [1, 2, 7, 20, -1])
def test_a_damaged_page_is_noticed_at_the_start(path: Path, store: Store, page: int) -> None:
    put(store, *numbered(300))
    store.close()
    whole = bytearray(path.read_bytes())
    at = page * 4096 % len(whole)
    whole[at : at + 4096] = b"\xa5" * 4096
    path.write_bytes(whole)
    with pytest.raises(DatabaseDamaged, match="备份"):
        Store.open(path)
    assert path.read_bytes() == whole


def test_a_database_that_was_cut_short_is_refused(path: Path, store: Store) -> None:
    put(store, *numbered(50))
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:-4096])
    with pytest.raises(DatabaseDamaged):
        Store.open(path)


def test_text_that_changed_on_disk_is_never_given(path: Path, store: Store) -> None:
    put(store, BRIDGE)
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE versions SET text = replace(text, '3.6', '8.6')")
    connection.close()
    again = Store.open(path)
    with pytest.raises(DatabaseDamaged, match="bridge"):
        again.article("bridge")
    with pytest.raises(DatabaseDamaged, match="bridge"):
        again.found(range(1, 10))


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE versions SET byline = '{'",
        "UPDATE versions SET blocks = '[[1]]'",
        "UPDATE versions SET published = '2023-13-45'",
        "UPDATE versions SET text = CAST(x'e6b5ff' AS TEXT)",
        "UPDATE versions SET text = CAST(text AS BLOB)",
    ],
)
def test_what_cannot_be_made_an_article_of_is_damage(path: Path, store: Store, spoil: str) -> None:
    put(store, BRIDGE)
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute(spoil)
    connection.close()
    again = Store.open(path)
    with pytest.raises(DatabaseDamaged, match="wenju restore FILE"):
        again.article("bridge")
    again.close()


def test_a_log_without_its_database_is_not_played_into_a_new_one(path: Path, store: Store) -> None:
    put(store, BRIDGE)
    log = path.with_name("wenju.db-wal").read_bytes()
    store.close()
    path.unlink()
    path.with_name("wenju.db-wal").write_bytes(log)
    for read_only in (True, False):
        with pytest.raises(DatabaseDamaged, match="只剩下它的日志"):
            Store.open(path, read_only=read_only)
    assert [file.name for file in path.parent.iterdir()] == ["wenju.db-wal"]


def test_a_database_of_another_release_is_refused(path: Path, store: Store) -> None:
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StorageError, match="第 99 版"):
        Store.open(path)


def test_an_address_may_be_given(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/a.db")
    assert store.count() == 0
    store.close()
    assert (tmp_path / "a.db").exists()


@pytest.mark.parametrize("address", ["postgresql://host/db", "sqlite://", "://"])
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(BadSetting):
        Store.open(address)


def test_a_closed_database_is_one_file(path: Path, store: Store) -> None:
    put(store, BRIDGE)
    store.close()
    assert [file.name for file in path.parent.iterdir()] == ["wenju.db"]


def test_a_sound_database_has_no_problems(store: Store) -> None:
    put(store, *ALL)
    assert store.problems() == ()
