"""Go on teaching which sentence answers, on the questions written for it: everyday words, follow-ups, lists.

    python -m assistant.training.widen --data DIR --library DIR

Comes after `learn`, whose questions are in the news' own words, and before `settle`; `library` is a data folder that
holds the news. Those kept apart are not learned from, but judged: how often a right sentence is among the first. Three
minutes.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from assistant.extraction import features
from assistant.extraction.learned import WEIGHTS, learned
from assistant.settings import Settings
from assistant.startup import open_library
from assistant.training.cases import case
from assistant.training.examples import Example
from assistant.training.learn import sentence_group
from assistant.training.reader.gather import written_out
from assistant.training.written import KEPT_APART, WrittenQuestion, read_written
from index.library import Library
from index.network import keep
from index.training.fit import Group, Recipe, rank

WIDER = Recipe(hidden=(16,), epochs=4, rate=0.003, decay=0.01)
_AMONG = (1, 2, 4, 6)


def groups(data: Path, library: Library) -> Iterator[tuple[WrittenQuestion, Group]]:
    """Let the sentences found for each answerable question compete, as the program writes follow-ups out."""
    for one in read_written(data):
        if one.evidence:
            example = Example(one.document, written_out(one), one.answer[0], one.evidence)
            yield one, sentence_group(case(example, library), library.retriever)


def main() -> None:
    """Learn, judge before and after, and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    with open_library(Settings(data=options.library), read_only=True) as library:
        every = list(groups(options.data, library))
    apart = [(one, group) for one, group in every if one.part in KEPT_APART]
    report(apart)
    taught = [group for one, group in every if one.part not in KEPT_APART and group.right.any()]
    keep(WEIGHTS, "sentence", rank(features.NAMES, taught, WIDER, begin=learned("sentence", features.NAMES)))
    report(apart)


def report(apart: list[tuple[WrittenQuestion, Group]]) -> None:
    """Print, by kind, how often a right sentence is among the first few."""
    found: defaultdict[str, list[list[bool]]] = defaultdict(list)
    network = learned("sentence", features.NAMES)
    for one, group in apart:
        order = np.argsort(-network.scores(group.rows))
        found[one.kind].append([bool(group.right[order[:count]].any()) for count in _AMONG])
    for kind, rows in found.items():
        print(kind, dict(zip(_AMONG, np.mean(rows, 0).round(3).tolist(), strict=True)))


if __name__ == "__main__":
    main()
