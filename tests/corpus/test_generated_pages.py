"""Pages laid out from made-up articles must come out as those articles.

`DEVELOPMENT` seeds were looked at while the rules were written; `HELD_OUT` ones never were: only their figures count.
To see both: `python -m tests.corpus.page_scores`.
"""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.layout import raw_spans
from corpus.page import page_articles
from tests.corpus.layouts import Printed, printed
from tests.corpus.offsets import assert_offsets_hold
from tests.corpus.page_scores import DEVELOPMENT, HELD_OUT, Score, score

SPANS = 10_000


Readings = list[tuple[Printed, tuple[Article, ...]]]


@pytest.fixture(scope="module")
def readings() -> Readings:
    return [(page, page_articles(page.raw)) for page in map(printed, HELD_OUT)]


@pytest.fixture(scope="module")
def scores(readings: Readings) -> Score:
    return score(readings)


def test_the_held_out_files_are_two_hundred_others() -> None:
    assert len(HELD_OUT) == 200
    assert set(HELD_OUT).isdisjoint(DEVELOPMENT)


def test_the_same_seed_prints_the_same_file() -> None:
    assert printed(7) == printed(7)
    assert printed(7) != printed(8)


@pytest.mark.parametrize(
    "what", ["starts", "articles", "whole", "title", "paragraphs", "captions", "headings", "notes"]
)
def test_articles_come_out_as_they_were(scores: Score, what: str) -> None:
    """`articles` counts those right in each of their paragraphs, in order; `whole` those right in all that is told."""
    assert scores.f1(what) >= 0.95, "\n".join(scores.table())


@pytest.mark.parametrize("what", ["byline", "section"])
def test_what_is_said_about_an_article_is_right(scores: Score, what: str) -> None:
    assert scores.recall(what) >= 0.95, "\n".join(scores.table())


def test_hardly_any_caption_is_missed_or_made_up(scores: Score) -> None:
    assert min(scores.recall("captions"), scores.precision("captions")) >= 0.98, "\n".join(scores.table())


def test_random_spans_lead_back_to_the_same_characters(readings: Readings) -> None:
    rng = Random(0)
    pairs = [(article, page.raw) for page, articles in readings for article in articles]
    for _ in range(SPANS):
        article, raw = rng.choice(pairs)
        start, end = sorted(rng.choices(range(len(article.text) + 1), k=2))
        found = "".join(raw[span.start : span.end] for span in raw_spans(article, start, end))
        assert "".join(found.split()) == "".join(article.text[start:end].split())


def test_outlet_and_date_are_those_on_the_page(readings: Readings) -> None:
    right = [
        (article.source, article.published) == (page.source, page.published)
        for page, articles in readings
        for article in articles
    ]
    assert sum(right) >= 0.98 * len(right)


@given(st.integers(10_000, 20_000))
def test_any_page_leads_back_to_its_source(seed: int) -> None:
    page = printed(seed)
    for article in page_articles(page.raw):
        assert_offsets_hold(article, page.raw)
