"""What a file is by its first bytes, whatever its name says; pure, reads no file."""

import re
from dataclasses import dataclass

_PROSE = (".txt", ".json", ".jsonl")  # in these, a page in HTML or XML is no article
_SEEN_PDF = 1024  # readers of PDF look for its mark in so many bytes
_OFFICE = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/")
_FIRST_NAME = 30  # where a ZIP archive names its first member
_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html)\b", re.IGNORECASE)
_JSON_LIST = re.compile(r"\s*\[\s*\{")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content: its name for people, the suffixes that fit it, and what to do where none does."""

    name: str
    suffixes: tuple[str, ...] = ()
    advice: str = ""


PDF = Kind("PDF", (".pdf",))
ZIP = Kind("ZIP 压缩包", (".zip", ".docx"))
GZIP = Kind("gzip 压缩文件", (".gz",))
XZ = Kind("xz 压缩文件", (".xz",))
ZSTANDARD = Kind("Zstandard 压缩文件", (".zst",))
HTML = Kind("HTML 网页", (".html", ".htm"))
XML = Kind("XML", (".xml", ".rss", ".atom"))
_UNPACK = "请先解开，再收录里面的文件"
_MARKS: tuple[tuple[int, bytes, Kind], ...] = (  # where, which bytes, what they tell
    (0, b"PK\x03\x04", ZIP),
    (0, b"PK\x05\x06", ZIP),
    (0, b"\x1f\x8b", GZIP),
    (0, b"\xfd7zXZ\x00", XZ),
    (0, b"\x28\xb5\x2f\xfd", ZSTANDARD),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind("旧版或加密的 Office 文件", advice="请另存为没有密码的 .docx")),
    (0, b"{\\rtf", Kind("RTF 文档", advice="请另存为 .docx")),
    (0, b"7z\xbc\xaf\x27\x1c", Kind("7z 压缩包", advice=_UNPACK)),
    (0, b"Rar!\x1a\x07", Kind("RAR 压缩包", advice=_UNPACK)),
    (257, b"ustar", Kind("tar 归档", advice=_UNPACK)),
    (4, b"1AY&SY", Kind("bzip2 压缩文件", advice=_UNPACK)),
    (0, b"\x89PNG\r\n\x1a\n", Kind("图片（PNG）")),
    (0, b"\xff\xd8\xff", Kind("图片（JPEG）")),
    (0, b"GIF87a", Kind("图片（GIF）")),
    (0, b"GIF89a", Kind("图片（GIF）")),
    (8, b"WEBPVP8", Kind("图片（WebP）")),
    (8, b"WAVEfmt ", Kind("录音（WAV）")),
    (8, b"AVI LIST", Kind("视频（AVI）")),
    (4, b"ftypheic", Kind("图片（HEIC）")),
    (4, b"ftyp", Kind("视频（MP4）")),
    (0, b"\x7fELF", Kind("程序（ELF）")),
    (0, b"SQLite format 3\x00", Kind("SQLite 数据库")),
)
_OWN = {suffix: kind for kind in (PDF, ZIP, GZIP, XZ, ZSTANDARD) for suffix in kind.suffixes}


def kind_of(head: bytes) -> Kind | None:
    """Tell the kind of a file from its first bytes; None for text, and for what has no mark.

    >>> kind_of(b"%PDF-1.7"), kind_of("大桥今天通车。".encode())
    (Kind(name='PDF', suffixes=('.pdf',), advice=''), None)
    """
    for start, mark, kind in _MARKS:
        if head.startswith(mark, start):
            return kind
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"MZ") and b"\0" in head:
        return Kind("程序（Windows）")
    page = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(page):
        return HTML
    return XML if page.lstrip().startswith(b"<?xml") else None


def mismatch(suffix: str, head: bytes) -> str | None:
    """Say, for people, how the first bytes of a file belie its suffix; None where they do not, or there are none.

    :param suffix: in lower case, with its dot; empty where the name has none.

    >>> mismatch(".txt", b"%PDF-1.7")
    '文件名是 .txt，内容却是 PDF；请改成正确的扩展名 .pdf'
    >>> mismatch(".pdf", "大桥今天通车。".encode())
    '文件名是 .pdf，内容却不是 PDF'
    >>> mismatch(".txt", "大桥今天通车。".encode())
    """
    own, kind = _OWN.get(suffix), kind_of(head)
    if not head or kind is own or (own is PDF and b"%PDF-" in head[:_SEEN_PDF]):
        return None
    if kind is None:
        return f"文件名是 {suffix}，内容却不是 {own.name}" if own else None
    if own is None and kind in (HTML, XML) and suffix not in _PROSE:
        return None
    advice = f"请改成正确的扩展名 {' 或 '.join(kind.suffixes[:2])}" if kind.suffixes else kind.advice
    told = f" {kind.name}" if kind.name[0].isascii() else kind.name
    told = f"文件名是 {suffix}，内容却是{told}" if suffix else f"没有扩展名，内容是{told}"
    return f"{told}；{advice or '里面没有可读的文字'}"


def suffix_of(head: bytes) -> str:
    """Choose a suffix for content that came without a name: what its first bytes show, else JSON, else plain text.

    It is empty for content of a kind that no suffix would fit.

    >>> suffix_of(b"%PDF-1.7"), suffix_of(b"PK\\x03\\x04"), suffix_of(b"PK\\x03\\x04" + bytes(26) + b"word/")
    ('.pdf', '.zip', '.docx')
    >>> suffix_of(b'{"text": "a"}'), suffix_of(b"[{}]"), suffix_of("大桥通车\\n".encode())
    ('.jsonl', '.json', '.txt')
    """
    kind = kind_of(head)
    if kind is ZIP and head.startswith(_OFFICE, _FIRST_NAME):
        return ".docx"
    if kind:
        return kind.suffixes[0] if kind.suffixes else ""
    start = head[:1000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").decode("ascii", "replace")
    if start.startswith("{"):
        return ".jsonl"
    return ".json" if _JSON_LIST.match(start) else ".txt"
