"""Learn which sentence answers, and which stretch of it, from features alone: weights beside the package.

    python -m assistant.training.learn --data DIR --halves DIR [--hold-out]

`halves` is what `index.training.halves` made. With `--hold-out` the questions on one document in five are kept
apart and figures on them printed; without it, all are learned from, as for the bundled weights. What the reader adds is
learned afterwards, by `settle`.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from assistant.extraction import features, span_features
from assistant.extraction.extract import describe
from assistant.extraction.learned import WEIGHTS, learned
from assistant.extraction.spans import Spans, spans
from assistant.extraction.tokens import Token, tokens
from assistant.extraction.wanted import wanted
from assistant.questions.question import read_question
from assistant.training.cases import Case, case
from assistant.training.examples import Marked, mark, read_encyclopedia, read_examples
from index.network import FloatArray, keep
from index.search import Retriever
from index.training.collection import half, is_kept_apart
from index.training.fit import Group, Recipe, rank
from index.training.halves import open_half

_ALMOST = 0.8
_WORTH = 0.2

SENTENCE = Recipe(hidden=(16,), epochs=5, rate=0.003, decay=0.01)
SPAN = Recipe(hidden=(32,), epochs=5, rate=0.003, decay=0.01)


def sentence_group(case: Case, retriever: Retriever) -> Group:
    """Let the sentences found for a question compete."""
    return Group(describe(case.wanted, case.seen, retriever), np.array(case.right, np.float32))


def value_group(marked: Marked, retriever: Retriever) -> Group | None:
    """Let the stretches of the right sentence compete."""
    row = tokens(marked.sentence)
    found = spans(row)
    right = rightness_of_spans(marked, row, found)
    if right is None:
        return None
    taken = wanted(read_question(marked.question), retriever)
    return Group(span_features.rows(taken, row, found), right)


def rightness_of_spans(marked: Marked, row: Sequence[Token], found: Spans) -> FloatArray | None:
    """Say how right each stretch is: one that is almost the answer, a little; None where none comes near."""
    start, end = np.array([t.start for t in row])[found.first], np.array([t.end for t in row])[found.last]
    common = np.minimum(end, marked.at + len(marked.answer)) - np.maximum(start, marked.at)
    alike = 2 * np.maximum(common, 0) / (end - start + len(marked.answer))
    if not len(found) or alike.max() < _ALMOST:
        return None
    right = np.where(alike == 1, 1.0, np.where(alike > _ALMOST, _WORTH, 0.0))
    if right.max() < 1:
        right = (alike == alike.max()).astype(float)
    return right.astype(np.float32)


def learn(cases: Sequence[tuple[Case, Retriever]], marked: Sequence[Marked]) -> None:
    """Learn both and keep them."""
    groups = [sentence_group(case, retriever) for case, retriever in cases if case.answerable]
    keep(WEIGHTS, "sentence", rank(features.NAMES, groups, SENTENCE))
    retriever = cases[0][1]
    values = [group for one in marked if (group := value_group(one, retriever))]
    keep(WEIGHTS, "span", rank(span_features.NAMES, values, SPAN))


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
    cases = [(case(e, libraries[half(e.document)]), libraries[half(e.document)].retriever) for e in kept]
    marked = [one for e in kept if (article := libraries[0].article(e.document)) and (one := mark(e, article.text))]
    learn(cases, [*marked, *read_encyclopedia(options.data)])
    if options.hold_out:
        apart = [e for e in examples if is_kept_apart(e.document)]
        report([(case(e, libraries[half(e.document)]), libraries[half(e.document)].retriever) for e in apart])


def report(cases: Sequence[tuple[Case, Retriever]]) -> None:
    """Print how often the first sentence is right."""
    there = [(case, sentence_group(case, retriever)) for case, retriever in cases if case.answerable]
    network = learned("sentence", features.NAMES)
    first = [group.right[int(network.scores(group.rows).argmax())] > 0 for _, group in there]
    print(f"{len(there)} of {len(cases)} found; first sentence {np.mean(first):.3f}")


if __name__ == "__main__":
    main()
