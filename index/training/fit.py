"""Learn a small network that puts the right row of each group first, or that tells right rows from wrong.

It knows nothing of questions.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from index.forest import Forest
from index.network import FloatArray, Layer, Network

BATCH = 16
LEAST_SCALE = 0.1
_SAMPLE = 4000
TREES, LEAF = 200, 5


@dataclass(frozen=True, slots=True)
class Group:
    """The rows (n, features) that compete for one question, and how right each is: (n,), 0 to 1, not all 0."""

    rows: FloatArray
    right: FloatArray


@dataclass(frozen=True, slots=True)
class Recipe:
    """Units of each hidden layer, rounds over all examples, AdamW's rate (its peak, one cycle) and decay."""

    hidden: tuple[int, ...]
    epochs: int
    rate: float
    decay: float


def rank(
    names: Sequence[str], groups: Sequence[Group], recipe: Recipe, seed: int = 0, begin: Network | None = None
) -> Network:
    """Learn to put the right row of each group first: cross-entropy of the softmax over the group.

    :param begin: a network of the same form to go on from.
    """
    learner = _Learner(np.vstack([group.rows for group in groups[:: 1 + len(groups) // _SAMPLE]]), recipe, seed)
    if begin:
        learner.take(begin)
    learner.start(recipe.epochs * (len(groups) // BATCH + 1))
    shuffled, draw = list(groups), random.Random(seed)
    for _ in range(recipe.epochs):
        draw.shuffle(shuffled)
        for first in range(0, len(shuffled), BATCH):
            losses = [_surprise(learner.scores(group.rows), group.right) for group in shuffled[first : first + BATCH]]
            learner.step(torch.stack(losses).mean())
    return learner.network(names)


def separate(names: Sequence[str], rows: FloatArray, right: FloatArray, worth: FloatArray, strength: float) -> Network:
    """Learn to score right rows (right is 1) above 0 and wrong ones (0) below: logistic regression, both worth alike.

    :param worth: (n,), what each row counts.
    :param strength: how freely weights may grow; the inverse of the penalty on their squares.
    """
    from sklearn.linear_model import LogisticRegression

    mean, scale = rows.mean(0), np.maximum(rows.std(0), LEAST_SCALE)
    learned = LogisticRegression(C=strength, class_weight="balanced", max_iter=1000).fit(
        (rows - mean) / scale, right > 0, worth
    )
    layer = Layer(learned.coef_.T.astype(np.float32), learned.intercept_.astype(np.float32))
    return Network(tuple(names), mean, scale, (layer,))


def grow(names: Sequence[str], rows: FloatArray, right: FloatArray) -> Forest:
    """Learn to tell right rows (right is 1) from wrong ones (0), both worth alike, with extremely randomized trees.

    Geurts, Ernst and Wehenkel 2006, as scikit-learn has them.
    """
    from sklearn.ensemble import ExtraTreesClassifier

    learned = ExtraTreesClassifier(TREES, min_samples_leaf=LEAF, class_weight="balanced", random_state=0)
    learned.fit(rows, right > 0)
    trees = [tree.tree_ for tree in learned.estimators_]
    roots = np.cumsum([0, *(tree.node_count for tree in trees)])[:-1]
    places = [root + np.arange(tree.node_count) for root, tree in zip(roots, trees, strict=True)]
    split = [tree.children_left >= 0 for tree in trees]

    def joined(parts: Iterable[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
        return np.concatenate(list(parts)).astype(kind)

    def sent(side: str) -> NDArray[Any]:
        each = zip(trees, roots, places, split, strict=True)
        return joined((np.where(own, root + getattr(tree, side), at) for tree, root, at, own in each), np.int32)

    return Forest(
        tuple(names),
        max(tree.max_depth for tree in trees),
        roots.astype(np.int32),
        joined((np.maximum(tree.feature, 0) for tree in trees), np.int16),
        joined((tree.threshold for tree in trees), np.float32),
        sent("children_left"),
        sent("children_right"),
        joined((tree.value[:, 0, 1] / tree.value[:, 0].sum(1) for tree in trees), np.float32),
    )


class _Learner:
    """A network being learned: scaled rows through its layers to one score."""

    def __init__(self, rows: FloatArray, recipe: Recipe, seed: int) -> None:
        self._mean, self._scale = rows.mean(0), np.maximum(rows.std(0), LEAST_SCALE)
        torch.manual_seed(seed)
        widths = [rows.shape[1], *recipe.hidden, 1]
        self._linear = [torch.nn.Linear(inputs, outputs) for inputs, outputs in pairwise(widths)]
        between = [part for linear in self._linear for part in (linear, torch.nn.ReLU())]
        self._model = torch.nn.Sequential(*between[:-1])
        self._rate = recipe.rate
        self._optimizer = torch.optim.AdamW(self._model.parameters(), recipe.rate, weight_decay=recipe.decay)

    def take(self, begin: Network) -> None:
        """Go on from a network."""
        self._mean, self._scale = begin.mean, begin.scale
        with torch.no_grad():
            for linear, layer in zip(self._linear, begin.layers, strict=True):
                linear.weight.copy_(torch.from_numpy(layer.weights.T.copy()))
                linear.bias.copy_(torch.from_numpy(layer.bias))

    def start(self, steps: int) -> None:
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(self._optimizer, self._rate, total_steps=steps + 1)

    def scores(self, rows: FloatArray) -> torch.Tensor:
        scores: torch.Tensor = self._model(torch.from_numpy(((rows - self._mean) / self._scale).astype(np.float32)))
        return scores[:, 0]

    def step(self, loss: torch.Tensor) -> None:
        self._optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self._optimizer.step()
        self._schedule.step()

    def network(self, names: Sequence[str]) -> Network:
        layers = tuple(Layer(_numbers(linear.weight.T), _numbers(linear.bias)) for linear in self._linear)
        return Network(tuple(names), self._mean, self._scale, layers)


def _numbers(part: torch.Tensor) -> FloatArray:
    numbers: FloatArray = part.detach().numpy().copy()
    return numbers


def _surprise(scores: torch.Tensor, right: FloatArray) -> torch.Tensor:
    share, worth = torch.log_softmax(scores, 0), torch.from_numpy(right.astype(np.float32))
    return -torch.logsumexp(share[worth > 0] + worth[worth > 0].log(), 0)
