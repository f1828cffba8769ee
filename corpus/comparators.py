"""The words that bound a number (逾, 近, 至少, 以上, 左右) and what they say about it; knows no numbers."""

import re
from typing import Literal

from corpus.units import QuantityKind

Comparator = Literal[">=", "<=", ">", "<", "~", "="]

_WORDS: tuple[tuple[Comparator, str], ...] = (
    (">=", "至少 不少于 不低于 不小于 起码 最少 不下 ≥"),
    ("<=", "不超过 不高于 不多于 不大于 至多 最多 不超 ≤"),
    (">", "超过 超 逾 突破 高于 多于 大于 超出 不止 > ＞"),
    ("<", "不足 不到 低于 少于 小于 未满 不满 < ＜"),
    ("~", "近 约 大约 约为 大概 大致 差不多 将近 接近 几近 约合 约占"),
)
_BEFORE = {word: comparator for comparator, words in _WORDS for word in words.split()}
_LONGEST = max(map(len, _BEFORE))
_PART_OF_A_WORD = {"近": "最附靠临邻", "约": "节签预公合条纽违履特", "超": "反赶英德中女男高"}
_LARGE = ("百", "千", "万", "亿")  # 上百, 上千: at least so many
_AFTER = re.compile(
    r"(?:及|（含）|\(含\))?(?:(以上|\+)|(以下(?![简是为几方内])|以内|之内)|(左右|上下))|(开外|多(?![家个种数名元样])|余)"
)
_AFTER_MEANS: tuple[Comparator, ...] = (">=", "<=", "~", ">")
_UNCERTAIN_AFTER: frozenset[QuantityKind] = frozenset(("period", "measure", "percent"))


def before(text: str, at: int, floor: int) -> tuple[int, Comparator]:
    """Find the comparator that ends where a number begins: where it starts, and its meaning; never before `floor`.

    >>> before("投资不超过5亿元", 5, 0), before("最近3年", 2, 0)
    ((2, '<='), (2, '='))
    """
    if text[at : at + 1] in _LARGE and at > floor and text[at - 1] == "上":
        return at - 1, ">="
    end = at
    if at - 1 > floor and text[at - 1] in " 了":
        end = at - 1
    for length in range(min(_LONGEST, end - floor), 0, -1):
        start = end - length
        word = text[start:end]
        if word in _BEFORE and (start == 0 or text[start - 1] not in _PART_OF_A_WORD.get(word, "")):
            return start, _BEFORE[word]
    return at, "="


def after(text: str, at: int, kind: QuantityKind) -> tuple[int, Comparator]:
    """Find the comparator that begins where a quantity ends: where it ends, and its meaning.

    多 and 余 bound a measure or a stretch of time (5公里多), not a count (3家多).

    >>> after("150家以上", 4, "count"), after("3年多", 2, "period"), after("3家多", 2, "count")
    ((6, '>='), (3, '>'), (2, '='))
    """
    match = _AFTER.match(text, at)
    if match is None or (match[4] and kind not in _UNCERTAIN_AFTER):
        return at, "="
    return match.end(), _AFTER_MEANS[match.lastindex - 1 if match.lastindex else 0]
