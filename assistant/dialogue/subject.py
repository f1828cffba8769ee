"""Who or what an earlier question begins with: the noun phrase in front of its first verb; decides nothing."""

import functools
from collections.abc import Sequence

from assistant.dialogue.contrasts import times
from assistant.dialogue.mentions import PROPER_TAGS, is_noun_tag, is_relation_word
from index.segment import tagged

_PART_TAGS = frozenset(("z", "m", "zg", "g", "nr", "a", "eng", "q"))
_JOINS = frozenset("、·-—“”《》&.')")
_BODY_VERBS = frozenset("办")
_MONTHS = frozenset("年月日号")
_ASKING = frozenset("几多哪谁什啥何")
_NEVER_FIRST = ("v", "p", "r", "d", "c", "u", "f", "y", "q")
_GENERIC_LENGTH = 1
_BODIES = frozenset(("集团", "公司", "银行", "大学", "学院", "医院", "学校", "企业"))
_WIDE = frozenset(
    ("全国", "全省", "全市", "全球", "全县", "全区", "日均", "年均", "人均", "目前", "一共", "总共", "共计")
)


@functools.lru_cache(maxsize=1024)
def subject_span(text: str) -> tuple[int, int]:
    """Find the noun phrase that a question begins with, without times in front and values behind; (0, 0) without one.

    Where the segmenter cuts a name that it does not know, the pieces up to the next verb still belong together.

    >>> text = "海陵药业上半年净利润是多少"
    >>> text[slice(*subject_span(text))]
    '海陵药业'
    >>> subject_span("谁拿了冠军")
    (0, 0)
    """
    words = _placed(text)
    barred = times(text)
    first = next(
        (i for i, (at, word, tag) in enumerate(words) if not _in(at, barred) and not _skipped(word, tag)), len(words)
    )
    last = first
    while last < len(words) and not _in(words[last][0], barred) and _belongs(words, first, last):
        last += 1
    while last - first > 1 and _does_not_end(*words[last - 1][1:]):
        last -= 1
    if last == first or (last - first == 1 and len(words[first][1]) <= _GENERIC_LENGTH):
        return 0, 0
    return words[first][0], words[last - 1][0] + len(words[last - 1][1])


def _does_not_end(word: str, tag: str) -> bool:
    """Tell whether a word cannot be the last of a subject: a value, 全国, 日均, a lone adjective."""
    if word in _WIDE or (len(word) == 1 and tag in ("a", "d", "b")):
        return True
    return is_relation_word(word) and word not in _BODIES


def _placed(text: str) -> list[tuple[int, str, str]]:
    placed, at = [], 0
    for word, tag in tagged(text):
        placed.append((at, word, tag))
        at += len(word)
    return placed


def _in(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _skipped(word: str, tag: str) -> bool:
    return tag == "x" and not word[0].isalnum() and word[0] not in _JOINS


def _begins(words: Sequence[tuple[int, str, str]]) -> bool:
    """Tell whether a word that is no noun can begin a name: 李玟, 五月天, C; 高考 where a noun follows (分数线)."""
    _, word, tag = words[0]
    if word in _JOINS:
        return word in "“《"
    if tag == "v":
        return len(word) > 1 and len(words) > 1 and is_noun_tag(words[1][2]) and not is_relation_word(words[1][1])
    return not tag.startswith(_NEVER_FIRST) or word == "我国"


def _belongs(words: Sequence[tuple[int, str, str]], first: int, at: int) -> bool:
    _, word, tag = words[at]
    if word[0] in _ASKING:
        return False
    if word in _JOINS or (word == " " and words[at - 1][1].isascii()):
        return at > first or word in "“《"  # a title with its marks
    if tag in PROPER_TAGS or is_noun_tag(tag):
        return at == first or not is_relation_word(word) or len(word) > 1
    if at == first:
        return _begins(words[at:])
    if tag == "v":
        return word in _BODY_VERBS
    return (tag in _PART_TAGS and not word[0].isspace()) or (word.isascii() and word.isalnum())
