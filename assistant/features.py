"""What speaks for a sentence as the answer to a question, as numbers; learns nothing and decides nothing."""

import re
from collections.abc import Sequence
from typing import get_args

import numpy as np

from assistant.evidence import Source
from assistant.network import FloatArray
from assistant.question import AnswerKind
from assistant.wanted import Wanted
from corpus.quantities import quantities
from index.segment import bigrams, fold, words

KINDS = tuple(kind for kind in get_args(AnswerKind) if kind != "list")
NAMES = (
    "word", "word_near", "word_before", "word_article", "word_title", "rarest",
    "gram", "gram_near", "gram_article", "run",
    "numbers", "numbers_article", "names", "names_article",
    "article", "passage", "rank", "lead", "depth", "length", "question_mark",
    "cosine", "cosine_near", "cosine_article", "cosine_passage",
    "quantity", "asked_kind", "asked_unit", "has_unit",
    *(f"asks_{kind}" for kind in KINDS),
)  # fmt: skip

_QUESTION_MARK = re.compile(r"[？?][”’」』）)]*$")

Columns = dict[str, FloatArray | np.float32]


def rows(wanted: Wanted, opened: Sequence[Source], cosines: Sequence[float]) -> FloatArray:
    """Give each sentence of each article its features, in the order of `NAMES`: (sentences, features).

    :param cosines: how near each sentence is to the question, as the encoder sees it, in the same order.
    """
    best = max((hit.score for source in opened for hit in source.hits), default=0.0) or 1.0
    parts, done = [np.zeros((0, len(NAMES)), np.float32)], 0
    for rank, source in enumerate(opened):
        count = len(source.sentences)
        own = np.array(cosines[done : done + count], np.float32)
        done += count
        columns = (
            _overlaps(wanted, source)
            | _agreements(wanted, source)
            | _standing(source, rank, best)
            | _nearness(own, source)
            | _fitness(wanted, source)
        )
        parts.append(np.column_stack([np.broadcast_to(columns[name], count) for name in NAMES]).astype(np.float32))
    return np.vstack(parts)


def _overlaps(wanted: Wanted, source: Source) -> Columns:
    """How much of the question stands in the sentence, near it, and in its article."""
    cut = [(words(sentence.text), bigrams(sentence.text)) for sentence in source.sentences]
    word = _presence(wanted.words, [pair[0] for pair in cut])
    gram = _presence(wanted.bigrams, [pair[1] for pair in cut])
    title = _presence(wanted.words, [words(source.article.title)])
    weights = wanted.weights / (wanted.weights.sum() or 1)
    even = np.full(len(wanted.bigrams), 1 / max(1, len(wanted.bigrams)), np.float32)
    runs = [_longest_run(wanted.folded, fold(sentence.text)) for sentence in source.sentences]
    return {
        "word": word @ weights,
        "word_near": _window(word, 1, 1) @ weights,
        "word_before": _window(word, 3, 0) @ weights,
        "word_article": word.max(0) @ weights,
        "word_title": title @ weights,
        "rarest": (word * wanted.weights).max(1, initial=0) / 10,
        "gram": gram @ even,
        "gram_near": _window(gram, 1, 1) @ even,
        "gram_article": gram.max(0) @ even,
        "run": np.array(runs, np.float32) / 10,
    }


def _agreements(wanted: Wanted, source: Source) -> Columns:
    """Which of the question's numbers and names stand in the sentence and in its article; all do where it has none."""
    texts = [fold(sentence.text) for sentence in source.sentences]
    whole = "\n".join(texts)
    return {
        "numbers": np.array([_share(wanted.numbers, text) for text in texts], np.float32),
        "numbers_article": np.float32(_share(wanted.numbers, whole)),
        "names": np.array([_share(wanted.names, text) for text in texts], np.float32),
        "names_article": np.float32(_share(wanted.names, whole)),
    }


def _standing(source: Source, rank: int, best: float) -> Columns:
    """Where the sentence stands in its article, and how high search placed its passage and its article."""
    count = len(source.sentences)
    place = np.arange(count, dtype=np.float32)
    passage = [
        max((hit.score for hit in source.hits if hit.passage.start <= s.start < hit.passage.end), default=0.0)
        for s in source.sentences
    ]
    return {
        "article": np.float32(source.hits[0].score / best),
        "passage": np.array(passage, np.float32) / best,
        "rank": np.float32(1 / (1 + rank)),
        "lead": (place == 0).astype(np.float32),
        "depth": place / count,
        "length": np.log1p(np.array([len(s.text) for s in source.sentences], np.float32)),
        "question_mark": np.array([bool(_QUESTION_MARK.search(s.text)) for s in source.sentences], np.float32),
    }


def _nearness(cosines: FloatArray, source: Source) -> Columns:
    """How near the question is in meaning."""
    return {
        "cosine": cosines,
        "cosine_near": _window(cosines[:, None], 1, 1)[:, 0],
        "cosine_article": cosines.max(initial=0),
        "cosine_passage": np.float32(max(hit.dense for hit in source.hits)),
    }


def _fitness(wanted: Wanted, source: Source) -> Columns:
    """What kind of value is asked for, and whether the sentence holds one, other than the question's own."""
    question = wanted.question
    held = [[q for q in quantities(s.text) if q.text not in question.text] for s in source.sentences]
    asks = {f"asks_{kind}": np.float32(kind == question.kind) for kind in KINDS}
    return asks | {
        "quantity": np.array([bool(own) for own in held], np.float32),
        "asked_kind": np.array([any(q.kind == question.kind for q in own) for own in held], np.float32),
        "asked_unit": np.array([any(q.unit == question.unit for q in own) for own in held], np.float32),
        "has_unit": np.float32(question.unit is not None),
    }


def _presence(terms: Sequence[str], texts: Sequence[Sequence[str]]) -> FloatArray:
    """Which term stands in which text: (texts, terms), 0 or 1."""
    held = [set(text) for text in texts]
    return np.array([[term in own for term in terms] for own in held], np.float32).reshape(len(held), len(terms))


def _window(presence: FloatArray, before: int, after: int) -> FloatArray:
    """What stands in a sentence or so many before and after it: the maximum over neighbouring rows."""
    padded = np.pad(presence, ((before, after), (0, 0)))
    return np.lib.stride_tricks.sliding_window_view(padded, before + after + 1, axis=0).max(-1)


def _share(parts: Sequence[str], text: str) -> float:
    """Give the share of the parts that stand in the text; 1 where there is no part."""
    return sum(part in text for part in parts) / len(parts) if parts else 1.0


def _longest_run(one: str, other: str) -> int:
    """Length of the longest string that stands in both.

    >>> _longest_run("建设多少家智能工厂", "已建设智能工厂20家")
    4
    """
    longest = 0
    for start in range(len(one)):
        while start + longest < len(one) and one[start : start + longest + 1] in other:
            longest += 1
    return longest
