"""The members of a list that was answered, and which of them 第二个, 排第三的 or 后者 means; asks nothing of them."""

import re

from corpus.numerals import han_number

_MARKER = re.compile(r"\[\d{1,3}\]")
_SENTENCE = re.compile(r"[。！？；\n]")
_BETWEEN = re.compile(r"[、,，]|(?<=[\u4e00-\u9fff\w”》])(?:以及|和|及|与|还有)(?=[\u4e00-\u9fff\w“《])")
_BEFORE_FIRST = re.compile(r"^.*(?:分别是|分别为|有|是|为|包括|包含|叫|了|：|:)(?=.)")
_BEHIND_LAST = re.compile(
    r"(?:等|这|共|一共|\d|[两三四五六七八九十]+[家个位项名国人]).*$|(?:入围|获奖|入选|上榜|当选|夺冠|晋级)$"
)
_LONGEST = 16
_THINGS = "家个位名项种类款部本首座条所场届件份艘架辆国支"
_LAST = rf"最后一?(?:[{_THINGS}]|个?国家)|后者|末位"
_FIRST = rf"前者|头一[{_THINGS}]|首位|榜首"
_NUMBER = "[一二三四五六七八九十]|\\d{1,2}"
_ORDER = re.compile(
    rf"(?P<last>{_LAST})|(?P<first>{_FIRST})|(?:排|列|排名)?第(?P<number>{_NUMBER})(?:[{_THINGS}名位](?:国家|企业|公司)?|的|(?=是|呢|$))的?"
)


def order(question: str) -> re.Match[str] | None:
    """Find the words at the beginning of a question that pick a member of a list by its place.

    >>> order("第二个是谁")[0], order("排第三的在哪")[0], order("最后一家在哪")[0], order("第二天呢")
    ('第二个', '排第三的', '最后一家', None)
    """
    return _ORDER.match(question)


def member(picked: re.Match[str], answer: str) -> str | None:
    """Give the member of an answered list that the words of `order` pick; None where the answer has no such list.

    >>> member(order("第二个"), "入围的有吉利、东方电缆和雅戈尔。[1]")
    '东方电缆'
    """
    found = members(answer)
    place = -1 if picked["last"] else 1 if picked["first"] else int(_figure(picked["number"]))
    if not found or place > len(found) or place == 0:
        return None
    return found[place - 1 if place > 0 else -1]


def members(answer: str) -> tuple[str, ...]:
    """Take the members of the longest list in an answer, without what leads to them and what counts them.

    >>> members("入围的企业有吉利、东方电缆和雅戈尔等3家。[1]")
    ('吉利', '东方电缆', '雅戈尔')
    """
    best: tuple[str, ...] = ()
    for sentence in _SENTENCE.split(_MARKER.sub("", answer)):
        pieces = [piece.strip() for piece in _BETWEEN.split(sentence)]
        pieces[0] = _BEFORE_FIRST.sub("", pieces[0])
        pieces[-1] = _BEHIND_LAST.sub("", pieces[-1])
        kept = tuple(piece for piece in pieces if 0 < len(piece) <= _LONGEST)
        if len(kept) > max(1, len(best)) and len(kept) == len(pieces):
            best = kept
    return best


def _figure(number: str) -> int:
    return int(number) if number.isascii() else int(han_number(number) or 0)
