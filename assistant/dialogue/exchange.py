"""One earlier question, written out in full, and what it was answered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exchange:
    """An earlier question as it reads on its own, and the answer given to it, empty where none is known."""

    question: str
    answer: str = ""
