"""Make the bundled encoder from the development data, end to end.

    python -m index.training.build --data DIR --out index/encoder/wenju-static-zh [--hold-out] [--threads 2]

With `--hold-out` the held-out questions stay unseen, so that `index.training.measure` can judge the recipe; without
it, every training question is used, as for the bundled model.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from index.encoder import FloatArray
from index.training.collection import (
    DICTIONARY,
    Question,
    is_held_out,
    read_collection,
    read_encyclopedia,
    read_questions,
)
from index.training.contrastive import Draw, Recipe, Start, train
from index.training.features import DIMENSION, gloss_rows, pieces_of, start_of
from index.training.glosses import read_glosses
from index.training.model_folder import write_model
from index.training.negatives import QuestionPairs, examples_of
from index.training.pairs import ContextPairs, FixedPairs, Pair
from index.training.shards import Shards, make_shards, meaningful, tokens_of
from index.training.vocabulary import choose_pieces, count_words, tokenizer_of

PIECES = 51_000
COMPANY = Recipe(steps=400, rate=0.003, weight_rate=0.01, longest=100)
QUESTIONS = Recipe(steps=300, rate=0.001, weight_rate=0.005, hold=2.0)
_BATCH = 768
_NEWS_AT_THE_END = 0.3
_NEWS_QUESTIONS = 0.65


def company_vectors(tokenizer: Tokenizer, shards: Shards) -> FloatArray:
    """Learn from the news alone which words keep company: from random vectors, weighted by rarity."""
    keep = meaningful(tokenizer)
    seen = np.bincount(shards.tokens, minlength=len(keep))
    rarity = np.log((len(shards.first) + 1) / (seen + 1))
    weights = np.where(keep, np.maximum(rarity, 0.1) / 6, 0).astype(np.float32)
    own = np.random.default_rng(0).standard_normal((len(keep), DIMENSION), np.float32) / np.float32(32)
    start = Start(np.zeros((len(keep), 0), np.float32), np.zeros((0, DIMENSION), np.float32), own, weights)
    news = ContextPairs(shards, seed=0)
    return train(start, lambda progress: news.draw(_BATCH), COMPANY, seed=0)


def question_draw(news: ContextPairs, questions: QuestionPairs, encyclopedia: FixedPairs) -> Draw:
    """Begin with the news alone and end with seven questions in ten."""

    def draw(progress: float) -> list[Pair]:
        of_news = int(_BATCH * (1 - (1 - _NEWS_AT_THE_END) * min(1, 1.25 * progress)))
        asked = int(_NEWS_QUESTIONS * (_BATCH - of_news))
        rest = _BATCH - of_news - asked
        return news.draw(of_news) + questions.draw(asked) + encyclopedia.draw(rest)

    return draw


def build(data: Path, out: Path, questions: Sequence[Question]) -> None:
    """Make vocabulary, features and vectors, and write the model folder."""
    collection = read_collection(data)
    glosses = read_glosses(data / DICTIONARY)
    tokenizer = tokenizer_of(choose_pieces(count_words(collection.texts), glosses, PIECES))
    shards = make_shards(tokenizer, collection)
    print(f"{len(collection.texts)} passages, {len(shards.tokens)} tokens of {tokenizer.get_vocab_size()}", flush=True)
    start = word_start(tokenizer, shards, glosses)
    asked = QuestionPairs(examples_of(questions, collection, tokenizer), shards, seed=2)
    draw = question_draw(ContextPairs(shards, seed=4), asked, FixedPairs(encyclopedia_pairs(data, tokenizer), seed=3))
    table = train(start, draw, QUESTIONS, seed=0)
    table[~meaningful(tokenizer)] = 0
    write_model(out, tokenizer, table)


def word_start(tokenizer: Tokenizer, shards: Shards, glosses: Mapping[str, str]) -> Start:
    """Know every word by its gloss, its company and its characters."""
    return start_of(tokenizer, shards, gloss_rows(pieces_of(tokenizer), glosses), company_vectors(tokenizer, shards))


def encyclopedia_pairs(data: Path, tokenizer: Tokenizer) -> list[Pair]:
    """Pair every encyclopedia question with its paragraph."""
    asked, passages = zip(*read_encyclopedia(data), strict=True)
    tokens = zip(tokens_of(tokenizer, asked), tokens_of(tokenizer, passages), strict=True)
    return [Pair(query, passage) for query, passage in tokens if len(query) and len(passage)]


def main() -> None:
    """Build the encoder that the options name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    questions = read_questions(options.data)
    if options.hold_out:
        questions = tuple(question for question in questions if not is_held_out(question.documents[0]))
    build(options.data, options.out, questions)


if __name__ == "__main__":
    main()
