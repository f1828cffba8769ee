"""Many scored items as a few figures a kind, as lines to print and as JSON; scores nothing itself."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from assistant.evaluation.evaluate import Score

FIGURES = ("answer", "short", "cited", "refused", "answered", "hit@1", "hit@5", "hit@10")


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of one request; None when none was measured."""

    p50: float | None
    p95: float | None


@dataclass(frozen=True, slots=True)
class KindLine:
    """The figures of one kind: the share of right items of each figure that applies, and how many items there are."""

    kind: str
    shares: tuple[tuple[str, float], ...]
    count: int

    def __str__(self) -> str:
        """As it is printed."""
        shares = "  ".join(f"{name}={share}" for name, share in self.shares) or "不评分"
        return f"{self.kind:13s}{shares}  n={self.count}"


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The figures of a whole set."""

    lines: tuple[KindLine, ...]
    proved: float | None
    citations: int
    failed: int
    answer_ms: Latency
    search_ms: Latency

    @classmethod
    def of(cls, scores: Sequence[Score]) -> "Scorecard":
        """Sum up the scored items; kinds come in the order of their first item."""
        proofs = [proof for score in scores for proof in score.proofs]
        return cls(
            lines=tuple(_line(kind, scores) for kind in dict.fromkeys(score.item.kind for score in scores)),
            proved=_share(proofs),
            citations=len(proofs),
            failed=sum(score.error is not None for score in scores),
            answer_ms=_latency([score.milliseconds for score in scores]),
            search_ms=_latency([score.search_milliseconds for score in scores]),
        )

    def printed(self) -> Iterator[str]:
        """The lines to print."""
        yield from map(str, self.lines)
        yield (
            f"proved={self.proved} of {self.citations} citations; failed_requests={self.failed}; "
            f"answer ms {asdict(self.answer_ms)}; search ms {asdict(self.search_ms)}"
        )

    def as_json(self) -> dict[str, object]:
        """The same figures, by name."""
        return {
            "items": sum(line.count for line in self.lines),
            "failed_requests": self.failed,
            "kinds": {line.kind: {**dict(line.shares), "n": line.count} for line in self.lines},
            "proved": self.proved,
            "citations": self.citations,
            "ms": asdict(self.answer_ms),
            "search_ms": asdict(self.search_ms),
        }


def row(score: Score) -> dict[str, object]:
    """One scored item for the report: what was asked, wanted and got."""
    answer = score.answer
    return {
        "id": score.item.id,
        "kind": score.item.kind,
        "question": [*score.item.turns, score.item.question],
        "want": score.item.must_include or "not_found",
        "got": answer.answer if answer else None,
        "short": answer.short_answer if answer else None,
        "status": answer.status if answer else None,
        "confidence": answer.confidence if answer else None,
        "error": score.error,
        **score.figures,
        "proofs": score.proofs,
        "ms": score.milliseconds,
        "search_ms": score.search_milliseconds,
    }


def _line(kind: str, scores: Sequence[Score]) -> KindLine:
    some = [score for score in scores if score.item.kind == kind]
    shares = ((name, _share([score.figures[name] for score in some if name in score.figures])) for name in FIGURES)
    return KindLine(kind, tuple((name, share) for name, share in shares if share is not None), len(some))


def _share(values: Sequence[bool]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def _latency(measured: Sequence[float | None]) -> Latency:
    values = sorted(value for value in measured if value is not None)
    if not values:
        return Latency(None, None)
    return Latency(*(round(values[min(len(values) - 1, int(p * len(values)))], 1) for p in (0.5, 0.95)))
