"""What a printed line shows of its own purpose: caption, note, heading, title; never looks at the lines around it."""

import re
from datetime import date

from corpus.bylines import BRACKETED_END, byline
from corpus.published import find_date

HEADING_LENGTH = 25
TITLE_LENGTH = 45
CAPTION_LENGTH = 120

# A bracketed remark may follow the end of a sentence: “……开工。（甲乙 摄）”
_REMARK = re.compile(r"\s*[（(【\[][^（()）【】\[\]]*[）)】\]]$")
_COMPLETE = re.compile(r"[。！？!?…；;：:][”’」』）)】》\"']*$")
_TAIL = 100  # characters; no remark in brackets is longer

_LABELS = frozenset(
    ["图示", "图表", "图例", "图解", "制图", "漫画", "插图", "题图", "配图", "资料图", "资料图片", "示意图", "效果图"]
)
_PAGE_HEAD = re.compile(
    r"[\u4e00-\u9fff]{2,6}报|\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d\d-\d\d|(?:星期|周)[一二三四五六日天]|"
    r"第?[A-Z]?\d{1,2}版?|农历\S{2,12}|责任?编辑?[：:]\S{2,4}|版式[：:]\S{2,4}"
)
_NOTE = re.compile(
    r"[【\[（(]?(?:编者按|编者的话|编者注|编后|开栏语|开栏的话|导读)[】\]）)]?[：:\s]|[【\[](?:编者按|开栏语|导读)[】\]]"
)
_CREDIT = re.compile(
    r"(?:摄|摄影|供图|制图|绘|新华社发|资料图|资料图片|资料照片|视觉中国|(?:受访者|企业|单位|校方|院方|主办方)提供)$|"
    r"^(?:图/|摄影[/：:]|图源|图片来源)"
)
_BARE_CREDIT = re.compile(
    r"(?:^|[。！？”）\s])(?:[\u4e00-\u9fff]{0,6}(?:记者|通讯员)\s*)?[\u4e00-\u9fff]{2,4}\s*(?:摄|供图)$"
)
_CAPTION_START = re.compile(r"[▲▼↑↓←→△]|(?:上|下|左|右|本)?图(?:为|是|[①-⑨一二三四五六]?[：:])")
_ENUMERATION = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳■●◆]"
)
_OPENING = re.compile(r"本报讯|本报[^，。]{2,10}[电讯]\s*[（(]|新华社[^，。]{2,16}电|[\u4e00-\u9fff]{2,8}讯\s*[（(]")
_CONNECTIVE = re.compile(
    r"[“‘《]|其中[，,]|此外|同时|与此同时|另外|目前|近日|日前|近年来|今年|去年|昨[日天]|今[日天]|据|[^，。]{0,4}记者"
)
_NO_TITLE_END = re.compile(r"[。；：，、…;:,][”’」』）)》]*$")
_STOP_INSIDE = re.compile(r"[。！？；!?;](?![”’」』）)》]*$)")
_UNFINISHED_START = re.compile(r"[，。、；：！？,.;:!?）)”’》】…]")


def is_complete(text: str) -> bool:
    """Whether a text ends with the end of a sentence, a colon or a semicolon, a remark in brackets left aside.

    >>> is_complete("“马上开工！”"), is_complete("大桥合龙。（甲乙 摄）"), is_complete("（完）")
    (True, True, True)
    >>> is_complete("大桥今年将"), is_complete("大桥（二期）")
    (False, False)
    """
    tail = text[-_TAIL:]
    before = _REMARK.sub("", tail)
    return not before or bool(_COMPLETE.search(before) or _COMPLETE.search(tail))


def stands_alone(text: str) -> bool:
    """Whether a line is a label, a byline or a caption, which no paragraph runs into.

    >>> stands_alone("本报记者 甲小乙"), stands_alone("本报记者来到码头")
    (True, False)
    """
    return is_label(text) or bool(byline(text)) or is_caption(text)


def is_label(text: str) -> bool:
    """Whether a line names only the kind of picture that stood there.

    >>> is_label("漫 画"), is_label("漫画家来了")
    (True, False)
    """
    return "".join(text.split()) in _LABELS


def is_note(text: str) -> bool:
    """Whether a line opens an editor's note.

    >>> is_note("编者按：新年伊始，本报推出专栏。"), is_note("编者按下了暂停键。")
    (True, False)
    """
    return bool(_NOTE.match(text))


def is_caption(text: str) -> bool:
    """Whether a short line carries a picture credit or points at a picture.

    >>> is_caption("渔船归港。（甲乙 摄）"), is_caption("渔船归港。(渔业公司供图)"), is_caption("图为渔船归港。")
    (True, True, True)
    >>> is_caption("渔船归港。（甲乙 文/摄）"), is_caption("渔船归港。（三门湾）")
    (False, False)
    """
    if len(text) > CAPTION_LENGTH:
        return False
    remark = BRACKETED_END.search(text)
    if remark and "文" not in remark[1] and _CREDIT.search(remark[1].strip()):
        return True
    return bool(_BARE_CREDIT.search(text) or _CAPTION_START.match(text))


def is_heading(text: str) -> bool:
    """Whether a line is short and ends without a stop, as a heading over paragraphs does.

    >>> is_heading("老码头的新生意"), is_heading("“老码头开张。”"), is_heading("老码头，")
    (True, False, False)
    """
    return len(text) <= HEADING_LENGTH and not (is_complete(text) or text[-1] in "，、," or goes_on(text))


def is_title(text: str) -> bool:
    """Whether a line could stand over an article: one line without a stop inside, not a point of a list.

    >>> is_title("老码头，新生意"), is_title("谁来守护老码头？")
    (True, True)
    >>> is_title("二、工作目标"), is_title("码头开张。客人来了")
    (False, False)
    """
    if len(text) > TITLE_LENGTH or _ENUMERATION.match(text) or goes_on(text):
        return False
    return not (_NO_TITLE_END.search(text) or _STOP_INSIDE.search(text))


def is_opening(text: str) -> bool:
    """Whether a line opens an article: a dateline, an editor's note, or the names of those who wrote.

    >>> is_opening("本报讯（记者 甲小乙）渔船归港。"), is_opening("通讯员 甲小乙"), is_opening("近日，渔船归港。")
    (True, True, False)
    """
    return bool(_OPENING.match(text) or is_note(text) or byline(text))


def is_fresh_start(text: str) -> bool:
    """Whether a line opens as paragraphs do, so that it hardly goes on from a broken one.

    >>> is_fresh_start("近日，渔船归港。"), is_fresh_start("艘渔船归港。")
    (True, False)
    """
    return is_opening(text) or bool(_CONNECTIVE.match(text))


def goes_on(text: str) -> bool:
    """Whether a line opens with a mark that nothing can open with.

    >>> goes_on("，渔船归港。"), goes_on("渔船归港。")
    (True, False)
    """
    return bool(_UNFINISHED_START.match(text))


def page_date(text: str) -> date | None:
    """The date on a line that holds nothing but the head of a page: outlet, date, weekday, number of the page.

    >>> page_date("甬江晚报 2021年5月20日 星期四 A2版")
    datetime.date(2021, 5, 20)
    >>> page_date("2021年5月20日 渔船归港") is None
    True
    """
    return find_date(text) if all(map(_PAGE_HEAD.fullmatch, text.split())) else None
