"""A feed (RSS, Atom) as a file: each entry is an article; nothing that a feed names is ever fetched."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any, BinaryIO
from xml.parsers import expat

from corpus.article import Article, Origin, Rejection
from corpus.bylines import names
from corpus.errors import BadDocument, UnreadableFile
from corpus.layout import visible
from corpus.published import day_of
from corpus.readers.compression import whole
from corpus.readers.drawn import Line, drawn_article, opened
from corpus.readers.encoding import decode
from corpus.readers.markup import declared, folded, fragment_lines
from corpus.readers.record import FIELD_LENGTH, ID_LENGTH, NO_DEFAULTS, Defaults

_MENDED_LENGTH, _MENDED_TAGS = 1_000_000, 20_000  # a second or two of feedparser's forgiving parser
_BEFORE_ROOT = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*(<!DOCTYPE[^\[>]*>)?\s*(?:<!--.*?-->\s*)*", re.DOTALL)
_ROOT = re.compile(r"<([\w.:-]{1,80})")
_FEEDS = frozenset(["rss", "feed", "RDF"])
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_ADDRESS = re.compile(r"\s*https?://\S+$")


def read_feed(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    """Yield an article or a rejection (`name:entry`, counted from 1) for each entry.

    :raises UnreadableFile: no feed, too large, damaged, in no known encoding, or with declarations of entities.
    """
    data = whole(stream)
    decoded = decode(data, declared(data))
    origin = Origin(PurePath(name).name, decoded.encoding)
    for number, article in enumerate(feed_articles(decoded.text, defaults), start=1):
        if isinstance(article, str):
            yield Rejection(f"{name}:{number}", article)
        else:
            yield replace(article, origin=replace(origin, file=f"{origin.file}:{number}"))


def feed_articles(xml: str, defaults: Defaults = NO_DEFAULTS) -> Iterator[Article | str]:
    """Yield the article of each entry, or the reason why there is none.

    :raises UnreadableFile: the root element is that of no feed, or the file declares entities.

    >>> item = "<item><title>新桥通车</title><link>https://example.cn/1</link><description>今天通车。</description></item>"
    >>> [article] = feed_articles(f"<rss><channel><title>甬江网</title>{item}</channel></rss>")
    >>> article.id, article.source, article.text
    ('https://example.cn/1', '甬江网', '今天通车。')
    """
    import feedparser

    document = _DECLARATION.sub("", _checked(xml), count=1)
    found = feedparser.parse(
        io.BytesIO(
            document.encode("utf-8", "ignore")
        ),  # never a text: feedparser would open it as a file or an address
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,  # nothing of it is shown as HTML
    )
    outlet = _text(found.feed, "title")
    for entry in found.entries:
        try:
            yield _article(entry, outlet, found.version, defaults)
        except (BadDocument, UnreadableFile) as error:
            yield error.detail


def _checked(xml: str) -> str:
    before = _BEFORE_ROOT.match(xml)
    start = before.end() if before else 0
    root = _ROOT.match(xml, start)
    if xml.startswith("<!DOCTYPE", start) or (root is None and "<!ENTITY" in xml):
        raise UnreadableFile("文件里有实体声明（DOCTYPE），不予读取")
    if root is None or root[1].rsplit(":", 1)[-1] not in _FEEDS:
        raise UnreadableFile(f"不是 RSS 或 Atom：根元素是 “{root[1] if root else ''}”")
    if not _well_formed(xml[start:]) and (len(xml) > _MENDED_LENGTH or xml.count("<") > _MENDED_TAGS):
        raise UnreadableFile("文件不是有效的 XML，又太大，无法按残缺的 RSS 读取")
    return xml[start:]


def _well_formed(xml: str) -> bool:
    """Whether feedparser can read it at the speed of its strict parser; it has no document type that could grow."""
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(xml.encode("utf-8", "ignore"), True)
    except expat.ExpatError:
        return False
    return True


def _article(entry: Any, outlet: str | None, version: str, defaults: Defaults) -> Article:
    """feedparser gives its entries no type."""
    title, link = _text(entry, "title"), _text(entry, "link")
    top = opened(_lines(entry), title)
    source = _text(entry.get("source", {}), "title") or outlet
    author = _text(entry.get("author_detail", {}), "name") or _text(entry, "author") or ""
    day = _day(entry, version) or top.imprint.published
    url = link if link and _ADDRESS.match(link) else None
    record = {
        "id": _id(_text(entry, "id"), url),
        "title": title,
        "url": url,
        "source": source,
        "published": day.isoformat() if day else None,
        "byline": [name for name in names(author) or top.imprint.names or top.names if name != source],
    }
    return drawn_article(record, top.lines, defaults)


def _id(given: str | None, url: str | None) -> str | None:
    """A bare number is an id in its own feed only, so the address goes before it."""
    ids = (given if given and ":" in given else None, url, given)
    return next((one for one in ids if one and len(one) <= ID_LENGTH), None)


def _day(entry: Any, version: str) -> Any:
    """The day of publication; RSS 1.0 keeps it in dc:date, which is a day of change in the other formats."""
    keys = ("published", "updated") if version in ("rss10", "rss090") else ("published",)
    return next((day for key in keys if (day := day_of(dict.get(entry, key) or ""))), None)


def _lines(entry: Any) -> tuple[Line, ...]:
    """The whole text if the entry holds it, else its summary."""
    given = [*entry.get("content", []), entry.get("summary_detail", {})]
    for detail in given:
        value = detail.get("value") or ""
        if detail.get("type") == "text/plain":
            lines = tuple(Line("body", text) for line in value.splitlines() if (text := folded(line)))
        else:
            lines = fragment_lines(value) if value.strip() else ()
        if lines:
            return lines
    return ()


def _text(holder: Mapping[str, Any], key: str) -> str | None:
    value = holder.get(key)
    return visible(value)[:FIELD_LENGTH] or None if isinstance(value, str) else None
