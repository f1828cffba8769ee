"""How likely it is that what was found answers the question, and from where on it may be given as the answer.

Learned on questions that the reader was not taught: answerable ones, and ones that no article answers though one seems
to.
"""

from collections.abc import Sequence

import numpy as np

from assistant.extraction.extract import Finding
from assistant.extraction.learned import learned
from assistant.reading.window import NEVER
from index.network import FloatArray

_OF_THE_SENTENCE = (
    "proper_article", "proper_near", "names_article", "numbers", "numbers_near", "numbers_article",
    "asked", "asked_near", "asked_article", "missing_near", "missing_article", "rarest",
    "word_near", "focus_near", "alike_near", "close_near", "cosine",
)  # fmt: skip
NAMES = (*_OF_THE_SENTENCE, "log_share", "read", "read_best", "pointed", "fits", "names_beside")
# On questions kept apart, everyday ones and follow-ups among them, 91 or 92 of 100 that have an answer get one.
THRESHOLD = 0.3

_LEAST_SHARE = 1e-9


def confidence(findings: Sequence[Finding]) -> float:
    """Estimate the chance (0..1) that the findings answer their question; 0 without any, or for a rate as an amount."""
    if not findings or findings[0].contradicts:
        return 0.0
    score = learned("confidence", NAMES).scores(row(findings[0])[None])[0]
    return float(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def row(best: Finding) -> FloatArray:
    """Give the features of the best finding, in the order of `NAMES`: of its sentence, its reading and its value."""
    reading = best.reading
    pointed = float(reading.begins.max(initial=-np.inf) + reading.finishes.max(initial=-np.inf))
    read = np.log(max(best.share, _LEAST_SHARE)), reading.score, best.best_score, max(pointed, NEVER)
    own = [best.feature(name) for name in _OF_THE_SENTENCE]
    return np.array([*own, *read, best.fits, best.names_beside], np.float32)
