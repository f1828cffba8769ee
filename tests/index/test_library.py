import logging
import os
import shutil
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.article import Article
from corpus.errors import DatabaseDamaged, EncoderMismatch, FolderLocked, StorageError
from index.building.report import ReindexReport
from index.encoder import FloatArray, load_encoder
from index.entry import Runs, Tokens
from index.interaction import Interaction, no_interaction
from index.library import Library
from index.passage import Hit
from index.prepare import prepare
from tests.fakes import HashEncoder
from tests.index.articles import ALL, BRIDGE, FACTORY, PAGE, WEATHER, numbered
from tests.index.snapshots import index_files, publish

ENCODER = HashEncoder()
QUERIES = ("智能工厂有几家", "第77号通报", "水库蓄水", "老街茶馆")


def answers(library: Library) -> list[tuple[Hit, ...]]:
    return [library.retriever.search(query, 10) for query in QUERIES]


def filled(folder: Path) -> list[tuple[Hit, ...]]:
    """Fill a folder, put all indexes on disk, and give what it answers."""
    with Library.open(folder, ENCODER) as library:
        library.ingest([*ALL, *numbered(300)], processes=0)
        publish(library)
        return answers(library)


def test_what_was_taken_in_is_there_after_opening_again(tmp_path: Path) -> None:
    before = filled(tmp_path)
    with Library.open(tmp_path, ENCODER) as library:
        assert answers(library) == before
        assert library.count() == 304
        assert library.article("bridge") == BRIDGE
        assert library.verify().problems == ()


def test_a_small_change_is_there_after_opening_again_without_a_new_snapshot(tmp_path: Path) -> None:
    filled(tmp_path)
    before = index_files(tmp_path)
    with Library.open(tmp_path, ENCODER) as library:
        library.delete("bridge")
        library.ingest([replace(WEATHER, text="台风来了。")])
    assert index_files(tmp_path) == before
    with Library.open(tmp_path, ENCODER) as library:
        assert library.retriever.search("台风", 1)[0].passage.text == "台风来了。"
        assert "bridge" not in {hit.passage.document_id for hit in library.retriever.search("大桥", 20)}
        assert library.verify().problems == ()


def test_snapshot_after_snapshot_is_opened_without_rebuilding(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    filled(tmp_path)
    for first in (1_000, 2_000, 3_000):
        with caplog.at_level(logging.INFO), Library.open(tmp_path, ENCODER) as library:
            library.ingest(numbered(250, first), processes=0)
            publish(library)
    with caplog.at_level(logging.INFO), Library.open(tmp_path, ENCODER) as library:
        assert library.count() == 1_054
        assert library.verify().problems == ()
    assert [record.message for record in caplog.records if record.name.startswith("index")] == []


def test_indexes_that_are_gone_are_built_anew(tmp_path: Path) -> None:
    before = filled(tmp_path)
    shutil.rmtree(tmp_path / "index")
    with Library.open(tmp_path, ENCODER) as library:
        assert answers(library) == before


def test_indexes_of_another_database_are_not_served(tmp_path: Path) -> None:
    filled(tmp_path / "one")
    with Library.open(tmp_path / "two", ENCODER) as library:
        library.ingest(numbered(250, first=500), processes=0)
    shutil.rmtree(tmp_path / "two" / "index")
    shutil.copytree(tmp_path / "one" / "index", tmp_path / "two" / "index")
    with Library.open(tmp_path / "two", ENCODER) as library:
        assert library.verify().problems == ()
        assert library.retriever.search("智能工厂", 9, per_document=1)[0].passage.document_id.startswith("n")


def test_an_older_database_put_back_is_followed(tmp_path: Path) -> None:
    filled(tmp_path)
    backup = (tmp_path / "wenju.db").read_bytes()
    with Library.open(tmp_path, ENCODER) as library:
        library.ingest(numbered(300, first=1_000), processes=0)
    (tmp_path / "wenju.db").write_bytes(backup)
    with Library.open(tmp_path, ENCODER) as library:
        assert library.count() == 304
        assert library.verify().problems == ()


def test_a_damaged_database_is_not_opened_and_not_touched(tmp_path: Path) -> None:
    filled(tmp_path)
    database = tmp_path / "wenju.db"
    database.write_bytes(b"\0" * 100 + database.read_bytes()[100:])
    before = database.read_bytes()
    with pytest.raises(DatabaseDamaged):
        Library.open(tmp_path, ENCODER)
    assert database.read_bytes() == before


def test_a_second_writer_is_refused_and_a_reader_is_not(tmp_path: Path) -> None:
    with Library.open(tmp_path, ENCODER) as library:
        library.ingest(ALL)
        with pytest.raises(FolderLocked, match=str(os.getpid())):
            Library.open(tmp_path, ENCODER)
        with Library.open(tmp_path, ENCODER, read_only=True) as reader:
            assert answers(reader) == answers(library)
            library.ingest([replace(BRIDGE, text="隧道贯通。")])
            assert reader.retriever.search("隧道", 1)[0].passage.text == "隧道贯通。"
            library.delete("factory")
            assert answers(reader) == answers(library)
            for write in (lambda: reader.ingest(ALL), lambda: reader.delete("page"), reader.reindex):
                with pytest.raises(StorageError, match="只读"):
                    write()


class FailsOnce(HashEncoder):
    """Knows tokens, but when it is asked for those of a second article the disk is broken, once."""

    asked = 0

    def encode_with_tokens(self, texts: Sequence[str]) -> tuple[FloatArray, tuple[Tokens, ...]]:
        return self.encode_passages(texts), self.tokens(texts)

    def tokens(self, texts: Sequence[str]) -> tuple[Tokens, ...]:
        self.asked += 1
        if self.asked == 2:
            raise OSError("the disk is broken")
        return (np.zeros(0, np.uint16),) * len(texts)

    def interaction(self, query: str, runs: Runs) -> Interaction:
        return no_interaction(len(runs.starts) - 1)


@pytest.mark.parametrize("lagging", [False, True])
def test_a_reader_that_could_not_follow_once_follows_the_next_time(tmp_path: Path, lagging: bool) -> None:
    with Library.open(tmp_path, ENCODER) as library:
        library.ingest([BRIDGE], processes=0)
        with Library.open(tmp_path, FailsOnce(), read_only=True, lagging=lagging) as reader:
            library.ingest([FACTORY], processes=0)
            with pytest.raises(StorageError, match="the disk is broken"):
                reader.retriever.search("智能工厂", 1)
            assert reader.retriever.search("智能工厂", 1)[0].passage.document_id == "factory"
            assert reader.unshown == 0


def test_a_reader_may_come_before_the_first_article(tmp_path: Path) -> None:
    with Library.open(tmp_path, ENCODER) as library, Library.open(tmp_path, ENCODER, read_only=True) as reader:
        assert answers(reader) == [()] * len(QUERIES)
        library.ingest(ALL)
        assert answers(reader) == answers(library)


def test_a_folder_that_is_none_is_told_of_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words")
    for read_only in (False, True):
        with pytest.raises(StorageError, match="file"):
            Library.open(tmp_path / "file", ENCODER, read_only=read_only)


def test_nothing_but_the_database_and_snapshots_is_left_behind(tmp_path: Path) -> None:
    filled(tmp_path)
    with Library.open(tmp_path, ENCODER, read_only=True) as reader:
        assert answers(reader)[0]
    assert list((tmp_path / "index" / "work").iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} <= {
        "wenju.db",
        "wenju.db-shm",
        "wenju.db-wal",
        "writer.lock",
        "index",
    }


def test_another_encoder_is_refused_until_reindexed(tmp_path: Path) -> None:
    filled(tmp_path)
    other = HashEncoder(32, name="other")
    with pytest.raises(EncoderMismatch, match=r"hash.*other"):
        Library.open(tmp_path, other)
    with Library.open(tmp_path, other, reindexing=True) as library:
        report = library.reindex()
        assert (report.done, report.total) == (304, 304)
        assert library.verify().problems == ()
        again = answers(library)
    with pytest.raises(EncoderMismatch):
        Library.open(tmp_path, ENCODER)
    with Library.open(tmp_path, other) as library:
        assert answers(library) == again
        assert library.retriever.search("大桥全长", 1)[0].passage.document_id == "bridge"


def test_a_reindex_that_was_killed_is_gone_on_with(tmp_path: Path) -> None:
    filled(tmp_path)
    other = HashEncoder(32, name="other")

    def killed(report: ReindexReport) -> None:
        if report.done == report.total:
            raise KeyboardInterrupt

    with Library.open(tmp_path, other, reindexing=True) as library, pytest.raises(KeyboardInterrupt):
        library.reindex(killed)
    with Library.open(tmp_path, ENCODER) as library:
        assert library.retriever.search("大桥全长", 1)[0].passage.document_id == "bridge"
        library.ingest([replace(FACTORY, text="智能工厂建成。")])
    with Library.open(tmp_path, other, reindexing=True) as library:
        done: list[int] = []
        library.reindex(lambda report: done.append(report.done))
        assert done == [303, 304]
        assert library.verify().problems == ()


def test_verify_counts_and_names_what_is_wrong(tmp_path: Path) -> None:
    with Library.open(tmp_path, ENCODER) as library:
        library.ingest(ALL)
        library.delete("weather")
        library.ingest([replace(BRIDGE, text="隧道贯通。")])
        report = library.verify()
        assert (report.documents, report.tombstones, report.versions, report.passages) == (3, 1, 5, 5)
        assert report.whole
        library._store.delete("bridge")
        assert library.verify().problems == (
            "词语索引多出 1 段",
            "语义索引多出 1 段",
            "词元索引多出 1 段",
            "同文索引多出 1 篇",
        )


def test_searching_while_taking_in_sees_only_whole_articles(tmp_path: Path) -> None:
    """Every version of the article has two passages with the same number: a hit list never mixes two versions."""
    torn: list[tuple[Hit, ...]] = []
    done = threading.Event()
    with Library.open(tmp_path, ENCODER) as library:

        def write(number: int) -> None:
            half = f"水库{number}号闸门开启。" * 30
            library.ingest([replace(BRIDGE, text=half)])

        def search() -> None:
            while not done.is_set():
                hits = library.retriever.search("水库闸门", 10, per_document=10)
                if len({hit.passage.version for hit in hits}) > 1:
                    torn.append(hits)

        write(0)
        threads = [threading.Thread(target=search) for _ in range(3)]
        for thread in threads:
            thread.start()
        for number in range(1, 15):
            write(number)
        done.set()
        for thread in threads:
            thread.join()
        assert library.retriever.search("水库闸门", 1)[0].passage.text.startswith("水库14号")
    assert torn == []


def tokens(library: Library, *ids: str) -> list[list[int]]:
    """Give the tokens of the passages of articles, as the index holds them."""
    assert library.view
    rows = library.view.dense.passages()
    places = {(hit.passage.document_id, hit.passage.ordinal): row for row, hit in library.found(rows).items()}
    runs = library.view.tokens.runs(np.array([row for place, row in sorted(places.items()) if place[0] in ids]))
    return [run[:-1].tolist() for run in np.split(runs.tokens, runs.starts[1:-1])]


def prepared(*articles: Article) -> list[list[int]]:
    return [run.tolist() for one in prepare(articles, load_encoder()) for run in one.tokens]


LOST = pytest.mark.parametrize("lost", [(), ("index/tokens",), ("index",)], ids=["nothing", "tokens", "all indexes"])


@LOST
def test_a_second_look_is_the_same_after_opening_again_whatever_was_lost(tmp_path: Path, lost: tuple[str, ...]) -> None:
    with Library.open(tmp_path, load_encoder()) as library:
        library.ingest([*ALL, *numbered(20)], processes=0)
        publish(library)
        before = answers(library)
    for name in lost:
        shutil.rmtree(tmp_path / name)
    with Library.open(tmp_path, load_encoder()) as library:
        assert tokens(library, *(article.id for article in ALL)) == prepared(BRIDGE, FACTORY, PAGE, WEATHER)
        assert answers(library) == before


@LOST
def test_tokens_are_those_of_what_is_live_after_opening_again(tmp_path: Path, lost: tuple[str, ...]) -> None:
    with Library.open(tmp_path, load_encoder()) as library:
        library.ingest([*ALL, *numbered(5)], processes=0)
        library.ingest([replace(BRIDGE, text="隧道贯通。")], processes=0)
        publish(library)
        library.delete("factory")
    for name in lost:
        shutil.rmtree(tmp_path / name)
    with Library.open(tmp_path, load_encoder()) as library:
        assert library.view
        assert len(library.view.tokens) == len(library.view.dense)
        expected = prepared(replace(BRIDGE, text="隧道贯通。"), PAGE, WEATHER)
        assert tokens(library, *(article.id for article in ALL)) == expected


def test_a_reader_sees_the_tokens_of_what_was_taken_in_since(tmp_path: Path) -> None:
    with (
        Library.open(tmp_path, load_encoder()) as library,
        Library.open(tmp_path, load_encoder(), read_only=True) as reader,
    ):
        for text in ("隧道贯通。", "隧道开放。"):
            library.ingest([replace(BRIDGE, text=text)], processes=0)
            assert tokens(reader, "bridge") == tokens(library, "bridge") == prepared(replace(BRIDGE, text=text))


def test_tokens_are_made_when_an_encoder_that_knows_words_takes_over(tmp_path: Path) -> None:
    with Library.open(tmp_path, ENCODER) as library:
        library.ingest(ALL, processes=0)
        assert not any(tokens(library, "bridge", "factory"))
    with Library.open(tmp_path, load_encoder(), reindexing=True) as library:
        library.reindex(processes=0)
        assert tokens(library, "bridge", "factory") == prepared(BRIDGE, FACTORY)
    with Library.open(tmp_path, load_encoder()) as library:
        assert tokens(library, "bridge", "factory") == prepared(BRIDGE, FACTORY)
