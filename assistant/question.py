"""What a question asks for: the kind of answer, its unit, the noun asked about; knows no passages and no history."""

import re
from dataclasses import dataclass

from assistant.interrogatives import KEYWORDS, RULES, AnswerKind, AskingRule
from assistant.small_talk import small_talk
from corpus.numerals import han_number
from corpus.units import UNITS
from index.segment import words

__all__ = ["AnswerKind", "Question", "read_question", "small_talk"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    `unit` is the measure word or unit asked for (家, 吨, %), None where none is; `asked` the noun asked about near the
    interrogative, empty where none stands there; `expected` the printed count of a list (哪6项). `content` is the
    question without interrogative and politeness words, for matching.
    """

    text: str
    kind: AnswerKind
    unit: str | None
    asked: str
    expected: int | None
    content: str


_POLITE = re.compile(
    r"^(?:你好|您好|请问一?下?|请教一?下?|麻烦(?:问一?下?|告诉我)?|想问一?下?|想知道|我想(?:知道|问|了解)一?下?|帮我(?:查|看)一?下?|"
    r"(?:能|可以)?(?:告诉|跟)我(?:说)?一?下?|你?(?:知不知道|知道|晓得)|查一?下|问一?下|那么?(?=[，,]))[，,：:\s]*"
    r"|(?:你?知道吗|谢谢|好吗)?[？?！!。\s]+$"
)
_ENDING = re.compile(r"[呢啊呀嘛吧哇哦噢]+$")


def read_question(text: str) -> Question:
    """Read a Chinese question, in news or everyday wording, or a row of keywords.

    >>> read_question("请问全市今年要建多少家智能工厂？")
    Question(text='请问全市今年要建多少家智能工厂？', kind='count', unit='家', asked='智能工厂', expected=None, content='全市今年要建智能工厂')
    """
    bare = _bare(text)
    found = _asking(bare)
    if found is None:
        return _keywords(text, bare)
    rule, match = found
    groups = match.groupdict()
    start, end = match.span("asks") if "asks" in groups else match.span()
    noun = groups.get("noun") or groups.get("noun2") or ""
    unit = groups.get("unit") or groups.get("unit2") or None
    return Question(
        text=text,
        kind=rule.kind,
        unit=UNITS[unit].name if unit in UNITS else unit or _DEFAULT_UNITS.get(rule.kind),
        asked=noun or _noun_after(bare[end:]) or _noun_before(bare[:start]),
        expected=_count(groups.get("number")),
        content=_joined(bare[:start], noun, bare[end:]),
    )


_DEFAULT_UNITS: dict[AnswerKind, str] = {"money": "元", "percent": "%"}
_NOUN_STOP = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9“”《》·\-]")


def _bare(text: str) -> str:
    """Take off what is polite: 请问, 你知道, 谢谢, question marks, 呢."""
    bare = text.strip()
    while (shorter := _ENDING.sub("", _POLITE.sub("", bare)).strip()) != bare:
        bare = shorter
    return bare


def _asking(bare: str) -> tuple[AskingRule, re.Match[str]] | None:
    """Find the words that ask: the first rule of the table that has any, and its last match."""
    for rule in RULES:
        matches = list(re.finditer(rule.pattern, bare))
        if matches:
            return rule, matches[-1]
    return None


def _keywords(text: str, bare: str) -> Question:
    """Read a row of keywords: the last word that names a kind of answer asks for it."""
    for token in reversed(bare.split()):
        for rule in KEYWORDS:
            ending = next((e for e in sorted(rule.endings.split(), key=len, reverse=True) if token.endswith(e)), None)
            if ending:
                return Question(text, rule.kind, _DEFAULT_UNITS.get(rule.kind), token, None, bare)
    return Question(text, "other", None, "", None, bare)


def _noun_after(rest: str) -> str:
    noun = _NOUN_STOP.split(rest, maxsplit=1)[0]
    return "" if noun.startswith(("的", "了", "吗", "在")) else noun[:12]


def _noun_before(head: str) -> str:
    stripped = re.sub(r"(?:是|为|有|达到?|在|叫|由|了|约|共)+$", "", head)
    last = re.split(r"[的，,。\s]", stripped)[-1]
    return last if len(last) <= 6 else "".join(words(last)[-1:])


def _count(digits: str | None) -> int | None:
    number = han_number(digits) if digits and not digits.isascii() else digits and int(digits)
    return int(number) if number else None


def _joined(*parts: str) -> str:
    return " ".join(part.strip() for part in parts if part.strip())
