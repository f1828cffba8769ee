"""Learn how far the reader is to be trusted: in the order of sentences, in the choice of a value, in being sure.

    python -m assistant.training.settle --data DIR --library DIR

`library` is a data folder that holds the news. Learned from the written questions that are kept apart: neither the
encoder, nor the networks that judge features, nor the reader have seen them, so that none is flattered. A minute.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.extraction import confidence, extract, values
from assistant.extraction.evidence import candidates
from assistant.extraction.extract import Finding, find, window
from assistant.extraction.learned import WEIGHTS
from assistant.extraction.spans import spans
from assistant.extraction.tokens import tokens
from assistant.reading.onnx_reader import bundled_reader
from assistant.settings import Settings
from assistant.startup import open_library
from assistant.training.cases import Case, case, opened, taken
from assistant.training.examples import Example, mark
from assistant.training.learn import rightness_of_spans
from assistant.training.written import KEPT_APART, WrittenQuestion, read_written
from index.library import Library
from index.network import FloatArray, keep
from index.training.fit import Group, Recipe, rank, separate

TRUST = Recipe(hidden=(), epochs=20, rate=0.02, decay=0.01)
SURE = 0.3
_PARTS = 8
_ANSWERED = (0.9, 0.91, 0.92, 0.94)


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


def findings(question: str, library: Library) -> tuple[Finding, ...]:
    """Find what the service would."""
    return find(taken(question, library), opened(question, library), library.retriever, bundled_reader())


def main() -> None:
    """Learn all three, and report how sureness does on questions left out of it in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    options = parser.parse_args()
    written = [one for one in read_written(options.data) if one.part == KEPT_APART]
    with open_library(Settings(data=options.library), read_only=True) as library:
        cases = [(example, case(example, library)) for example in _examples(written)]
        order = [group for _, one in cases if (group := choice_group(one, library))]
        keep(WEIGHTS, "choice", rank(extract.EVIDENCE, order, TRUST))
        worth = [group for example, one in cases if (group := value_group(example, one, library))]
        keep(WEIGHTS, "value", rank(values.EVIDENCE, worth, TRUST))
        found = [(findings(one.standalone, library), bool(one.evidence)) for one in written]
    rows = np.array([confidence.row(first) for (first, *_), _ in found])
    right = np.array([answerable for _, answerable in found], np.float32)
    keep(WEIGHTS, "confidence", separate(confidence.NAMES, rows, right, SURE))
    report(rows, right)


def _examples(written: Sequence[WrittenQuestion]) -> Iterator[Example]:
    """Give the answerable questions with one value in the form of the others."""
    for one in written:
        if len(one.answer) == 1:
            yield Example(one.document, one.standalone, one.answer[0], one.evidence)


def report(rows: FloatArray, right: FloatArray) -> None:
    """Print what some thresholds refuse, each question scored by weights learned without it."""
    part = np.arange(len(rows)) % _PARTS
    scores = np.empty(len(rows), np.float32)
    for number in range(_PARTS):
        out = part == number
        scores[out] = separate(confidence.NAMES, rows[~out], right[~out], SURE).scores(rows[out])
    sure = 1 / (1 + np.exp(-scores))
    for answered in _ANSWERED:
        threshold = float(np.quantile(sure[right > 0], 1 - answered))
        print(f"{threshold:.3f}: answered {answered}, refused {(sure[right == 0] < threshold).mean():.3f}")


if __name__ == "__main__":
    main()
