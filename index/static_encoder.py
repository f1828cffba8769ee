"""One vector a token, summed over the text: a sentence-transformers StaticEmbedding folder read without torch.

It knows pieces and numpy, and nothing of passages, indexes or how the vectors were trained.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.entry import END, Runs, Tokens
from index.interaction import CODE, Codes, Interaction, nearest, no_interaction
from index.likeness import Likeness, compare
from index.pieces import Pieces, model_of

Rows: TypeAlias = NDArray[np.float32]

PIECES, TOKENIZER, _WEIGHTS = "pieces.model", "tokenizer.json", "model.safetensors"
_TENSOR = "embedding.weight"
# From this many texts on, one float32 copy of the table (20 ms) costs less than converting each row it gives.
_BULK = 256
_ENDS = re.compile("[。！？；!?;]")
_DROPPED = np.iinfo(np.uint16).max


class StaticEncoder:
    """Text to the unit-length sum of its tokens' vectors; the same for queries and passages.

    The weights are float16 and memory-mapped, so processes share them; threads share nothing that changes. A text
    without any known token is a zero row. One core takes about a million characters a second, 50 µs a question.

    :param folder: holds `tokenizer.json` with a unigram vocabulary, and `model.safetensors` with one float16 tensor,
        `embedding.weight`; beside them may lie `pieces.model`, the same vocabulary in a form that is read faster.
    :raises OSError, ValueError, KeyError, TypeError: where the folder is not of that form.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        ready = folder / PIECES
        self._pieces = Pieces(ready.read_bytes() if ready.exists() else model_of((folder / TOKENIZER).read_bytes()))
        self._table = _memory_mapped(folder / _WEIGHTS)
        if len(self._table) > _DROPPED:
            raise ValueError(f"{folder.name} has {len(self._table)} tokens, more than two bytes can number")
        self.name = f"{folder.name}-{fingerprint(folder / _WEIGHTS)}"
        self.dimension = int(self._table.shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Rows:
        """Give one unit row for each text: float32, (number of texts, dimension)."""
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Rows:
        """Give one unit row for each text: float32, (number of texts, dimension)."""
        return self._encode(texts)

    def likeness(self, query: str, texts: Sequence[str]) -> Likeness:
        """Compare a query with texts, as wholes and token by token; 0 where either has no known token."""
        asked = self._known(query)
        rows = self._pieces.tokens(texts)
        lengths = [len(row) for row in rows]
        known, places = np.unique(np.fromiter(chain(*rows), np.int64, sum(lengths)), return_inverse=True)
        words, query_words = self._table[known].astype(np.float32), self._table[asked].astype(np.float32)
        return compare(query_words, words, np.split(places, np.cumsum(lengths)[:-1]) if rows else ())

    def encode_with_tokens(self, texts: Sequence[str]) -> tuple[Rows, tuple[Tokens, ...]]:
        """Give what `encode_passages` and `tokens` give, in one pass."""
        found = self._pieces.tokens(texts)
        return self._summed(found), tuple(map(self._meaningful, found))

    def tokens(self, texts: Sequence[str]) -> tuple[Tokens, ...]:
        """Give the tokens of each text that have a vector, with `END` between its sentences."""
        return tuple(map(self._meaningful, self._pieces.tokens(texts)))

    def interaction(self, query: str, runs: Runs) -> Interaction:
        """Compare a query with passages word by word; without a known word in the query there are no columns."""
        known = [token for token in self._known(query) if self._codes[token].any()]
        if not known:
            return no_interaction(len(runs.starts) - 1)
        asked = np.array(known)
        lengths = np.linalg.norm(self._table[asked].astype(np.float32), axis=1)
        return Interaction(asked, lengths / lengths.sum(), *nearest(asked, self._codes, runs))

    @cached_property
    def _codes(self) -> Codes:
        """The unit vector of every token in a byte a number: 13 MB that need no float16 conversion at each query."""
        table = self._table.astype(np.float32)
        lengths = np.linalg.norm(table, axis=1, keepdims=True)
        codes: Codes = np.rint(table * (CODE / np.where(lengths > 0, lengths, 1))).astype(np.int8)
        return codes

    @cached_property
    def _kept(self) -> Tokens:
        """What each token is kept as: itself, `END`, or `_DROPPED` where it means nothing."""
        kept = np.where(np.asarray(self._table).any(axis=1), np.arange(len(self._table)), _DROPPED).astype(np.uint16)
        for token, piece in enumerate(self._pieces.vocabulary()):
            if kept[token] == _DROPPED and _ENDS.search(piece):
                kept[token] = END
        return kept

    def _meaningful(self, tokens: list[int]) -> Tokens:
        kept = self._kept[np.array(tokens, np.intp)]
        meaningful: Tokens = kept[kept != _DROPPED]
        return meaningful

    def _known(self, query: str) -> list[int]:
        """Give each token of a query once, in order."""
        return list(dict.fromkeys(self._pieces.tokens([query])[0]))

    def _encode(self, texts: Sequence[str]) -> Rows:
        return self._summed(self._pieces.tokens(texts))

    def _summed(self, texts: Sequence[list[int]]) -> Rows:
        table = self._table if len(texts) < _BULK else self._table.astype(np.float32)
        sums = np.zeros((len(texts), self.dimension), np.float32)
        for row, tokens in zip(sums, texts, strict=True):
            np.add.reduce(table.take(tokens, axis=0), axis=0, dtype=np.float32, out=row)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        sums /= np.where(lengths > 0, lengths, 1)
        return sums

    def __reduce__(self) -> tuple[type["StaticEncoder"], tuple[Path]]:
        return StaticEncoder, (self._folder,)


def fingerprint(weights: Path) -> str:
    """Give the first 12 hexadecimal digits of the SHA-256 of a file."""
    with weights.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


def _memory_mapped(weights: Path) -> NDArray[np.float16]:
    """Map the table of a safetensors file: 8 bytes of header length, the header as JSON, then the tensors."""
    with weights.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        tensor = json.loads(file.read(length))[_TENSOR]
    if tensor["dtype"] != "F16":
        raise ValueError(f"{_TENSOR} is {tensor['dtype']}, not F16")
    offset = 8 + length + int(tensor["data_offsets"][0])
    return np.asarray(np.memmap(weights, np.float16, "r", offset, tuple(tensor["shape"])))
