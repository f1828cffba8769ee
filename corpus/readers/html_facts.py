"""What a web page says of its article: headline, writers, day, outlet, address; guesses none of them.

A page's address and its server are no outlet, and a number in its text is no date: each fact is taken from a field that
is meant for it (JSON-LD, a meta element, the line under the headline), or is None.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.bylines import names
from corpus.imprint import Imprint, imprint, together
from corpus.layout import visible
from corpus.published import day_of
from corpus.readers.markup import Element, Placed, is_data

_TITLE_LENGTH = 200
_BELOW_TITLE = 8  # lines
_TITLES = ("og:title", "articletitle", "headline", "twitter:title")
_DATES = (
    *("article:published_time", "og:published_time", "datepublished", "publishdate", "publish_date", "publish-date"),
    *("pubdate", "publish_time", "publishtime", "og:release_date", "weibo:article:create_at", "apub:time"),
    *("dc.date.issued", "dcterms.issued", "citation_publication_date"),
)
_AUTHORS = ("author", "article:author", "og:article:author", "dc.creator", "citation_author")
_SITES = ("og:site_name", "article:publisher", "publisher", "dc.publisher")
_PLATFORMS = frozenset(["微信公众平台"])  # the same on every page, whoever wrote it
_SUFFIX = re.compile(r"\s*(?:[_|｜]|--|[—–]{1,2}|\s-\s|-(?=[^-]*$))\s*([^_|｜—–]{1,25})$")
_SITE_NAME = re.compile(r"(?:网|报|频道|新闻|中心|客户端|门户网站|发布|电视台|日报|晚报|\.(?:cn|com|net))\s*$")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """None, or nothing, for what the page does not say."""

    title: str | None
    byline: tuple[str, ...]
    published: date | None
    source: str | None
    url: str | None


def page_facts(tree: Element, lines: Sequence[Placed]) -> PageFacts:
    """Read what a page says; `lines` are those of its body.

    The outlet is the one that the article is said to come from (来源), else the one whose page it is.
    """
    said, meta = _article_data(tree), _meta(tree)
    title = _title(tree, said, meta, lines)
    line = _imprint_of(lines, title)
    site = _name(said.get("publisher")) or _first(meta, _SITES)
    source = _origin(meta) or line.source or (site if site not in _PLATFORMS else None)
    writers = tuple(name for author in _listed(said.get("author")) for name in names(_name(author) or ""))
    day = day_of(_text(said.get("datePublished")) or _first(meta, _DATES) or _time(tree) or "")
    return PageFacts(
        title=title,
        byline=tuple(name for name in writers or names(_first(meta, _AUTHORS) or "") if name != source),
        published=day or line.published,
        source=source,
        url=_url(tree, meta),
    )


def _title(tree: Element, said: Mapping[str, object], meta: Mapping[str, str], lines: Sequence[Placed]) -> str | None:
    """The headline; one with the name of the site behind it gives way to the line of the page that it begins with."""
    title = tree.find(".//title")
    in_head = visible(title.text_content()) if title is not None else ""
    heads = {visible("".join(head.itertext())) for head in tree.iter("h1")} - {""}
    for given in (_text(said.get("headline")), _first(meta, _TITLES), in_head):
        if given and len(given) <= _TITLE_LENGTH:
            shown = {visible(placed.line.text) for placed in lines if not placed.linked} | heads
            return max((text for text in shown if _heads(given, text)), key=len, default=_without_site(given))
    return heads.pop() if len(heads) == 1 else None


def _heads(given: str, text: str) -> bool:
    """Whether a line is the headline that `given` begins with, and what follows is set off from it.

    >>> _heads("大桥今天通车_社会_甬江网", "大桥今天通车"), _heads("大桥今天通车了吗", "大桥今天通车")
    (True, False)
    """
    rest = given.removeprefix(text)
    return len(text) >= 4 and rest != given and (not rest or rest.lstrip()[:1] in "_|｜-—–" or rest[0].isspace())


def _without_site(title: str) -> str:
    """Leave out the site and its section.

    >>> _without_site("大桥今天通车_社会新闻_甬江网"), _without_site("大桥今天通车 - 甬江晚报")
    ('大桥今天通车', '大桥今天通车')
    >>> _without_site("甬台温——一条高速")
    '甬台温——一条高速'
    """
    kept = title
    while (tail := _SUFFIX.search(kept)) and tail.start() and (kept != title or _SITE_NAME.search(tail[1])):
        kept = kept[: tail.start()]
    return kept


def _imprint_of(lines: Sequence[Placed], title: str | None) -> Imprint:
    """What the lines below the headline say, and the only day on the page that is called the one of publication.

    A bare time of day also stands beside every link of a list, so far from the headline it says nothing.
    """
    texts = [visible(placed.line.text) for placed in lines]
    tops = [at + 1 for at, text in enumerate(texts) if title and text == title]
    below = [found for at in tops for found in map(imprint, texts[at : at + _BELOW_TITLE]) if found]
    labelled = [found for found in map(imprint, texts) if found and found.labelled and found.published]
    return together(below + (labelled if len({found.published for found in labelled}) == 1 else []))


def _origin(meta: Mapping[str, str]) -> str | None:
    """The outlet in a field of its own, with or without its label."""
    said = imprint(f"来源：{meta['source'].removeprefix('来源：')}".split(" ")[0]) if "source" in meta else None
    return said.source if said else None


def _meta(tree: Element) -> Mapping[str, str]:
    """The first word of each meta element, by its name in lower case."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = visible(element.get("content") or "")
        if name and content:
            meta.setdefault(name.strip().lower(), content)
    return meta


def _article_data(tree: Element) -> Mapping[str, object]:
    """The first JSON-LD object on the page that is an article."""
    for script in filter(is_data, tree.iter("script")):
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(value):
            kinds = " ".join(kind for kind in _listed(item.get("@type")) if isinstance(kind, str))
            if kinds.endswith(("Article", "Posting")):
                return item
    return {}


def _items(value: object) -> Iterator[Mapping[str, object]]:
    for item in _listed(value):
        if isinstance(item, dict):
            yield item
            yield from (inner for inner in _listed(item.get("@graph")) if isinstance(inner, dict))


def _time(tree: Element) -> str | None:
    """The only moment that is marked as that of publication."""
    marked = tree.xpath("//body//*[@itemprop='datePublished' or self::time[@pubdate]]")
    moments = {
        visible(element.get("datetime") or element.get("content") or element.text_content()) for element in marked
    }
    return moments.pop() if len(moments) == 1 else None


def _url(tree: Element, meta: Mapping[str, str]) -> str | None:
    link = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    found = (visible(url or "") for url in (link, meta.get("og:url")))
    return next((url for url in found if url.startswith(("http://", "https://"))), None)


def _first(meta: Mapping[str, str], keys: Sequence[str]) -> str | None:
    return next((meta[key] for key in keys if key in meta), None)


def _name(value: object) -> str | None:
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: object) -> str | None:
    return visible(value) or None if isinstance(value, str) else None


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
