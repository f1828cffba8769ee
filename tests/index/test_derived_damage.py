"""Derived files that were flipped, cut or lost: never served, made again, and the answers are what they were."""

import logging
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.library import Library
from index.passage import Passage
from tests.fakes import HashEncoder
from tests.index.articles import ALL, BRIDGE, numbered
from tests.index.snapshots import index_files, publish

ENCODER = HashEncoder()
QUERIES = ("智能工厂有几家", "第77号通报", "水库蓄水", "老街茶馆", "大桥全长")
FLIPS = 200

pytestmark = pytest.mark.slow
Log = pytest.LogCaptureFixture


def answers(library: Library) -> list[list[Passage]]:
    """Give the first ten hits of every query; not their scores: tantivy counts what was deleted until it merges."""
    return [[hit.passage for hit in library.retriever.search(query, 10)] for query in QUERIES]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every index on disk, and in the lexical one an article that was deleted."""
    folder = tmp_path_factory.mktemp("filled")
    with Library.open(folder, ENCODER) as library:
        library.ingest([*ALL, *numbered(100)], processes=0)
        library.ingest([replace(BRIDGE, text="大桥全长3.6公里，今早通车。")])
        library.delete("n00005")
        publish(library)
    return folder


@pytest.fixture(scope="module")
def before(filled: Path) -> list[list[Passage]]:
    with Library.open(filled, ENCODER, read_only=True) as library:
        assert library.verify().problems == ()
        return answers(library)


def indexes(folder: Path) -> set[str]:
    """Name the indexes that have a snapshot in use."""
    return {path.parent.name for path in (folder / "index").glob("*/CURRENT")}


def test_what_is_damaged_here_is_all_there_is(filled: Path) -> None:
    with Library.open(filled, ENCODER, read_only=True) as library:
        assert library._indexes is not None
        assert indexes(filled) == {index.name for index in library._indexes._all}


@pytest.mark.timeout(600)
def test_a_flipped_byte_anywhere_is_noticed_and_nothing_of_that_index_served(
    filled: Path, before: list[list[Passage]], caplog: Log
) -> None:
    chance = random.Random(5)
    files = [path for path in index_files(filled) if path.stat().st_size]
    for number in range(max(FLIPS, len(files))):
        path = files[number % len(files)]
        whole = path.read_bytes()
        place = {0: 0, 1: len(whole) - 1}.get(number // len(files), chance.randrange(len(whole)))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ chance.randrange(1, 256)]) + whole[place + 1 :])
        caplog.clear()
        with caplog.at_level(logging.WARNING), Library.open(filled, ENCODER, read_only=True) as library:
            assert f"{path.relative_to(filled / 'index').parts[0]} 索引不能用" in caplog.text, (path, place)
            assert answers(library) == before, (path, place)
            assert library._indexes is not None
            assert len(library._indexes.damage()) == 1
        path.write_bytes(whole)
    assert number >= FLIPS - 1


def flipped(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if whole else b"!")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [flipped, cut, emptied, Path.unlink])
def test_a_damaged_index_is_made_again_alone_and_forgotten_on_disk(
    filled: Path, before: list[list[Passage]], tmp_path: Path, caplog: Log, damage: Callable[[Path], None]
) -> None:
    """One index at a time, of which a file is damaged: every name of a file that there is, numbers aside."""
    every = {path.relative_to(filled) for path in index_files(filled)}
    kinds = {(path.parts[1], path.name if path.suffix == ".npy" else path.suffix or path.name): path for path in every}
    for (index, _), name in kinds.items():
        folder = tmp_path / "damaged"
        shutil.copytree(filled, folder)
        if damage is not Path.unlink and not (folder / name).stat().st_size:
            (folder / name).write_bytes(b"more than there was")
        damage(folder / name)
        caplog.clear()
        with caplog.at_level(logging.WARNING), Library.open(folder, ENCODER) as library:
            assert ("索引不能用" in caplog.text) is (name.name != "CURRENT" or damage is not Path.unlink), name
            assert caplog.text.count("索引不能用") <= 1, name
            assert answers(library) == before, name
            assert library.verify().problems == ()
        assert indexes(folder) == indexes(filled) - {index}
        shutil.rmtree(folder)


def test_verify_names_an_index_whose_files_are_not_those_that_were_written(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(filled, folder)
    with Library.open(folder, ENCODER, read_only=True) as library:
        for index in sorted(indexes(folder)):
            flipped(next(path for path in index_files(folder) if index in path.parts and path.suffix != ".lock"))
        problems = library.verify().problems
    assert [problem.split()[0] for problem in sorted(problems)] == sorted(indexes(folder))


def test_a_database_put_back_by_hand_never_comes_to_fit_a_snapshot_that_was_newer(filled: Path, tmp_path: Path) -> None:
    """What is taken in after it was put back brings its log to where the snapshots were; they show another history."""
    folder = tmp_path / "data"
    shutil.copytree(filled, folder)
    early = (folder / "wenju.db").read_bytes()
    with Library.open(folder, ENCODER) as library:
        library.ingest(numbered(10, first=500))
        publish(library)
    (folder / "wenju.db").write_bytes(early)
    with Library.open(folder, ENCODER) as library:
        library.ingest(numbered(10, first=700))
    with Library.open(folder, ENCODER) as library:
        assert library.retriever.search("第703号通报", 1)[0].passage.document_id == "n00703"
        assert library.verify().problems == ()
