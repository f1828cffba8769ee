"""What speaks for a sentence as the answer to a question, as numbers; learns nothing and decides nothing."""

import re
from collections.abc import Sequence
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from assistant.extraction.evidence import Source
from assistant.extraction.wanted import Wanted
from assistant.questions.interrogatives import AnswerKind
from corpus.quantities import quantities
from index.likeness import Likeness
from index.network import FloatArray
from index.segment import bigrams, fold

_ASKS = tuple(kind for kind in get_args(AnswerKind) if kind != "list")  # too few lists to learn from
NAMES = (
    "word", "word_near", "word_before", "word_article", "word_title", "rarest",
    "gram", "gram_near", "gram_article", "run",
    "focus", "focus_near", "focus_article", "asked", "asked_near", "asked_article",
    "numbers", "numbers_near", "numbers_article", "names", "names_near", "names_article",
    "proper", "proper_near", "proper_article", "missing_near", "missing_article",
    "article", "passage", "lexical", "lexical_best", "rank", "lead", "depth", "length", "question_mark",
    "members", "list_members", "list_whole",
    "cosine", "cosine_near", "cosine_article", "cosine_passage",
    "alike", "alike_near", "alike_before", "alike_article", "close", "close_near", "close_article",
    "digits", "asked_kind", "asked_unit", "has_unit",
    *(f"asks_{kind}" for kind in _ASKS),
)  # fmt: skip

_QUESTION_MARK = re.compile(r"[？?][”’」』）)]*$")
_FOCUS = 3
# Two words nearer than this mean much the same.
_CLOSE = 0.4

# Sentences that are read for values; in nine questions of ten the answer is among the first three.
READ_FOR_VALUES = 40

Columns = dict[str, FloatArray]
IntArray = NDArray[np.int64]
PLACES = {name: place for place, name in enumerate(NAMES)}


def rows(wanted: Wanted, opened: Sequence[Source], likeness: Likeness) -> FloatArray:
    """Give each sentence of each article its features, in the order of `NAMES`: (sentences, features).

    :param likeness: how near each sentence is to the question, as the encoder sees it, in the same order.
    """
    best = max((hit.score for source in opened for hit in source.hits), default=0.0) or 1.0
    lexical = max((hit.lexical for source in opened for hit in source.hits), default=0.0)
    every = np.zeros((sum(len(source.sentences) for source in opened), len(NAMES)), np.float32)
    done = 0
    for rank, source in enumerate(opened):
        count = len(source.sentences)
        texts = [fold(sentence.text) for sentence in source.sentences]
        columns = (
            _overlaps(wanted, source, texts)
            | _agreements(wanted, texts)
            | _standing(source, rank, best)
            | _nearness(likeness.whole[done : done + count], source)
            | _likeness(likeness.words[done : done + count], likeness.weights)
            | {"lexical_best": np.array(lexical, np.float32)}
        )
        _fill(every[done : done + count], columns)
        done += count
    _fill(every, _fitness(wanted, [s.text for source in opened for s in source.sentences], _promising(every)))
    return every


def _fill(rows: FloatArray, columns: Columns) -> None:
    for name, column in columns.items():
        rows[:, PLACES[name]] = column


def _promising(rows: FloatArray) -> IntArray:
    """Find the rows that share most with the question; only their sentences are read for values, which takes time."""
    shared = rows[:, [PLACES[name] for name in ("word_near", "gram_near", "alike_near", "alike")]].sum(1)
    return np.argsort(-shared, kind="stable")[:READ_FOR_VALUES]


def _overlaps(wanted: Wanted, source: Source, texts: Sequence[str]) -> Columns:
    """How much of the question stands in the sentence, near it, and in its article."""
    word, gram = _presence(wanted.words, texts), _presence(wanted.bigrams, texts)
    title = _presence(wanted.words, [fold(source.article.title)])
    weights = wanted.weights / (wanted.weights.sum() or 1)
    told = np.maximum(word.max(0), title[0])
    near_asking = {*wanted.before[:_FOCUS], *wanted.behind[:_FOCUS]}
    focus = wanted.weights * np.array([term in near_asking for term in wanted.words], np.float32)
    focus /= focus.sum() or 1
    even = np.full(len(wanted.bigrams), 1 / max(1, len(wanted.bigrams)), np.float32)
    word_before = _window(word, 3, 0)
    word_near, gram_near = _window(word, 1, 1), _window(gram, 1, 1)
    asked = bigrams(wanted.question.asked)
    noun = _presence(asked, texts) if asked else np.ones((len(texts), 1), np.float32)
    return {
        "word": word @ weights,
        "word_near": word_near @ weights,
        "word_before": word_before @ weights,
        "word_article": word.max(0) @ weights,
        "word_title": title @ weights,
        "rarest": (word * wanted.weights).max(1, initial=0),
        "missing_near": ((1 - np.maximum(word_before, title[0])) * wanted.weights).max(1, initial=0),
        "missing_article": ((1 - told) * wanted.weights).max(initial=0),
        "gram": gram @ even,
        "gram_near": gram_near @ even,
        "gram_article": gram.max(0) @ even,
        "run": np.array([_longest_run(wanted.folded, text) for text in texts], np.float32) / 10,
        "focus": word @ focus,
        "focus_near": word_near @ focus,
        "focus_article": word.max(0) @ focus,
        "asked": noun.mean(1),
        "asked_near": _window(noun, 1, 1).mean(1),
        "asked_article": noun.max(0).mean(),
    }


def _agreements(wanted: Wanted, texts: Sequence[str]) -> Columns:
    """Which share of the question's numbers and names stands where; all of them do where it has none."""
    columns: Columns = {}
    for name, parts in (("numbers", wanted.numbers), ("names", wanted.names), ("proper", wanted.proper)):
        held = _presence(parts, texts) if parts else np.ones((len(texts), 1), np.float32)
        columns |= {
            name: held.mean(1),
            f"{name}_near": _window(held, 3, 1).mean(1),
            f"{name}_article": held.max(0).mean(),
        }
    return columns


def _standing(source: Source, rank: int, best: float) -> Columns:
    """Where the sentence stands in its article, and how high search placed its passage and its article."""
    place = np.arange(len(source.sentences), dtype=np.float32)
    passage = [
        max((hit.score for hit in source.hits if hit.passage.start <= s.start < hit.passage.end), default=0.0)
        for s in source.sentences
    ]
    return {
        "article": np.array(source.hits[0].score / best, np.float32),
        "lexical": np.array(max(hit.lexical for hit in source.hits), np.float32),
        "passage": np.array(passage, np.float32) / np.float32(best),
        "rank": np.array(1 / (1 + rank), np.float32),
        "lead": (place == 0).astype(np.float32),
        "depth": place / len(place),
        "length": np.log1p(np.array([len(s.text) for s in source.sentences], np.float32)),
        "question_mark": np.array([bool(_QUESTION_MARK.search(s.text)) for s in source.sentences], np.float32),
    }


def _nearness(cosines: FloatArray, source: Source) -> Columns:
    """How near the question is in meaning, as a whole."""
    return {
        "cosine": cosines,
        "cosine_near": _window(cosines[:, None], 1, 1)[:, 0],
        "cosine_article": cosines.max(initial=0),
        "cosine_passage": np.array(max(hit.dense for hit in source.hits), np.float32),
    }


def _likeness(words: FloatArray, weights: FloatArray) -> Columns:
    """How near it is word by word: every word of the question against the nearest one of the sentence."""
    close = np.where(words > _CLOSE, words, 0)
    return {
        "alike": words @ weights,
        "alike_near": _window(words, 1, 1) @ weights,
        "alike_before": _window(words, 3, 0) @ weights,
        "alike_article": words.max(0) @ weights,
        "close": close @ weights,
        "close_near": _window(close, 1, 1) @ weights,
        "close_article": close.max(0) @ weights,
    }


def _fitness(wanted: Wanted, texts: Sequence[str], promising: IntArray) -> Columns:
    """What kind of value is asked for, and whether a promising sentence holds one, other than the question's own."""
    question = wanted.question
    digits, asked_kind, asked_unit = np.zeros((3, len(texts)), np.float32)
    for place in promising:
        own = [quantity for quantity in quantities(texts[place]) if quantity.text not in question.text]
        digits[place] = bool(own)
        asked_kind[place] = any(quantity.kind == question.kind for quantity in own)
        asked_unit[place] = any(quantity.unit == question.unit for quantity in own)
    members = np.array([text.count("、") for text in texts], np.float32)
    listed = question.kind == "list"
    asks: Columns = {f"asks_{kind}": np.array(kind == question.kind, np.float32) for kind in _ASKS}
    return asks | {
        "members": np.log1p(members),
        "list_members": np.log1p(members) * listed,
        "list_whole": (members + 2 >= (question.expected or 3)) * np.float32(listed),
        "digits": digits,
        "asked_kind": asked_kind,
        "asked_unit": asked_unit,
        "has_unit": np.array(question.unit is not None, np.float32),
    }


def _presence(terms: Sequence[str], texts: Sequence[str]) -> FloatArray:
    """Which term stands in which text: (texts, terms), 0 or 1."""
    return np.array([[term in text for term in terms] for text in texts], np.float32).reshape(len(texts), len(terms))


def _window(rows: FloatArray, before: int, after: int) -> FloatArray:
    """Take the highest of each column over a row, so many before it and so many after it: same shape."""
    highest = rows.copy()
    for step in range(1, before + 1):
        np.maximum(highest[step:], rows[:-step], out=highest[step:])
    for step in range(1, after + 1):
        np.maximum(highest[:-step], rows[step:], out=highest[:-step])
    return highest


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
