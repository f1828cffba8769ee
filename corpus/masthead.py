"""The line under a title that says when and where an article appeared, as web pages print it; knows no other line."""

import re
from dataclasses import dataclass
from datetime import date

from corpus.bylines import byline
from corpus.published import find_date
from corpus.simplified import simplified

_LENGTH = 80
_DAY = r"\d{4}(?:[-/]\d{1,2}[-/]\d{1,2}|年\d{1,2}月\d{1,2}日)"
_SOURCE = re.compile(r"(?:来源|稿源|来自)\s*[：:]\s*([^\s：:|｜，。]{2,20})")
_AUTHOR = re.compile(r"作者\s*[：:]\s*([\u4e00-\u9fff·]{2,8})")
_REST = re.compile(
    rf"(?:发布|更新|发表)?(?:时间|日期|于)\s*[：:]?|{_DAY}|\d{{1,2}}:\d\d(?::\d\d)?|"
    r"(?:责任)?编辑\s*[：:]\s*[\u4e00-\u9fff]{2,4}|(?:阅读|浏览|点击)(?:数|量|次数)?\s*[：:]?\s*\d+|[\s|｜]+"
)


@dataclass(frozen=True, slots=True)
class Imprint:
    """The outlet, the date and the author that such a line names."""

    source: str | None
    published: date | None
    byline: tuple[str, ...]


def imprint(text: str) -> Imprint | None:
    """Read a line that holds nothing but where and when an article appeared; None for any other line.

    >>> imprint("2021-05-20 08:30  来源：甬江晚报  作者：甲小乙")
    Imprint(source='甬江晚报', published=datetime.date(2021, 5, 20), byline=('甲小乙',))
    >>> imprint("2021年5月20日，渔船归港。") is None, imprint("来源：甬江晚报的报道说，渔船归港。") is None
    (True, True)
    """
    if len(text) > _LENGTH:
        return None
    read = simplified(text)
    source, author = _SOURCE.search(read), _AUTHOR.search(read)
    if _REST.sub("", _AUTHOR.sub("", _SOURCE.sub("", read))) or not (source or find_date(read)):
        return None
    names = byline(f"记者 {text[author.start(1) : author.end(1)]}") if author else ()
    return Imprint(text[source.start(1) : source.end(1)] if source else None, find_date(read), names)
