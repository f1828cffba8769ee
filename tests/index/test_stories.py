"""One story told once: hits of copies collapse, the others are named, and nothing that differs is hidden."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article
from index.library import Library
from index.passage import REPRINTS, Filters, Hit, Reprint
from tests.fakes import HashEncoder
from tests.index.articles import ALL, numbered
from tests.index.stories import (
    COPIES,
    CORRECTED,
    HALVED,
    LONGER,
    OTHER,
    STORY,
    TRADITIONAL,
    VERBATIM,
    YEARLY,
    report,
)

QUERY = "贝壳湾净水厂二期总投资"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path, HashEncoder()) as opened:
        opened.ingest([*ALL, STORY, *COPIES])
        yield opened


def found(library: Library, query: str = QUERY, filters: Filters = Filters()) -> list[str]:  # noqa: B008
    return [hit.passage.document_id for hit in library.retriever.search(query, 10, filters)]


def first(library: Library, query: str = QUERY, filters: Filters = Filters()) -> Hit:  # noqa: B008
    return library.retriever.search(query, 10, filters)[0]


def story_of(hit: Hit) -> set[str]:
    return {hit.passage.document_id, *(copy.document_id for copy in hit.reprints)}


def told(library: Library) -> dict[str, tuple[Reprint, ...]]:
    """Say of every hit who else prints it."""
    return {hit.passage.document_id: hit.reprints for hit in library.retriever.search(QUERY, 20)}


WHOLE = {article.id for article in (STORY, *COPIES)}


def test_of_copies_the_best_is_the_hit_and_names_the_others_earliest_first(library: Library) -> None:
    hit = first(library)
    assert story_of(hit) == WHOLE
    assert len(WHOLE & set(found(library))) == 1
    days = [copy.published or date.max for copy in hit.reprints]
    assert days == sorted(days)


def test_a_reprint_is_named_with_what_a_reader_must_know(library: Library) -> None:
    library.delete(LONGER.id)
    library.delete(TRADITIONAL.id)
    library.delete(STORY.id)
    library.ingest([STORY])
    hit = first(library, STORY.title)
    other = VERBATIM if hit.passage.document_id == STORY.id else STORY
    assert hit.reprints == (Reprint(other.id, other.version, other.title, other.source, other.published),)


def test_copies_go_away_and_the_rest_keeps_its_order(library: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path / "alone", HashEncoder()) as alone:
        alone.ingest(ALL)
        expected = found(alone, "海星市大桥老街茶馆")
    ids = [id_ for id_ in found(library, "海星市大桥老街茶馆") if id_ not in WHOLE]
    assert set(ids) == set(expected)
    assert sum(id_ in WHOLE for id_ in found(library, "海星市大桥老街茶馆")) <= 1


@pytest.mark.parametrize("other", [CORRECTED, HALVED, OTHER, YEARLY], ids=lambda article: article.id)
def test_what_is_no_copy_is_a_hit_of_its_own(library: Library, other: Article) -> None:
    library.ingest([other])
    hits = library.retriever.search(QUERY, 10)
    assert other.id in {hit.passage.document_id for hit in hits}
    assert all(other.id not in story_of(hit) - {hit.passage.document_id} for hit in hits)


def test_every_daily_report_is_a_hit(library: Library) -> None:
    library.ingest([report(day, f"3.0{day}", "1.15") for day in range(1, 7)])
    hits = library.retriever.search("海星渔业股份主力资金净买入", 6)
    assert {hit.passage.document_id for hit in hits} == {f"report-{day}" for day in range(1, 7)}
    assert not any(hit.reprints for hit in hits)


def test_what_only_one_copy_says_is_found_beside_the_others(tmp_path: Path) -> None:
    own = replace(LONGER, text=f"{STORY.text}\n水科普馆计划接待学生3000人次。")
    with Library.open(tmp_path, HashEncoder()) as library:
        library.ingest([STORY, VERBATIM, own])
        hits = library.retriever.search("净水厂二期总投资，学生参观人次", 10, per_document=3)
        assert story_of(hits[0]) == {STORY.id, VERBATIM.id, own.id}
        texts = "".join(hit.passage.text for hit in hits)
        assert texts.count("3000人次") == 1
        assert texts.count("3.6亿元") == 1


def test_a_filter_never_hides_the_copy_that_passes_it(library: Library) -> None:
    for copy in (STORY, VERBATIM, LONGER, TRADITIONAL):
        assert copy.source is not None
        hit = first(library, filters=Filters(sources=frozenset({copy.source})))
        if copy is not STORY:
            assert hit.passage.document_id == copy.id
        assert story_of(hit) == WHOLE
    assert found(library, filters=Filters(published_from=date(2023, 3, 14)))[0] == LONGER.id


def test_a_deleted_copy_is_no_longer_named_from_that_moment(library: Library) -> None:
    represented = first(library)
    gone = represented.reprints[0].document_id
    library.delete(gone)
    assert story_of(first(library)) == WHOLE - {gone}
    library.delete(represented.passage.document_id)
    assert story_of(first(library)) == WHOLE - {gone, represented.passage.document_id}


def test_a_copy_that_is_deleted_but_still_in_the_index_is_not_named(library: Library) -> None:
    gone = first(library).reprints[0].document_id
    library._store.delete(gone)
    assert story_of(first(library)) == WHOLE - {gone}


def test_a_corrected_copy_leaves_the_story_and_a_repaired_one_comes_back(library: Library) -> None:
    wrong = replace(VERBATIM, text=VERBATIM.text.replace("3.6亿元", "6.3亿元"))
    library.ingest([wrong])
    assert wrong.id in found(library)
    assert all(wrong.id not in {copy.document_id for copy in reprints} for reprints in told(library).values())
    library.ingest([VERBATIM])
    assert story_of(first(library)) == WHOLE


def test_a_correction_that_the_index_has_not_seen_yet_is_not_named(library: Library) -> None:
    """As in the middle of a long run: the database is ahead, and the old version's passages are gone."""
    shown = library.view
    library.ingest([replace(VERBATIM, text=VERBATIM.text.replace("3.6亿元", "6.3亿元"))])
    assert library._indexes
    assert shown
    library._indexes.view = shown
    assert VERBATIM.id not in story_of(first(library))


def test_a_reader_sees_the_story_that_another_process_writes(library: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path, HashEncoder(), read_only=True) as reader:
        assert story_of(first(reader)) == WHOLE
        library.delete(VERBATIM.id)
        assert story_of(first(reader)) == WHOLE - {VERBATIM.id}


@pytest.mark.parametrize("lost", [(), ("index/reprints",), ("index",)], ids=["nothing", "reprints", "all indexes"])
def test_stories_are_the_same_after_opening_again_whatever_was_lost(tmp_path: Path, lost: tuple[str, ...]) -> None:
    with Library.open(tmp_path, HashEncoder()) as library:
        library.ingest([*ALL, STORY, *COPIES, *numbered(20)], processes=0)
        library.ingest([replace(VERBATIM, text=CORRECTED.text)], processes=0)
        assert library._indexes is not None
        for index in library._indexes._all:
            index.publish()
        library.delete(LONGER.id)
        before = told(library)
        untouched = (tmp_path / "index" / "dense" / "CURRENT").read_bytes()
    for name in lost:
        shutil.rmtree(tmp_path / name)
    with Library.open(tmp_path, HashEncoder()) as library:
        assert told(library) == before
        assert library.verify().problems == ()
    if lost != ("index",):
        assert (tmp_path / "index" / "dense" / "CURRENT").read_bytes() == untouched


def test_no_more_are_named_than_can_be_read(tmp_path: Path) -> None:
    with Library.open(tmp_path, HashEncoder()) as library:
        library.ingest([replace(STORY, id=f"n{number}") for number in range(REPRINTS + 5)], processes=0)
        (hit,) = library.retriever.search(QUERY, 10)
        assert len(hit.reprints) == REPRINTS
