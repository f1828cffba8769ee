"""HTML in, a tree or its lines out; knows tags, and nothing of articles. The one importer of lxml.

lxml carries no types, so a tree and its elements are `Element`, that is Any.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus.article import BlockKind
from corpus.errors import UnreadableFile
from corpus.readers.drawn import Line

Element = Any

TAGS_AT_MOST = 30_000

_DECLARED = re.compile(rb"""<(?:\?xml|meta)\b[^>]{,300}?(?:encoding|charset)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD = 8_192  # bytes in which a file names its encoding
_PICTURE = re.compile(r"data:[\w/+.-]{,40};base64,[A-Za-z0-9+/=]*+")  # inside the page, as long as it likes
_UNFIT = re.compile(  # control characters, which no tree of XML may hold, as such or as references
    r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]"
    r"|&#(?:0*(?:[0-8]|11|1[4-9]|2\d|3[01])|[xX]0*(?:[0-8bBeEfF]|1[0-9a-fA-F]|[dD][89a-fA-F]..|[fF]{3}[eEfF]))(?![0-9a-fA-F]);?"
)
_UNSEEN = ("style", "noscript", "template", "iframe", "object", "svg", "math", "select", "textarea", "button")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "head"])
_CAPTIONS = frozenset(["figcaption", "caption"])
_BREAKS = frozenset(["br", "hr", "lb"])
_CELLS = frozenset(["td", "th", "cell"])
_LINKS = frozenset(["a", "ref"])
_BLOCKS_OF_HTML = (
    "address article aside blockquote body center dd details div dl dt fieldset figure footer form header li main nav "
    "ol p pre section summary table tbody tfoot thead title tr ul"
)
_BLOCKS_OF_TRAFILATURA = "item list quote row"
BLOCKS = _HEADINGS.union(_CAPTIONS, _BLOCKS_OF_HTML.split(), _BLOCKS_OF_TRAFILATURA.split())
_WIDE = r"[\u2014-\u2027\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BROKEN_LINE = re.compile(rf"(?<={_WIDE})[ \t\r]*\n[ \t\r\n]*(?={_WIDE})")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line, the innermost block that holds it, and whether all of it is a link."""

    line: Line
    block: Element
    linked: bool


def declared(data: bytes) -> str | None:
    """The encoding that a page or an XML file names at its beginning.

    >>> declared(b'<html><meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
    'gb2312'
    """
    found = _DECLARED.search(data[:_HEAD])
    return found[1].decode("ascii", "ignore").lower() if found else None


def tree_of(html: str) -> Element:
    """Parse a page or a fragment; what nobody sees (scripts, comments, hidden elements) is left out.

    Not `visibility: hidden`: pages set their text so until a script has run.

    :raises UnreadableFile: too many tags, or too deep in one another, to be a page of news.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    if (tags := html.count("<")) > TAGS_AT_MOST:
        raise UnreadableFile(f"网页有约 {tags} 个标签，超过上限 {TAGS_AT_MOST} 个")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = _PICTURE.sub("", _UNFIT.sub("", html)).encode("utf-8", "ignore")
    try:
        tree = document_fromstring(data, parser=parser)
    except etree.ParserError:
        raise UnreadableFile("网页是空的") from None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise UnreadableFile("网页的标签嵌套过深，或有一段过长，无法读取")
    for element in tree.xpath("//script | //body//*[@hidden or contains(@style, 'display')]"):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style", ""))
        if hidden or (element.tag == "script" and not is_data(element)):
            element.tag = "template"
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    return tree


def page_of(holder: Element) -> Element:
    """A page that consists of what an element holds, marked as its article; the element is empty afterwards."""
    from lxml.html import document_fromstring

    page = document_fromstring('<html><body><div itemprop="articleBody"></div></body></html>')
    article = page.find(".//div")
    article.text = holder.text
    article.extend(list(holder))
    return page


def is_data(script: Element) -> bool:
    """Whether a script element holds what a page says of itself (JSON-LD)."""
    return str(script.get("type", "")).strip().lower() == "application/ld+json"


def fragment_lines(html: str) -> tuple[Line, ...]:
    """The lines of a fragment, such as an entry of a feed.

    >>> [line.text for line in fragment_lines("<p>大桥今天<b>通车</b>。</p>全长&nbsp;3公里。<br>宽\\n三十米。")]
    ['大桥今天通车。', '全长\\xa03公里。', '宽三十米。']

    :raises UnreadableFile: see `tree_of`.
    """
    return tuple(placed.line for placed in placed_lines(tree_of(f"<body>{html}</body>")))


def placed_lines(root: Element) -> Iterator[Placed]:
    """The lines below an element in reading order; a row of a table is one, with a space between its cells."""
    from lxml import etree

    writing = _Writing(root)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag in BLOCKS or tag in _BREAKS:
                yield from writing.end()
            if tag in BLOCKS:
                writing.blocks.append(element)
            if tag in _CELLS:
                writing.add(" ")
            writing.links += tag in _LINKS
            if tag != "script":
                writing.add(element.text)
        else:
            if tag in BLOCKS or tag in _BREAKS:
                yield from writing.end()
            if tag in BLOCKS:
                writing.blocks.pop()
            writing.links -= tag in _LINKS
            if element is not root:
                writing.add(element.tail)
    yield from writing.end()


class _Writing:
    """The line under construction, the blocks and links around it."""

    def __init__(self, root: Element) -> None:
        self.blocks = [root]
        self.links = 0
        self._pieces: list[str] = []
        self._linked = True

    def add(self, piece: str | None) -> None:
        if piece:
            self._pieces.append(piece)
            self._linked = self._linked and (self.links > 0 or piece.isspace())

    def end(self) -> Iterator[Placed]:
        text = folded("".join(self._pieces))
        if text:
            tags = {block.tag for block in self.blocks}
            kind: BlockKind = "heading" if tags & _HEADINGS else "caption" if tags & _CAPTIONS else "body"
            yield Placed(Line(kind, text), self.blocks[-1], self._linked)
        self._pieces, self._linked = [], True


def folded(text: str) -> str:
    """White space as a browser shows it; a line broken between two Chinese characters is read on.

    >>> folded("计\\n  划 三年\\n  建成 5G\\n网络 ")
    '计划 三年建成 5G 网络'
    """
    return _SPACES.sub(" ", _BROKEN_LINE.sub("", text)).strip()
