"""The article, and the frozen parts it is made of; knows no file format.

Offsets everywhere count Unicode code points, 0-based, end exclusive.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

BlockKind = Literal["body", "heading", "note", "caption"]

TITLE_LENGTH = 30
SHARED_LENGTH = 5


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's text that is one thing: a paragraph, a heading, an editor's note or a caption.

    No sentence crosses a block. `text[start:end]` has no white space at either end.
    """

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch copied to the letter: `text[start:end] == raw[raw_start:raw_start + end - start]`."""

    start: int
    end: int
    raw_start: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article was read.

    `file` is the name of the file without its folders, with the line of a record (`news.jsonl:17`) or the member of an
    archive (`may.zip/page.txt`). `encoding` is the one that the file was found to be in, None for a format that has
    none of its own. `pages` are the pages of a PDF, counted from 1.
    """

    file: str
    encoding: str | None = None
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article, cleaned, with the way back to its source.

    `text` is its blocks in reading order, joined by a line break. `runs` cover every character that came from the
    source, in order; what the cleaning added (line breaks between blocks) is in no run. `raw_start` counts code
    points of the decoded source: of the file for a page or a Markdown file, of the `text` value for a JSON record, of
    the text that was drawn from it for any other format.

    `title` is never empty: without one of its own, an article goes by its first words.
    `published` is None when the source names no date; `byline` holds names as printed, in order. `origin` is no part
    of the version: the same article from another file is the same.
    """

    id: str
    title: str
    text: str
    source: str | None = None
    published: date | None = None
    section: str | None = None
    byline: tuple[str, ...] = ()
    url: str | None = None
    blocks: tuple[Block, ...] = ()
    runs: tuple[Run, ...] = ()
    origin: Origin | None = field(default=None, compare=False)

    @property
    def version(self) -> str:
        """16 hexadecimal digits of the SHA-256 of everything that a reader can see; equal content, equal version."""
        published = self.published.isoformat() if self.published else None
        seen = [self.title, self.text, self.source, published, self.section, list(self.byline), self.url]
        return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that was not taken in: where it stands (`news.jsonl:17`), and why, in a sentence for people."""

    name: str
    reason: str


def title_from(text: str) -> str:
    """Name an untitled article by its first words, at most `TITLE_LENGTH` characters.

    >>> title_from("近日，宁波举行推进会。会上公布了目标。")
    '近日，宁波举行推进会'
    >>> title_from("一" * 40)
    '一一一一一一一一一一一一一一一一一一一一一一一一一一一一一…'
    """
    first = text.strip().split("\n", 1)[0].split("。", 1)[0].strip()
    return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"


def derived_id(url: str | None, title: str, source: str | None, published: date | None, text: str = "") -> str:
    """Give an article without an id one that stays when its text is corrected: 16 hexadecimal digits.

    They come from its address; without one, from its outlet, its date and the first `2 * TITLE_LENGTH` characters of
    its title (or of its text, where it has no title). A title of `SHARED_LENGTH` characters or fewer (快讯, 图片新闻)
    may stand over many articles of a day: as much of the text then counts too.

    >>> derived_id("https://example.cn/1", "旧题", None, None) == derived_id("https://example.cn/1", "新题", None, None)
    True
    >>> derived_id(None, "大桥通车", "甬江晚报", None)
    '5dcc9a90681249c0'
    >>> derived_id(None, "快讯", None, None, "大桥通车。") == derived_id(None, "快讯", None, None, "码头开工。")
    False
    """
    opening = text[: 2 * TITLE_LENGTH] if len(title) <= SHARED_LENGTH else ""
    day = published.isoformat() if published else None
    key = [url] if url else [title[: 2 * TITLE_LENGTH] + opening, source, day]
    return hashlib.sha256(json.dumps(key, ensure_ascii=False).encode("utf-8")).hexdigest()[:16]
