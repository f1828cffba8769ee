"""Text to vectors: what every encoder offers, the bundled one, and any other sentence-transformers model.

It knows nothing of passages or indexes.
"""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.errors import BadSetting, EncoderMismatch
from index.static_encoder import StaticEncoder
from index.transformer_models import identity, loading, sentence_model

_log = logging.getLogger(__name__)

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


# Gives the encoder of that name, or None where it cannot be had.
Former: TypeAlias = Callable[[str], Encoder | None]


def load_encoder(
    name: str | None = None, *, query_prefix: str | None = None, passage_prefix: str | None = None
) -> Encoder:
    """Load the bundled encoder, or the sentence-transformers model of that name or folder.

    :param query_prefix, passage_prefix: put before every text in the place of the prompts that the model defines; the
        bundled encoder takes none.
    :raises BadSetting: where the model cannot be loaded.

    >>> encoder = load_encoder()
    >>> question, near, far = encoder.encode_queries(["超市倒闭了", "商场停业", "台风登陆"])
    >>> bool(question @ near > question @ far)
    True
    """
    with loading("编码器", name or BUNDLED.name):
        return StaticEncoder(BUNDLED) if name is None else TransformerEncoder(name, query_prefix, passage_prefix)


def encoder_called(name: str) -> Encoder | None:
    """Give the encoder of that name where nothing else is needed to find it, or None.

    That is the bundled one, and one of the hub that this machine already has. A model in a folder cannot be found by
    its name, nor can one whose passages had a prefix.
    """
    bundled = load_encoder()
    if name == bundled.name:
        return bundled
    if "/" not in name or " " in name:
        return None
    try:
        with loading("编码器", name):
            return TransformerEncoder(name, on_this_machine=True)
    except BadSetting as error:
        _log.warning("原来的编码器不能用：%s", error)
        return None


def encoder_for(name: str, dimension: int, wanted: Encoder, former: Former) -> Encoder:
    """Give the encoder that vectors were made with: the one that is wanted, or the former one.

    :raises EncoderMismatch: it is neither.
    """
    if (wanted.name, wanted.dimension) == (name, dimension):
        return wanted
    found = former(name)
    if found is None or (found.name, found.dimension) != (name, dimension):
        raise EncoderMismatch(
            f"数据由编码器 {name} 建成，现在用的是 {wanted.name}；请换回原来的编码器，或运行 wenju reindex"
        )
    return found


class TransformerEncoder:
    """Any sentence-transformers model, with the prompts that it defines for queries and documents, or others.

    Its name holds the prefix of passages, since their vectors change with it; that of queries may change at any time.

    :param name: a folder, or a name that the model hub knows.
    :param on_this_machine: do not ask the hub.
    """

    def __init__(
        self,
        name: str,
        query_prefix: str | None = None,
        passage_prefix: str | None = None,
        on_this_machine: bool = False,
    ) -> None:
        self._given = (name, query_prefix, passage_prefix, on_this_machine)
        self._model = sentence_model(name, on_this_machine=on_this_machine)
        self._lock = Lock()  # a fast tokenizer refuses a second thread while it sets its padding
        self.name = identity(name) if passage_prefix is None else f"{identity(name)} {passage_prefix!r}"
        self.dimension = int(self.encode_passages(["维"]).shape[1])

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """Give one unit row for each text, as a query."""
        return self._encode(self._model.encode_query, self._given[1], texts)

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Give one unit row for each text, as a document."""
        return self._encode(self._model.encode_document, self._given[2], texts)

    def _encode(self, encode: Callable[..., Any], prefix: str | None, texts: Sequence[str]) -> FloatArray:
        """Give the rows as float32, also for no text, and zero for a text that a float16 model divided by length 0."""
        with self._lock:
            rows = encode(list(texts), prompt=prefix, normalize_embeddings=True, show_progress_bar=False)
        return np.nan_to_num(np.asarray(rows, np.float32)).reshape(len(texts), -1 if texts else self.dimension)

    def __reduce__(self) -> tuple[type["TransformerEncoder"], tuple[str, str | None, str | None, bool]]:
        return TransformerEncoder, self._given
