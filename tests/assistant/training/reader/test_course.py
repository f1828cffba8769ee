"""A reader being taught."""

import random

import torch

from assistant.reading.onnx_reader import Laid
from assistant.training.reader.course import course, wrongness
from assistant.training.reader.lesson import Lesson, packed
from assistant.training.reader.transformer import ReadingModel

PIECES = 40


def lessons(count: int) -> list[Lesson]:
    """Windows that answer where the piece 9 stands, which is also the answer."""
    draw = random.Random(0)
    made = []
    for number in range(count):
        said = [draw.randrange(10, PIECES) for _ in range(5)]
        right = number % 2 == 0
        if right:
            said[number % 5] = 9
        at = 3 + number % 5 if right else -100
        laid = Laid((0, 5, 2, *said, 2), 3, tuple((place, place + 1) for place in range(5)))
        made.append(Lesson(laid, right, at, at))
    return made


def test_a_course_makes_less_wrong() -> None:
    torch.manual_seed(0)
    model, every = ReadingModel(PIECES, layers=1), lessons(60)
    before = wrongness(model.eval(), packed(every)).item()
    course(model, [every] * 25, 5e-4)
    assert wrongness(model.eval(), packed(every)).item() < 0.8 * before
