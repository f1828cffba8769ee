"""A folder whose indexes lag far behind its database, as a killed ingest leaves it."""

import logging
import shutil
import time
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path
from typing import cast

import pytest

from index.building import catching_up
from index.building.report import ReindexReport
from index.derived.indexes import Indexes
from index.library import Library
from index.prepare import prepare
from index.store.store import Store
from tests.fakes import HashEncoder
from tests.index.articles import FACTORY, numbered

ENCODER = HashEncoder()
SHOWN, MORE = 2_100, 1_500
NEWEST = numbered(1, SHOWN + MORE - 1)[0]


@pytest.fixture(scope="module")
def lagging(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of `SHOWN` articles that the indexes have, and `MORE` that only the database has."""
    folder = tmp_path_factory.mktemp("lagging")
    with Library.open(folder, ENCODER) as library:
        library.ingest(numbered(SHOWN), processes=0)
    with closing(Store.open(folder / "wenju.db")) as store:
        generation = store.start(ENCODER.name, ENCODER.dimension).row
        store.write(generation, prepare(numbered(MORE, SHOWN), ENCODER))
    return folder


@pytest.fixture
def folder(lagging: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(lagging, tmp_path / "data"))


def finds(library: Library, number: int) -> bool:
    hits = library.retriever.search(f"编号{number}的水库", 1)
    return bool(hits) and hits[0].passage.document_id == f"n{number:05d}"


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_what_is_on_disk_answers_while_the_rest_is_shown_step_by_step(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO), Library.open(folder, ENCODER, lagging=True) as library:
        assert finds(library, 7)
        assert not finds(library, SHOWN + MORE - 1)
        assert library.article(NEWEST.id) == NEWEST
        library.catch_up_behind()
        wait_for(lambda: finds(library, SHOWN + MORE - 1))
        wait_for(lambda: library.reindexing is None)
        assert library.verify().problems == ()
    assert f"索引已追上：{SHOWN + MORE} 次改动" in caplog.text


def test_a_deleted_article_is_gone_and_a_new_one_found_while_it_lags(folder: Path) -> None:
    with Library.open(folder, ENCODER, lagging=True) as library:
        assert library.delete("n00007")
        assert not finds(library, 7)
        library.ingest([FACTORY], processes=0)
        assert library.retriever.search("智能工厂", 1)[0].passage.document_id == FACTORY.id
        assert finds(library, SHOWN + MORE - 1)
        assert library.verify().problems == ()


def test_closing_in_the_middle_loses_nothing(folder: Path) -> None:
    with Library.open(folder, ENCODER, lagging=True) as library:
        library.catch_up_behind()
    with Library.open(folder, ENCODER) as library:
        assert finds(library, SHOWN + MORE - 1)
        assert library.verify().problems == ()


def test_a_reader_answers_at_once_and_says_what_it_does_not_show(folder: Path) -> None:
    with Library.open(folder, ENCODER, read_only=True, lagging=True) as reader:
        for _ in range(2):
            assert finds(reader, 7)
            assert not finds(reader, SHOWN + MORE - 1)
            assert reader.unshown == MORE
    with Library.open(folder, ENCODER, read_only=True) as reader:
        assert finds(reader, SHOWN + MORE - 1)
        assert reader.unshown == 0


def test_what_a_clean_end_leaves_to_be_replayed_is_shown_at_once(tmp_path: Path) -> None:
    for first, count in ((0, SHOWN), (SHOWN, MORE)):
        with Library.open(tmp_path, ENCODER) as library:
            library.ingest(numbered(count, first), processes=0)
    with Library.open(tmp_path, ENCODER, read_only=True, lagging=True) as reader:
        assert reader.view is not None
        assert len(reader.view.dense) == len(reader.view.tokens) == SHOWN + MORE
        assert reader.unshown == 0


class OneStep:
    """Stands in for indexes of which a step shows everything."""

    sequence, newest = 3, 5

    def catch_up(self, at_most: int) -> int:
        self.sequence = self.newest
        return self.newest

    def publish(self) -> None:
        pass


def test_how_far_it_is_is_said_before_the_first_step() -> None:
    indexes, told = cast(Indexes, OneStep()), list[ReindexReport]()
    catching_up.catch_up(lambda: indexes, nullcontext(), told.append, lambda: None)
    assert told == [ReindexReport(3, 5), ReindexReport(5, 5)]


def test_indexes_that_show_too_little_are_waited_for(folder: Path) -> None:
    shutil.rmtree(folder / "index" / "lexical")
    with Library.open(folder, ENCODER, lagging=True) as library:
        assert finds(library, SHOWN + MORE - 1)
