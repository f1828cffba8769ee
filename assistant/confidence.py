"""How sure an answer is, as a chance between 0 and 1, and from where on it may leave; learned on questions with and
without an answer."""

from collections.abc import Sequence

import numpy as np

from assistant.extract import Finding

THRESHOLD = 0.12


def confidence(findings: Sequence[Finding]) -> float:
    """Estimate the chance that the first finding answers the question; 0 without any."""
    return float(np.clip(findings[0].share, 0, 1)) if findings else 0.0
