from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.article import Article
from index.library import Library
from index.search import Retriever
from tests.fakes import HashEncoder
from tests.index.articles import ALL, BRIDGE, numbered
from tests.index.retriever_contract import RetrieverContract


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path, HashEncoder()) as opened:
        opened.ingest(ALL)
        yield opened


class TestHybridRetriever(RetrieverContract):
    @pytest.fixture
    def retriever(self, library: Library) -> Retriever:
        return library.retriever


class TestReadOnlyRetriever(RetrieverContract):
    @pytest.fixture
    def retriever(self, library: Library, tmp_path: Path) -> Iterator[Retriever]:
        with Library.open(tmp_path, HashEncoder(), read_only=True) as reader:
            yield reader.retriever


def test_a_deleted_article_is_gone_from_the_next_search(library: Library) -> None:
    assert library.retriever.search("大桥全长", 1)[0].passage.document_id == "bridge"
    library.delete("bridge")
    assert all(hit.passage.document_id != "bridge" for hit in library.retriever.search("大桥全长", 10))


def test_the_old_version_of_a_changed_article_answers_no_more(library: Library) -> None:
    changed = replace(BRIDGE, text="跨湖大桥昨晚合龙，全长3.8公里。")
    library.ingest([changed])
    hits = library.retriever.search("大桥全长", 10, per_document=9)
    assert [hit.passage.version for hit in hits if hit.passage.document_id == "bridge"] == [changed.version]
    assert all("3.6" not in hit.passage.text for hit in hits)


def test_an_index_that_lags_behind_serves_nothing_dead(library: Library) -> None:
    """What the database no longer holds is no hit, even while the indexes still have it."""
    library._store.delete("bridge")
    hits = library.retriever.search("大桥全长", 3)
    assert len(hits) == 3
    assert "bridge" not in {hit.passage.document_id for hit in hits}


def test_one_article_with_many_passages_does_not_crowd_out_the_others(library: Library) -> None:
    long = Article(
        id="long", title="水库", text="".join(f"水库第{number}次蓄水，水位{number}米。" * 12 for number in range(400))
    )
    library.ingest([long, *numbered(3)])
    ids = [hit.passage.document_id for hit in library.retriever.search("水库蓄水水位", 4)]
    assert sorted(ids) == ["long", "n00000", "n00001", "n00002"]


def test_an_empty_library_finds_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path / "empty", HashEncoder()) as library:
        assert library.retriever.search("大桥", 5) == ()
        assert library.retriever.weights(["大桥"]) == (0,)
