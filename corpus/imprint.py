"""The line under a headline that says when, where and by whom; knows nothing of the text below it.

Read in simplified characters; what it names comes as printed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.bylines import names
from corpus.published import find_date
from corpus.simplified import simplified

LENGTH = 120

# A label ends the field before it only with its colon: 浙江时间网 and 甲来自乙报 are names.
_LABEL = r"(?:作者|记者|通讯员|来源于?|稿源|来自|责任编辑|责编|编辑|(?:发布|发表|更新|修改)?(?:时间|日期))\s*[：:]"
_LABEL_AHEAD = rf"(?=[\s|｜]|$|{_LABEL})"
_NAME = r"[\u4e00-\u9fff·]{2,4}"
_FIELD = re.compile(
    r"(?P<changed>(?:更新|修改)(?:时间|日期|于)?[：:]?\s*(?=\d))?"
    r"(?P<labelled>(?:发布|发表|发稿|刊登|刊发)?(?:时间|日期)[：:]?\s*|(?:发布|发表)于?[：:]?\s*)?"
    r"(?P<day>\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?)"
    r"(?:T?\s*(?:星期.|周.)?\s*(?:[上下]午)?\s*\d{1,2}[:：时]\d{1,2}(?:[:：分]\d{2})?[分秒]?)?"
    r"|(?:(?:发布|发表|更新|修改)?时间\s*[：:]\s*)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?=[\s|｜]|$)"
    rf"|(?:(?:稿件|文章|信息|新闻)?来源于?|稿源|来自)\s*[：:]\s*(?P<source>[^\s。，；！？]+?){_LABEL_AHEAD}"
    rf"|(?:作者|记者|撰文)\s*[：:]\s*(?P<names>\S{{2,30}}?){_LABEL_AHEAD}"
    rf"|(?:本报|本网)?(?:记者|通讯员)[ \u3000]+(?P<reporters>{_NAME}(?:[、 \u3000]{_NAME})*){_LABEL_AHEAD}"
    rf"|(?P<desk>责任编辑|责编|编辑|校对|审核)\s*[：:]\s*\S{{1,20}}?{_LABEL_AHEAD}"
    r"|(?:阅读|浏览|点击|评论|访问)(?:量|次数|数)?\s*[：:（(]?\s*\d+\s*次?[）)]?"
    r"|字号\s*[：:]?|[大中小]{1,3}(?=\s|$)|分享到?\s*[：:]?|微信|微博|QQ空间|打印|收藏|我要评论"
)
_WRITERS = "names", "reporters"
_BETWEEN = re.compile(r"[\s|｜·•/]*")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the line says; `labelled` where it calls its date the day of publication or names a source beside it."""

    published: date | None
    source: str | None
    names: tuple[str, ...]
    labelled: bool


def imprint(text: str) -> Imprint | None:
    """Read a line that holds a day, a source or names, of the desk if no other, and no text; None for any other line.

    The day of a later change belongs to no text either, but is no day of publication.

    >>> imprint("2023-07-24 07:57:40 来源： 甬江网 责任编辑：甲乙")
    Imprint(published=datetime.date(2023, 7, 24), source='甬江网', names=(), labelled=True)
    >>> imprint("2023年07月24日08:18  作者：甲小乙").names
    ('甲小乙',)
    >>> imprint("更新时间：2023-07-24").published is None, imprint("2023年7月24日，大桥通车。") is None
    (True, True)
    """
    fields = _fields(simplified(text)) if len(text) <= LENGTH else []
    days = [field for field in fields if field["day"] and not field["changed"]]
    published = find_date(days[0]["day"]) if days else None
    source = next((_printed(text, field, "source").strip("（()）") for field in fields if field["source"]), None)
    writers = tuple(
        name for field in fields for group in _WRITERS if field[group] for name in names(_printed(text, field, group))
    )
    if not (published or source or writers or any(field["desk"] or field["changed"] for field in fields)):
        return None
    return Imprint(published, source or None, writers, bool(days and days[0]["labelled"]) or bool(source and days))


def together(said: Sequence[Imprint]) -> Imprint:
    """The first word on each point, of none or several lines."""
    return Imprint(
        published=next((one.published for one in said if one.published), None),
        source=next((one.source for one in said if one.source), None),
        names=next((one.names for one in said if one.names), ()),
        labelled=any(one.labelled for one in said),
    )


def _fields(text: str) -> list[re.Match[str]]:
    """The fields that make up the line; none where anything else stands between them."""
    fields: list[re.Match[str]] = []
    at = _skip(text, 0)
    while at < len(text):
        field = _FIELD.match(text, at)
        if field is None:
            return []
        fields.append(field)
        at = _skip(text, field.end())
    return fields


def _printed(text: str, field: re.Match[str], name: str) -> str:
    return text[slice(*field.span(name))]


def _skip(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    return between.end() if between else at
