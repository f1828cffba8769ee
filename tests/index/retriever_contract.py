"""What every `Retriever` must do; a test class of an implementation inherits it and gives the `retriever` fixture.

The retriever must hold the articles of `tests.index.articles.ALL`.
"""

from datetime import date

import pytest

from index.passage import Filters
from index.search import Retriever
from tests.index.articles import ALL

QUERIES = ("智能工厂有几家", "大桥多长", "明天要带伞吗", "老街茶馆", "海星市")
TEXTS = {article.id: article.text for article in ALL}


class RetrieverContract:
    @pytest.mark.parametrize(
        ("query", "document"),
        [("智能工厂有几家", "factory"), ("大桥全长", "bridge"), ("气温", "weather"), ("茶馆", "page")],
    )
    def test_the_right_article_comes_first(self, retriever: Retriever, query: str, document: str) -> None:
        assert retriever.search(query, 3)[0].passage.document_id == document

    @pytest.mark.parametrize("query", QUERIES)
    def test_hits_are_ordered_distinct_and_within_bounds(self, retriever: Retriever, query: str) -> None:
        hits = retriever.search(query, 10, per_document=5)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert len({(hit.passage.document_id, hit.passage.ordinal) for hit in hits}) == len(hits)
        for hit in hits:
            assert 0 <= hit.score <= 1
            assert 0 <= hit.lexical <= 1
            assert -1 <= hit.dense <= 1

    @pytest.mark.parametrize("query", QUERIES)
    def test_every_hit_equals_its_slice(self, retriever: Retriever, query: str) -> None:
        for hit in retriever.search(query, 10, per_document=5):
            text = TEXTS[hit.passage.document_id]
            assert hit.passage.text == text[hit.passage.start : hit.passage.end]

    def test_a_shorter_list_begins_a_longer_one(self, retriever: Retriever) -> None:
        assert retriever.search("海星市", 2) == retriever.search("海星市", 4)[:2]

    @pytest.mark.parametrize("k", [0, -1])
    def test_none_are_asked_for(self, retriever: Retriever, k: int) -> None:
        assert retriever.search("大桥", k) == ()

    def test_one_article_gives_at_most_so_many(self, retriever: Retriever) -> None:
        for limit in (1, 2, 3):
            ids = [hit.passage.document_id for hit in retriever.search("老街 茶馆 夜景 修缮", 10, per_document=limit)]
            assert max(map(ids.count, ids)) <= limit
        assert [hit.passage.document_id for hit in retriever.search("老街", 10, per_document=3)].count("page") == 3

    @pytest.mark.parametrize("query", ["", " ", "，。？"])
    def test_nothing_is_found_for_nothing(self, retriever: Retriever, query: str) -> None:
        assert retriever.search(query, 5) == ()

    @pytest.mark.parametrize("query", ["大桥" * 300_000, '"大桥 AND (', "﷽" * 3_000, "\0大桥\x00"])
    def test_any_text_is_a_query(self, retriever: Retriever, query: str) -> None:
        assert len(retriever.search(query, 3)) <= 3

    @pytest.mark.parametrize(
        ("filters", "allowed"),
        [
            (Filters(published_from=date(2023, 8, 1)), {"bridge"}),
            (Filters(published_to=date(2023, 7, 3)), {"factory"}),
            (Filters(published_from=date(2023, 7, 3), published_to=date(2023, 8, 20)), {"factory", "bridge"}),
            (Filters(published_from=date(2024, 1, 1)), set()),
            (Filters(sources=frozenset({"海星日报"})), {"factory", "page"}),
            (Filters(sources=frozenset({"海星日报"}), published_to=date(2023, 12, 31)), {"factory"}),
            (Filters(documents=frozenset({"weather", "unknown"})), {"weather"}),
            (Filters(documents=frozenset({"unknown"})), set()),
        ],
    )
    def test_filters_hold_for_every_hit_and_cost_none(
        self, retriever: Retriever, filters: Filters, allowed: set[str]
    ) -> None:
        hits = retriever.search("海星市 大桥 老街 今天", 10, filters)
        assert {hit.passage.document_id for hit in hits} == allowed

    def test_similarity_is_highest_for_the_same_words(self, retriever: Retriever) -> None:
        same, other = retriever.similarity("跨湖大桥合龙", ["跨湖大桥合龙", "今天有雨"])
        assert same == pytest.approx(1, abs=0.01)
        assert -1 <= other < same
        assert retriever.similarity("大桥", []) == ()

    def test_a_rare_word_weighs_more(self, retriever: Retriever) -> None:
        unknown, rare, common = retriever.weights(["没有这个词", "合龙", "老街"])
        assert unknown >= rare >= common > 0
