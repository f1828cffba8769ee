"""The suite put through the gate as a language model's answers are, and how many of each kind came through."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.writing.asked import Asked
from assistant.writing.material import Material
from assistant.writing.proven import Dropped, proven_sentences
from tests.lies.telling import Telling


@dataclass(slots=True)
class Tally:
    """How many tellings of a kind there were, and those that proof judged wrongly."""

    kind: str
    true: bool
    told: int = 0
    wrong: list[Telling] = field(default_factory=list)

    @property
    def right(self) -> float:
        """The share judged rightly, 0..1."""
        return 1 - len(self.wrong) / self.told


def is_let_out(telling: Telling) -> bool:
    """Tell whether any sentence of the answer comes out; the question is on the matter of every sentence."""
    shown, flaws = [Material(passage) for passage in telling.passages], list[Dropped]()
    asked = Asked("".join((telling.answer, *telling.passages)))
    out = "".join(sentence.text for sentence in proven_sentences([telling.answer], shown, asked, flaws.append))
    return bool(out)


def tried(tellings: Iterable[Telling]) -> list[Tally]:
    """Put each telling through the gate; the tallies come in the order in which their kinds did."""
    tallies: dict[tuple[bool, str], Tally] = {}
    for telling in tellings:
        tally = tallies.setdefault((telling.true, telling.kind), Tally(telling.kind, telling.true))
        tally.told += 1
        if is_let_out(telling) != telling.true:
            tally.wrong.append(telling)
    return list(tallies.values())


def right(tallies: Iterable[Tally], *, true: bool) -> float:
    """Give the share of all true tellings, or of all false ones, that was judged rightly, 0..1."""
    chosen = [tally for tally in tallies if tally.true == true]
    return 1 - sum(len(tally.wrong) for tally in chosen) / sum(tally.told for tally in chosen)


def table(tallies: Iterable[Tally]) -> str:
    """Draw a line a kind: how many there were, and the share judged rightly."""
    return "\n".join(
        f"{'true' if tally.true else 'lie ':4}  {tally.kind:40}{tally.told:6}{tally.right:8.1%}"
        for tally in sorted(tallies, key=lambda tally: (tally.true, tally.right))
    )
