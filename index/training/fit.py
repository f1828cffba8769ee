"""Learn a small network that puts the right row of each group first, or that tells right rows from wrong.

It knows nothing of questions.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch

from index.network import FloatArray, Layer, Network

BATCH = 16
LEAST_SCALE = 0.1
_SAMPLE = 4000


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


def rank(names: Sequence[str], groups: Sequence[Group], recipe: Recipe, seed: int = 0) -> Network:
    """Learn to put the right row of each group first: cross-entropy of the softmax over the group."""
    learner = _Learner(np.vstack([group.rows for group in groups[:: 1 + len(groups) // _SAMPLE]]), recipe, seed)
    learner.start(recipe.epochs * (len(groups) // BATCH + 1))
    shuffled, draw = list(groups), random.Random(seed)
    for _ in range(recipe.epochs):
        draw.shuffle(shuffled)
        for begin in range(0, len(shuffled), BATCH):
            losses = [_surprise(learner.scores(group.rows), group.right) for group in shuffled[begin : begin + BATCH]]
            learner.step(torch.stack(losses).mean())
    return learner.network(names)


def separate(names: Sequence[str], rows: FloatArray, right: FloatArray, strength: float) -> Network:
    """Learn to score right rows (right is 1) above 0 and wrong ones (0) below: logistic regression, both worth alike.

    :param strength: how freely weights may grow; the inverse of the penalty on their squares.
    """
    from sklearn.linear_model import LogisticRegression

    mean, scale = rows.mean(0), np.maximum(rows.std(0), LEAST_SCALE)
    learned = LogisticRegression(C=strength, class_weight="balanced", max_iter=1000).fit(
        (rows - mean) / scale, right > 0
    )
    layer = Layer(learned.coef_.T.astype(np.float32), learned.intercept_.astype(np.float32))
    return Network(tuple(names), mean, scale, (layer,))


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
