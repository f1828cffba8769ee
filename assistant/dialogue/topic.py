"""What an earlier question was about, as words that can stand before a later one; decides nothing."""

import functools
import re

from assistant.dialogue.contrasts import times
from assistant.dialogue.mentions import NAMES, Mention, MentionKind, mentions
from assistant.dialogue.plain import without_politeness
from assistant.questions.interrogatives import AnswerKind
from assistant.questions.question import Question, read_question

TOPIC_LENGTH = 60

_MARKER = re.compile(r"\[\d{1,3}\]")
_COPULA = re.compile(
    r"(?:的|[又都就]?是|为|有|(?<![表抵送传])达到?|在|由|了|(?<![续签预失违])约|共有?|一共|总共|大概|大约|要|给|被|把|和|跟|与|到|从|叫|姓|到底|[，、])+$"
)
_LIGHT = re.compile(r"(?:涉及|造成|导致|吸引|需要?|投入|设立?|共?有|给|要|(?:要|共|得)花费?|花费|提高|达)$")
_ASKED_ABOUT = re.compile(r"(?:到底|由)$")
_COUNTED = re.compile(r"(?P<noun>人|[^，的了]{2})(?P<does>[^，的了和]{2,6})$")
_SHORT_TAIL = re.compile(r"[人的了啊]{1,2}")
_LOOSE = re.compile(r"^[的了是在，、]+|(?:的是|[，、了])+$|(?<=上|中|里)的$")
_VALUES: frozenset[AnswerKind] = frozenset(
    ("person", "organisation", "money", "percent", "count", "measure", "name", "list", "period")
)
_ABOUT_A_VALUE: frozenset[AnswerKind] = frozenset(("count", "percent", "money", "measure", "yesno", "reason"))
_MOVES = frozenset(
    re.split(" ", "增长 增加 下降 上涨 下跌 提高 降低 上升 下滑 回落 同比 环比 全国 全省 全市 全球 涨 跌 多 少 占 占比")
)
_SPACE = re.compile(r"\s+(?![A-Za-z0-9])|(?<![A-Za-z0-9])\s+")


@functools.lru_cache(maxsize=1024)
def topic(before: str, later: str = "", whole: bool = False) -> str:
    """Give what a question is about, without what it asks for and without what a later one says anew.

    :param whole: leave what it asks for where it stands.

    >>> topic("康赛妮集团去年的营收是多少？"), topic("康赛妮集团去年的营收是多少？", "今年利润多少")
    ('康赛妮集团去年', '康赛妮集团')
    """
    question = read_question(without_politeness(before))
    head, tail = question.before, question.behind
    if _drops_what_it_asks(question) and not (whole or _goes_on_with_it(later)):
        asked_for = mentions(question.asked)[-1].text
        # In 大桥由哪家公司承建 the verb goes with the noun, in 来了多少家企业 it needs it.
        head, tail = (text.replace(asked_for, "") for text in (head, tail))
        if head and not mentions(tail):
            tail = ""  # a verb alone: 承建 of 大桥由哪家公司承建
    needed = bool(tail) and _needs_its_verb(question)
    head = _ASKED_ABOUT.sub("", head) if needed else _LIGHT.sub("", _COPULA.sub("", head))
    if not head and question.kind in ("place", "organisation", "person"):
        tail = tail.removeprefix(question.asked)  # 城市 of 哪个城市夺冠
    if _SHORT_TAIL.fullmatch(tail) and _COPULA.search(question.before):
        head, tail = _COPULA.sub("", head), ""  # 人 of 男子是哪里人
    content = _without_old_times(head, later) + tail
    content = _LOOSE.sub("", _COPULA.sub("", _SPACE.sub("", content)))
    return content if len(content) <= TOPIC_LENGTH else _shortened(content)


def among(before: str) -> str:
    """Name those that an earlier question is about, for a question about some of them.

    >>> among("亚运会有多少个国家参加？"), among("山火有多少人遇难？")
    ('亚运会参加的国家中', '山火遇难的人中')
    """
    question = read_question(without_politeness(before))
    counted = _COUNTED.match(("人" if question.unit == "人" else "") + question.behind)
    if question.kind in ("count", "list") and counted and _COPULA.search(question.before):
        return f"{_COPULA.sub('', question.before)}{counted['does']}的{counted['noun']}中"
    return f"{topic(before, whole=True)}中"


def _drops_what_it_asks(question: Question) -> bool:
    """Tell whether a question asks for something of what it is about: 营收, 有多少员工; not 来了多少家企业."""
    if not (question.asked and question.kind in _VALUES and is_relation(question.asked)):
        return False
    noun = mentions(question.asked)[-1].text
    return noun in question.before or not question.before or _COPULA.search(question.before) is not None


def _needs_its_verb(question: Question) -> bool:
    """Tell whether a noun is asked for behind its verb, so that the two stay together: 签了哪些协议."""
    return question.kind in ("list", "name", "organisation", "place", "person") and bool(question.asked)


def _without_old_times(text: str, later: str) -> str:
    """Take out the times of a topic where the later question brings its own."""
    if not times(later):
        return text
    for start, end in reversed(times(text)):
        text = text[:start] + text[end:]
    return text


def _shortened(content: str) -> str:
    """Keep the first clauses and the last, as many as have room."""
    clauses = content.split("，")
    while len(clauses) > 1 and len("，".join(clauses)) > TOPIC_LENGTH:
        del clauses[len(clauses) // 2 if len(clauses) > 2 else 1]
    return "，".join(clauses)[:TOPIC_LENGTH]


def _goes_on_with_it(later: str) -> bool:
    """Tell whether a later question asks about the value itself: 增长了多少, 排第几."""
    nouns = [m for m in mentions(later) if m.kind in ("noun", "relation") and m.text not in _MOVES]
    return bool(later) and not nouns and read_question(later).kind in _ABOUT_A_VALUE


def is_phrase(about: str) -> bool:
    """Tell whether a topic is names and nouns alone, so that a question can go on from it: 康赛妮集团去年."""
    return "，" not in about and sum(len(m.text) for m in mentions(about)) + about.count("的") >= len(about)


def is_relation(noun: str) -> bool:
    """Tell whether a noun phrase is of something: 董事长, 上半年营收."""
    return any(mention.kind == "relation" for mention in mentions(noun)[-1:])


def answered_name(before: str, answer: str, kind: MentionKind) -> str | None:
    """Find the name that an answer gave to a question for one: the whole answer where it is no sentence, or else the
    new name nearest to the noun asked about.

    >>> answered_name("谁出任总裁？", "沈国梁。[1]", "person")
    '沈国梁'
    """
    text = _MARKER.sub("", answer).strip(" 。！")
    if 1 < len(text) <= _NAME_LENGTH and not _NO_NAME.search(text):
        return text
    question: Question = read_question(before)
    new = [m for m in mentions(text) if m.kind in NAMES and m.text not in before]
    names = [m for m in new if m.kind == kind] or (new if kind == "organisation" else [])
    at = text.find(question.asked) if question.asked else 0
    nearest = min(names, key=lambda mention: abs(mention.start - at), default=None)
    return nearest.text if nearest else None


def names_in(text: str, kinds: frozenset[MentionKind] = NAMES) -> list[Mention]:
    """Give the names of these kinds in a text, in order."""
    return [mention for mention in mentions(text) if mention.kind in kinds]


_NAME_LENGTH = 12
_NO_NAME = re.compile(r"[，、；：？\d]|没有|是|了$|未|在|于|和")
