"""A figure with what its sentence says of it: the words around it, its time, its status; and whether two are of one
thing. Compares no values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.extraction import contrasts
from assistant.extraction.amounts import counts_the_same
from assistant.extraction.asked import GENERIC, NOUNS, Asked
from assistant.extraction.evidence import Candidate, Source
from assistant.extraction.tokens import QUANTITIES, tokens
from assistant.extraction.values import Value
from corpus.calendar import Period
from corpus.quantities import Quantity, quantities
from corpus.status import FactStatus, status_of
from corpus.times import Time, is_cutoff, reckoned, time_of
from index.segment import fold

# Of the weight that the telling words of the question around the found value have, so much must stand around another.
AROUND = 0.75
# And so much of what stands in the found sentence, or right before it, in its lead or its title.
NEARBY = 0.85
_BEFORE = 2
_ASKED_KINDS = frozenset((*QUANTITIES, "other", "name"))

_BREAK = re.compile(r"[，,；;。：:！!？?]")
_NAMES = frozenset(("person", "location", "name", "foreign"))
_FUNCTION = frozenset("的该本此这那座条个家所项和与及了在由是为新全大小老各等约近共有建成日月年，。、：“”‘’《》（）")
_HAN = re.compile("[一-鿿]")


@dataclass(frozen=True)  # without slots: what is read twice is kept
class Claim:
    """A figure in its sentence: `around` is what stands beside it, `nearby` what a reader knows when reading it.

    `words` are the words of the question around it. Offsets of the quantity count from the start of the sentence.
    """

    asked: Asked
    candidate: Candidate
    quantity: Quantity
    around: str
    words: frozenset[str]

    @property
    def sentence(self) -> str:
        """The sentence that holds the figure."""
        return self.candidate.sentence.text

    @property
    def published(self) -> date | None:
        """When its article appeared."""
        return self.candidate.source.article.published

    @cached_property
    def status(self) -> FactStatus | None:
        """Whether the figure is a target, achieved, and so on."""
        return status_of(self.sentence, self.quantity.start)

    @cached_property
    def time(self) -> Time | None:
        """The time that the figure belongs to, as printed."""
        return time_of(self.sentence, self.quantity.start)

    @cached_property
    def period(self) -> Period | None:
        """The days that this time means; None without one, and where that would be a guess."""
        return reckoned(self.sentence, self.time, self.published) if self.time else None

    @property
    def is_cutoff(self) -> bool:
        """Whether the figure was counted up to a day (截至6月底)."""
        return self.time is not None and is_cutoff(self.sentence, self.time)

    @property
    def is_of_a_stretch(self) -> bool:
        """Whether the time of the figure is more than the day of an event that its sentence begins with."""
        if self.time is None or self.period is None:
            return False
        beside = not _BREAK.search(self.sentence, self.time.end, max(self.time.end, self.quantity.start))
        return self.period.precision != "day" or (beside and contrasts.is_of_what_happened(self.around))

    @property
    def may_be_yearly(self) -> bool:
        """Whether such a figure is given anew each year."""
        return self.status in ("target", "planned", "forecast") or contrasts.is_yearly(self._said)

    @property
    def is_of_the_day(self) -> bool:
        """Whether such a figure is given anew each day."""
        return contrasts.is_daily(self._said)

    @cached_property
    def nearby(self) -> str:
        """The title, the lead, the sentences before and the sentence itself, folded."""
        source, place = self.candidate.source, self.candidate.place
        near = source.sentences[max(0, place - _BEFORE) : place + 1]
        return fold("\n".join((source.article.title, source.sentences[0].text, *(each.text for each in near))))

    @cached_property
    def _known(self) -> frozenset[str]:
        """The words of the question that a reader has met by the time of the figure."""
        return self.asked.held(self.nearby)

    def may_be_told_in(self, text: str) -> bool:
        """Tell whether a text has the names and most of the words that this figure was read with."""
        if any(name in self.nearby and name not in text for name in self.asked.named):
            return False
        held = frozenset(word for word in self._known if word in text)
        return self.asked.weight(held) >= NEARBY * self.asked.weight(self._known)

    @property
    def _said(self) -> str:
        return f"{self.asked.folded}{self.around}"

    @property
    def _clause(self) -> str:
        """The sentence up to the end of the figure's stretch, from the last full stop or semicolon on."""
        start = max(self.sentence.rfind(mark, 0, self.quantity.start) for mark in "；;。！？") + 1
        stop = _BREAK.search(self.sentence, self.quantity.end)
        return self.sentence[start : stop.start() if stop else len(self.sentence)]

    def is_about_the_same(self, other: "Claim") -> bool:
        """Tell whether another figure is of the same thing, as far as the words beside and before it tell."""
        if any(contrasts.is_taken_back(claim.around, claim.sentence) for claim in (self, other)):
            return False
        if contrasts.sets_apart(self.around, other.around) or contrasts.other_phase(self._clause, other._clause):
            return False
        ours, theirs = self.nearby, other.nearby
        if not self.may_be_told_in(theirs):
            return False
        return not other._is_of_something_else(ours) and not self._is_of_something_else(theirs)

    def _is_of_something_else(self, nearby: str) -> bool:
        """Tell whether its clause names what the other article does not, or gives the thing asked another name."""
        clause = contrasts.without_reporting(self._clause)
        known = f"{nearby}\n{self.asked.folded}"
        for token in tokens(clause):
            text = fold(token.text)
            if token.kind in _NAMES and len(text) > 1 and text not in known:
                return True
        for token in tokens(self.around):
            text = fold(token.text)
            if token.kind in NOUNS and len(text) > 1 and text not in known and text not in GENERIC:
                return True
        folded = fold(clause)
        if any(_renamed(word, before, folded) for word, before in self.asked.modified):
            return True
        owned = (match[1] for word, _ in self.asked.words for match in re.finditer(f"{re.escape(word)}的(..)", folded))
        return any(_HAN.match(thing) and thing not in known for thing in owned)


def claim_of(asked: Asked, candidate: Candidate, value: Value | None) -> Claim | None:
    """Read the figure that was found; None where the value is no single amount."""
    if value is None or asked.kind not in _ASKED_KINDS:
        return None
    found = quantities(candidate.sentence.text)
    start, end = value.start - candidate.sentence.start, value.end - candidate.sentence.start
    inside = [each for each in found if each.start < end and start < each.end]
    if len(inside) != 1 or inside[0].date or inside[0].kind == "ordinal" or not inside[0].unit:
        return None
    claim = _claim(asked, candidate, inside[0], found)
    return claim if claim.words else None


def claims(asked: Asked, ours: Claim, opened: Sequence[Source]) -> Iterator[Claim]:
    """Find the figures of other articles, no copies of ours, that may be of the same thing: the one in each sentence
    with most of the words that stand around ours, where one has more than the rest."""
    needed = (ours.words & asked.telling) or ours.words
    least = AROUND * asked.weight(needed)
    weighty = tuple((word, weight) for word, weight in asked.words if word in needed)
    own_article = ours.candidate.source.article.id
    for rank, source in enumerate(opened):
        whole = f"{source.article.title}\n{source.article.text}"
        if source.article.id == own_article or source.is_copy_of(ours.candidate.source):
            continue
        if not ours.may_be_told_in(whole):
            continue
        for place, sentence in enumerate(source.sentences):
            if sum(weight for word, weight in weighty if word in sentence.text) < least:
                continue
            found = quantities(sentence.text)
            rivals = [each for each in found if counts_the_same(each, ours.quantity)]
            if not rivals:
                continue
            candidate = Candidate(source, rank, place)
            own = [_claim(asked, candidate, each, found) for each in rivals]
            weights = [asked.weight(claim.words & needed) for claim in own]
            most = max(weights)
            if most >= least and weights.count(most) == 1:
                yield own[weights.index(most)]


def _claim(asked: Asked, candidate: Candidate, quantity: Quantity, found: Sequence[Quantity]) -> Claim:
    """Take what stands beside a figure: its stretch between commas up to the next figures of its kind.

    A stretch that has no word of the question takes in the one before it.
    """
    text = candidate.sentence.text
    rivals = [each for each in found if each is not quantity and counts_the_same(each, quantity)]
    floor = max((each.end for each in rivals if each.end <= quantity.start), default=0)
    top = min((each.start for each in rivals if each.start >= quantity.end), default=len(text))
    breaks = [floor, *(match.end() for match in _BREAK.finditer(text, floor, quantity.start))]
    stop = _BREAK.search(text, quantity.end, top)
    tail = text[quantity.end : stop.start() if stop else top]
    around, held = "", frozenset[str]()
    for start in reversed(breaks[-2:]):
        around = f"{text[start : quantity.start]}\n{tail}"
        held = asked.held(fold(around))
        if held:
            break
    return Claim(asked, candidate, quantity, around, held)


def _renamed(word: str, before: str, clause: str) -> bool:
    """Tell whether a word has another modifier in a clause (滨江大桥) than the one it has in the question."""
    held = [clause[match.start() - 1 : match.start()] for match in re.finditer(re.escape(word), clause)]
    named = [letter for letter in held if _HAN.match(letter) and letter not in _FUNCTION]
    return bool(named) and before not in named
