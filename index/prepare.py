"""Articles to passages, terms and vectors: the costly work that needs neither database nor index."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np

from corpus.article import Article
from index.encoder import Encoder
from index.entry import Prepared, Terms
from index.passage import Passage
from index.passages import passages
from index.segment import words, words_and_letters


def prepare(articles: Sequence[Article], encoder: Encoder) -> tuple[Prepared, ...]:
    """Split, segment and embed articles, in order; one call to the encoder for all of them.

    A passage is embedded below its article's title, which says what it is about.
    """
    split = [passages(article) for article in articles]
    texts = [text for article, cut in zip(articles, split, strict=True) for text in _embedded(article, cut)]
    vectors = encoder.encode_passages(texts) if texts else np.zeros((0, encoder.dimension))
    bounds = pairwise(accumulate(map(len, split), initial=0))
    return tuple(
        Prepared(
            article,
            cut[0].version if cut else article.version,
            cut,
            terms_of(article, cut),
            vectors[first:last].astype(np.float16),
        )
        for article, cut, (first, last) in zip(articles, split, bounds, strict=True)
    )


def own_title(article: Article) -> str:
    """Give the title, unless the text has it too, or it was made of the text: then it would only count twice.

    >>> own_title(Article(id="a", title="智能工厂", text="目标是150家。"))
    '智能工厂'
    >>> own_title(Article(id="a", title="目标是150家", text="目标是150家。"))
    ''
    """
    return "" if article.title.rstrip("…") in article.text else article.title


def terms_of(article: Article, cut: Sequence[Passage]) -> tuple[Terms, ...]:
    """Segment the passages of an article, each with the words of the article's own title.

    >>> article = Article(id="a", title="智能工厂", text="目标是150家。")
    >>> terms_of(article, passages(article))
    (Terms(words='目标 是 150 家', letters='目标是150家 ', title='智能 工厂'),)
    """
    title = " ".join(words(own_title(article)))
    return tuple(_terms(passage.text, title) for passage in cut)


def _embedded(article: Article, cut: Sequence[Passage]) -> list[str]:
    title = own_title(article)
    return [f"{title}\n{passage.text}" if title else passage.text for passage in cut]


def _terms(text: str, title: str) -> Terms:
    found, letters = words_and_letters(text)
    return Terms(" ".join(found), letters, title)
