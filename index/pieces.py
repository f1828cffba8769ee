"""Text cut into the likeliest pieces of a vocabulary; the only importer of sentencepiece, knows no vectors.

A vocabulary is the unigram model of a `tokenizer.json`. sentencepiece reads the same model from a form of its own, cuts
three times as fast as the library that the file is named after, and needs a third of its memory. Where two ways to cut
are equally likely, one passage in two thousand, the two may choose differently.
"""

import json
import struct
from collections.abc import Sequence
from typing import Any

from corpus.nfkc import nfkc

# Field numbers, wire types and values of sentencepiece's model file:
# https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto
_VARINT, _BYTES, _FLOAT = 0, 2, 5
_UNKNOWN_TYPE, _UNIGRAM = 2, 1
_NONE = 2**64 - 1  # -1: the vocabulary has no such piece
_NORMALIZER = {"type": "Sequence", "normalizers": [{"type": "NFKC"}, {"type": "Lowercase"}]}


class Pieces:
    """A vocabulary of pieces; any number of threads may use it.

    :param model: what `model_of` gives.
    :raises ValueError: it is something else.
    """

    def __init__(self, model: bytes) -> None:
        from sentencepiece import SentencePieceProcessor

        self._processor: Any = SentencePieceProcessor()
        try:
            self._processor.LoadFromSerializedProto(model)
        except RuntimeError as error:
            raise ValueError(f"not a model of pieces: {error}") from error

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Cut each text, folded (NFKC, small letters), into the numbers of its likeliest pieces."""
        folded = [nfkc(text).lower().encode("utf-8", "replace") for text in texts]
        found: list[list[int]] = self._processor.Encode(folded, out_type=int, num_threads=1)
        return found

    def vocabulary(self) -> tuple[str, ...]:
        """Give every piece, by its number."""
        return tuple(self._processor.IdToPiece(list(range(self._processor.GetPieceSize()))))


def model_of(tokenizer: bytes) -> bytes:
    """Write the vocabulary of a `tokenizer.json` in sentencepiece's form.

    :raises ValueError, KeyError, TypeError: it is no unigram model over text that is folded as `Pieces` folds it.

    >>> vocabulary = [["<unk>", -9], ["大", -3], ["桥", -3], ["大桥", -4]]
    >>> model = {"type": "Unigram", "unk_id": 0, "vocab": vocabulary}
    >>> tokenizer = {"normalizer": _NORMALIZER, "pre_tokenizer": None, "model": model}
    >>> Pieces(model_of(json.dumps(tokenizer).encode())).tokens(["大桥大", "山"])
    [[3, 1], [0]]
    """
    stated = json.loads(tokenizer)
    model = stated["model"]
    if model["type"] != "Unigram" or stated["normalizer"] != _NORMALIZER or stated["pre_tokenizer"] is not None:
        raise ValueError("not a unigram vocabulary over folded text")
    pieces = b"".join(
        _bytes(1, _piece(piece, score, number == model["unk_id"]))
        for number, (piece, score) in enumerate(model["vocab"])
    )
    trainer = (
        _varint(3, _UNIGRAM) + _varint(40, model["unk_id"]) + b"".join(_varint(each, _NONE) for each in (41, 42, 43))
    )
    # Neither a space before the text, nor fewer spaces inside, nor another sign for a space.
    normalizer = _bytes(1, b"identity") + b"".join(_varint(each, 0) for each in (3, 4, 5))
    return pieces + _bytes(2, trainer) + _bytes(3, normalizer)


def _piece(piece: str, score: float, unknown: bool) -> bytes:
    kind = _varint(3, _UNKNOWN_TYPE) if unknown else b""
    return _bytes(1, piece.encode()) + _number(2 << 3 | _FLOAT) + struct.pack("<f", score) + kind


def _bytes(field: int, content: bytes) -> bytes:
    return _number(field << 3 | _BYTES) + _number(len(content)) + content


def _varint(field: int, value: int) -> bytes:
    return _number(field << 3 | _VARINT) + _number(value)


def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first; all but the last have their highest bit set.

    >>> _number(300).hex()
    'ac02'
    """
    rest = bytearray()
    while value > 0x7F:
        rest.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*rest, value])
