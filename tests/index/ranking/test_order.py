from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.article import Article
from index.derived.limits import NO_LIMITS, Limits
from index.derived.rows import source_code
from index.encoder import Encoder, load_encoder
from index.library import Library
from index.ranking.fuse import Candidates, Fused
from index.ranking.order import LEAST, Depth, Ordered, first_look, order
from index.ranking.preference import DAY_BONUS
from index.ranking.rerank import POOL
from tests.fakes import HashEncoder
from tests.index.articles import ALL, numbered

ENCODERS = [pytest.param(HashEncoder, id="without tokens"), pytest.param(load_encoder, id="with tokens")]
TODAY = date(2023, 8, 2)
QUERY = "今天水库蓄水多少立方米"


class Ranking:
    """A library whose indexes are asked without the database."""

    def __init__(self, library: Library) -> None:
        assert library.view
        self.view = library.view
        self._library = library

    def order(self, query: str, today: date | None = None, depth: Depth = LEAST, limits: Limits = NO_LIMITS) -> Ordered:
        return order(self.view, query, today, depth, limits)

    def first_look(self, query: str, today: date | None = None, depth: Depth = LEAST) -> Ordered:
        return first_look(self.view, query, today, depth, NO_LIMITS)

    def sources(self, candidates: Candidates) -> list[int]:
        codes: list[int] = self.view.dense.origins(candidates.passages).sources.tolist()
        return codes

    def texts(self, query: str, today: date | None = None) -> list[str]:
        """Give the texts of the passages, best first."""
        found = self.order(query, today).candidates
        live = self._library.found(found.passages.tolist())
        return [live[passage].passage.text for passage in found.passages.tolist()]

    def lexical(self, query: str, today: date | None = None) -> dict[str, float]:
        """Give the lexical share of each passage, under its text."""
        found = list(self.first_look(query, today).candidates)
        live = self._library.found([hit.passage for hit in found])
        return {live[hit.passage].passage.text: hit.lexical for hit in found}


@contextmanager
def ranked(folder: Path, articles: Sequence[Article], encoder: Encoder | None = None) -> Iterator[Ranking]:
    with Library.open(folder, encoder or HashEncoder()) as library:
        library.ingest(articles, processes=0)
        yield Ranking(library)


def notes(*texts: str) -> list[Article]:
    """Give an article for each text, without title, day and outlet."""
    return [Article(id=f"note{number}", title="", text=text) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("query", "text", "other"),
    [
        ("新建茶馆一百五十家", "海星市新建茶馆150家。", "海星市新建茶馆340家。"),
        ("新建茶馆150家", "海星市新建茶馆一百五十家。", "海星市新建茶馆三百四十家。"),
        ("投资一万两千元", "渔民投资12000元。", "渔民投资34000元。"),
        ("国开行放贷", "国家开发银行在海星市放贷。", "海星渔业银行在海星市放贷。"),
    ],
)
def test_another_way_to_write_a_part_finds_too(tmp_path: Path, query: str, text: str, other: str) -> None:
    with ranked(tmp_path, notes(other, text)) as ranking:
        shares = ranking.lexical(query)
        assert shares[text] > shares[other]


def test_last_year_is_the_year_before_today(tmp_path: Path) -> None:
    texts = ("2019年茶馆增加八家。", "2022年茶馆增加八家。")
    with ranked(tmp_path, notes(*texts)) as ranking:
        told = ranking.lexical("去年茶馆增加几家", TODAY)
        assert told[texts[1]] > told[texts[0]]
        untold = ranking.lexical("去年茶馆增加几家")
        assert untold[texts[1]] == pytest.approx(untold[texts[0]])


def test_a_short_name_that_the_article_defines_finds_where_only_the_long_one_stands(tmp_path: Path) -> None:
    """Neither form is in the table of well-known names."""
    filler = "水面全天平静无风。" * 60
    bank = f"海星渔业发展银行（以下简称“海渔行”）昨日成立。{filler}海星渔业发展银行首日放贷五亿元。"
    other = f"海星蔬果发展银行昨日成立。{filler}海星蔬果发展银行首日放贷五亿元。"
    with ranked(tmp_path, notes(other, bank)) as ranking:
        shares = ranking.lexical("海渔行首日放贷多少")
        (asked,) = (share for text, share in shares.items() if text.endswith("海星渔业发展银行首日放贷五亿元。"))
        assert asked > max(share for text, share in shares.items() if text.endswith("海星蔬果发展银行首日放贷五亿元。"))
        assert ranking.texts("海渔行首日放贷多少")[0].endswith("海星渔业发展银行首日放贷五亿元。")


@pytest.mark.parametrize(("query", "day"), [("8月20日大桥怎么了", 20), ("8月5日大桥怎么了", 5)])
@pytest.mark.parametrize("encoder", ENCODERS)
def test_a_named_day_prefers_the_article_of_that_day(
    tmp_path: Path, query: str, day: int, encoder: type[HashEncoder]
) -> None:
    text = "跨湖大桥今天封闭检修。"
    days = [replace(note, published=date(2023, 8, 5 + 5 * at)) for at, note in enumerate(notes(text, text, text, text))]
    with ranked(tmp_path, days, encoder()) as ranking:
        found = ranking.order(query).candidates
        (best, *_) = ranking.view.dense.origins(found.passages).days.tolist()
        assert date.fromordinal(best) == date(2023, 8, day)
        assert ranking.order("大桥怎么了").candidates.passages.tolist() == sorted(found.passages.tolist())


def test_without_a_second_look_a_named_day_counts_once(tmp_path: Path) -> None:
    (note,) = notes("跨湖大桥今天封闭检修。")
    with ranked(tmp_path, [replace(note, published=date(2023, 8, 20))]) as ranking:
        query = "8月20日大桥怎么了"
        ((before,), (after,)) = ranking.first_look(query).candidates, ranking.order(query).candidates
        gained = np.log(after.score / (1 - after.score)) - np.log(before.score / (1 - before.score))
        assert gained == pytest.approx(DAY_BONUS, abs=1e-3)


def test_a_named_outlet_prefers_its_article(tmp_path: Path) -> None:
    text = "跨湖大桥今天封闭检修。"
    first, second = notes(text, text)
    with ranked(tmp_path, [replace(first, source="海星日报"), replace(second, source="海星晚报")]) as ranking:
        for name, other in ("海星日报", "海星晚报"), ("海星晚报", "海星日报"):
            found = ranking.order(f"{name}说大桥怎么了").candidates
            assert ranking.sources(found) == [source_code(name), source_code(other)]


@pytest.mark.parametrize("encoder", ENCODERS)
def test_what_is_behind_the_pool_stays_behind_in_its_order(tmp_path: Path, encoder: type[HashEncoder]) -> None:
    with ranked(tmp_path, numbered(POOL + 50), encoder()) as ranking:
        first, ordered = ranking.first_look(QUERY).candidates, ranking.order(QUERY).candidates
        assert len(first) == len(ordered) == POOL + 50
        assert set(ordered.passages[:POOL].tolist()) == set(first.passages[:POOL].tolist())
        assert ordered.passages[POOL:].tolist() == first.passages[POOL:].tolist()
        scores = ordered.scores.tolist()
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_an_encoder_without_tokens_leaves_the_first_look(tmp_path: Path) -> None:
    with ranked(tmp_path, [*ALL, *numbered(20)]) as ranking:
        assert list(ranking.order(QUERY).candidates) == list(ranking.first_look(QUERY).candidates)


def test_an_encoder_with_tokens_looks_again(tmp_path: Path) -> None:
    """The second look gives other scores; what the indexes said of each passage stays what it was."""
    with ranked(tmp_path, [*ALL, *numbered(20)], load_encoder()) as ranking:
        first, again = list(ranking.first_look(QUERY).candidates), list(ranking.order(QUERY).candidates)
        assert {said(hit) for hit in again} == {said(hit) for hit in first}
        assert {hit.score for hit in again}.isdisjoint({hit.score for hit in first})


def said(hit: Fused) -> tuple[int, int, float, float]:
    return hit.passage, hit.document, hit.lexical, hit.dense


@pytest.mark.parametrize("encoder", ENCODERS)
@pytest.mark.parametrize("query", ["", "，。？", "𓀀𓀁", "8月1日", "海星日报"])
def test_a_query_of_which_little_is_known_is_harmless(tmp_path: Path, query: str, encoder: type[HashEncoder]) -> None:
    with ranked(tmp_path, ALL, encoder()) as ranking:
        assert len(ranking.order(query, TODAY).candidates) <= 9


@pytest.mark.parametrize("encoder", ENCODERS)
def test_limits_hold_for_every_candidate(tmp_path: Path, encoder: type[HashEncoder]) -> None:
    with ranked(tmp_path, ALL, encoder()) as ranking:
        found = ranking.order("海星市大桥老街", limits=Limits(sources=frozenset({"海星晚报"}))).candidates
        assert ranking.sources(found) == [source_code("海星晚报")]
        assert not len(ranking.order("海星市大桥老街", limits=Limits(documents=frozenset())).candidates)


def test_it_tells_whether_there_may_be_more(tmp_path: Path) -> None:
    with ranked(tmp_path, numbered(30)) as ranking:
        assert not ranking.order(QUERY, depth=Depth(10, 10)).exhausted
        assert not ranking.order(QUERY, depth=Depth(10, 100)).exhausted
        assert ranking.order(QUERY, depth=Depth(10, 10).deeper()).exhausted
