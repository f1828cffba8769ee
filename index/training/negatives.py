"""Training questions with the passages that answer them and those that BM25 wrongly ranks high."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from index.training.collection import Collection, Question
from index.training.measure import lexical_of, plain
from index.training.pairs import Pair
from index.training.shards import Shards, Tokens, tokens_of

_DEPTH = 50
_ELSEWHERE = 0.2


@dataclass(frozen=True, slots=True)
class Example:
    """A question's tokens, the passages of its article (the answering one first), and wrong ones that look right."""

    query: Tokens
    own: tuple[int, ...]
    wrong: tuple[int, ...]


def examples_of(questions: Sequence[Question], collection: Collection, tokenizer: Tokenizer) -> list[Example]:
    """Look every question up with BM25; what comes first and lacks the evidence is wrong."""
    of_document: dict[str, list[int]] = {}
    for passage, document in enumerate(collection.documents):
        of_document.setdefault(document, []).append(passage)
    lexical = lexical_of(questions, collection.texts)
    queries = tokens_of(tokenizer, (question.text for question in questions))
    examples: list[Example] = []
    for row, (question, query) in enumerate(zip(questions, queries, strict=True)):
        proof = plain(question.evidence[0])
        own = sorted(of_document[question.documents[0]], key=lambda p: proof not in plain(collection.texts[p]))
        scores = lexical.scores(row)
        best = np.argpartition(-scores, _DEPTH)[:_DEPTH].tolist()
        wrong = [p for p in best if p not in own and proof not in plain(collection.texts[p])]
        if len(query) and wrong:
            examples.append(Example(query, tuple(own), tuple(wrong)))
    return examples


class QuestionPairs:
    """Examples in random order, each with one wrong passage; one in five asks for any passage of the article."""

    def __init__(self, examples: Sequence[Example], shards: Shards, seed: int) -> None:
        self._examples = examples
        self._shards = shards
        self._random = np.random.default_rng(seed)

    def draw(self, count: int) -> list[Pair]:
        """Draw that many pairs."""
        return [self._pair(self._examples[number]) for number in self._random.integers(len(self._examples), size=count)]

    def _pair(self, example: Example) -> Pair:
        elsewhere = self._random.random() < _ELSEWHERE
        right = int(self._random.choice(example.own)) if elsewhere else example.own[0]
        wrong = int(self._random.choice(example.wrong))
        return Pair(example.query, self._shards.passage(right), (self._shards.passage(wrong),))
