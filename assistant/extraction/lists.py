"""Enumerations as newspapers print them, 甲、乙和丙 or 一是…二是…: where they begin and end; knows no question."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.extraction.spans import Spans
from assistant.extraction.tokens import Token
from corpus.sentences import Sentence

_AND = frozenset(["和", "与", "及", "以及", "或", "或者", "并"])
_LEADS = frozenset(["是", "为", "有", "包括", "分别", "分别是", "分别为", "涉及", "涵盖", "包含", "即"])
_SERIES = tuple(
    tuple(re.compile(rf"^[“‘]?{mark.replace('#', number)}") for number in "一二三四五六七八九十")
    for mark in ("#是", "其#", "第#[，,、是个]", "（#）", "#、")
)


def whole(row: Sequence[Token], found: Spans) -> NDArray[np.bool_]:
    """Tell which spans are an enumeration from its first member to its last.

    >>> from assistant.extraction.spans import spans
    >>> from assistant.extraction.tokens import tokens
    >>> row = tokens("建成中桥、西桥、东桥。")
    >>> found = spans(row)
    >>> ["".join(t.text for t in row[i:j + 1]) for i, j, w in zip(found.first, found.last, whole(row, found)) if w]
    ['建成中桥、西桥、东桥', '中桥、西桥、东桥', '桥、西桥、东桥']
    """
    joint = np.array([t.kind == "listing" or t.text in _AND for t in row], bool)
    before = np.concatenate([[False], joint])[found.first]
    behind = np.concatenate([joint, [False]])[found.last + 1]
    inside = np.concatenate([[0], joint.cumsum()])
    several = inside[found.last + 1] > inside[found.first]
    complete: NDArray[np.bool_] = several & ~joint[found.first] & ~before & ~behind
    return complete


def first_member(row: Sequence[Token], first: int, last: int) -> int:
    """Find where the first member of the enumeration from token `first` to token `last` begins: behind 是, 有 or 包括.

    >>> from assistant.extraction.tokens import tokens
    >>> row = tokens("入围的3家企业是中桥厂、西桥厂、东桥厂")
    >>> "".join(token.text for token in row[first_member(row, 0, len(row) - 1):])
    '中桥厂、西桥厂、东桥厂'
    """
    joint = next((at for at in range(first, last + 1) if row[at].kind == "listing"), first)
    leads = [at for at in range(first, joint) if row[at].text in _LEADS]
    return leads[-1] + 1 if leads else first


def series_end(sentences: Sequence[Sentence], place: int) -> int:
    """Find the last sentence of a numbered series (一是…。二是…。) that begins at `place` or behind it, else `place`.

    >>> from corpus.sentences import sentences
    >>> series_end(tuple(sentences("要抓三点。一是种树。二是修路。会议结束。")), 0)
    2
    """
    for marks in _SERIES:
        last, number = place, int(marks[0].search(sentences[place].text) is not None)
        while number < len(marks) and last + 1 < len(sentences) and marks[number].search(sentences[last + 1].text):
            number, last = number + 1, last + 1
        if last > place and number > 1:
            return last
    return place
