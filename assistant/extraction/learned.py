"""The weights that extraction was taught, beside it in two files; knows not what they score."""

from collections.abc import Sequence
from pathlib import Path

from index.forest import Forest, load_forest
from index.network import Network, load

WEIGHTS = Path(__file__).parent / "weights.json"
FOREST = Path(__file__).parent / "forest.npz"


def learned(name: str, names: Sequence[str]) -> Network:
    """Give the network of that name, learned on features of those names.

    :raises ValueError: it was learned on other features.
    """
    return load(WEIGHTS, name, names)


def learned_forest(names: Sequence[str]) -> Forest:
    """Give the forest, learned on features of those names.

    :raises ValueError: it was learned on other features.
    """
    return load_forest(FOREST, names)
