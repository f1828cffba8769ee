import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import StorageError
from index.prepare import prepare
from index.store.store import Store
from index.store.stored import KeptTurn
from tests.index.articles import ALL, BRIDGE, numbered
from tests.index.entries import ENCODER

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2024, 5, 1, 8, 30, tzinfo=UTC)
FIRST = KeptTurn("大桥多长？", '{"answer": "3.6公里"}', NOW)
SECOND = KeptTurn("何时通车？", '{"answer": "国庆节前"}', NOW + timedelta(minutes=1))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "wenju.db"


@pytest.fixture
def store(path: Path) -> Store:
    return Store.open(path)


def take_in(store: Store) -> None:
    store.write(store.start(ENCODER.name, ENCODER.dimension).row, prepare(ALL, ENCODER))


def as_release_1(path: Path) -> None:
    """Take from a closed database what release 1 did not have."""
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "DROP TABLE turns; DROP TABLE conversations; ALTER TABLE versions DROP COLUMN origin;"
            "PRAGMA user_version = 1"
        )
    connection.close()


def dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return lines


def test_turns_come_back_in_order_after_opening_again(path: Path, store: Store) -> None:
    store.conversations.begin("a", FIRST)
    assert store.conversations.append("a", SECOND)
    store.conversations.begin("b", SECOND)
    store.close()
    again = Store.open(path).conversations
    assert again.latest("a", 9) == (FIRST, SECOND)
    assert again.latest("a", 1) == (SECOND,)
    assert again.latest("b", 9) == (SECOND,)
    assert again.latest("c", 9) == ()


def test_a_turn_of_no_conversation_is_not_kept(store: Store) -> None:
    assert not store.conversations.append("a", FIRST)
    assert store.conversations.latest("a", 9) == ()


def test_a_removed_conversation_is_gone_with_its_turns_and_does_not_come_back(path: Path, store: Store) -> None:
    store.conversations.begin("a", FIRST)
    store.conversations.begin("b", SECOND)
    assert store.conversations.remove("a")
    assert not store.conversations.remove("a")
    assert not store.conversations.append("a", SECOND)
    assert store.conversations.latest("a", 9) == ()
    assert store.conversations.latest("b", 9) == (SECOND,)
    store.close()
    assert not any("大桥多长" in line for line in dump(path))


def test_only_what_nobody_went_on_with_expires(store: Store) -> None:
    for name in ("old", "gone on with"):
        store.conversations.begin(name, FIRST)
    store.conversations.append("gone on with", SECOND)
    assert store.conversations.expire(SECOND.created) == 1
    assert store.conversations.latest("old", 9) == ()
    assert store.conversations.latest("gone on with", 9) == (FIRST, SECOND)


def test_a_kept_turn_leaves_what_is_found_as_it_is(store: Store) -> None:
    take_in(store)
    before = (store.state(), store.last_sequence())
    store.conversations.begin("a", FIRST)
    store.conversations.append("a", SECOND)
    store.conversations.remove("a")
    assert (store.state(), store.last_sequence()) == before
    store.delete("bridge")
    assert store.state() != before[0]


def test_a_reader_sees_turns_and_keeps_none(path: Path, store: Store) -> None:
    reader = Store.open(path, read_only=True)
    store.conversations.begin("a", FIRST)
    assert reader.conversations.latest("a", 9) == (FIRST,)
    assert store.conversations.writable
    assert not reader.conversations.writable
    with pytest.raises(StorageError, match="只读"):
        reader.conversations.append("a", SECOND)


def test_a_database_of_release_1_gains_the_tables_and_loses_nothing(path: Path, store: Store) -> None:
    take_in(store)
    identity = store.identity
    store.close()
    as_release_1(path)
    before = dump(path)
    upgraded = Store.open(path)
    assert (upgraded.identity, upgraded.count(), upgraded.problems()) == (identity, len(ALL), ())
    assert upgraded.article("bridge") == BRIDGE
    upgraded.conversations.begin("a", FIRST)
    upgraded.close()
    assert {line for line in before if "versions" not in line} <= set(dump(path))
    assert Store.open(path).conversations.latest("a", 9) == (FIRST,)


def test_a_reader_asks_for_a_database_of_release_1_to_be_opened_for_writing_and_changes_nothing(
    path: Path, store: Store
) -> None:
    take_in(store)
    store.close()
    as_release_1(path)
    before = path.read_bytes()
    with pytest.raises(StorageError, match="旧版程序"):
        Store.open(path, read_only=True)
    assert path.read_bytes() == before


def test_threads_may_keep_turns_while_articles_are_taken_in(store: Store) -> None:
    generation = store.start(ENCODER.name, ENCODER.dimension).row
    prepared = prepare(numbered(60), ENCODER)
    store.conversations.begin("shared", FIRST)
    together = Barrier(5)

    def talk(name: str) -> None:
        together.wait()
        store.conversations.begin(name, FIRST)
        for _ in range(20):
            assert store.conversations.append(name, SECOND)
            assert store.conversations.append("shared", SECOND)

    def ingest() -> None:
        together.wait()
        for at in range(0, 60, 5):
            store.write(generation, prepared[at : at + 5])

    threads = [*(Thread(target=talk, args=(f"t{number}",)) for number in range(4)), Thread(target=ingest)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.conversations.latest("shared", 1_000)) == 81
    assert [len(store.conversations.latest(f"t{number}", 1_000)) for number in range(4)] == [21] * 4
    assert store.count() == 60
    assert store.problems() == ()


WORDS = st.text(st.characters(exclude_categories=["Cs"]))
TIMES = st.datetimes(datetime(2000, 1, 2), datetime(2100, 1, 1), timezones=st.sampled_from([UTC, BEIJING]))


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.open(tmp_path_factory.mktemp("conversations") / "wenju.db")


@given(kept=st.lists(st.builds(KeptTurn, WORDS, WORDS, TIMES), min_size=1, max_size=4))
def test_whatever_is_kept_comes_back_equal(lasting: Store, kept: list[KeptTurn]) -> None:
    lasting.conversations.begin("a", kept[0])
    for turn in kept[1:]:
        lasting.conversations.append("a", turn)
    assert lasting.conversations.latest("a", 9) == tuple(kept)
    lasting.conversations.remove("a")
