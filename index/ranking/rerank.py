"""The best candidates of a query looked at again, word by word: learned features to a new order; knows no article.

What is read comes from the indexes alone, so a hundred passages cost two to three milliseconds.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.interaction import Interaction
from index.likeness import Numbers
from index.network import FloatArray, load
from index.ranking.fuse import Candidates, both

WEIGHTS = Path(__file__).parent / "rerank.json"
NETWORK = "rerank"
POOL = 100
_SAME = 0.999
_TELLING = 3

NAMES = (
    # what the two indexes said of the passage
    "lexical", "dense", "fused",
    # the query's words near in the passage, by the encoder's weights and by rarity; then only the same words
    "near", "near_rare", "same", "same_rare",
    # the same of its best sentence, and of its best two in a row
    "sentence_near", "sentence_rare", "sentence_same",
    "window_near", "window_rare", "window_same",
    # of the query's rarest words, how near the least near and the rarest come
    "weakest", "rarest",
    # of all the article's passages among the candidates
    "article_near", "article_rare", "article_same", "article_lexical", "article_dense",
    # the query: how many words, how well anything fits
    "words", "best_lexical", "best_dense",
    # how far the passage is behind the best
    "of_best_lexical", "behind_dense", "behind_rare", "behind_sentence", "of_best_fused",
)  # fmt: skip


def reranked(candidates: Candidates, interaction: Interaction, rarity: Numbers) -> Candidates:
    """Put the candidates in a learned order; scores lie in 0..1.

    :param interaction: of the query with the candidates, in their order; without a word of the query nothing changes.
    :param rarity: how rare each word of the query is, above 0.
    """
    if not len(candidates) or not len(interaction.asked):
        return candidates
    scores = load(WEIGHTS, NETWORK, NAMES).scores(rows(candidates, interaction, rarity))
    return candidates.scored((1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32))


def rows(candidates: Candidates, interaction: Interaction, rarity: Numbers) -> FloatArray:
    """Give the features of each candidate, in the order of `NAMES`: (number of candidates, features)."""
    weights, rare = interaction.weights, rarity / rarity.sum()
    sentences, first = interaction.nearness, interaction.first
    passage = np.maximum.reduceat(sentences, first, axis=0)
    window = _windows(sentences, first)
    _, article = np.unique(candidates.documents, return_inverse=True)
    found = {
        **_by_words(passage, weights, rare),
        **_best("sentence_", sentences, first, weights, rare),
        **_best("window_", window, first, weights, rare),
        **_telling(passage, rarity),
        **_of_article(passage, article, weights, rare, candidates),
        **_of_lists(candidates, len(interaction.asked)),
    }
    found["behind_rare"] = found["near_rare"] - found["near_rare"].max()
    found["behind_sentence"] = found["sentence_rare"] - found["sentence_rare"].max()
    features = np.empty((len(candidates), len(NAMES)), np.float32)
    for column, name in enumerate(NAMES):
        features[:, column] = found[name]
    return features


def _by_words(nearness: Numbers, weights: Numbers, rare: Numbers) -> dict[str, Numbers]:
    same = nearness > _SAME
    return {
        "near": nearness @ weights,
        "near_rare": nearness @ rare,
        "same": same @ weights,
        "same_rare": same @ rare,
    }


def _best(
    prefix: str, nearness: Numbers, first: NDArray[np.int64], weights: Numbers, rare: Numbers
) -> dict[str, Numbers]:
    """Give each figure of the sentence or window of a passage that is best in it."""
    summed = {"near": nearness @ weights, "rare": nearness @ rare, "same": (nearness > _SAME) @ rare}
    return {prefix + name: np.maximum.reduceat(values, first) for name, values in summed.items()}


def _windows(sentences: Numbers, first: NDArray[np.int64]) -> Numbers:
    """Join every sentence to the next of its passage."""
    following = np.vstack([sentences[1:], np.zeros_like(sentences[:1])])
    following[first[1:] - 1] = 0
    return np.maximum(sentences, following)


def _telling(passage: Numbers, rarity: Numbers) -> dict[str, Numbers]:
    rarest = np.argsort(-rarity, kind="stable")[:_TELLING]
    return {"weakest": passage[:, rarest].min(axis=1), "rarest": passage[:, rarest[0]]}


def _of_article(
    passage: Numbers, article: NDArray[np.int64], weights: Numbers, rare: Numbers, candidates: Candidates
) -> dict[str, Numbers]:
    order = np.argsort(article, kind="stable")
    begins = np.flatnonzero(np.r_[True, np.diff(article[order]) > 0])
    together = np.maximum.reduceat(passage[order], begins, axis=0)[article]
    return {
        "article_near": together @ weights,
        "article_rare": together @ rare,
        "article_same": (together > _SAME) @ rare,
        "article_lexical": np.maximum.reduceat(candidates.lexical[order], begins)[article],
        "article_dense": np.maximum.reduceat(candidates.dense[order], begins)[article],
    }


def _of_lists(candidates: Candidates, words: int) -> dict[str, Numbers]:
    lexical, dense = candidates.lexical, candidates.dense
    fused = both(lexical, dense)
    return {
        "lexical": lexical,
        "dense": dense,
        "fused": fused,
        "words": np.array(words, np.float32),
        "best_lexical": lexical.max(),
        "best_dense": dense.max(),
        "of_best_lexical": lexical / max(float(lexical.max()), 1e-6),
        "behind_dense": dense - dense.max(),
        "of_best_fused": fused / max(float(fused.max()), 1e-6),
    }
