"""What a web page puts around an article, found at the ends of a crawled text; never looks inside the article.

Each rule is a function with an example. A rule that does not fit leaves the text as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from corpus.layout import trimmed
from corpus.published import find_date

_HEADER = re.compile(r"(?P<fields>.{0,300}?)[，,]正文：", re.DOTALL)
_HEADER_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{4}年\d\d月\d\d日|\[\s*\d\d/\d\d\s*\]")
_HEADER_SOURCE = re.compile(r"来源：\s*([^\s|，：]+)")
_FOOTERS_AT_MOST = 4
_TAIL = 300  # characters; longer than any footer below

_READ_MORE = re.compile(r"返回搜狐，查看更多$|分享让更多人看到$|阅读剩余全文（\s*）$")
_EDITOR = re.compile(r"责任编辑：$|[（(【\[]\s*(?:责任编辑|责编|编辑)\s*[：:][^（）()【】\[\]。，]{0,20}[）)】\]]$")
_CHANNEL = re.compile(r"更多精彩内容请进入[^\s。，]{1,10}频道$|更多精彩内容请进入[^\s。，]{1,6}新闻$")
_LINK_NOTICE = re.compile(r"广告声明：文内含有的对外跳转链接[^。]*。$")


@dataclass(frozen=True, slots=True)
class Body:
    """Where the article stands in a crawled text, and what the line before it said."""

    start: int
    end: int
    source: str | None = None
    published: date | None = None


def body_of(raw: str) -> Body:
    """Set apart the crawl's header and footers; a text that is nothing else is kept whole.

    >>> raw = "来源：甬江晚报  |  2023年07月24日 07:30:10，正文：  大桥通车了。返回搜狐，查看更多  责任编辑："
    >>> body = body_of(raw)
    >>> raw[body.start : body.end], body.source, body.published
    ('大桥通车了。', '甬江晚报', datetime.date(2023, 7, 24))
    """
    header = header_of(raw)
    body = trimmed(raw, header.start, len(raw))
    for _ in range(_FOOTERS_AT_MOST):
        before = body
        if before:
            body = trimmed(raw, header.start, min(rule(raw, header.start, before.end) for rule in FOOTERS))
        if body == before:
            break
    return replace(header, start=body.start, end=body.end) if body else Body(0, len(raw))


def header_of(raw: str) -> Body:
    """The fields that a crawl writes before "，正文：", among them a date.

    >>> header_of("2023-08-17 14:23  来源：甬江晚报  ，正文：大桥通车了。")
    Body(start=31, end=37, source='甬江晚报', published=datetime.date(2023, 8, 17))
    >>> header_of("他说，正文：见附件。").start
    0
    """
    header = _HEADER.match(raw)
    if header is None or not _HEADER_DATE.search(header["fields"]):
        return Body(0, len(raw))
    source = _HEADER_SOURCE.search(header["fields"])
    return Body(header.end(), len(raw), source[1] if source else None, find_date(header["fields"]))


def before_read_more(raw: str, start: int, end: int) -> int:
    """The buttons below an article.

    >>> before_read_more("大桥通车了。分享让更多人看到", 0, 14)
    6
    """
    return _before(_READ_MORE, raw, start, end)


def before_editor(raw: str, start: int, end: int) -> int:
    """The name of the desk editor in brackets, or the bare label that is left where a page shows none.

    >>> before_editor("大桥通车了。【责任编辑：甲乙】", 0, 15)
    6
    """
    return _before(_EDITOR, raw, start, end)


def before_channel(raw: str, start: int, end: int) -> int:
    """The pointer to a section of the outlet.

    >>> before_channel("大桥通车了。 更多精彩内容请进入社会新闻", 0, 20)
    7
    """
    return _before(_CHANNEL, raw, start, end)


def before_link_notice(raw: str, start: int, end: int) -> int:
    """The notice that links may be advertisements.

    >>> before_link_notice("大桥通车了。广告声明：文内含有的对外跳转链接，仅供参考。", 0, 28)
    6
    """
    return _before(_LINK_NOTICE, raw, start, end)


FOOTERS: tuple[Callable[[str, int, int], int], ...] = (
    before_read_more,
    before_editor,
    before_channel,
    before_link_notice,
)


def _before(footer: re.Pattern[str], raw: str, start: int, end: int) -> int:
    found = footer.search(raw, max(start, end - _TAIL), end)
    return found.start() if found else end
