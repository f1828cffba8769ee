"""A forest of decision trees with learned splits: rows of features in, one share a row out; knows not what the features
mean."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.network import FloatArray


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees as one row of nodes; `roots` (trees,) are where they begin, none is deeper than `depth`.

    A node sends a row of features, in the order of `names`, to the node `low` where the `feature` is at most
    `threshold`, else to `high`. A leaf sends every row to itself; `share` (0..1) is what it says. All are (nodes,).
    """

    names: tuple[str, ...]
    depth: int
    roots: NDArray[np.int32]
    feature: NDArray[np.int16]
    threshold: FloatArray
    low: NDArray[np.int32]
    high: NDArray[np.int32]
    share: FloatArray

    def shares(self, rows: FloatArray) -> FloatArray:
        """Give the mean of what the trees say of each row: (n, features) to (n,), 0 to 1."""
        at = np.tile(self.roots, (len(rows), 1))
        for _ in range(self.depth):
            is_low = np.take_along_axis(rows, self.feature[at], 1) <= self.threshold[at]
            at = np.where(is_low, self.low[at], self.high[at])
        mean: FloatArray = self.share[at].mean(1)
        return mean


@functools.cache
def load_forest(file: Path, names: Sequence[str]) -> Forest:
    """Read a forest, and make sure that it was learned on these features.

    :raises ValueError: where the features differ from those that it was learned on.
    """
    with np.load(file) as stored:
        if stored["names"].tolist() != list(names):
            raise ValueError(f"{file.name}: the forest was learned on other features")
        return Forest(
            tuple(names),
            int(stored["depth"]),
            stored["roots"],
            stored["feature"],
            stored["threshold"],
            stored["low"],
            stored["high"],
            stored["share"].astype(np.float32),
        )


def keep_forest(file: Path, forest: Forest) -> None:
    """Write a forest."""
    load_forest.cache_clear()
    np.savez_compressed(
        file,
        names=np.array(forest.names),
        depth=np.array(forest.depth),
        roots=forest.roots,
        feature=forest.feature,
        threshold=forest.threshold,
        low=forest.low,
        high=forest.high,
        share=forest.share.astype(np.float16),
    )
