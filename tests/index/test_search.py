from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article
from index.encoder import load_encoder
from index.library import Library
from index.passage import Filters
from index.search import Retriever
from tests.fakes import HashEncoder, MentionScorer
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


@pytest.fixture(scope="module")
def looking_twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    with Library.open(tmp_path_factory.mktemp("bundled"), load_encoder()) as opened:
        opened.ingest(ALL, processes=0)
        yield opened.retriever


class TestBundledRetriever(RetrieverContract):
    """With an encoder that knows words, so with a second look at the best."""

    @pytest.fixture
    def retriever(self, looking_twice: Retriever) -> Retriever:
        return looking_twice


@pytest.fixture(scope="module")
def rereading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    scorer = MentionScorer("没有这个词")
    with Library.open(tmp_path_factory.mktemp("reread"), HashEncoder(), reranker=scorer) as opened:
        opened.ingest(ALL, processes=0)
        yield opened.retriever


class TestRereadRetriever(RetrieverContract):
    """With a cross-encoder that finds all alike, which changes no order."""

    @pytest.fixture
    def retriever(self, rereading: Retriever) -> Retriever:
        return rereading


def test_a_cross_encoder_reorders_the_best(library: Library, tmp_path: Path) -> None:
    before = library.retriever.search("海星市大桥老街", 4)
    last = before[-1]
    assert last.passage.text not in {hit.passage.text for hit in before[:-1]}
    scorer = MentionScorer(last.passage.text)
    with Library.open(tmp_path, HashEncoder(), read_only=True, reranker=scorer) as reader:
        after = reader.retriever.search("海星市大桥老街", 4)
        assert [hit.passage for hit in after] == [last.passage, *(hit.passage for hit in before[:-1])]
        assert [hit.score for hit in after] == pytest.approx([0.9, 0.2, 0.2, 0.2])
        assert (after[0].lexical, after[0].dense) == (last.lexical, last.dense)
        assert reader.retriever.search("海星市大桥老街", 1) == after[:1]


def test_a_cross_encoder_reads_the_best_only_and_leaves_the_rest_behind(tmp_path: Path) -> None:
    query = "编号水库今天蓄水多少立方米"
    with Library.open(tmp_path, HashEncoder()) as library:
        library.ingest(numbered(60), processes=0)
        before = library.retriever.search(query, 50)
        texts = [hit.passage.text for hit in before]
        for place, found in (29, 0), (30, 30), (45, 45):
            scorer = MentionScorer(texts[place])
            with Library.open(tmp_path, HashEncoder(), read_only=True, reranker=scorer) as reader:
                after = reader.retriever.search(query, 50)
            assert [hit.passage.text for hit in after].index(texts[place]) == found
            assert [hit.score for hit in after] == sorted((hit.score for hit in after), reverse=True)
            assert {hit.passage for hit in after} == {hit.passage for hit in before}


@pytest.mark.parametrize("query", ["漁港擴建後能停幾艘船", "渔港扩建后能停几艘船"])
@pytest.mark.parametrize("text", ["漁港擴建後能停八十艘船。", "渔港扩建后能停八十艘船。"])
def test_traditional_and_simplified_characters_find_each_other(library: Library, query: str, text: str) -> None:
    library.ingest([Article(id="harbour", title="", text=text), *numbered(5)], processes=0)
    best = library.retriever.search(query, 3)[0]
    assert best.passage.text == text
    assert best.lexical > 0.3
    assert best.dense > 0.5
    assert library.retriever.similarity(query, [text])[0] == pytest.approx(best.dense, abs=0.05)


@pytest.mark.parametrize(("today", "year"), [(date(2023, 8, 2), "2022"), (date(2020, 8, 2), "2019")])
def test_last_year_is_told_from_today(tmp_path: Path, today: date, year: str) -> None:
    texts = [f"{number}年新开茶馆八家。" for number in (2018, 2019, 2022)]
    with Library.open(tmp_path, HashEncoder()) as library:
        library.ingest([Article(id=text[:4], title="", text=text) for text in texts], processes=0)
        hits = library.retriever.search("去年新开茶馆几家", 3, Filters(today=today))
        assert len(hits) == 3
        assert max(hits, key=lambda hit: hit.lexical).passage.document_id == year
        untold = library.retriever.search("去年新开茶馆几家", 3)
        assert len({round(hit.lexical, 4) for hit in untold}) == 1


def test_last_month_prefers_what_appeared_then_and_keeps_the_rest(tmp_path: Path) -> None:
    months = [
        Article(id=f"m{month}", title="", text="茶馆里来了戏班。", published=date(2023, month, 9))
        for month in range(5, 9)
    ]
    with Library.open(tmp_path, HashEncoder()) as library:
        library.ingest(months, processes=0)
        for today, best in ((date(2023, 8, 2), "m7"), (date(2023, 9, 30), "m8")):
            hits = library.retriever.search("上个月茶馆里来了谁", 4, Filters(today=today))
            assert hits[0].passage.document_id == best
            assert len(hits) == 4


def test_a_deleted_article_is_gone_from_the_next_search(library: Library) -> None:
    assert library.retriever.search("大桥全长", 1)[0].passage.document_id == "bridge"
    library.delete("bridge")
    assert all(hit.passage.document_id != "bridge" for hit in library.retriever.search("大桥全长", 10))


def test_an_article_that_was_added_is_found_by_a_question_asked_before(library: Library) -> None:
    assert library.retriever.search("灯塔高度", 5) == library.retriever.search("灯塔高度", 5)
    library.ingest([Article(id="light", title="灯塔", text="灯塔高度为40米。")])
    assert library.retriever.search("灯塔高度", 5)[0].passage.document_id == "light"


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
