"""Learn a small network that puts the right row of each group first, or tells right rows from wrong.

It knows nothing of questions.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from assistant.extraction.network import WEIGHTS, FloatArray, Network, load

BATCH = 16
LEAST_SCALE = 0.1
_SAMPLE = 4000


@dataclass(frozen=True, slots=True)
class Group:
    """The rows (n, features) that compete for one question, and how right each is: (n,), 0 to 1, not all 0.

    A row without rivals is right or wrong by itself, 1 or 0: it should score above 0, or below.
    """

    rows: FloatArray
    right: FloatArray


def fit(
    names: Sequence[str],
    groups: Sequence[Group],
    hidden: int,
    epochs: int,
    rate: float = 0.003,
    decay: float = 0.01,
    seed: int = 0,
) -> Network:
    """Learn by cross-entropy, of the softmax over each group or of the single row's sigmoid; AdamW, one-cycle rate."""
    every = np.vstack([group.rows for group in groups[:: 1 + len(groups) // _SAMPLE]])
    mean, scale = every.mean(0), np.maximum(every.std(0), LEAST_SCALE)
    torch.manual_seed(seed)
    first, last = torch.nn.Linear(len(names), hidden), torch.nn.Linear(hidden, 1, bias=False)
    model = torch.nn.Sequential(first, torch.nn.ReLU(), last)
    optimizer = torch.optim.AdamW(model.parameters(), rate, weight_decay=decay)
    steps = epochs * (len(groups) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + 1)
    shuffled, draw = list(groups), random.Random(seed)
    for _ in range(epochs):
        draw.shuffle(shuffled)
        for begin in range(0, len(shuffled), BATCH):
            losses = [_loss(model, group, mean, scale) for group in shuffled[begin : begin + BATCH]]
            optimizer.zero_grad()
            torch.stack(losses).mean().backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    learned = (first.weight.T, first.bias, last.weight[0])
    return Network(tuple(names), mean, scale, *(part.detach().numpy() for part in learned))


def _loss(model: torch.nn.Module, group: Group, mean: FloatArray, scale: FloatArray) -> torch.Tensor:
    rows = torch.from_numpy(((group.rows - mean) / scale).astype(np.float32))
    right = torch.from_numpy(group.right.astype(np.float32))
    scores = model(rows)[:, 0]
    if len(scores) == 1:
        return torch.nn.functional.binary_cross_entropy_with_logits(scores, right)
    share = torch.log_softmax(scores, 0)
    return -torch.logsumexp(share[right > 0] + right[right > 0].log(), 0)


def keep(name: str, network: Network) -> None:
    """Write a network into the bundled weights, beside those that are there."""
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8")) if WEIGHTS.exists() else {}
    parts = {
        part: np.round(getattr(network, part).astype(float), 4).tolist()
        for part in ("mean", "scale", "hidden", "bias", "out")
    }
    stored[name] = {"names": list(network.names), **parts}
    load.cache_clear()
    WEIGHTS.write_text(json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
