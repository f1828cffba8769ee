"""Learn how far the reader is to be trusted: in the order of sentences, in the choice of a value, in being sure.

    python -m assistant.training.settle --data DIR --library DIR

`library` is a data folder that holds the news. Learned from the written questions that are kept apart: neither the
encoder, nor the networks that judge features, nor the reader have seen them, so that none is flattered. Five minutes.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.extraction import confidence, extract, values
from assistant.extraction.evidence import candidates
from assistant.extraction.extract import window
from assistant.extraction.learned import FOREST, WEIGHTS
from assistant.extraction.spans import spans
from assistant.extraction.tokens import tokens
from assistant.reading.onnx_reader import bundled_reader
from assistant.settings import Settings
from assistant.startup import open_library
from assistant.training.cases import Case, case
from assistant.training.examples import Example, mark, read_examples
from assistant.training.learn import rightness_of_spans
from assistant.training.swaps import pool
from assistant.training.trials import Trial, trials
from assistant.training.written import SETTLED_ON, WrittenQuestion, read_written
from index.forest import Forest, keep_forest
from index.library import Library
from index.network import Network, keep
from index.training.fit import Group, Recipe, grow, rank, separate

# What a question made of another counts for the line, against one that somebody asked; for the forest, nothing.
MADE, STRENGTH = 0.1, 0.3

TRUST = Recipe(hidden=(), epochs=20, rate=0.02, decay=0.01)
_PARTS = 8
_ANSWERED = (0.9, 0.91, 0.92, 0.93, 0.94)


def choice_group(case: Case, library: Library) -> Group | None:
    """Let the few sentences that are read compete."""
    read = extract.read(case.wanted, case.seen, library.retriever, bundled_reader())
    right = np.array([case.right[place] for place in read.places], np.float32)
    return Group(read.evidence, right) if right.any() else None


def value_group(example: Example, case: Case, library: Library) -> Group | None:
    """Let the stretches of the right sentence compete."""
    article = library.article(example.document)
    marked = mark(example, article.text) if article else None
    there = [one for one, right in zip(candidates(case.seen), case.right, strict=True) if right == 1]
    same = [one for one in there if marked and one.sentence.text == marked.sentence]
    if marked is None or not same:
        return None
    row = tokens(marked.sentence)
    found = spans(row)
    right = rightness_of_spans(marked, row, found)
    (reading,) = bundled_reader().read(example.question, [window(same[0])])
    return None if right is None else Group(values.evidence(case.wanted, row, found, reading), right)


def main() -> None:
    """Learn all three, and report how sureness does on questions left out of it in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    options = parser.parse_args()
    written = [one for one in read_written(options.data) if one.part in SETTLED_ON]
    with open_library(Settings(data=options.library), read_only=True) as library:
        cases = [(example, case(example, library)) for example in _examples(written)]
        order = [group for _, one in cases if (group := choice_group(one, library))]
        keep(WEIGHTS, "choice", rank(extract.EVIDENCE, order, TRUST))
        worth = [group for example, one in cases if (group := value_group(example, one, library))]
        keep(WEIGHTS, "value", rank(values.EVIDENCE, worth, TRUST))
        others = pool([example.question for example in read_examples(options.data)])
        tried = list(trials(written, library, others, random.Random(0)))
    forest, line = judges(tried)
    keep_forest(FOREST, forest)
    keep(WEIGHTS, "confidence", line)
    report(tried)


def judges(tried: Sequence[Trial]) -> tuple[Forest, Network]:
    """Learn to tell what has an answer from what has none: as a forest and as a line."""
    rows, right = np.array([one.row for one in tried]), np.array([one.right for one in tried], np.float32)
    asked = np.array([one.as_asked for one in tried])
    forest = grow(confidence.NAMES, rows[asked], right[asked])
    worth = np.where(asked, 1.0, MADE).astype(np.float32)
    return forest, separate(confidence.LINE, rows[:, confidence.COLUMNS], right, worth, STRENGTH)


def _examples(written: Sequence[WrittenQuestion]) -> Iterator[Example]:
    """Give the answerable questions with one value in the form of the others."""
    for one in written:
        if len(one.answer) == 1:
            yield Example(one.document, one.standalone, one.answer[0], one.evidence)


def report(tried: Sequence[Trial]) -> None:
    """Print what some thresholds refuse, each question judged by those who know none on its article."""
    numbers = {document: number for number, document in enumerate(dict.fromkeys(one.document for one in tried))}
    sure: list[tuple[Trial, float]] = []
    for part in range(_PARTS):
        out = [one for one in tried if numbers[one.document] % _PARTS == part]
        both = judges([one for one in tried if numbers[one.document] % _PARTS != part])
        sure += zip(out, confidence.sureness(np.array([one.row for one in out]), *both).tolist(), strict=True)
    answerable = [share for one, share in sure if one.right and one.as_asked]
    for answered in _ANSWERED:
        threshold = float(np.quantile(answerable, 1 - answered))
        for as_asked, name in ((True, "as asked"), (False, "made")):
            wrong = [share for one, share in sure if not one.right and one.as_asked == as_asked]
            print(f"{threshold:.3f}: answered {answered}, refused {name} {np.mean(np.array(wrong) < threshold):.3f}")


if __name__ == "__main__":
    main()
