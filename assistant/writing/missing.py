"""What a question names and the nearest article does not tell, as the beginning of a sentence; never says more than
is certain.

In the order of what an asker would miss most: a name, a place, a time, the noun asked about, any other noun.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.dialogue.mentions import NAMES, Mention, mentions
from assistant.extraction.evidence import Source
from assistant.extraction.extract import Finding
from assistant.questions.interrogatives import AnswerKind
from assistant.questions.question import Question, read_question
from assistant.writing.place_names import EVERYWHERE, bare
from assistant.writing.told import Told, calendar, core, dates
from corpus.dates import Date
from corpus.quantities import quantities
from index.search import Retriever
from index.segment import tagged, words

MissingKind = Literal["name", "place", "time", "noun"]

_FIGURES: frozenset[AnswerKind] = frozenset(("count", "money", "percent", "measure"))
_ASKED_FOR: frozenset[AnswerKind] = _FIGURES | {"period", "person"}
_FIRM = re.compile("^(?:有限公司|公司|集团|股份|大学|学院|医院|银行|协会)$")
_GIVEN_TO_THE_LETTER = re.compile(r"[《“\d]")
_UNKNOWN = "\0"
_LONGEST = 24
# From these weights on (against a word that the corpus does not hold) a noun is worth naming: asked about, or not.
_ASKED_WEIGHT, _OTHER_WEIGHT = 0.3, 0.45


@dataclass(frozen=True, slots=True)
class Missing:
    """What the nearest article does not tell, as the question writes it.

    `held` is false where the whole corpus lacks one of its words; `instead` is what the nearest thing tells of the same
    kind, empty where that is not certain; `open_year` whether an undated article speaks of 今年; `figure` whether a
    number was asked for.
    """

    kind: MissingKind
    text: str
    held: bool
    figure: bool
    instead: str = ""
    open_year: bool = False

    @property
    def lead(self) -> str:
        """Say what is missing, up to where the nearest thing is quoted.

        >>> Missing("place", "杭州", held=True, figure=True, instead="宁波").lead
        '没有找到杭州的这项数据；最接近的原文提到的是宁波：'
        """
        nearest = f"最接近的原文{f'提到的是{self.instead}' if self.instead else '是'}："
        if self.kind in ("place", "time") and self.held:
            if self.open_year:
                return f"没有找到写明是{self.text}的答案；{nearest}"
            return f"没有找到{f'{self.text}的这项数据' if self.figure else f'关于{self.text}的答案'}；{nearest}"
        if not self.held:
            return f"没有找到提到{self._quoted}的报道；{nearest}"
        return f"没有找到答案，最接近的原文没有提到{self._quoted}："

    @property
    def alone(self) -> str | None:
        """Say what is missing where nothing is near enough to quote; None where the corpus may well hold it.

        >>> Missing("name", "星河智造", held=False, figure=True).alone
        '没有找到提到“星河智造”的报道，请核对写法，或换个说法再问。'
        """
        if self.held:
            return None
        return f"没有找到提到{self._quoted}的报道，请{'' if self.kind == 'noun' else '核对写法，或'}换个说法再问。"

    @property
    def _quoted(self) -> str:
        return self.text if self.text[0] in "《“" else f"“{self.text}”"


def missing(
    question: str, findings: Sequence[Finding], opened: Sequence[Source], retriever: Retriever
) -> Missing | None:
    """Find what a question names and the article of the nearest finding does not tell; None where nothing is certain.

    :param findings: the nearest first; without any there is nothing to compare with.
    :param opened: every article that the search led to: what one of them prints, the corpus holds.
    """
    return _Comparison(question, findings[0], opened, retriever).first() if findings else None


@dataclass(frozen=True, slots=True)
class _Part:
    """A name or a place that a question names, taken apart: of 宁波康赛妮集团 the place and the name."""

    text: str
    is_place: bool


class _Comparison:
    """One question held against one article."""

    def __init__(self, question: str, nearest: Finding, opened: Sequence[Source], retriever: Retriever) -> None:
        article = nearest.candidate.source.article
        self._question: Question = read_question(question)
        self._mentions = mentions(question)
        self._told = Told.by(article)
        self._title = article.title
        self._quote = article.text[nearest.start : nearest.end]
        self._opened = opened
        self._retriever = retriever

    def first(self) -> Missing | None:
        """Give what would be missed most."""
        parts = list(self._parts())
        every = itertools.chain(self._names(parts), self._places(parts), self._times(), self._asked(), self._nouns())
        return next((each for each in every if len(each.text) <= _LONGEST), None)

    def _parts(self) -> Iterator[_Part]:
        for mention in self._mentions:
            if mention.kind in NAMES:
                yield from _taken_apart(mention)
        yield from (_Part(firm, False) for firm in _firms(self._mentions))

    def _names(self, parts: Sequence[_Part]) -> Iterator[Missing]:
        for part in parts:
            if part.is_place or part.text.isascii():
                continue
            exact = _GIVEN_TO_THE_LETTER.search(part.text)
            there = self._told.has_letters if exact else self._told.has_name
            if (exact or core(part.text)) and not there(part.text):
                yield self._missing("name", part.text)

    def _places(self, parts: Sequence[_Part]) -> Iterator[Missing]:
        for part in parts:
            if part.is_place and part.text not in EVERYWHERE and not self._told.has_place(part.text):
                yield self._missing("place", part.text, self._other_place())

    def _times(self) -> Iterator[Missing]:
        for quantity in quantities(self._question.text):
            asked = calendar(quantity.date)
            if asked and not self._told.has_time(asked):
                yield self._missing("time", quantity.text, self._other_year(asked))

    def _asked(self) -> Iterator[Missing]:
        """The noun asked about, where the answer is its value."""
        if self._question.kind in _ASKED_FOR:
            near = [m for m in self._mentions if m.text in self._question.asked and m.kind in ("noun", "relation")]
            yield from self._absent(near[-1:], _ASKED_WEIGHT)

    def _nouns(self) -> Iterator[Missing]:
        yield from self._absent(
            [m for m in self._mentions if (m.kind == "noun" or m.text.isascii()) and m.text not in EVERYWHERE],
            _OTHER_WEIGHT,
        )

    def _absent(self, nouns: Sequence[Mention], least: float) -> Iterator[Missing]:
        for noun in nouns:
            if (
                len(noun.text) > 1
                and noun.kind != "time"
                and not self._told.has_noun(noun.text)
                and self._weight(noun.text) >= least
            ):
                yield self._missing("noun", noun.text)

    def _missing(self, kind: MissingKind, text: str, instead: str = "") -> Missing:
        open_year = kind == "time" and self._told.leaves_the_year_open
        figure = self._question.kind in _FIGURES
        return Missing(kind, text, kind == "time" or self._held(text), figure, instead, open_year)

    def _held(self, text: str) -> bool:
        """Tell whether the corpus may hold a text; an index may have cut the words around it in another way."""
        return self._weight(text) < 1 or any(Told.by(source.article).has_letters(text) for source in self._opened)

    def _weight(self, text: str) -> float:
        """Weigh the rarest word of a text; 1 where the corpus holds no such word."""
        *weights, unknown = self._retriever.weights([*words(text), _UNKNOWN])
        return max(weights, default=0.0) / (unknown or 1)

    def _other_place(self) -> str:
        """Give the one place that the quote names, or else the title."""
        for text in (self._quote, self._title):
            named = {
                bare(p.text): None for m in mentions(text) if m.kind in NAMES for p in _taken_apart(m) if p.is_place
            }
            if named:
                return next(iter(named)) if len(named) == 1 and not EVERYWHERE & named.keys() else ""
        return ""

    def _other_year(self, asked: Date) -> str:
        """Give the one year that the quote is about, where another was asked for."""
        if not any(part.unit == "年" for part in asked):
            return ""
        found = {part.value for each in dates(self._quote, None) for part in each if part.unit == "年"}
        return f"{found.pop()}年" if len(found) == 1 else ""


def _taken_apart(mention: Mention) -> Iterator[_Part]:
    """Take the places off both ends of a name; a name of places alone stays whole."""
    row = [] if _GIVEN_TO_THE_LETTER.match(mention.text) else tagged(mention.text)
    first, last = 0, len(row)
    while first < last and _is_place(row[first]):
        first += 1
    while last > first and _is_place(row[last - 1]):
        last -= 1
    rest = "".join(word for word, _ in row[first:last])
    if first == last or len(rest) == 1:
        yield _Part(mention.text, mention.kind == "place")
        return
    yield from (_Part(word, True) for word, _ in (*row[:first], *row[last:]))
    yield _Part(rest, mention.kind == "place" and len(rest) == len(mention.text))


def _is_place(word: tuple[str, str]) -> bool:
    return word[1] == "ns" and len(word[0]) > 1


def _firms(named: Sequence[Mention]) -> Iterator[str]:
    """Give nouns that go on to 公司 or the like without a break: 星河智造科技 | 公司."""
    for noun, body in itertools.pairwise(named):
        if noun.kind == "noun" and noun.end == body.start and _FIRM.match(body.text):
            yield noun.text + body.text
