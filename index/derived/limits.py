"""Filters as the indexes check them: by day and by row; knows no text of a person's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Which passages may be found. None or no sources: no limit.

    Days are proleptic Gregorian ordinals, both ends included; an undated passage passes no limit of days. Documents are
    rows of the database.
    """

    first_day: int | None = None
    last_day: int | None = None
    sources: frozenset[str] = frozenset()
    documents: frozenset[int] | None = None

    @property
    def none(self) -> bool:
        """Whether every passage passes."""
        return self.first_day is None and self.last_day is None and not self.sources and self.documents is None


NO_LIMITS = Limits()
