"""What is shown to the reader, laid out in pieces and packed into batches; teaches nothing itself."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from assistant.reading.onnx_reader import Laid, lay_out
from assistant.training.reader.examples import Shown
from assistant.training.reader.pretrained import PADDING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PIECES = 2600  # in a batch, padding included
NOWHERE = -100  # what torch leaves out
_LIKE_LENGTHS = 1600
_OUTSIDE = -1e4


@dataclass(frozen=True, slots=True)
class Lesson:
    """A window laid out, whether it answers, and the first and last piece of its answer (`NOWHERE` without)."""

    laid: Laid
    right: bool
    first: int = NOWHERE
    last: int = NOWHERE


@dataclass(frozen=True, slots=True)
class Batch:
    """Lessons side by side: `ids`, `mask` and `said` are (lessons, pieces), the others (lessons,)."""

    ids: Tensor
    mask: Tensor
    said: Tensor
    right: Tensor
    first: Tensor
    last: Tensor

    def inside(self, span: Tensor) -> Tensor:
        """Leave of what is pointed at only what lies in the sentence."""
        return span.float().masked_fill(self.said.unsqueeze(2) == 0, _OUTSIDE)


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
    for begin in range(0, len(mixed), _LIKE_LENGTHS):
        made: list[list[Lesson]] = []
        batch: list[Lesson] = []
        for one in sorted(mixed[begin : begin + _LIKE_LENGTHS], key=lambda lesson: len(lesson.laid.ids)):
            if batch and (len(batch) + 1) * len(one.laid.ids) > PIECES:
                made.append(batch)
                batch = []
            batch.append(one)
        made.append(batch)
        draw.shuffle(made)
        yield from made


def packed(lessons: Sequence[Lesson]) -> Batch:
    """Lay lessons side by side, padded to the longest."""
    shape = len(lessons), max(len(one.laid.ids) for one in lessons)
    ids, mask, said = torch.full(shape, PADDING), torch.zeros(shape, dtype=torch.long), torch.zeros(shape)
    for row, one in enumerate(lessons):
        count, first, last = len(one.laid.ids), one.laid.first, one.laid.first + len(one.laid.offsets)
        ids[row, :count] = torch.tensor(one.laid.ids)
        mask[row, :count] = 1
        said[row, first:last] = 1
    return Batch(
        ids,
        mask,
        said,
        torch.tensor([float(one.right) for one in lessons]),
        torch.tensor([one.first for one in lessons]),
        torch.tensor([one.last for one in lessons]),
    )
