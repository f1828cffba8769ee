"""What is known of a word before any question is asked: its gloss, its company, its characters; as vectors.

Everyday and official words for one thing seldom share articles, but their English glosses are near each other.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from tokenizers import Tokenizer

from index.encoder import FloatArray
from index.training.contrastive import Start
from index.training.glosses import encode_glosses, principal
from index.training.shards import Shards, meaningful

DIMENSION = 256
_RIDGE = 0.03
_GUESSED = 0.7  # length of a vector guessed from company and characters, where a gloss has 1
_CHARACTERS = 0.5


def pieces_of(tokenizer: Tokenizer) -> list[str]:
    """Give the pieces in the order of their numbers."""
    return [piece for piece, _ in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])]


def gloss_rows(pieces: list[str], glosses: Mapping[str, str]) -> FloatArray:
    """Give the gloss vector of every piece that has one, else zeros: (number of pieces, `DIMENSION`)."""
    known = [number for number, piece in enumerate(pieces) if piece in glosses]
    rows = np.zeros((len(pieces), DIMENSION), np.float32)
    rows[known] = principal(encode_glosses([glosses[pieces[number]] for number in known]), DIMENSION)
    return rows


def start_of(tokenizer: Tokenizer, shards: Shards, gloss: FloatArray, context: FloatArray) -> Start:
    """Put gloss, company and characters side by side, and project them to `DIMENSION` by principal components.

    A word without a gloss gets one guessed by ridge regression from its company and its characters. The components are
    those of the passages, not of the words, so that what frequent and weighty words need is kept.
    """
    keep = meaningful(tokenizer)
    weights = np.where(keep, np.linalg.norm(context, axis=1), 0).astype(np.float32)
    company = unit_rows(context)
    spelled = _spelling(pieces_of(tokenizer))
    characters = unit_rows(spelled @ gloss)
    gloss = _with_guesses(gloss, np.hstack([company, characters, unit_rows(spelled @ company)]), keep)
    both = np.hstack([gloss, company])
    axes = _principal_axes(shards, both * weights[:, None])
    features = np.hstack([both, _CHARACTERS * characters])
    projection = np.vstack([axes, np.zeros((DIMENSION, DIMENSION), np.float32)])
    return Start(features, projection, np.zeros_like(gloss), weights)


def unit_rows(rows: FloatArray) -> FloatArray:
    """Bring rows to unit length; a zero row stays one."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


def _spelling(pieces: list[str]) -> csr_matrix:
    """Tell which single characters a longer piece is written with: (number of pieces, number of pieces)."""
    single = {piece: number for number, piece in enumerate(pieces) if len(piece) == 1}
    rows = [(number, single[char]) for number, p in enumerate(pieces) if len(p) > 1 for char in p if char in single]
    places = np.array(rows).T
    return csr_matrix((np.ones(len(rows), np.float32), (places[0], places[1])), shape=(len(pieces), len(pieces)))


def _with_guesses(gloss: FloatArray, seen: FloatArray, keep: NDArray[np.bool_]) -> FloatArray:
    """Fill in what ridge regression from what is `seen` of a word says of its gloss."""
    known = gloss.any(axis=1)
    x, y = seen[known], gloss[known]
    penalty = _RIDGE * len(x) * float(seen.var()) * np.eye(x.shape[1], dtype=np.float32)
    solution = np.linalg.solve(x.T @ x + penalty, x.T @ y)
    missing = keep & ~known
    filled = gloss.copy()
    filled[missing] = _GUESSED * unit_rows(seen[missing] @ solution)
    return filled


def _principal_axes(shards: Shards, table: FloatArray) -> FloatArray:
    """Give the first `DIMENSION` principal axes of the passages' vectors under a table: (width, `DIMENSION`)."""
    starts = shards.starts[shards.first]
    ones = np.ones(len(shards.tokens), np.float32)
    passages = csr_matrix((ones, shards.tokens, starts), shape=(len(starts) - 1, len(table)))
    rows = unit_rows(passages[::4] @ table)
    _, axes = np.linalg.eigh(rows.T @ rows)
    return np.ascontiguousarray(axes[:, ::-1][:, :DIMENSION], np.float32)
