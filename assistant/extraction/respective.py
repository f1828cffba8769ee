"""Values told in the order of those they belong to (甲、乙分别为3和5): which one the question is about."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.extraction.spans import Spans
from assistant.extraction.tokens import Token

_RESPECTIVELY = re.compile("分别")
_BREAK = re.compile(r"[，,；;。！？!?：:\n]")
_AND = re.compile("、|以及|[和与及]")
_NUMBER = re.compile(r"[0-9]{2}")
_LEAST_NAME = 2


def in_its_turn(question: str, text: str, row: Sequence[Token], found: Spans) -> NDArray[np.bool_]:
    """Tell which spans stand where the value of the one asked about has its turn: (spans,).

    In 甲厂、乙厂产量分别为3吨、5吨 the question for 乙厂 leaves 5吨; the names may stand a clause before (2021年、
    2022年，甲厂分别…). All stay where the sentence holds no such order, where names and values differ in number, or
    where the question names none or several of the names.

    :param text: the sentence that `row` was cut from.
    """
    start, end = np.array([token.start for token in row]), np.array([token.end for token in row])
    for match in _RESPECTIVELY.finditer(text):
        turn = _turn(question, text, match.start(), match.end())
        if turn:
            inside: NDArray[np.bool_] = (start[found.first] >= turn[0]) & (end[found.last] <= turn[1])
            if inside.any():
                return inside
    return np.ones(len(found), bool)


def _turn(question: str, text: str, before: int, behind: int) -> tuple[int, int] | None:
    """Find the stretch of the value, behind the word at `before`, that belongs to the one name the question has.

    >>> text = "甲厂、乙厂产量分别为3吨、5吨。"
    >>> start, end = _turn("乙厂产量多少？", text, 7, 9)
    >>> text[start:end]
    '5吨'
    """
    breaks = [0, 0, *(match.end() for match in _BREAK.finditer(text, 0, before))]
    clauses = ((breaks[-1], before), (breaks[-2], breaks[-1] - 1))
    closing = _BREAK.search(text, behind)
    values = _pieces(text, behind, closing.start() if closing else len(text))
    listed = (_pieces(text, *clause) for clause in clauses)
    names = [text[slice(*piece)] for piece in next((each for each in listed if len(each) > 1), ())]
    last = len(names) - 1
    if last < 1 or len(names) != len(values):
        return None
    named = [place for place, name in enumerate(names) if _is_named(name, question, place == 0, place == last)]
    return values[named[0]] if len(named) == 1 else None


def _is_named(name: str, question: str, is_first: bool, is_last: bool) -> bool:
    """Tell whether a question has a name; words may stand before the first name and behind the last."""
    name = name.strip()
    if len(name) < _LEAST_NAME:
        return False
    cuts = [cut for cut in range(len(name) + 1) if not _NUMBER.fullmatch(name[max(0, cut - 1) : cut + 1])]
    if is_first:
        return any(name[cut:] in question for cut in cuts if cut <= len(name) - _LEAST_NAME)
    if is_last:
        return any(name[:cut] in question for cut in cuts if cut >= _LEAST_NAME)
    return name in question


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch at the marks and words that join a list."""
    cuts = [(match.start(), match.end()) for match in _AND.finditer(text, start, end)]
    return list(zip([start, *(behind for _, behind in cuts)], [*(at for at, _ in cuts), end], strict=True))
