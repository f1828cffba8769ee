"""What is said of a run over many articles: frozen types that also count; no behaviour of a stage."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.article import Rejection
from index.entry import Outcome

KEPT = 1_000


@dataclass(frozen=True, slots=True)
class IngestReport:
    """How many records were read, and what became of them: `read` is the sum of the four counts.

    `rejected` and `outcomes` hold the first `KEPT` of each.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected_count: int = 0
    rejected: tuple[Rejection, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

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

    def plus_rejection(self, rejection: Rejection) -> "IngestReport":
        """Count a record that was not taken in."""
        return replace(
            self,
            read=self.read + 1,
            rejected_count=self.rejected_count + 1,
            rejected=self.rejected if len(self.rejected) >= KEPT else (*self.rejected, rejection),
        )


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
