"""One article as a web page; finds its text by where the sentences stand, and leaves the rest to trafilatura.

trafilatura knows what a page puts between and below paragraphs (shares, comments, lists of links). Where an article
stands it tells by names of elements, which Chinese sites hardly ever use, and it asks for more characters than a
Chinese report has; so it is given the one element that holds the sentences of the page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO

from corpus.article import Article, Origin, Rejection
from corpus.errors import BadDocument
from corpus.layout import visible
from corpus.readers.compression import whole
from corpus.readers.drawn import Line, drawn_article, opened
from corpus.readers.encoding import decode
from corpus.readers.html_facts import page_facts
from corpus.readers.markup import BLOCKS, Element, Placed, declared, page_of, placed_lines, tree_of
from corpus.readers.record import NO_DEFAULTS, Defaults

_SENTENCE = re.compile(r"[\u4e00-\u9fff].{4,}[。！？!?…]|[A-Za-z].{20,}\.(?:\s|$)")
_NOTICE = re.compile(r"版权所有|转载|备案|ICP|Copyright|©|举报|免责声明|用户协议|隐私政策", re.IGNORECASE)
_NO_PAGE = re.compile(r"登录|登陆|注册|404|不存在|已删除|无法访问|Not Found|Log ?in|Sign ?in", re.IGNORECASE)
_SHORT = 80  # characters; a page of less whose title or form asks to log in is no article
_HOLDERS = frozenset(["article", "blockquote", "body", "center", "div", "form", "main", "section", "td"])
_MOST = 0.8  # of the sentences, in the element that holds an article
_KEPT = 0.5
_ELEMENTS = 3_000  # trafilatura takes about 0.1 ms for each, and far more where many lie in one
_PARAGRAPHS = ("center", "div", "figcaption", "figure", "section")


def read_html(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    """Yield the article of a web page, or why there is none.

    :raises UnreadableFile: the file is too large, damaged, in no known encoding, or too deeply nested.
    """
    data = whole(stream)
    decoded = decode(data, declared(data))
    try:
        yield replace(html_article(decoded.text, defaults), origin=Origin(PurePath(name).name, decoded.encoding))
    except BadDocument as error:
        yield Rejection(name, error.detail)


def html_article(html: str, defaults: Defaults = NO_DEFAULTS) -> Article:
    """Make an article of a page.

    :raises BadDocument: no article stands on the page.
    :raises UnreadableFile: too many tags, or too deep in one another.

    >>> head = "<title>新桥通车_甬江网</title>"
    >>> article = html_article(head + "<h1>新桥通车</h1><p>2023-07-24 来源：甬江网<p>新桥今天上午通车。")
    >>> article.title, article.text, article.source, str(article.published)
    ('新桥通车', '新桥今天上午通车。', '甬江网', '2023-07-24')
    """
    tree = tree_of(html)
    body = tree.find("body")
    lines = tuple(placed_lines(body)) if body is not None else ()
    told = _sentences(lines)
    facts = page_facts(tree, lines)
    if not told:
        raise BadDocument("网页里没有文章正文（可能是链接列表，或正文要靠脚本载入）")
    if sum(len(placed.line.text) for placed in told) < _SHORT and _asks_to_log_in(tree, facts.title):
        raise BadDocument("网页里没有文章正文，像是登录页或出错页")
    captions = {visible(placed.line.text) for placed in lines if placed.line.kind == "caption"}
    top = opened(tuple(_marked(_main_lines(_holder(told), told), captions)), facts.title)
    record = {
        "title": facts.title,
        "source": facts.source or top.imprint.source,
        "published": day.isoformat() if (day := facts.published or top.imprint.published) else None,
        "byline": list(facts.byline or top.imprint.names or top.names),
        "url": facts.url,
    }
    return drawn_article(record, top.lines, defaults)


def _sentences(lines: Sequence[Placed]) -> tuple[Placed, ...]:
    """The lines that tell something: whole sentences that are no link and no notice of the site."""
    return tuple(
        placed
        for placed in lines
        if not placed.linked
        and _SENTENCE.search(placed.line.text)
        and not (len(placed.line.text) < _SHORT and _NOTICE.search(placed.line.text))
    )


def _asks_to_log_in(tree: Element, title: str | None) -> bool:
    return bool(tree.xpath("//input[@type='password']")) or bool(title and _NO_PAGE.search(title))


def _holder(told: Sequence[Placed]) -> Element:
    """The innermost element that holds most of the sentences."""
    held: Counter[Element] = Counter()
    depths: dict[Element, int] = {}
    for placed in told:
        around = [placed.block, *placed.block.iterancestors()]
        for depth, element in enumerate(reversed(around)):
            held[element] += len(placed.line.text)
            depths[element] = depth
    most = max(held.values()) * _MOST
    holders = [element for element, length in held.items() if length >= most and element.tag in _HOLDERS]
    return max(holders, key=lambda element: depths[element])


def _main_lines(holder: Element, told: Sequence[Placed]) -> Sequence[Line]:
    """The lines of the article in an element.

    Where trafilatura would take too long, or loses most of the sentences, they are all lines that are no links.
    """
    every = [placed for placed in placed_lines(holder) if not placed.linked]
    if sum(1 for _ in holder.iter()) > _ELEMENTS:
        return [placed.line for placed in every]
    left = _left_by_trafilatura(holder)
    kept = "\n".join(visible(line.text) for line in left)
    sentences = {visible(placed.line.text) for placed in told} & {visible(placed.line.text) for placed in every}
    length = sum(map(len, sentences))
    if sum(len(text) for text in sentences if text in kept) < length * _KEPT:
        return [placed.line for placed in every]
    return left


def _left_by_trafilatura(holder: Element) -> Sequence[Line]:
    import trafilatura
    from trafilatura.settings import Document, use_config

    for element in list(holder.iter(*_PARAGRAPHS)):
        if element.tag == "figure":  # left out whole otherwise, with its caption
            element.tag = "div"
        elif element is not holder and not any(inner.tag in BLOCKS for inner in element.iterdescendants()):
            element.tag = "p"
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    found = trafilatura.bare_extraction(page_of(holder), fast=True, include_comments=False, config=config)
    return [placed.line for placed in placed_lines(found.body)] if isinstance(found, Document) else []


def _marked(lines: Sequence[Line], captions: set[str]) -> Iterator[Line]:
    """trafilatura forgets which line was a caption."""
    for line in lines:
        yield Line("caption", line.text) if visible(line.text) in captions else line
