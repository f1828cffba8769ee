"""One article as a JSON object; knows neither files nor lines."""

import re
import reprlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from corpus.article import Article, derived_id, title_from
from corpus.errors import BadDocument
from corpus.furniture.body import body_of
from corpus.layout import Layout, Part, lay_out, paragraphs, visible
from corpus.published import date_in_url, parse_date

TEXT_LENGTH = 1_000_000
FIELD_LENGTH = 1_000
ID_LENGTH = 200

_SHOWN_LENGTH = 100
_SHORT = reprlib.Repr()
_SHORT.maxlevel = 2  # six of six, six deep, would be a megabyte
_UNFIT_FOR_ID = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]|^\s|\s$|^$")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What an article gets that names no outlet or date of its own."""

    source: str | None = None
    published: date | None = None


NO_DEFAULTS = Defaults()


@dataclass(frozen=True, slots=True)
class Fields:
    """What a record says of its article, checked; None where it says nothing."""

    id: str | None
    title: str | None
    source: str | None
    published: date | None
    section: str | None
    url: str | None
    byline: tuple[str, ...]


def article_from_record(record: Mapping[str, object], defaults: Defaults = NO_DEFAULTS) -> Article:
    """Make an article of `{"id"?, "title"?, "text", "published"?, "source"?, "url"?, "section"?, "byline"?}`.

    The furniture of a web page is set apart (`corpus.furniture`). An outlet, date, title or byline missing from the
    record is taken from what that says; a date then from the address, and outlet and date at last from `defaults`. An
    `id` that is given is kept to the letter. Other keys are ignored.

    :raises BadDocument: no text, more than `TEXT_LENGTH` characters of it, or a field that is not what it should be.

    >>> article_from_record({"text": "大桥通车了。   全长3公里。", "published": "2023-07-24"}).text
    '大桥通车了。\\n全长3公里。'
    """
    raw = _string(record, "text")
    if raw is None:
        raise BadDocument("缺少 “text”（正文）")
    check_length(raw)
    layout = lay_out(raw, (Part("body", (span,)) for span in paragraphs(raw, 0, len(raw))))
    return cleaned_article(fields_of(record), layout, defaults)


def cleaned_article(fields: Fields, layout: Layout, defaults: Defaults) -> Article:
    """Put an article together as `article_of` does, without what a web page puts around it.

    :raises BadDocument: there is no text.
    """
    body = body_of(layout, fields.title)
    if body.byline or body.title != fields.title:
        fields = replace(fields, title=body.title, byline=fields.byline or body.byline)
    published = body.published or (date_in_url(fields.url) if fields.url else None)
    found = Defaults(body.source or defaults.source, published or defaults.published)
    return article_of(fields, body.layout, found)


def check_length(text: str) -> None:
    """:raises BadDocument: a text of more than `TEXT_LENGTH` characters."""
    if len(text) > TEXT_LENGTH:
        raise BadDocument(f"正文有 {len(text)} 字，超过上限 {TEXT_LENGTH} 字")


def fields_of(record: Mapping[str, object]) -> Fields:
    """Check all of a record but its text.

    :raises BadDocument: a field that is not what it should be.
    """
    return Fields(
        id=_id(record),
        title=_field(record, "title"),
        source=_field(record, "source"),
        published=_published(record),
        section=_field(record, "section"),
        url=_url(record),
        byline=_byline(record),
    )


def article_of(fields: Fields, layout: Layout, defaults: Defaults) -> Article:
    """Put an article together; one without a title goes by its first words, one without an id gets a lasting one.

    :raises BadDocument: there is no text.
    """
    if not layout.text:
        raise BadDocument("正文是空的")
    source = fields.source or defaults.source
    published = fields.published or defaults.published
    title = fields.title or title_from(layout.text.removeprefix("原标题："))
    return Article(
        id=fields.id or derived_id(fields.url, fields.title or layout.text, source, published, layout.text),
        title=title,
        text=layout.text,
        source=source,
        published=published,
        section=fields.section,
        byline=fields.byline,
        url=fields.url,
        blocks=layout.blocks,
        runs=layout.runs,
    )


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


def _byline(record: Mapping[str, object]) -> tuple[str, ...]:
    """Names as a list, or as one text with a comma or a space between them."""
    given = record.get("byline")
    names = re.split(r"[\s、，,;；]+", given) if isinstance(given, str) else given or []
    if not isinstance(names, list) or not all(isinstance(name, str) and len(name) <= FIELD_LENGTH for name in names):
        raise BadDocument(f"“byline” 应是姓名的列表，得到 {_shown(given)}")
    return tuple(name for name in map(visible, names) if name)


def _string(record: Mapping[str, object], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise BadDocument(f"“{key}” 应是文字，得到 {_shown(value)}")
    return value


def _shown(value: object) -> str:
    """A value as a person may see it in a message: short, however large or deep it is.

    >>> _shown("甲" * 1000), _shown({"a": [1]})
    ('甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲…', "{'a': [1]}")
    """
    if isinstance(value, str):
        return repr(value if len(value) <= 20 else value[:20] + "…").strip("'")
    return _SHORT.repr(value)[:_SHOWN_LENGTH]
