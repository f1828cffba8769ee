"""Articles to passages, terms, tokens, vectors, fingerprints: the costly work that needs neither database nor index."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np

from corpus.abbreviations import Definition, definitions
from corpus.article import Article
from corpus.simplified import simplified
from index.encoder import Encoder, FloatArray
from index.entry import Prepared, Terms, Tokens
from index.fingerprint import fingerprint
from index.interaction import KnowsTokens
from index.passage import Passage
from index.passages import passages
from index.segment import words, words_and_letters


def prepare(articles: Sequence[Article], encoder: Encoder) -> tuple[Prepared, ...]:
    """Split, segment and embed articles, in order; one call to the encoder for all of them.

    A passage is embedded below its article's title, which says what it is about.
    """
    split = [passages(article) for article in articles]
    texts = [text for article, cut in zip(articles, split, strict=True) for text in _embedded(article, cut)]
    vectors, tokens = _encoded(texts, encoder)
    bounds = pairwise(accumulate(map(len, split), initial=0))
    return tuple(
        Prepared(
            article,
            cut[0].version if cut else article.version,
            cut,
            terms_of(article, cut),
            tokens[first:last],
            vectors[first:last].astype(np.float16),
            fingerprint(article.text),
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


def outlet_of(article: Article) -> str | None:
    """Name the outlet in simplified characters, so that a question or a filter in either finds it."""
    return simplified(article.source) if article.source else article.source


def terms_of(article: Article, cut: Sequence[Passage]) -> tuple[Terms, ...]:
    """Segment the passages of an article, each with the words of the article's own title.

    A name that the article abbreviates (“以下简称…”) stands in full and in short wherever it stands at all: further on
    an article has only the short form, and a question perhaps only the long one.

    >>> article = Article(id="a", title="智能工厂", text="目标是150家。")
    >>> terms_of(article, passages(article))
    (Terms(words='目标 是 150 家', letters='目标是150家 ', title='智能 工厂'),)
    >>> text = "甲市开发银行（下称“甲开行”）成立。" + "全年平稳。" * 60 + "甲开行放贷5亿元。"
    >>> loan = Article(id="b", title="", text=text)
    >>> terms_of(loan, passages(loan))[-1].words.split()[-3:]
    ['甲市', '开发', '银行']
    """
    title = " ".join(words(own_title(article)))
    names = definitions(simplified(article.text))
    return tuple(_terms(simplified(passage.text), names, title) for passage in cut)


def tokens_of(article: Article, cut: Sequence[Passage], encoder: Encoder) -> tuple[Tokens, ...]:
    """Give the tokens of the passages of an article, as `prepare` does; of an encoder that knows none, empty ones."""
    texts = _embedded(article, cut)
    return encoder.tokens(texts) if isinstance(encoder, KnowsTokens) else _no_tokens(len(texts))


def _encoded(texts: Sequence[str], encoder: Encoder) -> tuple[FloatArray, tuple[Tokens, ...]]:
    if not texts:
        return np.zeros((0, encoder.dimension), np.float32), ()
    if isinstance(encoder, KnowsTokens):
        return encoder.encode_with_tokens(texts)
    return encoder.encode_passages(texts), _no_tokens(len(texts))


def _no_tokens(count: int) -> tuple[Tokens, ...]:
    return (np.zeros(0, np.uint16),) * count


def _embedded(article: Article, cut: Sequence[Passage]) -> list[str]:
    title = own_title(article)
    return [simplified(f"{title}\n{passage.text}" if title else passage.text) for passage in cut]


def _terms(text: str, names: Sequence[Definition], title: str) -> Terms:
    others = [other for name in names for other in _other_forms(name, text)]
    found, letters = words_and_letters("\n".join([text, *others]))
    return Terms(" ".join(found), letters, title)


def _other_forms(name: Definition, text: str) -> list[str]:
    """Give the forms of a name that a text lacks while it has the other."""
    if name.long in text:
        return [] if name.short in text else [name.short]
    return [name.long] if name.short in text else []
