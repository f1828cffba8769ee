"""One walk through batches, with what is wrong about each made a little less wrong; knows no questions."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from assistant.training.reader.lesson import NOWHERE, Batch, Lesson, packed
from assistant.training.reader.transformer import ReadingModel

DECAY, LEAST_RATE, WARM_UP = 0.01, 0.1, 40
POINTING = 0.4  # what pointing at the answer weighs beside telling whether there is one


def course(model: ReadingModel, plan: Sequence[Sequence[Lesson]], rate: float) -> None:
    """Go through the batches once, at a rate that rises over `WARM_UP` steps and then falls."""
    plain = [weights for name, weights in model.named_parameters() if "bias" in name or "LayerNorm" in name]
    others = [weights for name, weights in model.named_parameters() if not ("bias" in name or "LayerNorm" in name)]
    groups = [{"params": others, "weight_decay": DECAY}, {"params": plain, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, rate)

    def share(step: int) -> float:
        return min(1.0, (step + 1) / WARM_UP) * (LEAST_RATE + (1 - LEAST_RATE) * (1 - step / len(plan)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, share)
    model.train()
    average = 0.0
    for step, lessons in enumerate(plan):
        missed = wrongness(model, packed(lessons))
        missed.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        average = 0.98 * average + 0.02 * missed.item() if step else missed.item()
        if step % 50 == 49:
            print(f"{step + 1} of {len(plan)}: {average:.3f}", flush=True)


def wrongness(model: ReadingModel, batch: Batch) -> Tensor:
    """Say how wrong a model is about a batch: in telling whether windows answer, and in pointing at the answers."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        score, span = model(batch.ids, batch.mask, batch.said)
    told = binary_cross_entropy_with_logits(score.float(), batch.right)
    return told + POINTING * _pointed(batch.inside(span), batch)


def _pointed(span: Tensor, batch: Batch) -> Tensor:
    count = max(1, int((batch.first != NOWHERE).sum()))
    sides = enumerate((batch.first, batch.last))
    missed = [cross_entropy(span[:, :, n], places, ignore_index=NOWHERE, reduction="sum") for n, places in sides]
    return (missed[0] + missed[1]) / (2 * count)
