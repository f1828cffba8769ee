"""What a question asks for: the kind of answer, its unit, the noun asked about; knows no passages and no history."""

import functools
import re
from dataclasses import dataclass

from assistant.questions.asked_nouns import closing_noun, last_value
from assistant.questions.interrogatives import RULES, AnswerKind, AskingRule
from corpus.numerals import han_number
from corpus.quantities import quantities
from corpus.units import UNITS, Unit
from index.segment import tagged


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    `unit` is the measure word or unit asked for (家, 吨, %), None where none is; `asked` the noun asked about near the
    interrogative, empty where none stands there; `expected` the printed count of a list (哪6项). `before` and `behind`
    are what stands on either side of the words that ask, without politeness; a row of keywords is all `before`.
    """

    text: str
    kind: AnswerKind
    unit: str | None
    asked: str
    expected: int | None
    before: str
    behind: str

    @property
    def content(self) -> str:
        """The question without interrogative and politeness words, for matching."""
        return " ".join(part for part in (self.before, self.behind) if part)


_POLITE = re.compile(
    r"^(?:你好|您好|请问一?下?|请教一?下?|麻烦(?:问一?下?|告诉我)?|我?想(?:问一?下?|知道|了解)(?:一下)?|帮我(?:查|看)一?下?|(?:能|可以)?"
    r"(?:告诉|跟)我(?:说)?一?下?|你?(?:知不知道|知道|晓得)|查一?下|问一?下)[，,：:\s]*|(?:你?知道吗|谢谢|好吗)$|[？?！!。\s]+$"
)
_INDIRECT = re.compile(r"(?:你|您|谁)?(?:知道|晓得|清楚|(?:能|可以)?告诉我)(.+)吗[？?。！!\s]*", re.DOTALL)
_DEFINES = re.compile(r"(?:到底)?(?:什么|啥)(?:是|叫做?)|何[为谓]")
_PARTICLE = re.compile(r"[呢啊呀嘛吧哇哦噢]+$")
_VALUE_KINDS = frozenset(("count", "money", "percent", "measure", "period"))
_ASKED_LENGTH = 12
_RATE = re.compile(
    r"(?<!频)(?<!效)(?<!功)(?<!汇)率(?:大概|大约|约)?(?:是|为|有|达到?)?多少|百分之[几多]|[几多]成(?=$|[，。？了呢])|多少个?百分点|多大比例|占比(?:是|为)?多少"
)
_PRICE = re.compile(r"(?:多少|几个?)钱|几块钱")
_COMMA = re.compile("[，,]")
_CLAUSE_LENGTH = 4
_LONGEST_LIST = 30
_NOUN_TAGS = ("n", "a", "j", "l", "i", "z", "b", "eng", "vn", "s", "f", "x")
_PROPER = ("nr", "nrt", "ns", "nt", "nz", "eng")
_COPULA = re.compile(r"(?:是|为|有|达到?|在|叫|由|了|约|共|大概|大约|一共|总共|到|会|要|能|被|把|给|的)+$")


@functools.lru_cache(maxsize=1024)
def read_question(text: str) -> Question:
    """Read a Chinese question, in news or everyday wording, or a row of keywords.

    >>> question = read_question("请问全市今年要建多少家智能工厂？")
    >>> question.kind, question.unit, question.asked, question.content
    ('count', '家', '智能工厂', '全市今年要建 智能工厂')
    """
    bare = _bare(text)
    found = _asking(bare)
    return _interrogative(text, bare, *found) if found else _keywords(text, bare)


def asks(text: str) -> bool:
    """Tell whether a text has a word that asks.

    >>> asks("新任董事长是谁"), asks("那新任董事长呢")
    (True, False)
    """
    return _asking(_bare(text)) is not None


def defines(text: str) -> bool:
    """Tell whether a question asks what a word means; a sentence answers it, no bare value does.

    >>> defines("到底什么是未来工厂？"), defines("主题是什么？")
    (True, False)
    """
    return _DEFINES.match(_bare(text)) is not None


def plainly_asked(question: Question) -> AnswerKind | None:
    """Give the kind of a question that leaves no doubt about asking for a rate or an amount of money; None for others.

    >>> [plainly_asked(read_question(text)) for text in ("年利率是多少？", "总投资多少亿元？", "指数回落至多少？")]
    ['percent', 'money', None]
    """
    if _RATE.search(question.text):
        return "percent"
    money = question.unit in UNITS and UNITS[question.unit].kind == "money"
    return "money" if money or _PRICE.search(question.text) else None


def last_clause(text: str) -> str | None:
    """Give what stands behind the last comma of a question; None where that is too little to ask anything.

    >>> last_clause("大桥全长3.2公里，引桥呢？"), last_clause("跨湖大桥的造价，由谁承担？")
    (None, '由谁承担？')
    """
    clause = _COMMA.split(text)[-1]
    return clause if clause != text and asks(clause) and len(clause) >= _CLAUSE_LENGTH else None


def _bare(text: str) -> str:
    """Take off what is polite: 请问, 你知道, 谢谢, question marks, 呢."""
    bare = text.strip()
    if indirect := _INDIRECT.fullmatch(bare):
        bare = indirect[1]
    while (shorter := _PARTICLE.sub("", _POLITE.sub("", bare)).strip()) != bare and shorter:
        bare = shorter
    return bare


def _asking(bare: str) -> tuple[AskingRule, re.Match[str]] | None:
    """Find the words that ask: the last ones, unless they are weak; of those that overlap, the earlier rule's."""
    found: list[tuple[AskingRule, re.Match[str]]] = []
    taken = bytearray(len(bare))
    for rule in RULES:
        for match in rule.pattern.finditer(bare):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append((rule, match))
    return max(found, key=lambda pair: (not pair[0].weak, pair[1].start()), default=None)


def _interrogative(text: str, bare: str, rule: AskingRule, match: re.Match[str]) -> Question:
    groups = match.groupdict()
    unit = groups.get("unit") or groups.get("unit2")
    # The noun may be part of what asks (哪家企业); the pattern's own end may cut a word in half.
    begin = match.start("noun") if groups.get("noun") else match.end()
    before, behind = bare[: match.start()].strip(), bare[begin:].strip()
    asked = _noun_after(behind) or _noun_before(before)
    kind = rule.kind
    if kind == "count" and not unit:
        value = closing_noun(asked) or last_value(before) or last_value(behind)
        kind = value[0] if value and value[0] in _VALUE_KINDS else kind
    return Question(
        text=text,
        kind=kind,
        unit=UNITS[unit].name if unit in UNITS else unit or None,
        asked=asked[:_ASKED_LENGTH],
        expected=_members(bare, groups.get("number")) if kind == "list" else None,
        before=before,
        behind=behind,
    )


def _keywords(text: str, bare: str) -> Question:
    """Read a row of keywords: the last word that names a kind of value asks for it."""
    words = bare.split()
    for word in reversed(words):
        if word in UNITS and len(words) > 1 and UNITS[word].kind in _VALUE_KINDS:
            return Question(text, _of_unit(UNITS[word]), UNITS[word].name, "", None, bare, "")
        if found := closing_noun(word):
            counted = word[-2:-1] if word.endswith("数") and word[-2:-1] in UNITS else None
            return Question(text, found[0], counted, word, None, bare, "")
    return Question(text, "other", None, "", None, bare, "")


def _of_unit(unit: Unit) -> AnswerKind:
    return "count" if unit.kind == "ordinal" else unit.kind


def _noun_after(rest: str) -> str:
    """Take the noun phrase that begins right behind the interrogative: its words up to the first verb."""
    phrase = ""
    for word, tag in tagged(rest[:_ASKED_LENGTH]):
        if not tag.startswith(_NOUN_TAGS) or not word[0].isalnum():
            break
        phrase += word
    return phrase


def _noun_before(head: str) -> str:
    """Take the noun that ends right before the interrogative, without copula: 董事长 of 董事长是谁."""
    phrase = ""
    for word, tag in reversed(tagged(_COPULA.sub("", head))):
        noun = tag.startswith(_NOUN_TAGS) or closing_noun(word)
        if not noun or not word[0].isalnum() or (phrase and tag in _PROPER) or len(phrase) + len(word) > _ASKED_LENGTH:
            break
        phrase = word + phrase
    return phrase


def _members(bare: str, number: str | None) -> int | None:
    """Read how many a list has: 哪6项, 哪三家, or earlier in the question 这4家企业分别是."""
    if number:
        count = int(number) if number.isascii() else han_number(number)
        return None if count is None else int(count)
    counts = [q.number for q in quantities(bare) if q.kind == "count" and q.comparator == "=" and q.upper is None]
    return int(counts[-1]) if counts and 1 < counts[-1] <= _LONGEST_LIST else None
