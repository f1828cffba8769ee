import math
import threading
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article
from index.derived.lexical import LexicalIndex, LexicalSearcher
from index.derived.limits import NO_LIMITS, Limits
from tests.index.articles import ALL, BRIDGE, FACTORY, WEATHER, numbered
from tests.index.entries import entries


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    made = LexicalIndex(tmp_path)
    made.add(entries(ALL))
    made.commit()
    return made


def documents(searcher: LexicalSearcher, query: str, limits: Limits = NO_LIMITS) -> list[int]:
    return [hit.document for hit in searcher.search(query, 10, limits).hits]


@pytest.mark.parametrize(
    ("query", "document"), [("智能工厂有几家", 1), ("大桥多长", 2), ("明天要带伞吗", 3), ("老街茶馆", 4)]
)
def test_the_passage_with_the_words_comes_first(index: LexicalIndex, query: str, document: int) -> None:
    assert documents(index.searcher(), query)[0] == document


def test_a_word_the_segmenter_does_not_know_is_found_by_its_characters(index: LexicalIndex) -> None:
    assert documents(index.searcher(), "壳机") == [1]


def test_a_title_of_its_own_is_searched_too(index: LexicalIndex) -> None:
    assert documents(index.searcher(), "启动计划")[0] == 1


@pytest.mark.parametrize("query", ["", "  ，。", "\n", "的" * 0])
def test_a_query_without_terms_finds_nothing(index: LexicalIndex, query: str) -> None:
    assert documents(index.searcher(), query) == []


@pytest.mark.parametrize(
    "query", ['"大桥', "大桥 AND (", "words:大桥*", "大桥^99", "\\大桥", "[a TO z] 大桥", "+大桥 -大桥", "大桥\0大桥"]
)
def test_nothing_that_is_typed_is_syntax(index: LexicalIndex, query: str) -> None:
    assert documents(index.searcher(), query)[0] == 2


@pytest.mark.parametrize(
    "query", ["大桥" * 500_000, " ".join(f"词{number}" for number in range(100_000)), "﷽" * 2_000, "大" * 1_000_000]
)
@pytest.mark.timeout(10)
def test_an_endless_query_is_harmless(index: LexicalIndex, query: str) -> None:
    assert len(documents(index.searcher(), query)) <= 4


def test_repeating_a_word_changes_nothing(index: LexicalIndex) -> None:
    searcher = index.searcher()
    once, thrice = (searcher.search(query, 5, NO_LIMITS) for query in ("大桥", "大桥 大桥 大桥"))
    assert list(once.hits) == list(thrice.hits) != []
    assert once.ceiling == thrice.ceiling


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(first_day=date(2023, 7, 4).toordinal()), {2}),
        (Limits(last_day=date(2023, 7, 3).toordinal()), {1}),
        (Limits(first_day=1, last_day=date(2023, 7, 2).toordinal()), set()),
        (Limits(sources=frozenset({"海星日报", "海星晚报"})), {1, 2, 4}),
        (Limits(sources=frozenset({"海星"})), set()),
        (Limits(documents=frozenset({2, 3})), {2, 3}),
        (Limits(documents=frozenset()), set()),
    ],
)
def test_limits_are_kept_and_add_nothing_to_the_score(index: LexicalIndex, limits: Limits, expected: set[int]) -> None:
    query = "大桥 工厂 今天 茶馆"
    free = {hit.passage: hit.score for hit in index.searcher().search(query, 10, NO_LIMITS).hits}
    kept = index.searcher().search(query, 10, limits).hits
    assert {hit.document for hit in kept} == expected
    assert all(hit.score == pytest.approx(free[hit.passage]) for hit in kept)


def test_a_change_shows_after_the_commit_and_never_in_an_older_searcher(index: LexicalIndex) -> None:
    before = index.searcher()
    index.remove([2])
    index.add(entries([Article(id="bridge", title="隧道", text="隧道开工。")], document=2, passage=90))
    assert documents(index.searcher(), "大桥")[:1] == [2]
    after = index.commit()
    assert documents(after, "大桥合龙") == []
    assert documents(after, "隧道") == [2]
    assert documents(before, "隧道") == []


def test_what_was_not_committed_is_not_there_after_opening_again(index: LexicalIndex) -> None:
    index.add(entries(numbered(3), document=10, passage=100))
    del index._writer
    assert len(LexicalIndex(index.folder).searcher()) == len(index.searcher())


def test_the_weight_of_a_word_is_its_inverse_document_frequency(index: LexicalIndex) -> None:
    searcher = index.searcher()
    assert searcher.weight("大桥") == pytest.approx(math.log(1 + (len(searcher) - 1 + 0.5) / 1.5))
    assert searcher.weight("没有的词") > searcher.weight("大桥") > 0


def test_no_passage_scores_above_the_ceiling(index: LexicalIndex) -> None:
    for query in ("跨湖大桥", "智能工厂八十家", "没有这个词的大桥"):
        ranking = index.searcher().search(query, 10, NO_LIMITS)
        assert 0 < ranking.hits[0].score <= ranking.ceiling


def test_words_that_no_passage_has_raise_the_ceiling(index: LexicalIndex) -> None:
    searcher = index.searcher()
    known, unknown = (searcher.search(query, 10, NO_LIMITS) for query in ("大桥", "大桥 鲸鱼"))
    assert list(known.hits) == list(unknown.hits) != []
    assert known.ceiling < unknown.ceiling


def test_a_variant_finds_what_the_query_does_not_and_counts_for_less(index: LexicalIndex) -> None:
    searcher = index.searcher()
    plain, other = searcher.search("鲸鱼", 10, NO_LIMITS), searcher.search("鲸鱼", 10, NO_LIMITS, ["大桥"])
    asked = searcher.search("大桥", 10, NO_LIMITS)
    assert len(plain.hits) == 0
    assert [hit.document for hit in other.hits] == [hit.document for hit in asked.hits] == [2]
    assert 0 < other.hits[0].score < asked.hits[0].score


def test_repeating_a_variant_changes_nothing(index: LexicalIndex) -> None:
    searcher = index.searcher()
    once, thrice = (searcher.search("鲸鱼", 10, NO_LIMITS, ["大桥"] * times) for times in (1, 3))
    assert list(once.hits) == list(thrice.hits)


def test_variants_leave_the_ceiling_as_it_is(index: LexicalIndex) -> None:
    searcher = index.searcher()
    alone, varied = (searcher.search("大桥通车", 10, NO_LIMITS, variants) for variants in ((), ("老街茶馆", "工厂")))
    assert alone.ceiling == varied.ceiling
    assert len(alone.hits) < len(varied.hits)


def test_a_variant_of_words_that_the_query_has_changes_nothing(index: LexicalIndex) -> None:
    searcher = index.searcher()
    alone, again = (searcher.search("大桥通车", 10, NO_LIMITS, variants) for variants in ((), ("大桥", "通车")))
    assert list(alone.hits) == list(again.hits)


def test_passages_are_listed(index: LexicalIndex) -> None:
    assert index.searcher().passages() == tuple(row for entry in entries(ALL) for row in entry.passages)


def test_many_threads_may_search_at_once(index: LexicalIndex) -> None:
    searcher, found = index.searcher(), list[list[int]]()
    threads = [threading.Thread(target=lambda: found.append(documents(searcher, "大桥"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[2]] * 8


def test_undated_and_unnamed_articles_are_found_without_limits(index: LexicalIndex) -> None:
    assert WEATHER.published is None
    assert documents(index.searcher(), "气温") == [3]
    assert FACTORY.source
    assert BRIDGE.source
