"""Question and passage read together by one model: how well a passage answers; knows no index.

Loaded only where a model is set: none comes with the project.
"""

from collections.abc import Sequence
from threading import Lock
from typing import Protocol

import numpy as np

from index.encoder import FloatArray
from index.transformer_models import identity, loading, pair_model


class PassageScorer(Protocol):
    """Says how well each of some passages answers a question."""

    @property
    def name(self) -> str:
        """What identifies model and weights."""
        ...

    def scores(self, query: str, texts: Sequence[str]) -> FloatArray:
        """Give one number (0..1) for each text, higher is better: (number of texts,)."""
        ...


def load_reranker(name: str) -> PassageScorer:
    """Load the sentence-transformers cross-encoder of that name or folder.

    :raises BadSetting: it cannot be loaded, or gives more than one number for a pair of texts.
    """
    with loading("重排模型", name):
        return CrossEncoder(name)


class CrossEncoder:
    """Any sentence-transformers `CrossEncoder` that gives one number for a pair; safe for any number of threads.

    :param name: a folder, or a name that the model hub knows.
    """

    def __init__(self, name: str) -> None:
        self._model, self._activation = pair_model(name)
        self._lock = Lock()  # a fast tokenizer refuses a second thread while it sets its padding
        self.name = identity(name)

    def scores(self, query: str, texts: Sequence[str]) -> FloatArray:
        """Give the sigmoid (0..1) of the model's number for the query and each text: float32, (number of texts,)."""
        if not texts:
            return np.zeros(0, np.float32)
        pairs = [(query, text) for text in texts]
        with self._lock:
            found = self._model.predict(pairs, activation_fn=self._activation, show_progress_bar=False)
        return np.asarray(found, np.float32).reshape(len(texts))
