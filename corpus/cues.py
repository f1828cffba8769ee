"""What a printed line shows of its own purpose: note, heading, title, opening; never looks at the lines around it."""

import re

from corpus.bylines import byline, is_desk
from corpus.captions import is_label
from corpus.cuts import goes_on, is_complete
from corpus.jumps import backward, onward
from corpus.simplified import simplified

HEADING_LENGTH = 25
TITLE_LENGTH = 45
SUBTITLE_LENGTH = 60


_NOTE = re.compile(
    r"[【\[（(]?(?:编者按|编者的话|编者注|编后|开栏语|开栏的话|导读)[】\]）)]?(?:[：:\s]|$)|[【\[](?:编者按|开栏语|导读)[】\]]"
)
_NOTE_LABEL = 7  # characters, brackets and colon included
_ENUMERATION = re.compile(
    r"第?[一二三四五六七八九十]{1,3}[、，是]|第[一二三四五六七八九十\d]{1,3}[章节条]\s|"
    r"[（(]?[一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳■●◆•·]|[-*+] "
)
_DATELINE = re.compile(
    r"[【\[]?本报讯(?!息)|本报[^，。]{2,10}[电讯]\s*[（(]|新华社[^，。]{2,16}电|[\u4e00-\u9fff]{2,8}讯\s*[（(]|"
    r"[【\[][\u4e00-\u9fff]{2,6}[讯电][】\]]"
)
_SPEAKER = re.compile(r"(?:问|答|记者|主持人|[QA])\s*[：:]")
_SUBTITLE = re.compile(r"[—―─–]{1,3}\s*[^\s—―─–]")
_WIDE_GAP = re.compile(r"\t|\s{2,}")
_FIGURE = re.compile(r"[-+±]?[\d,.]+%?[\u4e00-\u9fff]{0,3}|[-—/]+")
_CONNECTIVE = re.compile(
    r"[“‘《]|其中[，,]|此外|同时|与此同时|另外|目前|近日|日前|近年来|今年|去年|昨[日天]|今[日天]|据|[^，。]{0,4}记者"
)
_NO_TITLE_END = re.compile(r"[。；：，、…;:,][”’」』）)》]*$")
_STOP_INSIDE = re.compile(r"[。！？；!?;](?![”’」』）)》]*$)")


def is_apart(text: str) -> bool:
    """Whether a line is no part of any article: a label, the names of the desk, a reference to another page.

    >>> is_apart("图 示"), is_apart("下转A4版"), is_apart("本报记者 甲小乙")
    (True, True, False)
    """
    jump = onward(text) or backward(text)
    return is_label(text) or is_desk(text) or (jump is not None and jump.end - jump.start == len(text))


def stands_alone(text: str) -> bool:
    """Whether a line is a byline or no part of any article, so that no paragraph runs into it.

    >>> stands_alone("本报记者 甲小乙"), stands_alone("下转A4版"), stands_alone("本报记者来到码头")
    (True, True, False)
    """
    return is_apart(text) or bool(byline(text))


def is_note(text: str) -> bool:
    """Whether a line opens an editor's note.

    >>> is_note("编者按：新年伊始，本报推出专栏。"), is_note("编者按下了暂停键。")
    (True, False)
    """
    return bool(_NOTE.match(simplified(text)))


def is_note_label(text: str) -> bool:
    """Whether a line only announces the editor's note that follows it.

    >>> is_note_label("【编者按】"), is_note_label("编者按：新年伊始，本报推出专栏。")
    (True, False)
    """
    return is_note(text) and len(text) <= _NOTE_LABEL


def is_heading(text: str) -> bool:
    """Whether a line is short and without a stop, as a heading over paragraphs is, and no turn of an interview.

    >>> is_heading("老码头的新生意"), is_heading("“老码头开张。”"), is_heading("老码头，"), is_heading("问：后来呢")
    (True, False, False, False)
    """
    if len(text) > HEADING_LENGTH or _STOP_INSIDE.search(text) or is_turn(text):
        return False
    return not (is_complete(text) or text[-1] in "，、," or goes_on(text))


def is_title(text: str) -> bool:
    """Whether a line could stand over an article: one line without a stop inside, not a point of a list.

    A longer one that ends with a stop is a sentence of the text.

    >>> is_title("老码头，新生意"), is_title("谁来守护老码头？")
    (True, True)
    >>> is_title("二、工作目标"), is_title("码头开张。客人来了")
    (False, False)
    """
    if len(text) > TITLE_LENGTH or is_point(text) or goes_on(text) or is_row(text):
        return False
    if is_complete(text) and len(text) > HEADING_LENGTH:
        return False
    return not (_NO_TITLE_END.search(text) or _STOP_INSIDE.search(text))


def is_subtitle(text: str) -> bool:
    """Whether a line is marked as one that stands under a title.

    >>> is_subtitle("——十二条航线今起开通"), is_subtitle("——")
    (True, False)
    """
    return len(text) <= SUBTITLE_LENGTH and bool(_SUBTITLE.match(text)) and not text.endswith("。")


def is_row(text: str) -> bool:
    """Whether a line is the row of a table: cells with wide gaps between them, or mostly figures.

    >>> is_row("年份\\t产值\\t增速"), is_row("2020年 12.5 6.1%"), is_row("渔船归港　客人来了")
    (True, True, False)
    """
    cells = text.split()
    figures = sum(bool(_FIGURE.fullmatch(cell)) for cell in cells)
    return len(_WIDE_GAP.findall(text)) > 1 or (len(cells) > 1 and figures > 1 and figures * 2 >= len(cells))


def is_dateline(text: str) -> bool:
    """Whether a line opens an article with the place that the news came from.

    >>> is_dateline("本报讯（记者 甲小乙）渔船归港。"), is_dateline("本报讯息中心成立。")
    (True, False)
    """
    return bool(_DATELINE.match(simplified(text)))


def is_turn(text: str) -> bool:
    """Whether a line is what somebody asks or answers in an interview.

    >>> is_turn("问：夜校开了多久"), is_turn("答案：十二")
    (True, False)
    """
    return bool(_SPEAKER.match(simplified(text)))


def is_point(text: str) -> bool:
    """Whether a line begins with the number or the mark of a point in a list.

    >>> is_point("（一）修路"), is_point("1、修路"), is_point("1.5万吨")
    (True, True, False)
    """
    return bool(_ENUMERATION.match(text))


def is_opening(text: str) -> bool:
    """Whether a line opens an article: a dateline, an editor's note, or the names of those who wrote.

    >>> is_opening("本报讯（记者 甲小乙）渔船归港。"), is_opening("通讯员 甲小乙"), is_opening("近日，渔船归港。")
    (True, True, False)
    """
    return is_dateline(text) or is_note(text) or bool(byline(text))


def is_fresh_start(text: str) -> bool:
    """Whether a line opens as paragraphs do, so that it hardly goes on from a broken one.

    >>> is_fresh_start("近日，渔船归港。"), is_fresh_start("艘渔船归港。")
    (True, False)
    """
    return is_opening(text) or bool(_CONNECTIVE.match(simplified(text)))
