"""Whether two passages give a fact the same status and the same yes or no; knows no figures."""

import re
from collections.abc import Iterator

from assistant.proof.function_words import says_nothing
from corpus.matching import last_end
from corpus.status import CUES, status_of

_NOT = re.compile(
    r"不(?![仅只但断少同错久过论管足如锈止满动良容可]|得不)|未(?![来婚])|没(?!收|落)|无(?![人线论锡数偿障缝机形限])|"
    r"(?<![除莫是南北东西])非(?![常洲凡遗法物得])|禁止|严禁|拒绝|取消|难以|不可(?!或缺)|免除"
)
_NO = frozenset("不未没无非否")
_DENIED = re.compile(r"谣言|不实|辟谣|否认|虚构|捏造|误传|子虚乌有|不属实|假消息")
_SEGMENT = re.compile(r"[，,。；;！!？?：:\n]")
_SENTENCE = re.compile(r"[。！!？?\n]")
_HELPS = "[是有被再将会能在要得]"
_NEXT = re.compile(rf"{_HELPS}?([^\W_和与及的了着过]{{1,2}})")
_BESIDE = re.compile(rf"{_HELPS}*")
_FAR = 100
_FUTURE = frozenset(("target", "planned", "forecast"))
_UNLIKE = frozenset(("target", "forecast"))


def same_status(statement: str, at: int, quote: str, place: int) -> bool:
    """Tell whether a fact has the same status in the statement and in the quote.

    What is to come (力争, 计划, 将, 预计) carries only what is to come, and what is under way or done never carries it.
    A statement without any cue may stand for what is under way or done.
    """
    said, held = status_of(statement, at), status_of(quote, place)
    if said == held:
        return True
    if held in _FUTURE or said in _FUTURE:
        return held in _FUTURE and said in _FUTURE and {said, held} != _UNLIKE
    return not (said == "ongoing" or (held == "ongoing" and said == "achieved"))


def same_answer(said_between: str, held_between: str) -> bool:
    """Tell whether what stands before two equal stretches, since the last comma, says no in both or in neither.

    >>> same_answer("大桥", "大桥尚未")
    False
    """
    said, held = _SEGMENT.split(said_between)[-1], _SEGMENT.split(held_between)[-1]
    if held and held[-1] in _NO and not said.endswith(held[-1]):
        return False
    return says_no(said) == says_no(held)


def is_denied(text: str, at: int) -> bool:
    """Tell whether the sentence around `at` calls what it reports a rumour."""
    first = last_end(_SENTENCE, text, at)
    end = _SENTENCE.search(text, at)
    return _DENIED.search(text, first, end.start() if end else len(text)) is not None


def says_no(text: str) -> bool:
    """Tell whether a stretch of words says no.

    >>> says_no("尚未"), says_no("不仅")
    (True, False)
    """
    return _NOT.search(text) is not None


def gives_status(text: str) -> bool:
    """Tell whether a stretch of words gives a status to what follows.

    >>> gives_status("力争"), gives_status("增长")
    (True, False)
    """
    return any(re.search(rule.pattern, text) for rule in CUES if not rule.weak)


def denials(statement: str, start: int, end: int, quote: str) -> Iterator[tuple[int, int]]:
    """Find the negations of `statement[start:end]` that the quote does not have before the same words.

    As many must stand in the quote between the last comma and what is denied, the last beside it: 不是对没有车的否定
    denies twice, and 没有写开工的日期 does not deny 开工.

    >>> [*denials("并没有反对扩建", 0, 7, "没有提问，并反对扩建")]
    [(1, 5)]
    """
    for no in _NOT.finditer(statement, start, end):
        word = _NEXT.match(statement, no.end(), end)
        if word is None:
            continue
        count = len(_since_comma(statement, start, word.start(1)))
        places = (found.start() for found in re.finditer(re.escape(word[1]), quote))
        if not any(_denies(quote, place, count) for place in places):
            yield no.start(), word.end()


def _denies(quote: str, place: int, count: int) -> bool:
    held = _since_comma(quote, max(0, place - _FAR), place)
    if len(held) != count:
        return False
    between = quote[held[-1].end() : place]
    return _BESIDE.fullmatch(between) is not None or says_nothing(between)


def _since_comma(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Find the negations between the last comma and `end`."""
    first = max((match.end() for match in _SEGMENT.finditer(text, start, end)), default=start)
    return list(_NOT.finditer(text, first, end))
