"""What is said of a run over many articles: frozen types that also count; no behaviour of a stage."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.article import Rejection
from index.entry import Outcome

KEPT = 1_000
# Reasons that are told apart; any further one counts as another.
_REASONS, _OTHER = 100, "其他原因"

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why `count` records were not taken in, the first of which is `example`.

    `text` is the reason, with … for numbers that differ between them; `kind` has … for every number.
    """

    kind: str
    text: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """How many records were read, and what became of them: `read` is the sum of the four counts.

    `rejected` and `outcomes` hold the first `KEPT` of each; the counts of `reasons` add up to `rejected_count`.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected_count: int = 0
    rejected: tuple[Rejection, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    reasons: tuple[Reason, ...] = ()

    def plus_outcomes(self, outcomes: Iterable[Outcome]) -> "IngestReport":
        """Count articles that were taken in."""
        more = tuple(outcomes)
        statuses = [outcome.status for outcome in more]
        return replace(
            self,
            read=self.read + len(more),
            created=self.created + statuses.count("created"),
            updated=self.updated + statuses.count("updated"),
            unchanged=self.unchanged + statuses.count("unchanged"),
            outcomes=self.outcomes + more[: KEPT - len(self.outcomes)],
        )

    def plus_rejections(self, rejections: Iterable[Rejection]) -> "IngestReport":
        """Count records that were not taken in."""
        more = tuple(rejections)
        return replace(
            self,
            read=self.read + len(more),
            rejected_count=self.rejected_count + len(more),
            rejected=self.rejected + more[: KEPT - len(self.rejected)],
            reasons=_counted(self.reasons, more),
        )


def _counted(reasons: tuple[Reason, ...], rejections: Iterable[Rejection]) -> tuple[Reason, ...]:
    """Count rejections by their reasons.

    >>> [bad, worse] = [Rejection(f"news.jsonl:{line}", f"第 {line} 个字节有误") for line in (3, 5)]
    >>> _counted((), [bad, worse])
    (Reason(kind='第 … 个字节有误', text='第 … 个字节有误', count=2, example='news.jsonl:3'),)
    """
    known = {reason.kind: reason for reason in reasons}
    for rejection in rejections:
        text, kind = rejection.reason, _NUMBER.sub("…", rejection.reason)
        if kind not in known and len(known) >= _REASONS:
            text = kind = _OTHER
        before = known.get(kind, Reason(kind, text, 0, rejection.name))
        known[kind] = replace(before, text=text if text == before.text else kind, count=before.count + 1)
    return tuple(known.values())


@dataclass(frozen=True, slots=True)
class ReindexReport:
    """How many of the live articles were made anew."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What the data folder holds, and everything found wrong, a sentence each; whole when nothing is."""

    documents: int
    tombstones: int
    versions: int
    passages: int
    problems: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems
