"""The words that send a reader to another page, 下转第4版, and those that meet him there; knows lines, no articles."""

import re
from dataclasses import dataclass

from corpus.numerals import han_number
from corpus.simplified import simplified

_PAGE = r"(?:第?[A-Z]?\d{1,3}(?:[、，,/][A-Z]?\d{1,3})*|第?[一二三四五六七八九十]{1,3}|本)\s*版?"
_ARROWS = r"[→►▶▷⇒>》\s]*"
_ONWARD = re.compile(
    rf"[（(【\[]\s*(?:紧接|下转|转){_PAGE}[^（()）。，]{{0,8}}[）)】\]]{_ARROWS}$|(?:紧接|下转){_PAGE}{_ARROWS}$"
)
_BACK = re.compile(
    rf"{_ARROWS}(?:[（(【\[]\s*(?:紧接|上接|接){_PAGE}[^（()）。，]{{0,8}}[）)】\]]\s*|(?:紧接|上接){_PAGE}(?:\s+|[：:]\s*|$))"
)
_NUMBER = re.compile(r"([A-Z]?)0*(\d{1,3})|([一二三四五六七八九十]{1,3})")


@dataclass(frozen=True, slots=True)
class Jump:
    """A marker: the number of the page that it names (`A4`, `4`, empty for 本版), at `text[start:end]`."""

    page: str
    start: int
    end: int


def onward(text: str) -> Jump | None:
    """The marker at the end of a line, brackets included, that says where the article goes on.

    >>> onward("渔船今年将全部（下转第四版）"), onward("下转A04版").page
    (Jump(page='4', start=7, end=14), 'A4')
    >>> onward("商铺转2年") is None
    True
    """
    return _jump(_ONWARD.search(simplified(text[-40:])), max(0, len(text) - 40))


def backward(text: str) -> Jump | None:
    """The marker at the beginning of a line that says where the article comes from.

    >>> backward("（上接第1版）装上北斗终端。"), backward("上接A1版 老码头").page
    (Jump(page='1', start=0, end=7), 'A1')
    """
    return _jump(_BACK.match(simplified(text[:40])), 0)


def page_number(printed: str) -> str:
    """The number of a page without 第, 版 and leading zeros; empty where there is none.

    >>> page_number("第04版"), page_number("A2版"), page_number("第十二版")
    ('4', 'A2', '12')
    """
    number = _NUMBER.search(printed)
    if number is None:
        return ""
    return f"{han_number(number[3])}" if number[3] else number[1] + number[2]


def _jump(match: re.Match[str] | None, offset: int) -> Jump | None:
    return Jump(page_number(match.group()), match.start() + offset, match.end() + offset) if match else None
