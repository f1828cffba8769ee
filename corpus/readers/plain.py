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
    """Yield the articles of a text file of at most `TEXT_LENGTH` characters, more than any page holds.

    :raises UnreadableFile: the file is too large, damaged, or in no known encoding.
    """
    decoded = decode(whole(stream))
    try:
        check_length(decoded.text)
    except BadDocument as error:
        yield Rejection(name, error.detail)
        return
    for article in page_articles(decoded.text, defaults.source, defaults.published):
        yield replace(article, origin=Origin(PurePath(name).name, decoded.encoding))
