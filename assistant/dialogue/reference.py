"""Words that point back (他, 该公司, 这座桥, 其, 当地), and what they point to in the earlier turns."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.dialogue.mentions import NAMES, PROPER_TAGS, MentionKind, is_noun_tag, mentions
from assistant.dialogue.standing import own_weight
from assistant.dialogue.subject import subject_span
from assistant.dialogue.topic import answered_name, names_in, topic
from assistant.questions.question import read_question
from index.segment import tagged

Target = Literal["person", "organisation", "place", "thing", "amount", "owner", "topic"]

_MEASURE = "[家个位名种类项款部本首支座条所场届次起件份艘架辆间片栋台笔批桩轮颗枚只头段幅]"
_NUMBER = "[一两二三四五六七八九十百千万\\d]+多?"
_ONE = f"(?:{_NUMBER})?{_MEASURE}?"
_MANY = f"(?:(?!一){_NUMBER}{_MEASURE}|些|笔|几{_MEASURE})"


@dataclass(frozen=True, slots=True)
class ReferenceRule:
    """Words that point back, what kind of thing they point to, and an example."""

    target: Target
    pattern: re.Pattern[str]
    example: str


_EVENT = "事故|事件|事情|事儿|事|案件|案子|案|火灾|灾害|活动|比赛|行动|会议|会|消息|现象"
_BODY = "公司|企业|集团|银行|机构|单位|工厂|厂|店|医院|大学|学校|校|院|球队|队|车企|品牌"
_PLACE = "城市|地方|地区|国家|市|省|县|区|镇|村|国|地"
_RULES: tuple[tuple[Target, str, str], ...] = (
    (
        "person",
        rf"俩人|(?<![其吉])(?:[他她](?:们|俩)?(?:[两几]个?人)?)(?![国乡])|[这那此该]{_ONE}[男女]?(?:人|男子|女子|老人|小伙子?|姑娘)(?![口类员士民大物均])"
        rf"|[这那]位(?:{_MEASURE})?",
        "他多大",
    ),
    ("amount", rf"[这那]{_MANY}", "这12家在哪里"),
    ("organisation", rf"(?:[这那]{_ONE}|该|(?<![\u4e00-\u9fff])本)(?:{_BODY})", "该公司有多少人"),
    ("place", rf"当地|[这那](?:里|儿|边|一带)|(?:[这那]{_ONE}|该)(?:{_PLACE})(?![标址图面])", "当地有多少人"),
    ("topic", rf"(?:[这那此]{_ONE}|该)(?:{_EVENT})", "此事谁负责"),
    (
        "thing",
        rf"(?<![刚])[这那此]{_ONE}(?![样么些时是就])|(?<![应活])该(?=[一-鿿])(?!怎|如何|不该|谁|去|由|找|做|交)",
        "这座桥多长",
    ),
    ("thing", r"[它牠]们?", "它多长"),
    ("owner", r"(?<![尤极与])其(?![中他次实余它间])", "其董事长是谁"),
)
RULES: tuple[ReferenceRule, ...] = tuple(
    ReferenceRule(target, re.compile(pattern), example) for target, pattern, example in _RULES
)
_KINDS: dict[Target, frozenset[MentionKind]] = {
    "person": frozenset(("person",)),
    "organisation": frozenset(("organisation", "name")),
    "place": frozenset(("place",)),
}
_POINTING_BACK = 2.5
_LONGEST_NOUN = 4
_REST_LENGTH = 3
_ANCHOR = 6
_LEAD_IN = re.compile(r"^(?:那么?|就|而|在|[，,])+")
_PERSON_TAGS = frozenset(("nr", "nrt", "nrfg"))
_HUMAN = re.compile(r"(?:[男女老]子?|人|生|师|员|长|手|者|司机|民警|演员|导演|[队部]|夫妇|夫妻|母女|父子|某)$")
_LONGEST_NAME = 6
_SPLIT = re.compile(r"[，。；]")


@dataclass(frozen=True, slots=True)
class _Pointer:
    """Words that point back, as they stand in a question: from `start` to `end`."""

    target: Target
    start: int
    end: int


def resolved(question: str, before: str, answer: str) -> str | None:
    """Put names in the place of words that point back, behind what the earlier question was about.

    None where nothing points back: there is no such word, or it points to something in the same question.

    :param before: the question before it, written out in full.
    :param answer: what that was answered, or nothing.

    >>> resolved("这座桥多长", "甬江大桥哪年通车？", "")
    '甬江大桥多长'
    """
    pointer = _pointer(question, before)
    if pointer is None or _anchored(question, pointer, before):
        return None
    about = topic(before, question)
    behind = question[pointer.end :]
    initial = not _LEAD_IN.sub("", question[: pointer.start])
    if pointer.target in ("topic", "amount"):
        # What is counted or has happened is said in front.
        kept = _LEAD_IN.sub("", behind) if initial else question
        return f"{about}，{kept}" if about else None
    name = _name(pointer, question, before, answer)
    if name is None:
        kept = behind.removeprefix("的") if initial and pointer.target != "owner" else question
        return f"{about}，{kept}" if about else None
    of = "的" if pointer.target == "owner" else ""
    front = "" if initial else question[: pointer.start]
    return _behind_topic(
        about, name, f"{front}{name}{of}{behind}", behind if initial and not of else None, pointer.target == "place"
    )


def _behind_topic(about: str, name: str, named: str, rest: str | None, placed: bool) -> str:
    """Say what else the earlier question was about in front of a question, unless that is next to nothing.

    What happened at a place always goes with it.

    :param named: the question with the name; `rest` the question without it, where it begins with it.
    """
    if about.startswith(name):
        more = about[len(name) :].lstrip("的，")
        if len(more) < _REST_LENGTH and not placed:
            return named
        return f"{about}，{rest.removeprefix('的')}" if rest else f"{about}，{named}"
    return f"{about}，{named}" if len(about) >= _REST_LENGTH and mentions(about) else named


def _pointer(question: str, before: str) -> _Pointer | None:
    for rule in RULES:
        if match := rule.pattern.search(question):
            start, end = match.span()
            if question[start] in "这那" and _noun_ends(question[:start]):
                return None  # 联通那边 is 联通
            if rule.target == "thing" and match[0] not in ("它", "它们"):
                end += _noun_length(question[end:], before)
            return _Pointer(rule.target, start, end)
    return None


def _noun_ends(front: str) -> bool:
    """Tell whether a text ends on a noun or on 的, which a 那 behind it takes up."""
    *_, (word, tag) = tagged(front) or [("", "")]
    return word == "的" or (is_noun_tag(tag) and len(word) > 1) or tag in PROPER_TAGS


def _anchored(question: str, pointer: _Pointer, before: str) -> bool:
    """Tell whether what is pointed to stands in the question itself: 天坛、北海这几家, 做饮料的那家公司."""
    front, behind = question[: pointer.start], question[pointer.end :]
    named = [m for m in mentions(front) if m.text not in before]
    if pointer.target == "person":
        if any(m.kind == "person" for m in named):
            return True
    elif any(m.end == pointer.start and m.kind in NAMES for m in named) or (
        len(front) >= _ANCHOR and question[pointer.start] in "这那" and not _SPLIT.search(front[-2:])
    ):
        return bool(named)
    return own_weight(f"{front}{behind}", before) > _POINTING_BACK


def _noun_length(rest: str, before: str) -> int:
    """Measure the noun right behind 这座 or 该, which the name stands for: one that a name ends on, or any."""
    for length in range(_LONGEST_NOUN, 0, -1):
        if any(m.text.endswith(rest[:length]) for m in mentions(before)) and len(rest) >= length:
            return length
    word, tag = next(iter(tagged(rest)), ("", ""))
    return len(word) if tag.startswith("n") else 0


def _name(pointer: _Pointer, question: str, before: str, answer: str) -> str | None:
    words = question[pointer.start : pointer.end]
    asked = read_question(before)
    if pointer.target in _KINDS:
        kind: MentionKind = "person" if pointer.target == "person" else "place"
        if pointer.target == "organisation":
            kind = "organisation"
        wanted = asked.kind in (kind, "name") or (asked.kind == "list" and kind == "person")
        if wanted and words[-1] != "们" and (name := answered_name(before, answer, kind)):
            return name
    start, end = subject_span(before)
    subject = before[start:end]
    if pointer.target == "person":
        return _person(before, subject, asked.asked if asked.kind == "person" else None)
    if pointer.target == "place":
        places = names_in(before, _KINDS["place"])
        return places[0].text if places else subject or None
    if pointer.target == "thing":
        return _thing(words, before, answer, subject)
    return subject or next((m.text for m in names_in(before)), None)


def _person(before: str, subject: str, role: str | None) -> str | None:
    """Find who 他 is: the role asked about, the person a question begins with, another one in it."""
    persons = names_in(before, _KINDS["person"])
    if role is not None and not persons:
        at = before.find(role) if role else 0
        front = before[:at].rstrip("的")
        return f"{front}的{role}" if at > 0 and len(front) <= _ANCHOR * 2 and "，" not in front else None
    if subject and any(tag in _PERSON_TAGS for _, tag in tagged(subject)):
        inner = [m.text for m in persons if m.text in subject]
        return inner[-1] if inner and len(subject) > _LONGEST_NAME else _person_in(subject)
    return persons[-1].text if persons else subject if _HUMAN.search(subject) else None


def _person_in(subject: str) -> str:
    """Take the person out of a phrase that goes on: 谢霆锋 of 谢霆锋演唱会; a name cut in two stays whole."""
    text = ""
    for word, tag in tagged(subject):
        if text and tag in ("n", "vn", "ns", "nz") and len(word) > 1:
            break
        text += word
    return text if any(tag in _PERSON_TAGS for _, tag in tagged(text)) else subject


def _thing(words: str, before: str, answer: str, subject: str) -> str | None:
    if subject.endswith(words[-1]):
        return subject
    if read_question(before).asked.endswith(words[-1]) and (name := answered_name(before, answer, "name")):
        return name
    named = [mention.text for mention in mentions(before) if mention.kind in NAMES or mention.kind == "noun"]
    alike = [name for name in named if name[-1] == words[-1]]
    return alike[-1] if alike else subject or next((m.text for m in names_in(before)), None)
