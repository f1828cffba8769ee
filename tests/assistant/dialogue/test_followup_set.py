"""How many follow-ups of `tests/followups.jsonl` are written out as they should be.

Every line is a conversation: its turns, the question after them, and either the pieces that must and must not occur in
the question written out, or the word that it must come back unchanged. The rules were made on the half `tune`.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.answer import Turn
from assistant.dialogue.followup import standalone

_SET = Path(__file__).parents[2] / "followups.jsonl"


@dataclass(frozen=True, slots=True)
class Case:
    half: str
    turns: tuple[Turn, ...]
    question: str
    unchanged: bool
    must: tuple[str, ...]
    must_not: tuple[str, ...]

    @property
    def right(self) -> bool:
        full = standalone(self.question, self.turns)
        if self.unchanged:
            return full == self.question
        letters = full.replace(" ", "")
        return all(piece in letters for piece in self.must) and not any(piece in letters for piece in self.must_not)


def cases() -> list[Case]:
    return [
        Case(
            half=line["half"],
            turns=tuple(Turn(turn["role"], turn["content"]) for turn in line["turns"]),
            question=line["question"],
            unchanged=line.get("unchanged", False),
            must=tuple(line.get("must", ())),
            must_not=tuple(line.get("must_not", ())),
        )
        for line in map(json.loads, _SET.read_text(encoding="utf-8").splitlines())
    ]


@pytest.mark.parametrize(
    ("half", "unchanged", "floor"),
    [("tune", False, 0.95), ("judge", False, 0.86), ("tune", True, 0.81), ("judge", True, 0.87)],
)
def test_follow_ups_are_written_out_and_new_topics_left_alone(half: str, unchanged: bool, floor: float) -> None:
    chosen = [case for case in cases() if case.half == half and case.unchanged == unchanged]
    assert len(chosen) > 30
    assert sum(case.right for case in chosen) / len(chosen) >= floor
