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


@dataclass(frozen=True, slots=True)
class Layer:
    """`row @ weights + bias`: weights (inputs, outputs), bias (outputs,)."""

    weights: FloatArray
    bias: FloatArray


@dataclass(frozen=True, slots=True)
class Network:
    """Rows are scaled, `(row - mean) / scale`, then go through the layers, with a rectifier between each two.

    `names` are the features in the order of the columns; mean and scale are (features,); the last layer has one output.
    """

    names: tuple[str, ...]
    mean: FloatArray
    scale: FloatArray
    layers: tuple[Layer, ...]

    def scores(self, rows: FloatArray) -> FloatArray:
        """Score each row: (n, features) to (n,); only the differences between scores mean anything."""
        found: FloatArray = (rows - self.mean) / self.scale
        for layer in self.layers[:-1]:
            found = np.maximum(found @ layer.weights + layer.bias, np.float32(0))
        last = self.layers[-1]
        scored: FloatArray = (found @ last.weights + last.bias)[:, 0]
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
def load(weights: Path, name: str, names: Sequence[str]) -> Network:
    """Read the weights of that name, and make sure that they were learned on these features.

    :raises ValueError: where the features differ from those that the weights were learned on.
    """
    stored: dict[str, Any] = json.loads(weights.read_text(encoding="utf-8"))[name]
    if stored["names"] != list(names):
        raise ValueError(f"{weights.name}: the {name} weights were learned on other features")
    layers = tuple(Layer(_array(layer["weights"]), _array(layer["bias"])) for layer in stored["layers"])
    return Network(tuple(names), _array(stored["mean"]), _array(stored["scale"]), layers)


def keep(weights: Path, name: str, network: Network) -> None:
    """Write a network beside those that are in a file of weights."""
    stored = json.loads(weights.read_text(encoding="utf-8")) if weights.exists() else {}
    layers = [{"weights": _rounded(layer.weights), "bias": _rounded(layer.bias)} for layer in network.layers]
    parts = {"mean": _rounded(network.mean), "scale": _rounded(network.scale), "layers": layers}
    stored[name] = {"names": list(network.names), **parts}
    load.cache_clear()
    weights.write_text(json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _array(numbers: Sequence[Any]) -> FloatArray:
    return np.array(numbers, np.float32)


def _rounded(numbers: FloatArray) -> list[Any]:
    rounded: list[Any] = np.round(numbers.astype(float), 4).tolist()
    return rounded
