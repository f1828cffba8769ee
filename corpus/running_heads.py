"""The heads and feet of pages, and the pages between them; knows how they are worded, and nothing of articles.

A line is one by what it says: outlet, date, weekday, number and name of the page, each a word of its own. In the midst
of a text it must say two of them; at the edge of a page, and beside another such line, one is enough.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import groupby

from corpus import cues
from corpus.bylines import is_desk
from corpus.lines import Line
from corpus.published import find_date
from corpus.simplified import simplified

_DATE = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_APART = re.compile(rf"({_DATE}|{_WEEKDAY})")
_SEPARATORS = re.compile(r"[\s|｜·：:]+|(?<=[版\s])[—-]+")
_WORDS = {
    "day": re.compile(_DATE),
    "outlet": re.compile(r"[\u4e00-\u9fff]{2,8}(?:报|周刊)"),
    "weekday": re.compile(_WEEKDAY),
    "lunar": re.compile(r"农历\S{2,12}|[\u4e00-\u9fff]{2}年\S{1,3}月\S{2,3}"),
    "number": re.compile(r"第?[A-Z]{0,2}\d{1,3}版|第[一二三四五六七八九十]{1,3}版|[A-Z]{1,2}\d{1,3}|第?\d{2}|\d{1,2}"),
}
_SECTION = re.compile(r"[\u4e00-\u9fff]{2,6}")
_SECTIONS = frozenset(
    re.findall(
        r"\S+",
        "要闻 头版 时政 本地 国内 国际 天下 经济 财经 产经 民生 社会 城事 区域 综合 综合新闻 新闻 深度 评论 时评 "
        "理论 体育 文体 文化 娱乐 副刊 教育 科技 健康 专版 专题 特刊 公告 广告",
    )
)
_FOLIO = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*[页頁])?(?:\s*[/／共]\s*\d{1,4}\s*[页頁]?)?[-—–·\s]*")
_GAP = re.compile(r"[\s|｜]+")
_DIGITS = re.compile(r"\d+")
_EDGE = 4  # lines at the top or the foot of a sheet that may belong to its head
_HEAD_LENGTH = 60
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_REPEATED = 3  # sheets


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says: `section` is the number and the name of the page as printed (`A2版 要闻`)."""

    outlet: str | None = None
    day: date | None = None
    weekday: str | None = None
    number: str | None = None
    name: str | None = None

    @property
    def section(self) -> str | None:
        """The number and the name, as printed."""
        return " ".join(filter(None, (self.number, self.name))) or None

    @property
    def likely(self) -> bool:
        """Whether it would be one at the edge of a page: it has a date, or a number that is no mere figure."""
        return bool(self.day or (self.number and (self.name or not self.number.isdecimal())))

    @property
    def sure(self) -> bool:
        """Whether it would be one anywhere, a diary included: it says two things that only a page says of itself."""
        number = bool(self.number) and not (self.number or "").isdecimal()
        return bool(self.day and (self.outlet or number)) or (number and bool(self.outlet or self.name))

    def over(self, other: "Head") -> "Head":
        """This head, and from the other what this one does not say."""
        return Head(*(getattr(self, part.name) or getattr(other, part.name) for part in fields(self)))


@dataclass(frozen=True, slots=True)
class Page:
    """The lines between a head and a foot. `headed`: one of them was printed, so that articles begin with the page."""

    head: Head
    lines: tuple[Line, ...]
    headed: bool


BLANK = Page(Head(), (), headed=False)


def page_date(text: str) -> date | None:
    """The day on a line that holds nothing but the head of a page.

    >>> page_date("甬江晚报 2021年5月20日 星期四 A2版")
    datetime.date(2021, 5, 20)
    >>> page_date("2021年5月20日 渔船今天归港") is None
    True
    """
    head = read_head(text)
    return head.day if head else None


def read_head(text: str) -> Head | None:
    """What a line says that holds nothing but the head of a page, and perhaps its desk; None for any other line.

    >>> head = read_head("甬江晚报 2021年5月20日 星期四 A2版 要闻")
    >>> head.outlet, head.day, head.section
    ('甬江晚报', datetime.date(2021, 5, 20), 'A2版 要闻')
    >>> read_head("2021年5月20日 渔船今天归港")
    """
    words = [word for word in _SEPARATORS.split(_APART.sub(r" \1 ", _without_desk(text))) if word]
    found: dict[str, str] = {}
    for word in words:
        kind = next((kind for kind, form in _WORDS.items() if form.fullmatch(simplified(word))), "name")
        if kind in found or (kind == "name" and not _SECTION.fullmatch(word)):
            return None
        found[kind] = word
    name = found.pop("name", None)
    if not found:
        return Head(name=name) if name and simplified(name) in _SECTIONS else None
    if name and simplified(name) not in _SECTIONS and set(found) <= {"day", "weekday", "lunar", "outlet"}:
        return None
    day = find_date(re.sub(r"\s", "", found["day"]).replace(".", "-")) if "day" in found else None
    return Head(found.get("outlet"), day, found.get("weekday"), found.get("number"), name)


def _without_desk(text: str) -> str:
    """Leave out who saw the page through the press, where a line ends with that.

    >>> _without_desk("甬江晚报 2021年5月20日 A2版 责编 甲小乙")
    '甬江晚报 2021年5月20日 A2版'
    """
    if len(text) > _HEAD_LENGTH:
        return text
    gaps = (gap for gap in _GAP.finditer(text) if gap.start() and is_desk(text[gap.end() :]))
    return next((text[: gap.start()] for gap in gaps), text)


def pages(printed: Sequence[Line]) -> Iterator[Page]:
    """Split lines at the heads of pages and at form feeds. What no later head says again goes on from page to page.

    >>> from corpus.lines import printed_lines
    >>> text = "甬江晚报 2021年5月20日 A1版\\n渔船归港。\\n甬江晚报 A2版 民生\\n书屋开门。\\f码头启用。"
    >>> [(page.head.section, page.head.day.day, page.lines[0].text) for page in pages(printed_lines(text))]
    [('A1版', 20, '渔船归港。'), ('A2版 民生', 20, '书屋开门。'), (None, 20, '码头启用。')]
    """
    sheets = [tuple(sheet) for _, sheet in groupby(printed, key=lambda line: line.sheet)]
    repeated = _repeated(sheets) if len(sheets) > 1 else None
    last = Head()
    for sheet in sheets:
        for page in _pages(sheet, _heads(sheet, repeated)):
            last = page.head.over(replace(last, number=None, name=None))
            yield replace(page, head=last)


def _heads(sheet: Sequence[Line], repeated: frozenset[str] | None) -> list[Head | None]:
    """For each line the head that it is, if it is one: lines on end that could be heads are judged together.

    `repeated` is what most sheets repeat, None where there is only one.
    """
    found = [read_head(line.text) if len(line.text) <= _HEAD_LENGTH else None for line in sheet]
    _add_names(sheet, found)
    if repeated is not None:
        _add_folios(sheet, found, repeated)
    for is_head, run in groupby(range(len(sheet)), key=lambda at: found[at] is not None):
        places = list(run)
        said = _together(found[at] for at in places)
        before, beyond = sheet[: places[0]], sheet[places[-1] + 1 :]
        at_edge = all(is_desk(line.text) for line in before) or all(is_desk(line.text) for line in beyond)
        if is_head and not (said.sure or (at_edge and (said.likely or said == Head()))):
            for at in places:
                found[at] = None
    return found


def _add_names(sheet: Sequence[Line], found: list[Head | None]) -> None:
    """A short word beside the number of a page is its name, though no common one."""
    for at, line in enumerate(sheet):
        beside = [found[near] for near in (at - 1, at + 1) if 0 <= near < len(sheet)]
        number = any(head and head.number and not (head.name or head.number.isdecimal()) for head in beside)
        if found[at] is None and number and _NAME.fullmatch(line.text):
            found[at] = Head(name=line.text)


def _add_folios(sheet: Sequence[Line], found: list[Head | None], repeated: frozenset[str]) -> None:
    """At the edges of a sheet also a page number alone, and what most sheets repeat; the first may be the title."""
    for order in (range(len(sheet)), range(len(sheet) - 1, -1, -1)):
        for at in order[:_EDGE]:
            text = sheet[at].text
            title = sheet[0].sheet == 0 and text == _shape(text) and cues.is_title(text)
            if _FOLIO.fullmatch(text):
                found[at] = Head()
            elif _shape(text) in repeated and not title:
                found[at] = found[at] or Head()
            elif found[at] is None:
                break


def _together(heads: Iterable[Head | None]) -> Head:
    """What several lines say; the later one, which stands nearer to its page, where they differ."""
    said = Head()
    for head in heads:
        said = (head or Head()).over(said)
    return said


def _pages(sheet: Sequence[Line], heads: Sequence[Head | None]) -> Iterator[Page]:
    """The pages of one sheet: each begins with its head, or ends with it where none stands at the top."""
    groups: list[tuple[Head | None, list[Line]]] = []
    for is_head, group in groupby(zip(sheet, heads, strict=True), key=lambda pair: pair[1] is not None):
        pairs = list(group)
        if is_head:
            groups.append((_together(head for _, head in pairs), []))
        else:
            groups.append((None, [line for line, _ in pairs]))
    feet = bool(groups) and groups[0][0] is None and groups[-1][0] is not None
    for number, (_, lines) in enumerate(groups):
        if not lines:
            continue
        before = groups[number - 1][0] if number else None
        below = groups[number + 1][0] if number + 1 < len(groups) else None
        is_last = number + 2 >= len(groups)
        first, second = (below, None) if feet else (before, below if is_last else None)
        yield Page((first or Head()).over(second or Head()), tuple(lines), bool(first or second))


def _repeated(sheets: Sequence[Sequence[Line]]) -> frozenset[str]:
    """The lines at the edges of sheets that most of them repeat, but for their numbers."""
    if len(sheets) < _REPEATED:
        return frozenset()
    shapes = Counter(shape for sheet in sheets for shape in {_shape(line.text) for line in (sheet[0], sheet[-1])})
    return frozenset(shape for shape, count in shapes.items() if 2 * count > len(sheets))


def _shape(text: str) -> str:
    return _DIGITS.sub("0", "".join(text.split()))
