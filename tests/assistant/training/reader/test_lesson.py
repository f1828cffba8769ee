"""What is shown to the reader, as numbers."""

import random
from typing import TYPE_CHECKING

import pytest

from assistant.reading.onnx_reader import BUNDLED
from assistant.reading.window import Window
from assistant.training.reader.examples import Shown
from assistant.training.reader.lesson import NOWHERE, PIECES, batches, lesson, packed

if TYPE_CHECKING:
    from tokenizers import Tokenizer

QUESTION, SENTENCE = "康赛妮去年营收多少？", "康赛妮去年营收达到12亿元。"


@pytest.fixture(scope="module")
def tokens() -> "Tokenizer":
    from tokenizers import Tokenizer

    return Tokenizer.from_buffer((BUNDLED / "tokenizer.json").read_bytes())


def test_the_pieces_pointed_at_hold_the_answer(tokens: "Tokenizer") -> None:
    at = SENTENCE.index("12亿元")
    one = lesson(tokens, Shown(QUESTION, Window(SENTENCE, "宁波消息。", "宁波消息。"), True, (at, at + 4)))
    first, last = one.first - one.laid.first, one.last - one.laid.first
    start, end = one.laid.offsets[first][0], one.laid.offsets[last][1]
    assert "12亿元" in SENTENCE[start:end]
    assert end - start <= len("到12亿元。")


def test_a_window_without_an_answer_points_nowhere(tokens: "Tokenizer") -> None:
    one = lesson(tokens, Shown(QUESTION, Window(SENTENCE), False))
    assert (one.right, one.first, one.last) == (False, NOWHERE, NOWHERE)


def test_every_lesson_is_in_one_batch_and_none_is_too_large(tokens: "Tokenizer") -> None:
    every = [lesson(tokens, Shown(QUESTION, Window(SENTENCE * (1 + n % 7)), False)) for n in range(90)]
    cut = list(batches(every, random.Random(0)))
    assert sorted(id(one) for batch in cut for one in batch) == sorted(map(id, every))
    assert all(len(batch) * max(len(one.laid.ids) for one in batch) <= PIECES for batch in cut)


def test_packed_lessons_mark_the_sentence_alone(tokens: "Tokenizer") -> None:
    shown = [Shown(QUESTION, Window(SENTENCE), True, (0, 3)), Shown(QUESTION, Window(SENTENCE[:5]), False)]
    every = [lesson(tokens, one) for one in shown]
    batch = packed(every)
    assert batch.mask.sum(1).tolist() == [len(one.laid.ids) for one in every]
    assert batch.said.sum(1).tolist() == [len(one.laid.offsets) for one in every]
    assert batch.right.tolist() == [1, 0]
