"""Learn the weights beside the package: sentences, then values, then confidence.

    python -m assistant.training.learn --data DIR --halves DIR [--hold-out]

`halves` is what `index.training.halves` made. With `--hold-out` the questions on one document in five are kept
apart and figures on them printed; without it, all are learned from, as for the bundled weights.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from assistant.extraction import confidence, features, span_features
from assistant.extraction.extract import describe, find
from assistant.extraction.learned import WEIGHTS
from assistant.extraction.spans import spans
from assistant.extraction.tokens import tokens
from assistant.extraction.wanted import wanted
from assistant.questions.question import read_question
from assistant.training.cases import Case, case
from assistant.training.examples import Marked, mark, plain, read_encyclopedia, read_examples, rightness
from assistant.training.swaps import pool
from index.network import FloatArray, keep, load
from index.search import Retriever
from index.training.collection import half, is_kept_apart
from index.training.fit import Group, Recipe, rank, separate
from index.training.halves import open_half

_ALMOST = 0.8
_WORTH = 0.2

SENTENCE = Recipe(hidden=(16,), epochs=5, rate=0.003, decay=0.01)
SPAN = Recipe(hidden=(32,), epochs=5, rate=0.003, decay=0.01)
CONFIDENCE = Recipe(hidden=(32,), epochs=30, rate=0.002, decay=0.1)
# Networks that differ by chance refuse differently; the mean of several does so less.
SEEDS = range(4)


def sentence_group(case: Case, retriever: Retriever) -> Group:
    """Let the sentences found for a question compete."""
    right = [value for own in case.right for value in own]
    return Group(describe(case.wanted, case.seen, retriever), np.array(right, np.float32))


def value_group(marked: Marked, retriever: Retriever) -> Group | None:
    """Let the stretches of the right sentence compete; one that is almost the answer is a little right."""
    row = tokens(marked.sentence)
    found = spans(row)
    start, end = np.array([t.start for t in row])[found.first], np.array([t.end for t in row])[found.last]
    common = np.minimum(end, marked.at + len(marked.answer)) - np.maximum(start, marked.at)
    alike = 2 * np.maximum(common, 0) / (end - start + len(marked.answer))
    if not len(found) or alike.max() < _ALMOST:
        return None
    right = np.where(alike == 1, 1.0, np.where(alike > _ALMOST, _WORTH, 0.0))
    if right.max() < 1:
        right = (alike == alike.max()).astype(float)
    taken = wanted(read_question(marked.question), retriever)
    return Group(span_features.rows(taken, row, found), right.astype(np.float32))


def confidence_rows(case: Case, retriever: Retriever) -> list[tuple[FloatArray, bool]]:
    """Show a question with its evidence, with the evidence taken out of its article, and with a name of it swapped.

    Where the evidence was not found, the question is left out: what was found instead may answer it as well.
    """
    shown = []
    if case.answerable:
        shown.append((find(case.wanted, case.seen, retriever), True))
        shown.append((find(case.wanted, case.without_sentences(), retriever), False))
    if case.swapped:
        shown.append((find(case.swapped.wanted, case.swapped.opened, retriever), False))
    return [(confidence.row(found), there) for found, there in shown if found]


def learn(cases: Sequence[tuple[Case, Retriever]], marked: Sequence[Marked]) -> None:
    """Learn all three and keep them; each is learned with those before it in use."""
    groups = [sentence_group(case, retriever) for case, retriever in cases if case.answerable]
    keep(WEIGHTS, "sentence", rank(features.NAMES, groups, SENTENCE))
    retriever = cases[0][1]
    values = [group for one in marked if (group := value_group(one, retriever))]
    keep(WEIGHTS, "span", rank(span_features.NAMES, values, SPAN))
    shown = [one for case, retriever in cases for one in confidence_rows(case, retriever)]
    rows, right = np.array([row for row, _ in shown]), np.array([there for _, there in shown], np.float32)
    keep(WEIGHTS, "confidence", separate(confidence.NAMES, rows, right, CONFIDENCE, SEEDS))


def main() -> None:
    """Read, search, learn, and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--halves", type=Path, required=True)
    parser.add_argument("--hold-out", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    libraries = [open_half(options.halves, number) for number in (0, 1)]
    examples = read_examples(options.data)
    kept = [example for example in examples if not (options.hold_out and is_kept_apart(example.document))]
    others = pool([example.question for example in examples])
    cases = [(case(e, libraries[half(e.document)], others), libraries[half(e.document)].retriever) for e in kept]
    marked = [one for e in kept if (article := libraries[0].article(e.document)) and (one := mark(e, article.text))]
    learn(cases, [*marked, *read_encyclopedia(options.data)])
    if options.hold_out:
        apart = [e for e in examples if is_kept_apart(e.document)]
        report([(case(e, libraries[half(e.document)], others), libraries[half(e.document)].retriever) for e in apart])


def report(cases: Sequence[tuple[Case, Retriever]]) -> None:
    """Print how often the first sentence and the value are right, and what some thresholds let through."""
    found = [(case, find(case.wanted, case.seen, retriever)) for case, retriever in cases]
    there = [(case, findings) for case, findings in found if case.answerable and findings]
    sentence = [rightness(case.example, [findings[0].candidate])[0] > 0 for case, findings in there]
    value = [
        bool(first.value) and plain(case.example.answer) in plain(first.value.text)
        for case, (first, *_) in there
        if first.value
    ]
    print(f"{len(there)} of {len(cases)} found; first sentence {np.mean(sentence):.3f}, value {np.mean(value):.3f}")
    shown = [one for case, retriever in cases for one in confidence_rows(case, retriever)]
    scores = load(WEIGHTS, "confidence", confidence.NAMES).scores(np.array([row for row, _ in shown]))
    answerable = np.array([there for _, there in shown])
    for threshold in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4):
        given = 1 / (1 + np.exp(-scores)) >= threshold
        print(f"{threshold}: answered {given[answerable].mean():.3f}, refused {1 - given[~answerable].mean():.3f}")


if __name__ == "__main__":
    main()
