"""Made-up pairs of articles: those that give different values for one figure, and those that only look like it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

_TABLE = Path(__file__).with_suffix(".txt")
_DATES = "2021-05-31 2021-03-02"


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, two articles (`title|text`) and the value that each gives to it."""

    question: str
    one: str
    value: str
    other: str
    other_value: str
    dates: tuple[date | None, ...]


def _pair(line: str) -> Pair:
    question, one, value, other, other_value, *dates = line.split(" / ")
    days = (dates[0] if dates else _DATES).split()
    return Pair(
        question, one, value, other, other_value, tuple(None if day == "-" else date.fromisoformat(day) for day in days)
    )


def pairs(kind: str) -> list[Pair]:
    """Read the pairs under a heading of the table."""
    part = _TABLE.read_text("utf-8").partition(f"[{kind}]\n")[2].partition("[")[0]
    return [_pair(line) for line in part.splitlines()]


PLANTED = pairs("planted")
LOOK_ALIKES = pairs("look-alike")
