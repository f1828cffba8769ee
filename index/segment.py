"""Chinese text cut into words and character bigrams, for queries and passages alike; knows no index.

The only importer of the segmenter. Numbers and words in other scripts are taken by pattern; only runs of Han characters
reach it, because on those its words agree with jieba's.
"""

import functools
import operator
import re
from collections.abc import Callable
from importlib.metadata import version

from corpus.nfkc import nfkc
from corpus.simplified import simplified

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# Patterns that begin with a digit, not with what may stand before it, are looked for five times as fast.
_GROUPED = re.compile(r"[0-9](?<![0-9.].)[0-9]{0,2}(?:,[0-9]{3})+(?![0-9])")
_WORD = re.compile(rf"([{_HAN}]+)|(\d+(?:\.\d+)*|[^\W\d_{_HAN}]+)")
_DAY = re.compile(r"(\d(?<![\d.].)\d?)(?:月(\d\d?))?(?:日|号(?!线))")
_RUN = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\W_]+")
_RULES = 3


def fold(text: str) -> str:
    """Write what means the same in one way: simplified, NFKC, lower case, numbers without thousands separators.

    >>> fold("ＧＤＰ達１，２３４.5億元")
    'gdp达1234.5亿元'
    """
    folded = nfkc(simplified(text)).lower()
    return _GROUPED.sub(lambda number: number[0].replace(",", ""), folded)


def words(text: str) -> list[str]:
    """Cut into words in search mode: a long word comes after the shorter words inside it; punctuation is left out.

    A day of the month, with its month or without, is a long word too: its parts alone, 8 and 16, stand everywhere.

    >>> words("中国科学院发布5.6亿元的Wi-Fi计划")
    ['中国', '科学', '学院', '科学院', '中国科学院', '发布', '5.6', '亿元', '的', 'wi', 'fi', '计划']
    >>> words("8月16号收盘")
    ['8', '月', '16', '号', '收盘', '16日', '8月16日']
    """
    return _words(fold(text))


def bigrams(text: str) -> list[str]:
    """Give every two neighbouring letters or digits; none crosses punctuation or white space.

    >>> bigrams("智能工厂，5G")
    ['智能', '能工', '工厂', '5g']
    """
    return [pair for run in _RUN.findall(fold(text)) for pair in map(operator.add, run, run[1:])]


def words_and_letters(text: str) -> tuple[list[str], str]:
    """Give the words, and the folded letters and digits with one space for whatever lies between.

    The bigrams of the second are those of the text, and some with a space, which no query has.

    >>> words_and_letters("新工厂，5G。")
    (['新', '工厂', '5', 'g'], '新工厂 5g ')
    """
    folded = fold(text)
    return _words(folded), _BETWEEN.sub(" ", folded)


def tagged(text: str) -> list[tuple[str, str]]:
    """Cut into words with their part of speech, in ICTCLAS tags; together the words are the text, to the letter.

    >>> tagged("150家工厂。")
    [('150', 'm'), ('家', 'q'), ('工厂', 'n'), ('。', 'x')]
    """
    import rjieba

    pairs: list[tuple[str, str]] = rjieba.tag(text)
    return pairs


@functools.cache
def name() -> str:
    """Name the segmenter and its rules; an index built under another name must be built anew.

    >>> name().startswith("rjieba-")
    True
    """
    return f"rjieba-{version('rjieba')}/{_RULES}"


def _words(folded: str) -> list[str]:
    cut = _segmenter()
    found: list[str] = []
    for han, other in _WORD.findall(folded):
        if han:
            found += cut(han)
        else:
            found.append(other)
    return found + [day for first, second in _DAY.findall(folded) for day in _day_words(first, second)]


def _day_words(first: str, second: str) -> list[str]:
    """Name a day of its month, or a day alone, where `second` is empty."""
    day = f"{int(second or first)}日"
    return [day, f"{int(first)}月{day}"] if second else [day]


@functools.cache
def _segmenter() -> Callable[[str], list[str]]:
    import rjieba

    cut: Callable[[str], list[str]] = rjieba.cut_for_search
    return cut
