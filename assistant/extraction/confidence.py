"""How likely it is that what was found answers the question, and from where on it may be given as the answer.

Learned on questions that the reader was not taught: answerable ones, and ones that no article answers though one seems
to.
"""

from collections.abc import Sequence

import numpy as np

from assistant.extraction import features
from assistant.extraction.extract import Finding
from assistant.extraction.learned import learned
from assistant.reading.window import NEVER
from index.network import FloatArray

NAMES = (*features.NAMES, "log_share", "read", "read_best", "pointed")
# On questions kept apart, everyday ones and follow-ups among them, 90 of 100 that have an answer get one from here on.
THRESHOLD = 0.406

_LEAST_SHARE = 1e-9


def confidence(findings: Sequence[Finding]) -> float:
    """Estimate the chance (0..1) that the findings answer their question; 0 without any."""
    if not findings:
        return 0.0
    score = learned("confidence", NAMES).scores(row(findings[0])[None])[0]
    return float(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def row(best: Finding) -> FloatArray:
    """Give the features of the best finding, in the order of `NAMES`: its own, and what the reader made of it."""
    reading = best.reading
    pointed = float(reading.begins.max(initial=-np.inf) + reading.finishes.max(initial=-np.inf))
    read = (np.log(max(best.share, _LEAST_SHARE)), reading.score, best.best_score, max(pointed, NEVER))
    return np.concatenate([best.features, np.array(read, np.float32)])
