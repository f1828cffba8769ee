"""Whether other opened articles give another value for the figure found, and which of them is the later word.

Says nothing of how it is worded. It would rather miss a disagreement than see one between two different figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from assistant.extraction.amounts import agree, far_apart
from assistant.extraction.asked import asked_of
from assistant.extraction.claims import Claim, claim_of, claims
from assistant.extraction.evidence import Candidate, Source
from assistant.extraction.extract import Finding
from assistant.extraction.values import Value
from assistant.extraction.wanted import Wanted
from corpus.times import AHEAD

Order = Literal["older", "newer", "unordered"]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Another article's value for the same figure.

    `candidate` is its sentence and `value` the value in it; `order` tells whether it is the older word, the newer one,
    or neither, where both articles are of one day or have no date.
    """

    candidate: Candidate
    value: Value
    order: Order

    @property
    def published(self) -> date | None:
        """When the other article appeared."""
        return self.candidate.source.article.published


@dataclass(frozen=True, slots=True)
class Settled:
    """The findings with the latest word first, and what was said otherwise, the newest first."""

    findings: tuple[Finding, ...]
    others: tuple[Disagreement, ...] = ()


def settled(wanted: Wanted, findings: Sequence[Finding], opened: Sequence[Source]) -> Settled:
    """Put the newest of several values for the figure found first; the one that was found becomes the older word.

    A question that names a time of its own keeps the value that was found for it.
    """
    if not findings:
        return Settled(())
    best, rest = findings[0], findings[1:]
    others = disagreements(wanted, best, opened)
    newest = next((other for other in others if other.order == "newer"), None)
    if newest is None or best.value is None or asked_of(wanted).names_a_time:
        return Settled(tuple(findings), others)
    sentence = newest.candidate.sentence
    now = replace(best, candidate=newest.candidate, start=sentence.start, end=sentence.end, value=newest.value)
    older = Disagreement(best.candidate, best.value, "older")
    left = tuple(finding for finding in rest if finding.candidate.sentence != sentence)
    return Settled((now, *left), (older,))


def disagreements(wanted: Wanted, best: Finding, opened: Sequence[Source]) -> tuple[Disagreement, ...]:
    """Find what other articles give for the same figure with another value, the newest first, each value once.

    Only sentences that share the weighty words of the question around the value, and hold a value of the kind, are
    looked at. Another period, another status (目标 against 已建成), a rounded or converted form and a reprint are no
    disagreement.
    """
    asked = asked_of(wanted)
    ours = claim_of(asked, best.candidate, best.value)
    if ours is None:
        return ()
    found = [
        Disagreement(theirs.candidate, _value(theirs), _order(ours, theirs))
        for theirs in claims(asked, ours, opened)
        if _disagree(ours, theirs)
    ]
    found.sort(key=lambda other: other.published or date.min, reverse=True)
    return tuple(_distinct(found))


def _disagree(ours: Claim, theirs: Claim) -> bool:
    """Tell whether two claims about one thing cannot both be right."""
    return (
        not agree(ours.quantity, theirs.quantity)
        and not far_apart(ours.quantity, theirs.quantity)
        and _status_fits(ours, theirs)
        and _period_fits(ours, theirs)
        and ours.is_about_the_same(theirs)
    )


def _status_fits(ours: Claim, theirs: Claim) -> bool:
    """Tell what is to come from what is: a target never disagrees with what is achieved, nor with a forecast."""
    if (ours.status in AHEAD) != (theirs.status in AHEAD):
        return False
    return (ours.status == "forecast") == (theirs.status == "forecast")


def _period_fits(ours: Claim, theirs: Claim) -> bool:
    """Tell whether two claims speak of one period; two counts up to a day each (截至) follow one another."""
    if any(claim.time and not claim.period for claim in (ours, theirs)):
        return False
    if ours.is_cutoff and theirs.is_cutoff:
        return True
    if ours.period and theirs.period:
        return (ours.period.first, ours.period.last) == (theirs.period.first, theirs.period.last)
    if ours.period or theirs.period:
        return not any(claim.period and claim.is_of_a_stretch for claim in (ours, theirs))
    same_year = ours.published is None or theirs.published is None or ours.published.year == theirs.published.year
    same_day = ours.published == theirs.published
    return (same_year or not ours.may_be_yearly) and (same_day or not ours.is_of_the_day)


def _order(ours: Claim, theirs: Claim) -> Order:
    """Tell whose word is the later: of two counts up to a day the later day's, else that of the newer article."""
    one, other = ours.published, theirs.published
    if ours.is_cutoff and theirs.is_cutoff and ours.period and theirs.period:
        one, other = ours.period.last, theirs.period.last
    if one is None or other is None or one == other:
        return "unordered"
    return "newer" if other > one else "older"


def _value(claim: Claim) -> Value:
    start = claim.candidate.sentence.start
    quantity = claim.quantity
    return Value(start + quantity.start, start + quantity.end, quantity.text, 1.0)


def _distinct(found: Sequence[Disagreement]) -> Iterator[Disagreement]:
    seen: set[str] = set()
    for other in found:
        if other.value.text not in seen:
            seen.add(other.value.text)
            yield other
