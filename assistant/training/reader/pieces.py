"""The vocabulary of the reader: the pieces of the pretrained one that Chinese news needs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.training.reader.pretrained import UNKNOWN, Pretrained

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LEAST = 5
_BATCH = 500
_SINGLE = ((0x20, 0x80), (0x3000, 0x3100), (0x4E00, 0xA000), (0xFF00, 0xFFF0))


def needed(model: Pretrained, texts: Iterable[str]) -> list[int]:
    """Give the pieces to keep: those that occur `LEAST` times in the texts, and every single character in use."""
    whole = tokenizer(model, range(len(model.pieces)))
    counts: Counter[int] = Counter()
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == _BATCH:
            counts.update(piece for found in whole.encode_batch(batch) for piece in found.ids)
            batch = []
    counts.update(piece for found in whole.encode_batch(batch) for piece in found.ids)
    return [
        number
        for number, piece in enumerate(model.pieces)
        if number <= UNKNOWN or counts[number] >= LEAST or (len(piece) == 1 and _is_in_use(piece))
    ]


def tokenizer(model: Pretrained, kept: Sequence[int]) -> "Tokenizer":
    """Make a tokenizer of those pieces; white space and widths are folded."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    made = Tokenizer(models.Unigram([(model.pieces[n], float(model.scores[n])) for n in kept], UNKNOWN, False))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="first")
    return made


def _is_in_use(character: str) -> bool:
    return any(first <= ord(character) < last for first, last in _SINGLE)
