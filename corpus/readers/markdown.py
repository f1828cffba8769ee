"""One article as a Markdown file with front matter; knows the light markup of news, not the whole of Markdown.

Headings become heading blocks. Marks for emphasis, links and quotation are left out and their words kept, images are
left out, list points become paragraphs of their own. Anything else (tables, HTML, code) is kept to the letter.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import BinaryIO

from corpus.article import Article, Origin, Rejection
from corpus.errors import BadDocument
from corpus.layout import Part, Span, lay_out, trimmed
from corpus.readers.compression import whole
from corpus.readers.encoding import decode
from corpus.readers.record import Defaults, article_of, check_length, fields_of

_OF_A_FOLDER = frozenset(["index", "_index", "readme"])
_FENCE = re.compile(r"---[ \t]*\r?\n")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.{,10000}?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"#{1,6}[ \t]+")
_OPENING = re.compile(r"(?:>[ \t]?)+|[-*+][ \t]+")
_POINT = re.compile(r"[-*+][ \t]+|\d{1,3}[.)][ \t]+")
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}$")
_MARK = re.compile(
    r"!\[[^\]\n]{,200}\]\([^()\n]*\)"  # an image
    r"|\[(?=[^\[\]\n]+\]\([^()\n]*\))|(?<=[^\[\n])\]\([^()\n]*\)"  # the two sides of a link's words
    r"|\*\*(?=\S)|(?<=\S)\*\*|(?<![*\w])\*(?=[^\s*])|(?<=[^\s*])\*(?![*\w])|`"
)


def read_markdown(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    """Yield the article of a Markdown file, or why it is none; without an `id` it goes by the file's name.

    A file that is named for its folder alone (index.md) goes by the folder's name too.

    :raises UnreadableFile: the file is too large, damaged, or in no known encoding.
    """
    try:
        decoded, file = decode(whole(stream)), PurePath(name).name
        article = markdown_article(_stem(PurePath(name)), decoded.text, defaults)
        yield replace(article, origin=Origin(file, decoded.encoding))
    except BadDocument as error:
        yield Rejection(name, error.detail)


def _stem(path: PurePath) -> str:
    stem = path.name.split(".", 1)[0]
    return f"{path.parent.name}/{stem}" if stem.lower() in _OF_A_FOLDER and path.parent.name else stem


def markdown_article(stem: str, raw: str, defaults: Defaults) -> Article:
    """Make an article of Markdown text; `stem` is its id unless the front matter names one.

    :raises BadDocument: the front matter cannot be read, or there is no text below it.

    >>> article = markdown_article("bridge", "---\\ntitle: 大桥\\n---\\n今天**通车**。\\n- 全长3公里", Defaults())
    >>> article.id, article.title, article.text
    ('bridge', '大桥', '今天通车。\\n全长3公里')
    """
    check_length(raw)
    front = _FRONT_MATTER.match(raw)
    if front is None and _FENCE.match(raw):
        raise BadDocument("文件头（front matter）没有用 “---” 结束")
    record = {"id": stem, **(_front_matter(front[1]) if front else {})}
    return article_of(fields_of(record), lay_out(raw, _parts(raw, front.end() if front else 0)), defaults)


def _front_matter(text: str) -> Mapping[str, object]:
    import yaml

    try:
        values = yaml.safe_load(text) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"（第 {mark.line + 2} 行）" if mark else ""
        raise BadDocument(f"文件头（front matter）不是有效的 YAML{place}") from None
    if not isinstance(values, dict):
        raise BadDocument("文件头（front matter）应是 “名称: 值” 的形式")
    return {str(key): _text(value) for key, value in values.items()}


def _text(value: object) -> object:
    """YAML reads 2021 as a number and 2021-05-31 as a date; a title or a date here is a text."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) else value


def _parts(raw: str, start: int) -> Iterator[Part]:
    """Paragraphs end at a blank line, a heading, a rule or a list point; their lines are read on."""
    spans: list[Span] = []
    for line in _lines(raw, start):
        heading = _HEADING.match(raw, line.start, line.end) if line else None
        if line is None or heading or _POINT.match(raw, line.start, line.end):
            yield Part("body", tuple(spans))
            spans = []
        if line and heading:
            yield Part("heading", tuple(_words(raw, heading.end(), line.end)))
        elif line:
            opening = _OPENING.match(raw, line.start, line.end)
            spans.extend(_words(raw, opening.end() if opening else line.start, line.end))
    yield Part("body", tuple(spans))


def _lines(raw: str, start: int) -> Iterator[Span | None]:
    """Each line, trimmed; None for one that is blank or a rule."""
    at = start
    for piece in raw[start:].splitlines(keepends=True):
        span = trimmed(raw, at, at + len(piece))
        yield None if span and _RULE.match(raw, span.start, span.end) else span
        at += len(piece)


def _words(raw: str, start: int, end: int) -> Iterator[Span]:
    """What stands between the marks of a line."""
    at = start
    for mark in _MARK.finditer(raw, start, end):
        if mark.start() > at:
            yield Span(at, mark.start())
        at = mark.end()
    if at < end:
        yield Span(at, end)
