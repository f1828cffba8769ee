"""Plain text: a newspaper page or a single article; how it is laid out is for `corpus.page` to tell."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO

from corpus.article import Article, Origin, Rejection
from corpus.errors import BadDocument
from corpus.page import page_articles
from corpus.readers.compression import whole
from corpus.readers.encoding import decode
from corpus.readers.record import Defaults, check_length


def read_plain(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    """Yield the articles of a text file; `name:2` is the second of them.

    :raises UnreadableFile: the file is too large, damaged, or in no known encoding.
    """
    decoded = decode(whole(stream))
    articles = page_articles(decoded.text, defaults.source, defaults.published)
    for number, article in enumerate(articles, start=1):
        try:
            check_length(article.text)
        except BadDocument as error:
            yield Rejection(f"{name}:{number}", error.detail)
        else:
            yield replace(article, origin=Origin(PurePath(name).name, decoded.encoding))
