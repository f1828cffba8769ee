"""The weights that extraction was taught, beside it in one file; knows not what they score."""

from collections.abc import Sequence
from pathlib import Path

from index.network import Network, load

WEIGHTS = Path(__file__).parent / "weights.json"


def learned(name: str, names: Sequence[str]) -> Network:
    """Give the network of that name, learned on features of those names.

    :raises ValueError: it was learned on other features.
    """
    return load(WEIGHTS, name, names)
