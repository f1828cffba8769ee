"""Words that point back (他, 该公司, 这座桥, 其, 当地), and what they point to in the earlier turns."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.dialogue.mentions import NAMES, MentionKind, mentions
from assistant.dialogue.topic import answered_name, subject, topic
from assistant.questions.question import read_question
from index.segment import tagged

Target = Literal["person", "organisation", "place", "thing", "owner", "topic"]

_ONE = "(?:[一两二三四五六七八九十\\d]+)?[家个位名种类项款部本首支座条所场届次起件份艘架辆间片栋台]?"
_KINDS: dict[Target, frozenset[MentionKind]] = {
    "person": frozenset(("person",)),
    "organisation": frozenset(("organisation", "name")),
    "place": frozenset(("place",)),
}


@dataclass(frozen=True, slots=True)
class ReferenceRule:
    """Words that point back, what kind of thing they point to, and an example."""

    target: Target
    pattern: re.Pattern[str]
    example: str


_EVENT = "事故|事件|事情|事|案件|案|火灾|灾害|活动|比赛|行动|会议|会|消息"
_BODY = "公司|企业|集团|银行|机构|单位|工厂|厂|店|医院|大学|学校|校|院"
_PLACE = "城市|地方|地区|国家|市|省|县|区|镇|村|国|地"
_RULES: tuple[tuple[Target, str, str], ...] = (
    ("person", rf"[他她]们|(?<![其吉])[他她](?![国乡人])|[这那此该]{_ONE}[男女]?人(?![口类])|[这那]位", "他多大"),
    ("organisation", rf"(?:[这那]{_ONE}|该|本)(?:{_BODY})", "该公司有多少人"),
    ("place", rf"当地|[这那](?:里|儿|边)|(?:[这那]{_ONE}|该)(?:{_PLACE})", "当地有多少人"),
    ("topic", rf"(?:[这那此]{_ONE}|该)(?:{_EVENT})", "此事谁负责"),
    ("thing", rf"[这那此]{_ONE}(?![样么些时])|该(?=[一-鿿])", "这座桥多长"),
    ("thing", r"[它牠]们?", "它多长"),
    ("owner", r"(?<![尤极与])其(?![中他次实余它间])", "其董事长是谁"),
    ("topic", r"^第[一二三四五六七八九十\d]+[个家名位项]", "第二个是谁"),
    ("topic", rf"^(?:其中|其他|其余|剩下的?|另外{_ONE}|还有)", "其中有谁"),
)
RULES: tuple[ReferenceRule, ...] = tuple(
    ReferenceRule(target, re.compile(pattern), example) for target, pattern, example in _RULES
)


def resolved(question: str, before: str, answer: str) -> str | None:
    """Put names in the place of words that point back; None where a question has none.

    :param before: the question before it, written out in full.
    :param answer: what that was answered, or nothing.

    >>> resolved("这座桥多长", "甬江大桥哪年通车？", "")
    '甬江大桥多长'
    """
    for rule in RULES:
        if match := rule.pattern.search(question):
            start, end = match.span()
            if rule.target == "place" and any(m.end == start and m.kind in NAMES for m in mentions(question)):
                return None  # 联通那边 is 联通
            if rule.target == "thing":
                end += _noun_length(question[end:], before)
            found = _pointed_to(rule.target, question[start:end], before, answer)
            return f"{question[:start]}{found}{question[end:]}" if found else None
    return None


def _noun_length(rest: str, before: str) -> int:
    """Measure the noun right behind 这座 or 该, which the name stands for: one that a name ends on, or any."""
    for length in range(_LONGEST_NOUN, 0, -1):
        if any(m.text.endswith(rest[:length]) for m in mentions(before)) and len(rest) >= length:
            return length
    word, tag = next(iter(tagged(rest)), ("", ""))
    return len(word) if tag.startswith("n") else 0


def _pointed_to(target: Target, words: str, before: str, answer: str) -> str | None:
    if target == "topic":
        about = topic(before, words)
        return f"{about}，{words}" if _ORDER.match(words) else about
    if target == "thing":
        return _thing(words, before)
    question = read_question(before)
    if target == question.kind and (name := answered_name(before, answer, target)):
        return name
    found = subject(before, _KINDS.get(target, NAMES))
    if found is None:
        return None
    if target == "owner":
        return f"{found.text}的"
    if found.kind in _KINDS[target]:
        return found.text
    return found.text + (question.asked if target == "person" else _POINTER.sub("", words))


def _thing(words: str, before: str) -> str | None:
    named = [mention.text for mention in mentions(before) if mention.kind in NAMES or mention.kind == "noun"]
    alike = [name for name in named if name[-1] == words[-1]]
    main = subject(before)
    return alike[-1] if alike else main.text if main else topic(before) or None


_LONGEST_NOUN = 4
_POINTER = re.compile(rf"^(?:[这那]{_ONE}|[该本]|当地)")
_ORDER = re.compile(r"第|其|剩|另|还")
