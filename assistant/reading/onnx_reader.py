"""A small transformer in an ONNX file that reads a sentence against a question; the only file that imports onnxruntime.

It knows neither articles nor how it was taught.
"""

import functools
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.reading.window import NOTHING_READ, Reading, Window
from index.building.workers import cores
from index.network import FloatArray

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

BUNDLED = Path(__file__).parent / "wenju-reader-zh"

# Pieces that each part may have; what is longer loses its end, the sentence before it its beginning.
QUESTION, LEAD, BEFORE, SENTENCE = 48, 16, 16, 110
# Characters that surely hold as many pieces.
_LEAD_CHARACTERS, _BEFORE_CHARACTERS = 60, 70
_BEGIN, _END = 0, 2
# Of a sum and its normalisation it makes one operation, which takes five times as long as the two.
_SLOWER = ["SkipLayerNormFusion"]


@dataclass(frozen=True, slots=True)
class Laid:
    """A question and a window as the numbers of pieces; the sentence's begin at `first`, with their `offsets` in it."""

    ids: tuple[int, ...]
    first: int
    offsets: tuple[tuple[int, int], ...]


def lay_out(tokenizer: "Tokenizer", question: str, window: Window) -> Laid:
    """Put a question and a window side by side, each part cut to what it may have; no part is repeated."""

    def pieces(text: str) -> "Encoding":
        return tokenizer.encode(text, add_special_tokens=False)

    asked = pieces(question).ids[:QUESTION]
    lead = pieces(window.lead[:_LEAD_CHARACTERS]).ids[:LEAD] if window.lead != window.sentence else []
    before = pieces(window.before[-_BEFORE_CHARACTERS:]).ids[-BEFORE:] if window.before != window.lead else []
    sentence = pieces(window.sentence)
    head = (_BEGIN, *asked, _END, *lead, _END, *before, _END)
    return Laid((*head, *sentence.ids[:SENTENCE], _END), len(head), tuple(sentence.offsets[:SENTENCE]))


class OnnxReader:
    """Reads windows side by side, one a core, each in about 8 ms; safe for any number of threads.

    :param folder: holds `model.onnx` (`ids` and `said`, (1, pieces), to `score` (1,) and `span` (1, pieces, 2)) and
        `tokenizer.json`.
    """

    def __init__(self, folder: Path) -> None:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
        )
        self._tokenizer = Tokenizer.from_buffer((folder / "tokenizer.json").read_bytes())
        self._side_by_side = ThreadPoolExecutor(cores(), "reader")

    def read(self, question: str, windows: Sequence[Window]) -> tuple[Reading, ...]:
        """Read each window, at least one; the readings are in the order of the windows."""
        first, *others = (lay_out(self._tokenizer, question, window) for window in windows)
        beside = [self._side_by_side.submit(self._read, laid) for laid in others]
        return (self._read(first), *(future.result() for future in beside))

    def _read(self, laid: Laid) -> Reading:
        if not laid.offsets:
            return NOTHING_READ
        first, last = laid.first, laid.first + len(laid.offsets)
        said = np.zeros((1, len(laid.ids)), np.int64)
        said[0, first:last] = 1
        score, span = self._session.run(None, {"ids": np.array([laid.ids]), "said": said})
        begins, finishes = (_logarithms(span[0, first:last, side]) for side in (0, 1))
        starts, ends = zip(*laid.offsets, strict=True)
        return Reading(float(score[0]), starts, ends, begins, finishes)


@functools.cache
def bundled_reader() -> OnnxReader:
    """Give the reader that comes with the project, loaded once."""
    return OnnxReader(BUNDLED)


def _logarithms(scores: FloatArray) -> FloatArray:
    """Turn scores into the logarithms of shares that add up to 1."""
    raised = scores - scores.max()
    shares: FloatArray = raised - np.log(np.exp(raised).sum())
    return shares
