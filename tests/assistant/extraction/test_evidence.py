from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.extraction.evidence import ARTICLE_LENGTH, LONG_SENTENCE, Source, candidates, sources
from corpus.article import Article
from index.passage import Hit, Reprint
from index.passages import passages
from tests.assistant.fakes import FakeLibrary

FERRY = Article(id="ferry", title="渡口改造", text="白鹭渡口昨日重开。新码头长60米。首班船七点开出。")
TOWER = Article(id="tower", title="灯塔翻新", text="老灯塔翻新完毕。塔高28米。")
MARKET = Article(id="market", title="夜市开张", text="柳湾夜市开张。摊位共90个。")
LIBRARY = FakeLibrary((FERRY, TOWER, MARKET))


def hit(article: Article, score: float, ordinal: int = 0) -> Hit:
    return Hit(passages(article)[ordinal], article.title, article.source, article.published, score, score, score)


def texts(source: Source) -> list[str]:
    return [sentence.text for sentence in source.sentences]


def days(length: int) -> Article:
    """An article of exactly so many characters, every sentence different."""
    text = "".join(f"第{day}天巡查组沿着堤坝走了一圈。" for day in range(length))[: length - 1]
    return Article(id="days", title="巡查日志", text=f"{text}。")


def copy_of(article: Article) -> Reprint:
    return Reprint(article.id, article.version, article.title, article.source, article.published)


def test_a_copy_is_one_whichever_of_the_two_names_the_other() -> None:
    named = replace(hit(TOWER, 0.9), reprints=(copy_of(FERRY),))
    tower, ferry, market = sources([named, hit(FERRY, 0.8), hit(MARKET, 0.7)], LIBRARY, 5)
    assert tower.reprints == (copy_of(FERRY),)
    assert tower.is_copy_of(ferry)
    assert ferry.is_copy_of(tower)
    assert not any(market.is_copy_of(other) for other in (tower, ferry, market))
    assert not tower.is_copy_of(tower)


def test_articles_come_in_the_order_of_their_best_hit() -> None:
    opened = sources([hit(TOWER, 0.9), hit(FERRY, 0.8), hit(MARKET, 0.7)], LIBRARY, 5)
    assert [source.article for source in opened] == [TOWER, FERRY, MARKET]


def test_the_hits_of_an_article_are_gathered_and_it_counts_once() -> None:
    log = days(900)
    library = FakeLibrary((log, TOWER))
    hits = [hit(log, 0.9, 2), hit(TOWER, 0.8), hit(log, 0.7, 0)]
    first, second = sources(hits, library, 2)
    assert first.hits == (hits[0], hits[2])
    assert second.hits == (hits[1],)


@pytest.mark.parametrize("limit", [0, 1, 2, 3])
def test_no_more_articles_are_opened_than_asked_for(limit: int) -> None:
    opened = sources([hit(TOWER, 0.9), hit(FERRY, 0.8), hit(MARKET, 0.7)], LIBRARY, limit)
    assert [source.article for source in opened] == [TOWER, FERRY, MARKET][:limit]


def test_an_article_deleted_since_the_search_is_left_out() -> None:
    library = FakeLibrary((FERRY, TOWER))
    library.delete("ferry")
    assert [source.article for source in sources([hit(FERRY, 0.9), hit(TOWER, 0.8)], library, 5)] == [TOWER]


@pytest.mark.parametrize("change", [{"text": "白鹭渡口今日关闭。"}, {"title": "渡口关闭"}])
def test_an_article_changed_since_the_search_is_left_out(change: dict[str, str]) -> None:
    changed = replace(FERRY, text=change.get("text", FERRY.text), title=change.get("title", FERRY.title))
    library = FakeLibrary((changed, TOWER))
    assert [source.article for source in sources([hit(FERRY, 0.9), hit(TOWER, 0.8)], library, 5)] == [TOWER]


def test_a_short_article_is_read_whole() -> None:
    (source,) = sources([hit(FERRY, 0.9)], LIBRARY, 1)
    assert texts(source) == ["白鹭渡口昨日重开。", "新码头长60米。", "首班船七点开出。"]


def test_a_long_article_is_read_only_where_it_was_hit() -> None:
    log = days(ARTICLE_LENGTH + 1)
    later, earlier = hit(log, 0.9, 5), hit(log, 0.8, 1)
    (source,) = sources([later, earlier], FakeLibrary((log,)), 1)
    assert "".join(texts(source)) == earlier.passage.text + later.passage.text


def test_an_article_is_long_only_beyond_the_limit() -> None:
    log = days(ARTICLE_LENGTH)
    (source,) = sources([hit(log, 0.9, 5)], FakeLibrary((log,)), 1)
    assert "".join(texts(source)) == log.text


@pytest.mark.parametrize(("length", "parts"), [(LONG_SENTENCE, 1), (LONG_SENTENCE + 1, 2)])
def test_a_sentence_too_long_to_read_is_cut_at_its_semicolons(length: int, parts: int) -> None:
    text = "渡口先清淤；" + "堤" * (length - 7) + "。"
    article = Article(id="long", title="长句", text=text)
    (source,) = sources([hit(article, 0.9)], FakeLibrary((article,)), 1)
    assert len(texts(source)) == parts
    assert "".join(texts(source)) == text


def test_every_sentence_is_a_candidate_in_order() -> None:
    opened = sources([hit(TOWER, 0.9), hit(FERRY, 0.8)], LIBRARY, 5)
    pool = candidates(opened)
    assert [(one.rank, one.place) for one in pool] == [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)]
    assert [one.sentence.text for one in pool] == texts(opened[0]) + texts(opened[1])
    assert all(one.source is opened[one.rank] for one in pool)


def test_without_hits_nothing_is_opened() -> None:
    assert sources([], LIBRARY, 5) == ()
    assert candidates([]) == ()


@settings(max_examples=50, deadline=None)
@given(
    st.text(alphabet="船港3，；。！\n “”…", min_size=1).map(str.strip).filter(bool),
    st.sampled_from([1, 40, 800]),
    st.sets(st.integers(0, 20), min_size=1, max_size=4),
)
def test_a_sentence_is_the_text_at_its_place(text: str, times: int, ordinals: set[int]) -> None:
    article = Article(id="any", title="任意", text="\n".join([text] * times))
    cut = passages(article)
    hits = [Hit(cut[ordinal % len(cut)], "任意", None, None, 0.5, 0.5, 0.5) for ordinal in sorted(ordinals)]
    (source,) = sources(hits, FakeLibrary((article,)), 1)
    done = 0
    for sentence in source.sentences:
        assert article.text[sentence.start : sentence.end] == sentence.text
        assert done <= sentence.start < sentence.end
        done = sentence.end
    assert done
