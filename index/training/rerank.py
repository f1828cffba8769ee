"""Learn how candidates are put in order a second time: `index/rerank.json`.

    python -m index.training.rerank --data DIR --halves DIR [--hold-out]

`halves` is what `index.training.halves` made: a question is asked of the library whose encoder has not seen it. With
`--hold-out` the questions on one document in five are kept apart, and hit@1/5/10 on them printed, before and after;
without it all are learned from, as for the bundled weights.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from index.derived.limits import NO_LIMITS
from index.interaction import KnowsTokens
from index.library import Library
from index.network import FloatArray, Network, keep
from index.ranking.fuse import Candidates
from index.ranking.order import LEAST, first_look
from index.ranking.rerank import NAMES, NETWORK, POOL, WEIGHTS, rows
from index.store.stored import Found
from index.training.collection import Question, half, is_kept_apart, read_questions
from index.training.fit import Group, Recipe, rank
from index.training.halves import open_half
from index.training.measure import plain

RECIPE = Recipe(hidden=(64, 64), epochs=8, rate=0.002, decay=0.01)
# A passage of the right article that lacks the evidence is worth this much of one that has it.
_SAME_ARTICLE = 0.1
_CUTS = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its candidates, their features, and how right each is: (n,), 0 to 1."""

    question: Question
    candidates: Candidates
    rows: FloatArray
    right: NDArray[np.float32]

    def place(self, scores: FloatArray) -> int | None:
        """Count the articles that scores put before the first right one; None where there is none."""
        seen: list[int] = []
        for number in np.argsort(-scores, kind="stable"):
            if self.right[number]:
                return len(seen)
            if self.candidates.documents[number] not in seen:
                seen.append(self.candidates.documents[number])
        return None


def ask(question: Question, library: Library) -> Asked | None:
    """Look for a question once; None where nothing can be compared."""
    view = library.view
    assert view is not None
    assert isinstance(view.encoder, KnowsTokens)
    pool = first_look(view, question.text, None, LEAST, NO_LIMITS).candidates.first(POOL)
    interaction = view.encoder.interaction(question.text, view.tokens.runs(pool.passages))
    if not len(pool) or not len(interaction.asked):
        return None
    found = library.found(pool.passages.tolist())
    right = [_rightness(question, found[passage]) for passage in pool.passages.tolist()]
    features = rows(pool, interaction, view.tokens.rarity(interaction.asked))
    return Asked(question, pool, features, np.array(right, np.float32))


def _rightness(question: Question, found: Found) -> float:
    if any(plain(proof) in plain(found.passage.text) for proof in question.evidence):
        return 1.0
    return _SAME_ARTICLE if found.passage.document_id in question.documents else 0.0


def asked_of(libraries: Sequence[Library], questions: Sequence[Question]) -> Iterator[Asked]:
    """Ask every question of the library that has not seen it."""
    for question in questions:
        if asked := ask(question, libraries[half(question.documents[0])]):
            yield asked


def learn(asked: Sequence[Asked]) -> Network:
    """Learn to put right passages first; questions without one teach nothing."""
    return rank(NAMES, [Group(one.rows, one.right) for one in asked if one.right.any()], RECIPE)


def report(asked: Sequence[Asked], network: Network) -> Iterator[str]:
    """Say for each kind how often a right article is among the first, as fused and as learned."""
    for kind in sorted({one.question.kind for one in asked}):
        of_kind = [one for one in asked if one.question.kind == kind]
        before = [one.place(one.candidates.scores) for one in of_kind]
        after = [one.place(network.scores(one.rows)) for one in of_kind]
        figures = ["/".join(f"{_share(places, cut):.3f}" for cut in _CUTS) for places in (before, after)]
        yield f"{kind:12s} n={len(of_kind):4d}  fused {figures[0]}  learned {figures[1]}"


def _share(places: Sequence[int | None], cut: int) -> float:
    return sum(place is not None and place < cut for place in places) / len(places)


def main() -> None:
    """Ask, learn, and keep or report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--halves", type=Path, required=True)
    parser.add_argument("--hold-out", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    asked = list(asked_of([open_half(options.halves, number) for number in (0, 1)], read_questions(options.data)))
    if not options.hold_out:
        keep(WEIGHTS, NETWORK, learn(asked))
        return
    network = learn([one for one in asked if not is_kept_apart(one.question.documents[0])])
    print("\n".join(report([one for one in asked if is_kept_apart(one.question.documents[0])], network)))


if __name__ == "__main__":
    main()
