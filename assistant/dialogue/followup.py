"""An elliptical question written out in full from the earlier ones; finds nothing and answers nothing.

Earlier questions are written out first, one after another, so that what was named two turns ago is still there. From
the last answer at most a name is taken, where the earlier question asked for one.
"""

import re
from collections.abc import Sequence

from assistant.answer import Turn
from assistant.dialogue.mentions import NAMES, Mention, local, mentions
from assistant.dialogue.reference import resolved
from assistant.dialogue.topic import answered_name, is_phrase, is_relation, topic
from assistant.questions.asked_nouns import closing_noun
from assistant.questions.interrogatives import AnswerKind
from assistant.questions.question import asks, defines, read_question
from assistant.questions.small_talk import small_talk

_LEAD = re.compile(r"^(?:那么?|至于|换成|如果是|要是)[，,]?(?![里儿边些次时年天个家座条位项种]|就是)")
_WHAT_ABOUT = re.compile(r"(?:又|则|的话)?(?:呢|怎么样|如何|咋样)?$")
_END = re.compile(r"[？?。！!\s]+$")
_ASKS: dict[AnswerKind, str] = {
    "person": "是谁",
    "place": "在哪里",
    "date": "是什么时候",
    "reason": "是什么",
    "organisation": "是哪家",
    "name": "是什么",
    "other": "是什么情况",
}
_OF_A_BODY = re.compile(r"员工|总部|市值|营收|利润|成立|上市|法人|董事长|股价|业务|产品")
_OF_A_PERSON = re.compile(r"多大|年龄|岁|毕业|出生|籍贯|学历|哪里人|职务|代表作")
_VIEW = re.compile(r"怎么[看说想评]|如何(?:看|评价|回应|表态)|回应|表态|什么(?:看法|态度)|作何")
_LOOSE = re.compile(r"^[的是在，]+|[的是在由，]+$")
_TURN_LENGTH = 300  # what is longer leaves nothing out
_REST_LENGTH = 3
_OWN_NOUNS = 2


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Write a follow-up out in full from the earlier questions; one that stands on its own comes back unchanged.

    >>> standalone("那雅戈尔呢？", (Turn("user", "康赛妮去年营收多少？"),))
    '雅戈尔去年营收多少？'
    >>> standalone("雅戈尔的董事长是谁？", (Turn("user", "康赛妮去年营收多少？"),))
    '雅戈尔的董事长是谁？'
    """
    before, answer = "", ""
    for turn in history:
        if turn.role == "user" and not small_talk(turn.content):
            before, answer = _written_out(turn.content.strip()[:_TURN_LENGTH], before, answer), ""
        elif turn.role == "assistant":
            answer = turn.content[:_TURN_LENGTH]
    return _written_out(question.strip(), before, answer) if len(question) <= _TURN_LENGTH else question


def _written_out(question: str, before: str, answer: str) -> str:
    bare = _END.sub("", question)
    if not before or not bare or (" " in bare and not asks(bare)):
        return question
    shorn = _WHAT_ABOUT.sub("", _LEAD.sub("", bare))
    if shorn != bare and not asks(shorn):
        return _about_another(shorn, before) if shorn else before
    if (pointed := resolved(shorn, before, answer)) is not None:
        return f"{_with_rest(pointed, before)}？"
    led = bool(_LEAD.match(bare))
    if (led or _lacks_its_noun(shorn)) and (same := _same_question(shorn, before)):
        return same
    if _lacks_its_subject(shorn, before):
        return f"{_with_topic(shorn, before, answer)}？"
    return f"{_with_rest(shorn, before)}？" if led else question


def _about_another(words: str, before: str) -> str:
    """Ask the earlier question about something else: 那雅戈尔呢, 去年呢, 独立董事呢."""
    if not any(mention.kind in NAMES or mention.kind == "time" for mention in mentions(words)):
        return _about_another_noun(words, before)
    full = before
    for mention in mentions(words):
        full = _exchanged(mention, full)
    return full


def _exchanged(new: Mention, before: str) -> str:
    """Put a name or a time in the place of its counterpart."""
    old = mentions(before)
    counterparts = [m for m in old if m.kind == new.kind]
    if not counterparts and new.kind in NAMES:
        counterparts = [m for m in old if m.kind in NAMES] or [m for m in old if m.kind == "noun"]
    if not counterparts:
        return new.text + before if new.kind != "relation" else before
    first = counterparts[0]
    return before[: first.start] + local(first.text, new.text) + before[first.end :]


def _about_another_noun(words: str, before: str) -> str:
    """Put a common noun in the place of the one most like it, or ask for another value of the same thing."""
    question = read_question(before)
    value = closing_noun(words)
    if value and is_relation(words):
        if question.kind == value[0] and question.asked and question.asked in before:
            return before.replace(question.asked, words, 1)
        subject = topic(before) or question.content
        return f"{subject}的{words}{_ASKS.get(value[0], '是多少')}？"
    named = mentions(before)
    nouns = [mention for mention in named if mention.kind == "noun"]
    alike = [m for m in named if m.kind in ("noun", "relation") and set(m.text) & set(words)]
    if alike or nouns:
        old = (alike or nouns)[-1]
        return before[: old.start] + words + before[old.end :]
    first = next((mention for mention in named if mention.kind in NAMES), None)
    return before[: first.end] + words + before[first.end :] if first else f"{topic(before)}，{words}？"


def _same_question(question: str, before: str) -> str | None:
    """Ask the earlier question with the names of a later one that asks for the same: 那慈溪有几家."""
    new, old = read_question(question), read_question(before)
    own = mentions(question)
    if new.kind != old.kind or not any(m.kind in NAMES or m.kind == "time" for m in own):
        return None
    if any(m.kind in ("noun", "relation") and m.text not in before for m in own):
        return None
    for mention in own:
        before = _exchanged(mention, before) if mention.kind in NAMES or mention.kind == "time" else before
    return before


def _lacks_its_noun(question: str) -> bool:
    """Tell whether a question for a number or a name leaves out of what: 慈溪有几家."""
    kinds = {mention.kind for mention in mentions(question)}
    return (
        read_question(question).kind in ("count", "list") and not kinds & {"noun", "relation"} and bool(kinds & NAMES)
    )


def _lacks_its_subject(question: str, before: str) -> bool:
    """Tell whether a question leaves out what it is about.

    It does when it names nobody and nothing of its own, and brings at most one noun that the earlier question lacks;
    or when, without any noun, it names only a place or what the earlier one named, or asks for somebody's view.
    What a word means (什么是未来工厂) is asked of that word alone.
    """
    own = mentions(question)
    if own and defines(question):
        return False
    names = [mention for mention in own if mention.kind in NAMES]
    nouns = [mention.text for mention in own if mention.kind == "noun"]
    if not names:
        return sum(noun not in before for noun in nouns) < _OWN_NOUNS
    if nouns or any(mention.kind == "relation" for mention in own):
        return False
    return all(m.kind == "place" or m.text in before for m in names) or _VIEW.search(question) is not None


def _with_topic(question: str, before: str, answer: str) -> str:
    kind = read_question(before).kind
    if (kind == "organisation" and _OF_A_BODY.search(question)) or (kind == "person" and _OF_A_PERSON.search(question)):
        name = answered_name(before, answer, kind)
        if name:
            return _with_rest(name + question, before)
    if any(mention.kind in NAMES for mention in mentions(question)):
        return _with_rest(question, before)
    about = topic(before, question)
    return f"{about}{'' if is_phrase(about) else '，'}{question}" if about else question


def _with_rest(question: str, before: str) -> str:
    """Put in front what else the earlier question was about: its event, its time, names that are not in this one."""
    rest = topic(before, question)
    for mention in (*mentions(question), *mentions(rest)):
        if mention.text in question:
            rest = rest.replace(mention.text, "")
    rest = _LOOSE.sub("", rest)
    return f"{rest}，{question}" if len(rest) >= _REST_LENGTH and mentions(rest) else question
