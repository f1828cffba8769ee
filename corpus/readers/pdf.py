"""PDF files with a text layer: a newspaper page, or an article of several pages; what the page says is told by others.

`pdfium` draws the characters, in a process of its own; `glyphs`, `columns` and `printed` set them out as plain text,
and `corpus.page` takes that apart. Title, author and dates in the properties of a file are left alone: they tell of
the file and not of what is printed in it.
"""

import json
import subprocess
import sys
import threading
import unicodedata
from bisect import bisect_right
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path, PurePath
from subprocess import DEVNULL, PIPE
from typing import Any, BinaryIO

from corpus.article import Article, Origin, Rejection
from corpus.errors import BadDocument, UnreadableFile
from corpus.page import page_articles
from corpus.readers import pdfium
from corpus.readers.columns import blocks_of
from corpus.readers.compression import whole
from corpus.readers.encoding import LETTERS_AT_LEAST, common_share
from corpus.readers.glyphs import Glyph, Row, rows_of
from corpus.readers.printed import page_text
from corpus.readers.record import Defaults, check_length
from corpus.readers.running import without_running_heads
from corpus.running_heads import page_date

PAGE_BREAK = "\n\f"
CHARACTERS = 3_000_000

_HEADER_WITHIN = 1024  # bytes, as readers of PDF allow
_SECONDS = 180.0  # on the clock, for a file
_AT_ONCE = threading.BoundedSemaphore(2)
_UNTOLD_SHARE = 0.2  # of the characters of a page: with more that have no code, the others are not to be trusted
_COMMON_SHARE = 0.5  # of the letters beyond ASCII: with fewer common ones, the codes are not those of the characters
_SPARSE = 20  # characters a page: a scan may carry a stamp or a number

_ERRORS = {
    "password": "PDF 有密码保护，请先去掉密码再试",
    "damaged": "PDF 已损坏或不完整，请重新导出后再试",
    "crowded": f"PDF 有一页超过 {pdfium.PAGE_CHARACTERS} 字，不像印刷的版面，请拆开后再试",
}
_GARBLED = "字体没有正确的文字编码，取出的是乱码；请先做文字识别（OCR）"


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on a page: its rows, how many characters, whether these can be told, and whether it has pictures."""

    rows: tuple[Row, ...]
    characters: int
    legible: bool
    pictured: bool


def read_pdf(name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Article | Rejection]:
    """Yield the articles of a PDF; a page whose characters cannot be told is rejected as `name:3`, counted from 1.

    :raises UnreadableFile: not a PDF, damaged, protected by a password, a scan without a text layer, or too large.
    """
    pages = _pages(whole(stream))
    _check(pages)
    for number, page in enumerate(pages, start=1):
        if not page.legible:
            yield Rejection(f"{name}:{number}", f"第 {number} 页的{_GARBLED}")
    rows = without_running_heads([page.rows if page.legible else () for page in pages])
    texts = [page_text(blocks_of(page)) for page in rows]
    for number, article in enumerate(articles_of(PurePath(name).name, texts, defaults), start=1):
        try:
            check_length(article.text)
        except BadDocument as error:
            yield Rejection(f"{name}:{number}", error.detail)
        else:
            yield article


def articles_of(file: str, texts: Sequence[str], defaults: Defaults) -> Iterator[Article]:
    """The articles on the pages of a file, each with the pages that it stands on; a page with a date begins a new day.

    `runs` lead into the texts, joined by `PAGE_BREAK`.

    >>> pages = ["大桥开工\\n\\n大桥今天开工，计划三", "年建成。\\n\\n\\n\\n\\n老码头开张\\n\\n码头昨天开张。"]
    >>> [(article.title, article.origin.pages) for article in articles_of("a.pdf", pages, Defaults())]
    [('大桥开工', (1, 2)), ('老码头开张', (2,))]
    """
    starts = list(accumulate((len(text) + len(PAGE_BREAK) for text in texts), initial=0))
    dated = [number for number, text in enumerate(texts) if page_date(text.strip().partition("\n")[0])]
    for first, end in pairwise(dict.fromkeys((0, *dated, len(texts)))):
        for article in page_articles(PAGE_BREAK.join(texts[first:end]), defaults.source, defaults.published):
            runs = tuple(replace(run, raw_start=run.raw_start + starts[first]) for run in article.runs)
            pages = tuple(dict.fromkeys(bisect_right(starts, run.raw_start) for run in runs))
            yield replace(article, runs=runs, origin=Origin(file, pages=pages))


def _pages(data: bytes) -> list[_Page]:
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise UnreadableFile("文件不是 PDF，只是以 .pdf 命名")
    pages: list[_Page] = []
    characters = 0
    with closing(_drawn(data)) as drawn:
        for line in drawn:
            if error := line.get("error"):
                raise UnreadableFile(_ERRORS[error])
            if line.get("pages", 0) > pdfium.PAGES:
                raise UnreadableFile(f"PDF 有 {line['pages']} 页，超过上限 {pdfium.PAGES} 页，请拆成几个文件")
            if "text" in line:
                pages.append(_page(line))
                characters += len(line["text"])
            if characters > CHARACTERS:
                raise UnreadableFile(f"PDF 超过 {CHARACTERS // 10_000} 万字，请拆成几个文件")
    return pages


def _drawn(data: bytes) -> Generator[dict[str, Any], None, None]:
    """What `pdfium` writes, line by line.

    :raises UnreadableFile: it was ended, for what it took or for what is wrong with the file.
    """
    command = [sys.executable, "-P", str(Path(pdfium.__file__))]
    with _AT_ONCE, subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL) as process:
        limit = threading.Timer(_SECONDS, process.kill)
        limit.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            with suppress(BrokenPipeError), process.stdin as stdin:
                stdin.write(data)
            yield from map(json.loads, process.stdout)
            if process.wait():
                raise UnreadableFile("PDF 无法处理：文件已损坏，或展开后过大、过于复杂；请重新导出后再试")
        finally:
            limit.cancel()
            process.kill()


def _page(line: dict[str, Any]) -> _Page:
    text = line["text"]
    cells = zip(text, line["places"], line["sizes"], strict=True)
    glyphs = [
        Glyph(left, top, right, bottom, size, plain)
        for character, (left, top, right, bottom), size in cells
        if (plain := _plain(character))
    ]
    return _Page(rows_of(glyphs), len("".join(text.split())), _is_legible(text), bool(line["pictures"]))


def _plain(character: str) -> str:
    """A character as it is written everywhere else; nothing for one that has no code.

    Fonts name some characters by a form that only looks the same: a radical, a ligature.

    >>> _plain("\u2f08"), _plain("\ufb01"), _plain("\ufffe"), _plain("㎡")
    ('人', 'fi', '', '㎡')
    """
    if "\u2e80" <= character <= "\u2fdf" or "\uf900" <= character <= "\ufb06":
        return unicodedata.normalize("NFKC", character)
    return "" if _is_untold(character) else character


def _is_untold(character: str) -> bool:
    return character == "\ufffd" or (unicodedata.category(character)[0] == "C" and character not in "\t\u200c\u200d")


def _is_legible(text: str) -> bool:
    """Whether the characters of a page are those that are printed on it.

    >>> _is_legible("大桥今天上午建成通车了，全长5公里"), _is_legible("大桥\ue001\ue002")
    (True, False)
    >>> _is_legible("大桥今天上午建成通车了".encode("gb18030").decode("latin-1"))
    False
    """
    text = "".join(map(_plain, text)) + "\ufffd" * sum(map(_is_untold, text))
    letters = [character for character in text if character.isalpha()]
    foreign = sum(not letter.isascii() for letter in letters)
    common = common_share(text) if foreign >= max(LETTERS_AT_LEAST, len(letters) / 2) else 1.0
    return common >= _COMMON_SHARE and text.count("\ufffd") <= _UNTOLD_SHARE * len(text)


def _check(pages: Sequence[_Page]) -> None:
    """:raises UnreadableFile: there is no text on the pages, or none that can be told."""
    characters = sum(page.characters for page in pages)
    if any(page.pictured for page in pages) and characters < _SPARSE * len(pages):
        raise UnreadableFile("这是扫描件，没有文字层；请先做文字识别（OCR）")
    if not characters:
        raise UnreadableFile("PDF 里没有可以取出的文字，也许已转成曲线；请先做文字识别（OCR）")
    if not any(page.legible and page.characters for page in pages):
        raise UnreadableFile(f"PDF 的{_GARBLED}")
