"""Text to vectors: what every encoder offers, the bundled one, and any other sentence-transformers model.

The only file that imports sentence_transformers, and only when another model than the bundled one is asked for. It
knows nothing of passages or indexes.
"""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.errors import BadSetting
from index.static_encoder import StaticEncoder, fingerprint

FloatArray: TypeAlias = NDArray[np.float32]

BUNDLED = Path(__file__).parent / "encoder" / "wenju-static-zh"


class Encoder(Protocol):
    """Turns questions and passages into vectors whose inner product says how near they are in meaning.

    `name` changes when the vectors do, so an index can tell that it was built with another encoder. Rows are float32
    of length 1; a text without any known token may be a zero row.
    """

    @property
    def name(self) -> str:
        """What identifies model and weights."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """Give one row for each question: (number of texts, dimension)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Give one row for each passage: (number of texts, dimension)."""
        ...


def load_encoder(name: str | None = None) -> Encoder:
    """Load the bundled encoder, or the sentence-transformers model of that name or folder.

    :raises BadSetting: where the model cannot be loaded.

    >>> encoder = load_encoder()
    >>> question, near, far = encoder.encode_queries(["超市倒闭了", "商场停业", "台风登陆"])
    >>> bool(question @ near > question @ far)
    True
    """
    try:
        return StaticEncoder(BUNDLED) if name is None else TransformerEncoder(name)
    except Exception as error:  # neither library promises which errors a damaged or missing model raises
        reason = str(error).strip().splitlines()
        raise BadSetting(f"编码器 {name or BUNDLED.name} 无法加载：{reason[0] if reason else repr(error)}") from error


class TransformerEncoder:
    """Any sentence-transformers model, with the prompts that it defines for queries and documents.

    :param name: a folder, or a name that the model hub knows.
    """

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(name, device="cpu")
        self._lock = Lock()  # a fast tokenizer refuses a second thread while it sets its padding
        self.name = _identity(name)
        self.dimension = int(self.encode_passages(["维"]).shape[1])

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """Give one unit row for each text, with the model's prompt for queries."""
        with self._lock:
            rows = self._model.encode_query(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return self._shaped(rows, len(texts))

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Give one unit row for each text, with the model's prompt for documents."""
        with self._lock:
            rows = self._model.encode_document(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return self._shaped(rows, len(texts))

    def _shaped(self, rows: NDArray[np.generic], count: int) -> FloatArray:
        """Give the rows as float32, also for no text, and zero for a text that a float16 model divided by length 0."""
        return np.nan_to_num(np.asarray(rows, np.float32)).reshape(count, -1 if count else self.dimension)


def _identity(name: str) -> str:
    """Name a model by what the hub calls it; one in a folder by that folder's name and its weights."""
    folder = Path(name)
    if not folder.is_dir():
        return name
    weights = [*sorted(folder.rglob("*.safetensors")), *sorted(folder.rglob("*.bin"))]
    return "-".join([folder.resolve().name, *(fingerprint(file) for file in weights)])
