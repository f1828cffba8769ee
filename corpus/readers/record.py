"""One article as a JSON object; knows neither files nor lines."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corpus.article import Article, title_from
from corpus.errors import BadDocument
from corpus.furniture import body_of
from corpus.layout import Part, lay_out, paragraphs, visible
from corpus.published import parse_date

TEXT_LENGTH = 1_000_000
FIELD_LENGTH = 1_000
ID_LENGTH = 200

_UNFIT_FOR_ID = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]|^\s|\s$|^$")
_FIRST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Defaults:
    """What an article gets that names no outlet or date of its own."""

    source: str | None = None
    published: date | None = None


NO_DEFAULTS = Defaults()


def article_from_record(record: Mapping[str, object], defaults: Defaults = NO_DEFAULTS) -> Article:
    """Make an article of `{"id"?, "title"?, "text", "published"?, "source"?, "url"?, "section"?}`; other keys are left.

    An outlet and date missing from the record are taken from the line that a crawl writes before the text, then from
    `defaults`. An `id` that is given is kept to the letter.

    :raises BadDocument: no text, more than `TEXT_LENGTH` characters of it, or a field that is not what it should be.

    >>> article_from_record({"text": "大桥通车了。   全长3公里。", "published": "2023-07-24"}).text
    '大桥通车了。\\n全长3公里。'
    """
    raw = _text(record)
    body = body_of(raw)
    layout = lay_out(raw, (Part("body", (span,)) for span in paragraphs(raw, body.start, body.end)))
    if not layout.text:
        raise BadDocument("“text” 里没有正文")
    title = _field(record, "title")
    source = _field(record, "source") or body.source or defaults.source
    published = _published(record) or body.published or defaults.published
    url = _url(record)
    return Article(
        id=_id(record) or derived_id(url, title or layout.text[:_FIRST_WORDS], source, published),
        title=title or title_from(layout.text.removeprefix("原标题：")),
        text=layout.text,
        source=source,
        published=published,
        section=_field(record, "section"),
        url=url,
        blocks=layout.blocks,
        runs=layout.runs,
    )


def derived_id(url: str | None, title: str, source: str | None, published: date | None) -> str:
    """16 hexadecimal digits that stay the same when the text of an article is corrected.

    They come from its address; without one, from its title (or first words), outlet and date.

    >>> derived_id("https://example.cn/1", "旧题", None, None) == derived_id("https://example.cn/1", "新题", None, None)
    True
    """
    key = url or "\n".join((title, source or "", published.isoformat() if published else ""))
    return hashlib.sha256(key.encode("utf-8")).hexdigest()[:16]


def _text(record: Mapping[str, object]) -> str:
    if record.get("text") is None:
        raise BadDocument("缺少 “text”（正文）")
    text = _string(record, "text") or ""
    if len(text) > TEXT_LENGTH:
        raise BadDocument(f"正文有 {len(text)} 字，超过上限 {TEXT_LENGTH} 字")
    return text


def _id(record: Mapping[str, object]) -> str | None:
    given = _string(record, "id")
    if given is not None and (len(given) > ID_LENGTH or _UNFIT_FOR_ID.search(given)):
        raise BadDocument(f"“id” 应有 1 到 {ID_LENGTH} 字，首尾没有空白，不含控制字符，得到 {_shown(given)}")
    return given


def _field(record: Mapping[str, object], key: str) -> str | None:
    given = _string(record, key)
    if given is not None and len(given) > FIELD_LENGTH:
        raise BadDocument(f"“{key}” 有 {len(given)} 字，超过上限 {FIELD_LENGTH} 字")
    return visible(given) or None if given else None


def _url(record: Mapping[str, object]) -> str | None:
    url = _field(record, "url")
    if url and not url.startswith(("http://", "https://")):
        raise BadDocument(f"“url” 应以 http:// 或 https:// 开头，得到 {_shown(url)}")
    return url


def _published(record: Mapping[str, object]) -> date | None:
    given = _string(record, "published")
    if not given or not given.strip():
        return None
    try:
        return parse_date(given)
    except ValueError:
        raise BadDocument(f"“published” 应是 2023-07-24 这样的日期，得到 {_shown(given)}") from None


def _string(record: Mapping[str, object], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise BadDocument(f"“{key}” 应是文字，得到 {_shown(value)}")
    return value


def _shown(value: object) -> str:
    """A value as a person may see it in a message: at most 40 characters, nothing unprintable."""
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:39] + "…"
