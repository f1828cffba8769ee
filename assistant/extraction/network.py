"""A small scorer with learned weights: rows of features in, one score a row out; knows not what the features mean."""

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "weights.json"


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer: `out · relu(hidden · (row - mean) / scale + bias)`.

    `names` are the features in the order of the columns. Shapes, for F features and H hidden units: mean and scale
    (F,), hidden (F, H), bias (H,), out (H,).
    """

    names: tuple[str, ...]
    mean: FloatArray
    scale: FloatArray
    hidden: FloatArray
    bias: FloatArray
    out: FloatArray

    def scores(self, rows: FloatArray) -> FloatArray:
        """Score each row: (n, F) to (n,); only the differences between scores mean anything."""
        inner = ((rows - self.mean) / self.scale) @ self.hidden + self.bias
        scored: FloatArray = np.maximum(inner, 0) @ self.out
        return scored


def shares(scores: FloatArray) -> FloatArray:
    """Turn scores into shares that add up to 1 (softmax): how likely each is to be the one.

    >>> shares(np.array([0.0, 0.0], np.float32)).tolist()
    [0.5, 0.5]
    """
    raised = np.exp(scores - scores.max()) if scores.size else scores
    spread: FloatArray = raised / raised.sum() if raised.size else raised
    return spread


@functools.cache
def load(name: str, names: Sequence[str]) -> Network:
    """Read the bundled weights of that name, and make sure that they were learned on these features.

    :raises ValueError: where the features differ from those that the weights were learned on.
    """
    stored: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))[name]
    if stored["names"] != list(names):
        raise ValueError(f"{WEIGHTS.name}: the {name} weights were learned on other features")
    return Network(
        tuple(names), *(np.array(stored[part], np.float32) for part in ("mean", "scale", "hidden", "bias", "out"))
    )
