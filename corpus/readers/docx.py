"""One article as a Word document; knows its paragraphs, headings and tables, and leaves headers and notes out.

The day of publication comes from the text alone: the dates in the file's properties are those of the file.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from corpus.article import Article, Origin, Rejection
from corpus.bylines import names
from corpus.errors import BadDocument, UnreadableFile
from corpus.layout import visible
from corpus.readers.compression import FILE_BYTES, whole
from corpus.readers.drawn import Line, drawn_article, opened
from corpus.readers.record import NO_DEFAULTS, Defaults

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

INSIDE_BYTES = 8 * FILE_BYTES
XML_BYTES = FILE_BYTES // 2

_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0"  # the container of a .doc, and of a document under a password
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError, RuntimeError, NotImplementedError)
# What becomes of parts that are XML, but of another kind than the library takes them for.
_STRANGE = (AttributeError, TypeError, IndexError)
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_HEADING = re.compile(r"(?:heading|标题)\s*\d", re.IGNORECASE)
_TITLE = re.compile(r"title|标题", re.IGNORECASE)
_UNNAMED = re.compile(r"(?:新建)?\s*(?:Microsoft\s+)?(?:Word\s*)?(?:文档|文稿|Document)\s*\d*|.*\.docx?", re.IGNORECASE)
_BREAKS = frozenset(["br", "cr"])
_UNSEEN = ("ancestor::w:del", "ancestor::w:txbxContent", "ancestor::w:r/w:rPr/w:vanish")


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What is taken from a document."""

    lines: tuple[Line, ...]
    title: str | None
    author: str


def read_docx(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    """Yield the article of a Word document, or why there is none.

    :raises UnreadableFile: the file is too large, packed or not; damaged; or no Word document.
    """
    data = whole(stream)
    try:
        yield replace(docx_article(data, defaults), origin=Origin(PurePath(name).name))
    except BadDocument as error:
        yield Rejection(name, error.detail)


def docx_article(data: bytes, defaults: Defaults = NO_DEFAULTS) -> Article:
    """Make an article of the bytes of a document.

    Its title is that of its properties, else its first line in a style for titles or headings.

    :raises BadDocument: there is no text in it.
    :raises UnreadableFile: see `read_docx`.
    """
    _check(data)
    document = _drawn(data)
    top = opened(document.lines, document.title)
    record = {
        "title": document.title,
        "source": top.imprint.source,
        "published": day.isoformat() if (day := top.imprint.published) else None,
        "byline": list(top.imprint.names or top.names or names(document.author)),
    }
    return drawn_article(record, top.lines, defaults)


def _check(data: bytes) -> None:
    """Unpack everything once, a little at a time, before anything that trusts it does."""
    if data.startswith(_OLE):
        raise UnreadableFile("这是旧版 .doc 或加密的文档，请另存为不加密的 .docx")
    total = in_xml = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for entry in packed.infolist():
                is_xml = entry.filename.lower().endswith((".xml", ".rels"))
                for chunk in _chunks(packed, entry):
                    total += len(chunk)
                    in_xml += len(chunk) if is_xml else 0
                    if total > INSIDE_BYTES or in_xml > XML_BYTES:
                        raise UnreadableFile("Word 文档解压后过大，无法读取")
                    if is_xml and any(doctype in chunk for doctype in _DOCTYPES):
                        raise UnreadableFile("Word 文档里有不该有的实体声明（DOCTYPE），不予读取")
    except _DAMAGED:
        raise UnreadableFile("Word 文档已损坏或不完整") from None


def _chunks(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of an entry; each chunk begins with the end of the one before, so that no word falls between."""
    before = b""
    with packed.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            yield before + chunk
            before = chunk[-max(map(len, _DOCTYPES)) :]


def _drawn(data: bytes) -> _Drawn:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(io.BytesIO(data))
        lines = tuple(_lines(document))
        return _Drawn(lines, _title(document, lines), document.core_properties.author)
    except (*_DAMAGED, *_STRANGE, OpcError, SyntaxError):
        raise UnreadableFile("不是可读的 Word 文档（.docx），或已损坏") from None


def _title(document: "Document", lines: tuple[Line, ...]) -> str | None:
    named = visible(document.core_properties.title)
    if named and not _UNNAMED.fullmatch(named):
        return named
    first = next((line for line in lines[:3] if line.kind == "heading"), None)
    return visible(first.text) if first else None


def _lines(document: "Document") -> Iterator[Line]:
    """Paragraphs in their order; a row of a table is one line where each of its cells holds a single paragraph."""
    headings = {style.style_id for style in document.styles if _is_heading(style.name or "")}
    in_rows: set[BaseOxmlElement] = set()
    for element in document.element.body.xpath(".//w:p[not(ancestor::w:txbxContent)] | .//w:tr"):
        if element.tag.endswith("}tr"):
            cells = [cell.xpath("./w:p | ./w:sdt//w:p | ./w:tbl") for cell in element.xpath("./w:tc | ./w:sdt//w:tc")]
            if all(len(cell) == 1 and cell[0].tag.endswith("}p") for cell in cells):
                in_rows.update(cell[0] for cell in cells)
                yield from _line("body", " ".join(" ".join(_texts(cell[0])) for cell in cells))
        elif element not in in_rows:
            styled = element.xpath("./w:pPr/w:pStyle/@w:val")
            for text in _texts(element):
                yield from _line("heading" if styled and styled[0] in headings else "body", text)


def _line(kind: str, text: str) -> Iterator[Line]:
    folded = " ".join(text.split("\n")).strip()
    if folded:
        yield Line("heading" if kind == "heading" else "body", folded)


def _texts(paragraph: "BaseOxmlElement") -> list[str]:
    """What a paragraph shows, cut at line breaks; what was inserted under review counts, what was deleted does not."""
    unseen = " or ".join(_UNSEEN)
    pieces = [""]
    for element in paragraph.xpath(f".//*[(self::w:t or self::w:tab or self::w:br or self::w:cr) and not({unseen})]"):
        tag = element.tag.rsplit("}", 1)[1]
        if tag in _BREAKS:
            pieces.append("")
        else:
            pieces[-1] += " " if tag == "tab" else element.text or ""
    return pieces


def _is_heading(style: str) -> bool:
    """Whether a style is one for titles or headings.

    >>> _is_heading("Heading 1"), _is_heading("Title"), _is_heading("标题 2"), _is_heading("Normal")
    (True, True, True, False)
    """
    return bool(_HEADING.match(style) or _TITLE.fullmatch(style))
