"""What a new name or time takes the place of in an earlier question: 雅戈尔 of 康赛妮, 去年 of 今年; asks nothing."""

import re

from assistant.dialogue.contrasts import is_time, times
from assistant.dialogue.mentions import NAMES, Mention, local, mentions
from assistant.dialogue.subject import subject_span

_MARKS = "《“"
_KEPT = re.compile(
    r"(?<=.{2})(?:演唱会|山火|暴雨|地震|政变|机场|马拉松|烧烤|旅游|股价|数量|车展|洪水|疫情|人口|房价|楼市|高考|中考|世界杯|一[本审]|二[本审])$"
)
_CLASS = re.compile(r"^(?:台风|飓风|电影|电视剧|歌手|演员|导演|大熊猫|品牌|企业|手机)(?=.{2})")


def exchanged(new: Mention, before: str) -> str:
    """Put a name or a time in the place of its counterpart."""
    if new.text in before:
        return before
    if new.kind == "time":
        return put_time(new.text, before) or new.text + before
    place = _counterpart(new, before)
    return f"{before[: place[0]]}{local(before[slice(*place)], new.text)}{before[place[1] :]}" if place else before


def put_time(words: str, before: str) -> str | None:
    """Put a time in the place of the earlier one, or behind the subject where there is none."""
    if not (is_time(words) or [m.text for m in mentions(words) if m.kind == "time"] == [words]):
        return None
    old = times(before) or tuple((m.start, m.end) for m in mentions(before) if m.kind == "time")
    if old:
        first, *others = old
        for start, end in reversed(others):
            before = before[:start] + before[end:] if start - first[1] <= 1 else before
        return f"{before[: first[0]]}{words}{before[first[1] :]}"
    _, end = subject_span(before)
    return f"{before[:end]}{words}{before[end:]}"


def subject_place(before: str) -> tuple[int, int]:
    """Find what the last clause begins with, or else the whole: 李望川 of 蛙泳决赛，李望川得了第几."""
    at = before.rfind("，") + 1
    start, end = subject_span(before[at:])
    return (at + start, at + end) if end else subject_span(before)


def name_place(before: str, start: int, end: int) -> tuple[int, int]:
    """Find the name in a subject: what it goes on with stays (周华健演唱会), and what goes before (台风海葵).

    >>> name_place("周华健演唱会在哪里？", 0, 6), name_place("台风海葵在哪里登陆？", 0, 4)
    ((0, 3), (2, 4))
    """
    subject = before[start:end]
    in_front, behind = _CLASS.match(subject), _KEPT.search(subject)
    return start + (in_front.end() if in_front else 0), end - (len(behind[0]) if behind else 0)


def _counterpart(new: Mention, before: str) -> tuple[int, int] | None:
    """Find what a name takes the place of: the first of its kind, the subject, any other name, a noun."""
    start, end = subject_place(before)
    if _CLASS.match(before[start:end]):
        return name_place(before, start, end)
    old = mentions(before)
    same = [m for m in old if m.kind == new.kind and (m.text[0] in _MARKS) == (new.text[0] in _MARKS)]
    if same and _is_named_last(new, same, before):
        return same[-1].start, same[-1].end
    goes_on = bool(same) and same[0].start == start and same[0].end < end  # 成都 of 成都大运会
    if same and new.kind != "person" and (not goes_on or new.kind == "place"):
        return same[0].start, same[0].end
    if end:
        return name_place(before, start, end)
    others = [m for m in old if m.kind in NAMES] or [m for m in old if m.kind == "noun"]
    return (others[0].start, others[0].end) if others else None


def _is_named_last(new: Mention, same: list[Mention], before: str) -> bool:
    """Tell whether the last of its kind gives way: a person or title of several, a name in a later clause."""
    comma = before.rfind("，")
    if len(same) > 1 and (new.kind == "person" or new.text[0] in _MARKS):
        return True
    return same[0].end < comma < same[-1].start
