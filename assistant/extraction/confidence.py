"""How likely it is that what was found answers the question, and from where on it may be given as the answer.

Learned on questions whose evidence was there, the same with the evidence taken out of its article, and the same with
one name or date of theirs put in place of another.
"""

from collections.abc import Sequence

import numpy as np

from assistant.extraction import features
from assistant.extraction.extract import Finding
from assistant.extraction.learned import learned
from index.network import FloatArray

NAMES = (*features.NAMES, "share", "second", "value_share")
# On held-out questions, plain and everyday, 94 of 100 that have an answer get one from here on.
THRESHOLD = 0.19


def confidence(findings: Sequence[Finding]) -> float:
    """Estimate the chance (0..1) that the findings answer their question; 0 without any."""
    if not findings:
        return 0.0
    score = learned("confidence", NAMES).scores(row(findings)[None])[0]
    return float(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def row(findings: Sequence[Finding]) -> FloatArray:
    """Give the features of the findings, in the order of `NAMES`: those of the best, and how it stands to the rest."""
    best, second = findings[0], findings[1].share if len(findings) > 1 else 0.0
    standing = np.array([best.share, second, best.value.share if best.value else 0.0], np.float32)
    return np.concatenate([best.features, standing])
