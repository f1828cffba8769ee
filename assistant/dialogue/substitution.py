"""The earlier question asked about something else: 那雅戈尔呢, 去年呢, 市级的呢; decides nothing else."""

import re

from assistant.dialogue.contrasts import contrast, counterpart_model, is_contrasting
from assistant.dialogue.counterpart import exchanged, name_place, put_time, subject_place
from assistant.dialogue.mentions import NAMES, PROPER_TAGS, is_relation_word, mentions
from assistant.dialogue.subject import subject_span
from assistant.dialogue.topic import is_relation, topic
from assistant.questions.asked_nouns import closing_noun
from assistant.questions.interrogatives import AnswerKind
from assistant.questions.question import Question, read_question
from index.segment import tagged

_ASKS: dict[AnswerKind, str] = {
    "person": "是谁",
    "place": "在哪里",
    "date": "是什么时候",
    "reason": "是什么",
    "organisation": "是哪家",
    "name": "是什么",
    "other": "是什么情况",
}
_SURPLUS = re.compile(r"(?:的?(?:数据|情况|数字|话|那[个家部场位]|这[个家部场位]|[那这]边|[那这]里|里面))$|的$")
_TEAM = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:队|组)(?![员长])")
_END = re.compile(r"[？?。！!\s]+$")
_PART = re.compile(r"(?:[组级型版款赛]|赛区|季度)$")
_BEFORE = re.compile(r"^(?:原先|原来|以前|之前|此前|现在|目前|后来|最初|起初|近|累计)")
_AND = re.compile(r"(?<=.{2})(?:和|跟|与|、)(?=.{2})")
_IN_IT = re.compile(r"^其中的?")
_THAT_ONE = re.compile(r"[这那][个家部项]$")
_CONJOINED = 4
_SHORT_QUESTION = 18
_NAME_LENGTH = 8


def about_another(words: str, before: str) -> str:
    """Ask the earlier question about something else.

    >>> about_another("前年", "康赛妮集团去年的营收是多少？"), about_another("雅戈尔", "康赛妮集团去年的营收是多少？")
    ('康赛妮集团前年的营收是多少？', '雅戈尔去年的营收是多少？')
    """
    plain = _SURPLUS.sub("", _IN_IT.sub("", words)) or words
    for exchange in (_by_contrast, put_time, _of_model, _of_team, _of_noun_like_it, _of_several_names, _of_names):
        if (full := exchange(plain, before)) is not None:
            return full
    if _THAT_ONE.search(words):
        return _in_front(plain, before)
    noun = None if words.endswith("的") else _of_noun(plain, before)  # 受伤的 is no noun of its own
    return _of_value(words, before) or noun or _in_front(words, before)


def _put(words: str, place: tuple[int, int] | None, before: str) -> str | None:
    return f"{before[: place[0]]}{words}{before[place[1] :]}" if place else None


def _by_contrast(words: str, before: str) -> str | None:
    if place := contrast(words, before):
        return _put(words, place, before)
    _, end = subject_span(before)
    return f"{before[:end]}{words}{before[end:]}" if is_contrasting(words) and end else None


def _of_model(words: str, before: str) -> str | None:
    return _put(words, counterpart_model(words, before), before)


def _of_team(words: str, before: str) -> str | None:
    """Put a team in the place of a team: 日本队 for 中国队 in 成都大运会中国队."""
    if not _TEAM.fullmatch(words):
        return None
    old = [m for m in mentions(before) if m.text.endswith(words[-1]) and m.kind == "organisation"]
    if len(old) != 1:
        return None
    length = next((n for n in (len(words), 3, 4) if len(old[0].text) >= n), len(old[0].text))
    cut = old[0].end - length if len(old[0].text) > _CONJOINED + 1 else old[0].start
    return _put(words, (cut, old[0].end), before)


def _of_noun_like_it(words: str, before: str) -> str | None:
    """Put a noun in the place of the one that ends alike: 未来工厂 for 智能工厂, 二中 for 一中 in 石家庄一中."""
    if len(words) == 2:
        alike = (
            re.search(rf"[一二三四五六七八九十]{re.escape(words[-1])}", before)
            if words[0] in "一二三四五六七八九十"
            else None
        )
        return _put(words, alike.span(), before) if alike else None
    named = mentions(words)
    if any(m.kind in NAMES for m in named) and len(named) == 1:
        return None
    old = [
        m for m in mentions(before) if m.kind in ("noun", "relation") and m.text[-2:] == words[-2:] and m.text != words
    ]
    if not old or closing_noun(words):
        return None
    return _put(words, (old[-1].start, old[-1].end), before)


def _of_several_names(words: str, before: str) -> str | None:
    """Put two names, or a name with what it has, in the place of the subject: 南京和无锡, 宁波的4号线."""
    named = mentions(words)
    start, end = subject_span(before)
    several = len(named) > 1 and (_AND.search(words) or "的" in words)
    alike = "的" in words and words[-1] == before[end - 1 : end]
    if not (several or alike) or not named or named[0].start or named[0].kind not in NAMES or is_relation(words):
        return None
    return _put(words, (start, end), before) if end else None


def _of_names(words: str, before: str) -> str | None:
    """Put the names of a few words in the places of their counterparts, and times too."""
    named = [m for m in mentions(words) if m.kind in NAMES or m.kind == "time"]
    rest = words
    for mention in named:
        rest = rest.replace(mention.text, "", 1)
    if not any(m.kind in NAMES for m in named) or len(rest.strip("的在")) > 1:
        return None
    full = before
    for mention in named:
        full = exchanged(mention, full)
    return full if full != before else None


def _of_value(words: str, before: str) -> str | None:
    """Ask for another value of the same thing: 净利润呢, 独立董事呢."""
    value = closing_noun(words)
    if not value or not is_relation(words):
        return None
    question = read_question(before)
    asked_for = _value_asked(question)
    if question.kind == value[0] and asked_for and asked_for in before and len(mentions(words)) == 1:
        return before.replace(asked_for, words, 1)
    return _asked_of(words, value[0], before, question)


def _value_asked(question: Question) -> str:
    """Give the noun asked about that is of something, without what stands in front of it: 票价 of 演唱会票价."""
    named = mentions(question.asked)
    return named[-1].text if named and named[-1].kind == "relation" else ""


def _asked_of(words: str, kind: AnswerKind, before: str, question: Question) -> str:
    about = topic(before, words) or question.content
    asks = _ASKS.get(kind, "是多少")
    if len(about) <= _CONJOINED * 4 and "，" not in about and not _has_verb(about):
        return f"{about}的{words}{asks}？"
    return f"{about}，{words}{asks}？"


def _has_verb(text: str) -> bool:
    return sum(len(m.text) for m in mentions(text)) + text.count("的") < len(text)


def _of_noun(words: str, before: str) -> str | None:
    """Put a bare noun in the place of the noun asked about, a bare unknown name in the place of the subject."""
    if len(words) > _NAME_LENGTH or "的" in words:
        return None
    question = read_question(before)
    named = mentions(words)
    kind = named[0].kind if len(named) == 1 and named[0].text == words else None
    kind = "relation" if is_relation_word(words) else kind
    asked, about = question.asked, _value_asked(question)
    start, end = subject_place(before)
    if _PART.search(words):
        return f"{before[:end]}{words}{before[end:]}" if end else None
    if kind == "relation":
        return before.replace(about, words, 1) if about and about in before and not question.unit else None
    if kind == "noun" and asked in before and asked and (asked[-1] == words[-1] or _is_noun(asked, before)):
        return before.replace(asked, words, 1)
    if len(before) > _SHORT_QUESTION and kind is not None:
        return None  # a noun may have its counterpart anywhere
    if kind == "noun" and (inner := _noun_of_a_name(before, start, end)):
        return _put(words, inner, before)
    if end and not is_relation(words) and _is_name_like(words) and not _BEFORE.match(words):
        return _put(words, name_place(before, start, end), before)
    return None


def _noun_of_a_name(before: str, start: int, end: int) -> tuple[int, int] | None:
    """Find the noun that a named subject goes on with, for another noun: 主力资金 of 康赛妮7月主力资金流出多少."""
    if not any(tag in PROPER_TAGS for _, tag in tagged(before[start:end])):
        return None
    nouns = [m for m in mentions(before) if m.kind == "noun" and m.start >= end]
    return (nouns[0].start, nouns[0].end) if nouns else None


def _is_name_like(words: str) -> bool:
    """Tell whether words may be a name that the segmenter does not know: one word, or no verb among several."""
    tags = [tag for _, tag in tagged(words)]
    return len(tags) == 1 or not any(tag in ("v", "d", "r", "p") for tag in tags)


def _is_noun(asked: str, before: str) -> bool:
    """Tell whether the noun asked about can give way to another: 智能工厂, not a value or what it is of."""
    return any(m.kind == "noun" and m.text == asked and m.start > 0 for m in mentions(before))


def _in_front(words: str, before: str) -> str:
    """Ask the same of other words behind the topic: 受伤的有多少人."""
    question = read_question(before)
    if is_relation(words):
        value = closing_noun(words)
        asks = _ASKS.get(value[0], "是多少") if value else "是什么"
        return f"{topic(before, words) or question.content}，{words}{asks}？"
    bare = _END.sub("", before)
    asking = bare[len(question.before) :] if bare.startswith(question.before) else ""
    about = topic(before, words) or question.content
    if not 1 < len(asking) <= _NAME_LENGTH:
        asking = _ASKS.get(question.kind, "是多少")
        return f"{about}，{words}{asking}？"
    copula = "" if asking[0] in "是有在为" else "有" if question.kind in ("count", "list") else "是"
    return f"{about}，{words}{copula}{asking}？"
