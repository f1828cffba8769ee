"""Articles to passages, terms and vectors: the costly work that needs neither database nor index."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np

from corpus.article import Article
from index.encoder import Encoder
from index.entry import Prepared, Terms, Vectors
from index.passage import Passage
from index.passages import passages
from index.segment import words, words_and_letters


def prepare(articles: Sequence[Article], encoder: Encoder) -> tuple[Prepared, ...]:
    """Split, segment and embed articles, in order; one call to the encoder for all of them."""
    split = [passages(article) for article in articles]
    vectors = embed([passage for cut in split for passage in cut], encoder)
    bounds = pairwise(accumulate(map(len, split), initial=0))
    return tuple(
        Prepared(article, cut[0].version if cut else article.version, cut, terms_of(article, cut), vectors[first:last])
        for article, cut, (first, last) in zip(articles, split, bounds, strict=True)
    )


def embed(cut: Sequence[Passage], encoder: Encoder) -> Vectors:
    """Embed passages: float16, (number of passages, dimension)."""
    if not cut:
        return np.zeros((0, encoder.dimension), np.float16)
    return encoder.encode_passages([passage.text for passage in cut]).astype(np.float16)


def terms_of(article: Article, cut: Sequence[Passage]) -> tuple[Terms, ...]:
    """Segment the passages of an article, each with the words of the article's title.

    A title that the text repeats, or was made of, would only count twice.

    >>> article = Article(id="a", title="智能工厂", text="目标是150家。")
    >>> terms_of(article, passages(article))
    (Terms(words='目标 是 150 家', letters='目标是150家 ', title='智能 工厂'),)
    """
    title = "" if article.title.rstrip("…") in article.text else " ".join(words(article.title))
    return tuple(_terms(passage.text, title) for passage in cut)


def _terms(text: str, title: str) -> Terms:
    found, letters = words_and_letters(text)
    return Terms(" ".join(found), letters, title)
