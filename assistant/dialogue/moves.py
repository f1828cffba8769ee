"""The moves by which a conversation goes on, in the order in which they are tried; each writes one question out."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.dialogue.counterpart import exchanged
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.members import member, order
from assistant.dialogue.mentions import NAMES, Mention, mentions
from assistant.dialogue.plain import correction
from assistant.dialogue.reference import resolved
from assistant.dialogue.standing import VIEW, stands_alone
from assistant.dialogue.substitution import about_another
from assistant.dialogue.topic import among, answered_name, is_phrase, is_relation, topic
from assistant.questions.interrogatives import AnswerKind
from assistant.questions.question import asks, read_question

Write = Callable[[str, Exchange], str | None]

_LEAD = re.compile(r"^(?:那么?|至于|换成|如果是|要是|而)[，,]?(?![里儿边些次时年天个家座条位项种人场款]|就是)")
_WHAT_ABOUT = re.compile(r"(?:又|则|的话)?(?:呢|怎么样|如何|咋样)?$")
_INNER = re.compile(r"(?<=.{2})呢[，,](?=.{2})")
_MORE = re.compile(
    r"^(?:其他|其余|剩下|另外|还有|除了?|其中)|^都?还(?:有|包括)|^(?:具体|分别|都)(?:是|有|包括|叫|为)?(?:哪|谁|什么|啥)"
)
_AMONG = re.compile(r"^其中的?")
_WHY = re.compile(
    r"^(?:这?(?:是|又是)?(?:为什么|为何|为啥|凭什么|凭啥|何故|怎么回事|咋回事|怎么会这样|啥原因|什么原因|原因呢?|因为(?:什么|啥)))[呢啊]?$"
)
_AFTER = re.compile(
    r"^(?:那?(?:后来|结果|然后|最后|接下来|之后)(?:呢|怎么样了?|如何|怎样了?|咋样了?)?|进展(?:呢|如何))$"
)
_REALLY = re.compile(r"^(?:真的假的|是真的吗|真的吗|属实吗|确定吗)$")
_YESNO_END = re.compile(r"(?:了)?(?:吗|没有|没|么)$")
_OF_A_BODY = re.compile(r"员工|总部|市值|营收|利润|成立|上市|法人|董事长|股价|业务|产品")
_OF_A_PERSON = re.compile(r"多大|年龄|年纪|岁|毕业|出生|籍贯|学历|哪里人|职务|代表作|任职|年薪|当选|上任")
_GOES_ON = re.compile(r"比|在|占|同比|环比|增|减|上升|上涨|下|提高|降|涨|跌|排|有|是|为|怎么|如何|什么|多少|达")
_WHO = re.compile(r"^(?:是)?(?:谁|哪一?[个家位国]|什么|啥|哪[里儿])[呢]?$|^呢?$")
_ONLY_A_NAME = re.compile(r"^(.{2,8}?)(?:又|则|呢)?(?:是|有)?(?:多少|几[家个人]|谁|什么|哪[个家里儿])$")


@dataclass(frozen=True, slots=True)
class Move:
    """A way to go on in a conversation: `write` gives the question in full, or None where it is not that move."""

    name: str
    example: str
    write: Write


def _corrected(bare: str, last: Exchange) -> str | None:
    """Say again what was meant: 不对，我问的是宁波."""
    meant = correction(bare)
    if meant is None:
        return None
    meant = _WHAT_ABOUT.sub("", meant)
    if not asks(meant):
        return about_another(meant, last.question)
    return meant if stands_alone(meant, last.question) else _go_on(meant, last)


def _member(bare: str, last: Exchange) -> str | None:
    """Go on with one member of the list that was answered: 第二个是做什么的."""
    picked = order(bare)
    if picked is None:
        return None
    rest = bare[picked.end() :]
    about = topic(last.question, whole=True)
    name = member(picked, last.answer)
    if name is None:
        return f"{about}，{bare}"
    if not _WHO.match(rest):
        return f"{about}，{name}{rest}"
    if re.match("第|排", bare) and rest not in ("", "呢"):
        return f"{about}中，{picked[0]}{rest}"
    return f"{about}，{name}是什么情况"


def _more(bare: str, last: Exchange) -> str | None:
    """Ask for the others, or for those among them: 还有谁, 除了他还有谁, 其中新增了哪些, 分别是哪几家."""
    if not _MORE.match(bare) or stands_alone(bare, last.question):
        return None
    rest = _AMONG.sub("", bare)
    return f"{among(last.question)}，{rest}" if rest != bare else f"{topic(last.question, whole=True)}，{rest}"


def _why(bare: str, last: Exchange) -> str | None:
    """Ask for the reason of what was asked about: 为什么, 怎么回事."""
    if not _WHY.match(bare):
        return None
    before = _YESNO_END.sub("", last.question.rstrip("？?"))
    about = topic(last.question, bare) if asks(before) else before
    return f"{about}，{bare.removesuffix('呢')}"


def _afterwards(bare: str, last: Exchange) -> str | None:
    """Ask what came of it: 后来呢, 结果怎么样."""
    if _REALLY.match(bare):
        return f"{topic(last.question)}，{bare}"
    if not _AFTER.match(bare):
        return None
    when = re.sub(r"呢$|怎么样了?$|如何$|怎样了?$|咋样了?$", "", bare).removeprefix("那")
    return f"{topic(last.question)}，{when}怎么样了"


def _another(bare: str, last: Exchange) -> str | None:
    """Ask the same about something else: 那雅戈尔呢, 去年呢, 市级的呢."""
    if _INNER.search(bare):
        return None
    if asked := _ONLY_A_NAME.match(_LEAD.sub("", bare)):
        return about_another(asked[1], last.question) if _is_a_new_name(asked[1], last.question) else None
    led = _LEAD.sub("", bare)
    shorn = _WHAT_ABOUT.sub("", led)
    if shorn == bare or asks(shorn) or (led == bare and _asks_how_it_is(bare, shorn)):
        return None
    if not shorn:
        return last.question
    pointed = resolved(shorn, last.question, last.answer)
    return pointed + "是什么情况" if pointed else about_another(shorn, last.question)


def _asks_how_it_is(bare: str, shorn: str) -> bool:
    """Tell whether 怎么样 asks about something of what was spoken of, 待遇怎么样, and is no 呢: 宁波怎么样."""
    return not bare.endswith("呢") and not any(m.kind in NAMES or m.kind == "time" for m in mentions(shorn))


def _is_a_new_name(words: str, before: str) -> bool:
    named = mentions(words)
    whole = len(named) == 1 and named[0].text == words and named[0].kind in NAMES
    return whole and words not in before and _has_counterpart(named[0], before)


def _pointing(bare: str, last: Exchange) -> str | None:
    """Put a name in the place of what points back: 他多大, 该公司总部在哪."""
    return resolved(_without_lead(bare), last.question, last.answer)


def _again(bare: str, last: Exchange) -> str | None:
    """Ask the earlier question with the names of a later one that asks for the same: 那慈溪有几家."""
    shorn = _without_lead(bare)
    new, old = read_question(shorn), read_question(last.question)
    own = mentions(shorn)
    named = [m for m in own if m.kind in NAMES or m.kind == "time"]
    left_out = shorn != bare or new.kind in ("count", "list")
    if not named or not left_out or new.kind != old.kind or (new.unit or old.unit) != old.unit:
        return None
    if any(m.kind in ("noun", "relation") and m.text not in last.question for m in own):
        return None
    if shorn == bare and (any(m.kind in ("noun", "relation") for m in own) or all(m.kind == "time" for m in named)):
        return None
    if not all(_has_counterpart(m, last.question) for m in named) or _brings_a_verb(shorn, last.question):
        return None
    full = last.question
    for mention in named:
        full = exchanged(mention, full)
    return full


def _has_counterpart(new: Mention, before: str) -> bool:
    """Tell whether a name can take the place of one: a place only of a place, any other name of any."""
    kinds = {m.kind for m in mentions(before)}
    return new.kind in kinds or (new.kind not in ("place", "time") and bool(kinds & NAMES))


def _going_on(bare: str, last: Exchange) -> str | None:
    """Put what it is about in front of a question that leaves that out: 什么时候完工."""
    shorn = _without_lead(_INNER.sub("", bare))
    if stands_alone(shorn, last.question):
        return None if shorn == bare or _INNER.search(bare) is None else _behind(shorn, last)
    if _names_it_again(shorn, last.question):
        return None
    return _go_on(shorn, last)


def _without_lead(bare: str) -> str:
    return _LEAD.sub("", bare)


def _brings_a_verb(shorn: str, before: str) -> bool:
    rest = read_question(shorn).before
    for mention in mentions(shorn):
        rest = rest.replace(mention.text, "")
    return any(letter not in before for letter in rest if letter not in "的是有在又共一了")


def _names_it_again(shorn: str, before: str) -> bool:
    """Tell whether a question repeats the name that the earlier one is about, and asks for something of it."""
    own = mentions(shorn)
    names = [m for m in own if m.kind in NAMES and m.start == 0]
    return bool(names) and names[0].text in before and before.startswith(names[0].text) and is_complete(shorn)


def is_complete(shorn: str) -> bool:
    """Tell whether a question has a noun, beside names, that it asks for."""
    return any(m.kind in ("noun", "relation") for m in mentions(shorn)) and not VIEW.search(shorn)


def _go_on(shorn: str, last: Exchange) -> str:
    kind: AnswerKind = read_question(last.question).kind
    if (kind == "organisation" and _OF_A_BODY.search(shorn)) or (kind == "person" and _OF_A_PERSON.search(shorn)):
        name = answered_name(last.question, last.answer, kind)
        if name:
            return _behind(name + shorn, last)
    return _behind(shorn, last)


def _behind(shorn: str, last: Exchange) -> str:
    about = topic(last.question, shorn)
    if not about:
        return shorn
    names = any(m.kind in NAMES for m in mentions(shorn))
    joined = is_phrase(about) and not names and not _begins_with_a_noun(shorn)
    joined = joined and (not is_relation(about) or _GOES_ON.match(shorn) is not None)
    return f"{about}{'' if joined else '，'}{shorn}"


def _begins_with_a_noun(shorn: str) -> bool:
    return any(m.kind == "noun" and m.start == 0 for m in mentions(shorn))


MOVES: tuple[Move, ...] = (
    Move("correction", "不对，我问的是宁波", _corrected),
    Move("member", "第二个是谁", _member),
    Move("why", "为什么", _why),
    Move("afterwards", "后来呢", _afterwards),
    Move("another", "那宁波呢", _another),
    Move("more", "还有谁", _more),
    Move("pointing", "他是哪里人", _pointing),
    Move("again", "慈溪有几家", _again),
    Move("going on", "什么时候完工", _going_on),
)
