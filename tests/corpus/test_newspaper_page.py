"""The real page that development began with: its two articles to the letter, as digests of a reading done by hand."""

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.article import Article, BlockKind
from corpus.page import page_articles
from tests.corpus.offsets import assert_offsets_hold
from tests.corpus.page_scores import blocks

FILE = Path(os.environ.get("WENJU_DEV_DATA", "../shared"), "data/newspaper_page.txt")

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not FILE.is_file(), reason=f"no newspaper page at {FILE}; WENJU_DEV_DATA names the folder"),
]


@pytest.fixture(scope="module")
def raw() -> str:
    return FILE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def articles(raw: str) -> tuple[Article, ...]:
    return page_articles(raw)


def digest(texts: Iterable[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()


def test_the_page_is_two_articles(articles: tuple[Article, ...]) -> None:
    assert [article.byline for article in articles] == [("殷聪",), ("张正伟", "李祥安")]
    assert [digest([article.title]) for article in articles] == [
        "3b4988e330a8ab66de0aab66ca1502439926576175d4d3c10a2fffac509f2a0b",
        "fcce85f77a076d4db58e50db6b4fbaf6683fb15929d43b063817144a59f5e422",
    ]


def test_their_texts_are_right_to_the_letter(articles: tuple[Article, ...]) -> None:
    assert [digest([article.text]) for article in articles] == [
        "2b263e35a5e908d3e21ca2cdab52e666688561e1727f33fa16faed75b3d92e69",
        "b730981b36e9b2085a91cc8a5e0cf5367d33009581d6bea1cd20c49c63e803fe",
    ]


@pytest.mark.parametrize(
    ("number", "kind", "count", "expected"),
    [
        (0, "body", 24, "db9d39ddec7aa6bf660440c05a80a3dc7ee73c205bf98ba41eb6b0e4d837f5be"),
        (0, "heading", 3, "c58a061195773e7b11401e4d6e0f305920a76ff13aaecaf87a77d9a8192f7c3d"),
        (0, "note", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (0, "caption", 2, "fe7e641c8f639f65cf3ba2667ca6288f713b5ee5147eece9de0a27caa3e1073b"),
        (1, "body", 6, "90ab4ca37722998952110d966370629cecff444c3da8a7de0ebcd7ab6dfdeebd"),
        (1, "heading", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (1, "note", 1, "fc32585e89ed8ad61177d362fe2f5b99974c5f7ebbdc3dcc06293a55d6d47674"),
        (1, "caption", 1, "c80eccf9d7dc5c8bbc59cea051fb967c2b4de6196443c6be3299fd2f7bef05b8"),
    ],
)
def test_each_kind_of_block(
    articles: tuple[Article, ...], number: int, kind: BlockKind, count: int, expected: str
) -> None:
    found = blocks(articles[number], kind)
    assert (len(found), digest(found)) == (count, expected)


def test_every_character_leads_back_to_the_page(articles: tuple[Article, ...], raw: str) -> None:
    for article in articles:
        assert_offsets_hold(article, raw)
