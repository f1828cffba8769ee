"""Contrastive training of one vector and one weight a token; knows nothing of files or where pairs come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from index.encoder import FloatArray
from index.training.pairs import Pair

Draw = Callable[[float], list[Pair]]


@dataclass(frozen=True, slots=True)
class Start:
    """What training begins from: token t has vector `features[t] @ projection + own[t]` and weight `weights[t]`.

    The projection is shared, so what few questions teach reaches the words that no question holds. `features`
    (tokens, any width) stay as they are; `projection` (that width, dimension), `own` (tokens, dimension) and `weights`
    (tokens,) are trained, and so is a linear factor on the logarithm of the weights, which begins at zero.
    """

    features: FloatArray
    projection: FloatArray
    own: FloatArray
    weights: FloatArray


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train: `hold` is what a squared distance of 1 from the start costs, on average over a batch's tokens."""

    steps: int
    rate: float
    weight_rate: float
    hold: float = 0.0
    scale: float = 20.0
    longest: int = 160


def train(start: Start, draw: Draw, recipe: Recipe, seed: int) -> FloatArray:
    """Train on `recipe.steps` batches of `draw(progress)`, progress going from 0 to 1; Adam, its rate falling to 0.

    Give the vectors times their weights: (tokens, dimension). The loss is the softmax over a batch's passages for each
    query, passages known to be wrong standing among them, and over its queries for each passage; see Henderson et al.
    2017, "Efficient natural language response suggestion for Smart Reply", section 4.4.
    """
    torch.manual_seed(seed)
    tokens = _Tokens(start)
    shared = [tokens.projection, tokens.own, tokens.factor]
    groups = [{"params": shared, "lr": recipe.rate}, {"params": [tokens.log_weights], "lr": recipe.weight_rate}]
    adam = torch.optim.Adam(groups, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(adam, lambda step: 1 - step / recipe.steps)
    for step in range(recipe.steps):
        loss, distance = _loss(tokens, draw(step / recipe.steps), recipe)
        adam.zero_grad()
        (loss + recipe.hold * distance).backward()  # type: ignore[no-untyped-call]
        adam.step()
        schedule.step()
        if step % 50 == 0:
            print(f"step {step} of {recipe.steps}: loss {loss.item():.3f}", flush=True)
    with torch.no_grad():
        return np.asarray(tokens.table(torch.arange(len(start.weights))).numpy(), np.float32)


class _Tokens:
    """The numbers being trained."""

    def __init__(self, start: Start) -> None:
        self.features = torch.from_numpy(start.features)
        self.begin = torch.from_numpy(start.own)
        self.projection = torch.from_numpy(start.projection).clone().requires_grad_()
        self.own = self.begin.clone().requires_grad_()
        self.log_weights = torch.from_numpy(np.log(np.maximum(start.weights, 1e-4))).requires_grad_()
        self.factor = torch.zeros(start.features.shape[1], requires_grad=True)

    def table(self, numbers: Tensor) -> Tensor:
        """Give the weighted vectors of some tokens."""
        features = self.features[numbers]
        weights = (self.log_weights[numbers] + features @ self.factor).exp()
        return (features @ self.projection + self.own[numbers]) * weights[:, None]

    def distance(self, numbers: Tensor) -> Tensor:
        """Give the mean squared distance of some tokens' own vectors from where they began."""
        return (self.own[numbers] - self.begin[numbers]).square().sum(1).mean()


def _loss(tokens: _Tokens, pairs: Sequence[Pair], recipe: Recipe) -> tuple[Tensor, Tensor]:
    wrong = [text for pair in pairs for text in pair.wrong]
    texts = [*(pair.query for pair in pairs), *(pair.passage for pair in pairs), *wrong]
    cut = [text[: recipe.longest] for text in texts]
    numbers, places = torch.unique(torch.from_numpy(np.concatenate(cut)).long(), return_inverse=True)
    starts = torch.from_numpy(np.cumsum([0, *(len(text) for text in cut[:-1])]))
    rows = functional.normalize(functional.embedding_bag(places, tokens.table(numbers), starts, mode="sum"), dim=1)
    queries, passages = rows[: len(pairs)], rows[len(pairs) :]
    scores = recipe.scale * queries @ passages.T
    target = torch.arange(len(pairs))
    forth = functional.cross_entropy(scores, target)
    back = functional.cross_entropy(scores[:, : len(pairs)].T, target)
    return (forth + back) / 2, tokens.distance(numbers)
