"""What an earlier question was about, as words that can stand before a later one; decides nothing."""

import re

from assistant.dialogue.mentions import NAMES, Mention, MentionKind, mentions
from assistant.questions.interrogatives import AnswerKind
from assistant.questions.question import Question, read_question

TOPIC_LENGTH = 40

_MARKER = re.compile(r"\[\d{1,3}\]")
_COPULA = re.compile(r"(?:的|是|为|有|达到?|在|由|了|约|共有?|一共|总共|大概|大约|要|给|被|把|和|跟|与)+$")
_LIGHT = re.compile(r"(?:涉及|造成|导致|吸引|需要?|投入|设立?|共?有|给|要|花费?)$")
_VALUES: frozenset[AnswerKind] = frozenset(
    ("person", "organisation", "money", "percent", "count", "measure", "name", "list", "period")
)
_ABOUT_A_VALUE: frozenset[AnswerKind] = frozenset(("count", "percent", "money", "measure", "yesno", "reason"))
_MOVES = frozenset(
    (
        "增长",
        "增加",
        "下降",
        "上涨",
        "下跌",
        "提高",
        "降低",
        "上升",
        "下滑",
        "回落",
        "同比",
        "环比",
        "全国",
        "全省",
        "全市",
        "全球",
    )
)
_ORDINAL = re.compile(r"第[\d一二三四五六七八九十]+[个家位名]")
_SPACE = re.compile(r"\s+")


def topic(before: str, later: str = "") -> str:
    """Give what a question is about, without what it asks for and without what a later one says anew.

    >>> topic("康赛妮集团去年的营收是多少？"), topic("康赛妮集团去年的营收是多少？", "今年利润多少")
    ('康赛妮集团去年', '康赛妮集团')
    """
    question = read_question(before)
    head, tail = question.before, question.behind
    if question.asked and question.kind in _VALUES and is_relation(question.asked) and not _goes_on_with_it(later):
        head, tail = (text.replace(question.asked, "") for text in (head, tail))
        if head and not mentions(tail):
            tail = ""  # a verb alone: 承建 of 大桥由哪家公司承建
    content = _LIGHT.sub("", _COPULA.sub("", head)) + tail
    anew = {mention.kind for mention in mentions(later) if mention.kind in ("time", "place")}
    for mention in reversed(mentions(content)):
        if mention.kind in anew:
            content = content[: mention.start] + content[mention.end :]
    content = _COPULA.sub("", _SPACE.sub("", content))
    if len(content) <= TOPIC_LENGTH:
        return content
    return "".join(dict.fromkeys(m.text for m in mentions(content) if m.kind != "relation"))[:TOPIC_LENGTH]


def _goes_on_with_it(later: str) -> bool:
    """Tell whether a later question asks about the value itself: 增长了多少, 排第几, 第二个是谁."""
    if _ORDINAL.search(later):
        return True
    nouns = [m for m in mentions(later) if m.kind in ("noun", "relation") and m.text not in _MOVES]
    return bool(later) and not nouns and read_question(later).kind in _ABOUT_A_VALUE


def is_phrase(about: str) -> bool:
    """Tell whether a topic is names and nouns alone, so that a question can go on from it: 康赛妮集团去年."""
    return sum(len(mention.text) for mention in mentions(about)) + about.count("的") >= len(about)


def is_relation(noun: str) -> bool:
    """Tell whether a noun phrase is of something: 董事长, 上半年营收."""
    return any(mention.kind == "relation" for mention in mentions(noun)[-1:])


def subject(before: str, kinds: frozenset[MentionKind] = NAMES) -> Mention | None:
    """Find the last name of one of these kinds in a question, or else the first name of any kind, or the first noun."""
    named = mentions(before)
    wanted = [mention for mention in named if mention.kind in kinds]
    others = [mention for mention in named if mention.kind in NAMES] or [m for m in named if m.kind == "noun"]
    return wanted[-1] if wanted else others[0] if others else None


def answered_name(before: str, answer: str, kind: MentionKind) -> str | None:
    """Find the name that an answer gave to a question for one: the new one nearest to the noun asked about."""
    question: Question = read_question(before)
    text = _MARKER.sub("", answer)
    names = [m for m in mentions(text) if m.kind == kind and m.text not in before]
    at = text.find(question.asked) if question.asked else 0
    nearest = min(names, key=lambda mention: abs(mention.start - at), default=None)
    return nearest.text if nearest else None
