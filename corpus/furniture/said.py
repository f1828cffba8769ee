"""What furniture says of an article: its outlet, title, names and date, as printed on a piece and as read."""

import re
from dataclasses import dataclass
from datetime import date

from corpus.bylines import byline
from corpus.published import find_date

# Several outlets, or the keeper of a picture: nobody to go by.
_NO_OUTLET = re.compile(r"[、，,/；;\s]|等$|综合|网络|公开|整理|图库|图虫|视觉中国|截图|视频$|社交|供稿|版权|阅读原文")
_REPORTER = re.compile(r"[ |｜/]*(?:记者|通讯员|作者).*")
_TITLE_MARKS = "《》 \n"
_QUOTES = str.maketrans("", "", "“”\"'")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of furniture: where it meets the article, and what is printed on it."""

    at: int
    source: str | None = None
    title: str | None = None
    names: str | None = None
    date: str | None = None


def piece(at: int, match: re.Match[str]) -> Piece:
    """Read the groups of a match that are named for what they say."""
    if not match.re.groupindex:
        return Piece(at)
    groups = match.groupdict()
    return Piece(at, *map(groups.get, ("source", "title", "names", "date")))


class Said:
    """What the pieces have said so far: of each thing the first word counts, and names add up.

    >>> said = Said(None)
    >>> for source in ("甬江晚报、三江日报", "“甬江晚报” 记者 甲小乙", "三江日报"):
    ...     said.take(Piece(0, source))
    >>> said.source
    '甬江晚报'
    """

    def __init__(self, title: str | None) -> None:
        self.title = title
        self.source: str | None = None
        self.published: date | None = None
        self.byline: tuple[str, ...] = ()

    def take(self, piece: Piece) -> None:
        """Take note of what one piece says."""
        if piece.title:
            self.title = self.title or piece.title.strip(_TITLE_MARKS)
        if piece.source:
            self.source = self.source or _outlet(piece.source)
        if piece.names:
            self.sign(byline(f"记者 {piece.names}"))
        if piece.date:
            self.published = self.published or find_date(piece.date) or find_date("".join(piece.date.split()))

    def sign(self, names: tuple[str, ...]) -> None:
        """Put the names of a signature before those that stand further down."""
        self.byline = tuple(dict.fromkeys((*names, *self.byline)))


def _outlet(source: str) -> str | None:
    name = _REPORTER.sub("", source).strip().removesuffix("原创稿").translate(_QUOTES)
    return name if name and not _NO_OUTLET.search(name) else None
