"""How likely it is that what was found answers the question, and from where on it may be given as the answer.

Learned on questions that the reader was not taught: answerable ones, and ones that no article answers though one seems
to. A forest and a line have one voice each: the forest tells near misses apart, the line goes on where no question was,
as with a stranger's name in a small collection.
"""

from collections.abc import Sequence

import numpy as np

from assistant.extraction import features
from assistant.extraction.extract import Finding
from assistant.extraction.learned import learned, learned_forest
from assistant.reading.window import NEVER
from index.forest import Forest
from index.network import FloatArray, Network

# How a question is asked says nothing of whether it is answered, though those that were written for this differ in it.
_OF_THE_QUESTION = frozenset({"has_unit", "length"})
_OF_THE_SENTENCE = tuple(
    name for name in features.NAMES if not name.startswith("asks_") and name not in _OF_THE_QUESTION
)
_OF_THE_FINDING = ("log_share", "read", "read_best", "pointed", "fits", "names_beside", "value_share", "rank")
_OF_THE_NEXT = ("next_share", "next_read")
NAMES = (*_OF_THE_SENTENCE, *_OF_THE_FINDING, *_OF_THE_NEXT)
# What the line weighs.
LINE = (
    "proper_article", "proper_near", "names_article", "numbers", "numbers_near", "numbers_article",
    "asked", "asked_near", "asked_article", "missing_near", "missing_article", "rarest",
    "word_near", "focus_near", "alike_near", "close_near", "cosine",
    "log_share", "read", "read_best", "pointed", "fits", "names_beside",
)  # fmt: skip
# Where they stand among `NAMES`.
COLUMNS = [NAMES.index(name) for name in LINE]
# On questions kept apart, everyday ones and follow-ups among them, 94 of 100 that have an answer get one.
THRESHOLD = 0.36

_LEAST_SHARE = 1e-9


def confidence(findings: Sequence[Finding]) -> float:
    """Estimate the chance (0..1) that the findings answer their question; 0 without any, or for a rate as an amount."""
    if not findings or findings[0].contradicts:
        return 0.0
    return float(sureness(row(findings)[None], learned_forest(NAMES), learned("confidence", LINE))[0])


def sureness(rows: FloatArray, forest: Forest, line: Network) -> FloatArray:
    """Give the mean of what the two say of rows in the order of `NAMES`: (n, names) to (n,), 0 to 1."""
    scores = np.clip(line.scores(rows[:, COLUMNS]), -30, 30)
    mean: FloatArray = ((forest.shares(rows) + 1 / (1 + np.exp(-scores))) / 2).astype(np.float32)
    return mean


def row(findings: Sequence[Finding]) -> FloatArray:
    """Give the features of findings, best first and never none, in the order of `NAMES`."""
    best, *others = findings
    reading = best.reading
    pointed = float(reading.begins.max(initial=-np.inf) + reading.finishes.max(initial=-np.inf))
    finding = (
        np.log(max(best.share, _LEAST_SHARE)),
        reading.score,
        best.best_score,
        max(pointed, NEVER),
        best.fits,
        best.names_beside,
        best.value.share if best.value else 0.0,
        best.candidate.rank,
    )
    following = (others[0].share, others[0].reading.score) if others else (0.0, NEVER)
    own = [best.feature(name) for name in _OF_THE_SENTENCE]
    return np.array([*own, *finding, *following], np.float32)
