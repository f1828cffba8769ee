"""What stands above an article in a crawled text, whose white space is folded; cuts nothing itself."""

import re

from corpus import cues
from corpus.furniture.said import Piece, piece

_CRAWL = re.compile(r"(?P<fields>.{0,300}?)[，,]正文：", re.DOTALL)
_CRAWL_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{4}年\d\d月\d\d日|\[\s*\d\d/\d\d\s*\]")
_CRAWL_SOURCE = re.compile(r"来源[：:]\s*([^\s|，：]+)")

_DAY = r"\d{4}(?:-\d\d-\d\d|/\d\d/\d\d|年\d{1,2}月\d{1,2}日)"
_STAMP = rf"{_DAY} \d{{1,2}}:\d\d(?::\d\d)?"
_LABEL = r"(?:来源|作者|编辑|稿源|责编)[：:]"
_NAMES = r"[\u4e00-\u9fff·]{2,4}(?:、[\u4e00-\u9fff·]{2,4}){0,3}"

# Each fits only what cannot be the beginning of a sentence, and says what its groups are named for; before it is what
# has to stand near its beginning.
_HEADERS = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        ("时间", rf"(?:发布|更新)?时间[：:]\s?(?P<date>{_DAY})(?: \d{{1,2}}:\d\d(?::\d\d)?)?(?=\s)"),
        (":", rf"(?P<date>{_STAMP})(?=\n|\s?{_LABEL})|\d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d(?=\s)"),
        (
            "来源",
            r"(?:本文|文章)?来源[：:]\s?"
            r"(?P<source>[^\s，。：|－]{2,8}－[\u4e00-\u9fff]{2,4}频道|[^\s，。：|\d]{2,14}?(?=\s|广告 ))"
            r"(?:\s?原创稿)?",
        ),
        ("作者", rf"作者[：:/]\s?(?P<names>{_NAMES})(?=\s)"),
        ("转自", r"(?:本文)?转自[：:]?\s?[【\[](?P<source>[^【】\[\]\n]{2,15})[】\]][；;，。]?"),
        (">", r"[^\s>，。]{2,12}(?: ?> ?[^\s>，。]{2,10}){1,4}(?=\n)"),
        ("({", r"[A-Za-z_$][\w$.]{2,30}\(\{[^{}]{10,500}\}\);?"),
        ("广告 ", r"广告 [^×。\n]{2,60}×"),
    )
)
_NEAR = 24  # characters
_LINE = 90  # characters; longer than any title with the dateline behind it

_TITLE_LABEL = re.compile(r"原标题[：:]\s?")
_TITLE_TWICE = re.compile(r"([^\n]{6,60}?)[ \n]?\1[ \n]?")
# Where a title without a gap ends: the article's own dateline, stamp or source follows it.
_OUTLETS = (
    "本报",
    "新华社",
    "中新网",
    "中新社",
    "人民网",
    "央广网",
    "光明网",
    "参考消息网",
    "IT之家",
    "新京报",
    "红网",
)
_DATELINE = r"[^\s，。：]{0,10}(?:\d ?月 ?\d{1,2} ?日)?(?:电 ?[（(\s]|[讯电]\s?[（(]|讯，| ?消息[，（(])"
_TITLE_END = re.compile(
    "|".join(
        (r"2\d{3}-\d\d-\d\d \d{1,2}:\d\d", "本文转自[：:【]", "转自[：:【]", "本文来源[：:]", "来源[：:]", "本报讯")
    )
    + "".join(f"|{outlet}{_DATELINE}" for outlet in _OUTLETS)
)
_TITLE_LENGTH = range(6, 61)


def header(text: str, start: int, title: str | None) -> Piece | None:
    """Find one piece of furniture at `start`, above the article; None where the article begins.

    :param title: what the article is called, if that is known.

    >>> header("来源：甬江晚报\\n大桥通车了。", 0, None)
    Piece(at=7, source='甬江晚报', title=None, names=None, date=None)
    >>> header("来源：甬江晚报大桥通车了。", 0, None)
    """
    return _crawl_header(text, start) or _title_line(text, start, title) or _listed(text, start)


def _crawl_header(text: str, start: int) -> Piece | None:
    """Read the fields that a crawl writes before “，正文：”, among them a date."""
    found = _CRAWL.match(text, start) if "正文：" in text[start : start + 310] else None
    if found is None or not _CRAWL_DATE.search(found["fields"]):
        return None
    source = _CRAWL_SOURCE.search(found["fields"])
    return Piece(found.end(), source[1] if source else None, date=found["fields"])


def _listed(text: str, start: int) -> Piece | None:
    near = text[start : start + _NEAR]
    for mark, pattern in _HEADERS:
        if mark in near and (found := pattern.match(text, start)):
            return piece(found.end(), found)
    return None


def _title_line(text: str, start: int, title: str | None) -> Piece | None:
    """Read the line 原标题：…, or the title that is known already where it stands alone on the first line.

    Where nothing shows the end of an original title, only its label is set apart.
    """
    label = _TITLE_LABEL.match(text, start)
    if label is None:
        alone = title and text.startswith(f"{title}\n", start)
        return Piece(start + len(title), title=title) if title and alone else None
    begin = label.end()
    if title and text.startswith(title, begin):
        return Piece(begin + len(title), title=title)
    if twice := _TITLE_TWICE.match(text, begin):
        return Piece(twice.end(), title=twice[1])
    if ending := _TITLE_END.search(text, begin, begin + _LINE):
        before = text[begin : ending.start()]
        if len(before) in _TITLE_LENGTH and "。" not in before and "\n" not in before:
            return Piece(ending.start(), title=before)
    line, line_end, _ = text[begin : begin + _LINE].partition("\n")
    return Piece(begin + len(line), title=line) if line_end and cues.is_title(line) else Piece(begin)
