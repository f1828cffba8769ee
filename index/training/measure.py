"""How well an encoder finds the right article, alone and added to BM25: hit@1/10/100 for each kind of question.

    python -m index.training.measure --data DIR [--set SET.jsonl] [--encoder FOLDER]

Without a set: the held-out training questions. A hit is right when its document is, or when its text holds the
evidence. It refuses to change anything: measuring is all it does.
"""

import argparse
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from index.encoder import FloatArray, load_encoder
from index.segment import bigrams, words
from index.training.collection import Collection, Question, is_held_out, read_collection, read_questions, read_set

WEIGHTS = (0.0, 0.35, 0.5, 1.0)
CUTS = (1, 10, 100)
_K1, _B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Lexical:
    """BM25 over words and bigrams of the given questions: `scores(i)` for question i over all passages."""

    queries: csr_matrix
    passages: csr_matrix

    def scores(self, question: int) -> FloatArray:
        """Score all passages, the best as 1: (number of passages,)."""
        row = (self.queries[question] @ self.passages).toarray()[0]
        return np.asarray(row / max(float(row.max()), 1e-9), np.float32)


def terms_of(text: str) -> list[str]:
    """Give words and bigrams, told apart by a mark.

    >>> terms_of("开工")
    ['开工', '_开工']
    """
    return words(text) + ["_" + bigram for bigram in bigrams(text)]


def lexical_of(questions: Sequence[Question], texts: Sequence[str]) -> Lexical:
    """Index only the terms that some question holds: the rest scores nothing."""
    asked = [Counter(terms_of(question.text)) for question in questions]
    numbers = {term: number for number, term in enumerate(sorted(set().union(*asked)))}
    queries = _counts([{numbers[t]: n for t, n in terms.items()} for terms in asked], len(numbers))
    found: list[dict[int, int]] = []
    lengths = np.zeros(len(texts), np.float32)
    for row, text in enumerate(texts):
        terms = terms_of(text)
        lengths[row] = len(terms)
        found.append(Counter(numbers[term] for term in terms if term in numbers))
    counts = _counts(found, len(numbers))
    frequency = np.bincount(counts.indices, minlength=len(numbers))
    idf = np.log(1 + (len(texts) - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
    norm = _K1 * (1 - _B + _B * lengths / lengths.mean())
    of_row = np.repeat(norm, np.diff(counts.indptr))
    counts.data = idf[counts.indices] * counts.data * (_K1 + 1) / (counts.data + of_row)
    return Lexical(queries, csr_matrix(counts.T))


def _counts(rows: Sequence[dict[int, int]], width: int) -> csr_matrix:
    data = np.fromiter((n for row in rows for n in row.values()), np.float32)
    columns = np.fromiter((c for row in rows for c in row), np.int32)
    starts = np.cumsum([0, *(len(row) for row in rows)])
    return csr_matrix((data, columns, starts), shape=(len(rows), width))


def fuse(lexical: FloatArray, dense: FloatArray, weight: float) -> FloatArray:
    """Add BM25 (its best as 1) and cosine (its best as 1), `weight` being the share of the cosine."""
    return np.asarray((1 - weight) * lexical + weight * dense / max(float(dense.max()), 1e-9), np.float32)


def first_right(scores: FloatArray, question: Question, collection: Collection) -> int:
    """Give the 0-based place of the first right document among the best hundred, one hit a document; else 100."""
    seen: set[str] = set()
    evidence = [plain(text) for text in question.evidence]
    best = np.argpartition(-scores, 8 * CUTS[-1])[: 8 * CUTS[-1]]
    for passage in best[np.argsort(-scores[best], kind="stable")]:
        document = collection.documents[passage]
        if document in seen:
            continue
        text = plain(collection.texts[passage])
        if document in question.documents or any(proof in text for proof in evidence):
            return len(seen)
        seen.add(document)
        if len(seen) == CUTS[-1]:
            break
    return CUTS[-1]


def plain(text: str) -> str:
    """Fold width, case and white space away, as the scorer does before it looks for evidence."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def places(
    questions: Sequence[Question], collection: Collection, lexical: Lexical, asked: FloatArray, held: FloatArray
) -> NDArray[np.int64]:
    """Rank for every question under every weight: (number of questions, number of weights)."""
    found = np.empty((len(questions), len(WEIGHTS)), np.int64)
    for row, question in enumerate(questions):
        by_words, by_meaning = lexical.scores(row), held @ asked[row]
        found[row] = [first_right(fuse(by_words, by_meaning, weight), question, collection) for weight in WEIGHTS]
    return found


def table(questions: Sequence[Question], found: NDArray[np.int64]) -> str:
    """Write one line a kind: hit@1/10/100 under every weight of the cosine."""
    lines = ["kind          n   " + "  ".join(f"cosine {weight:<13}" for weight in WEIGHTS)]
    for kind in dict.fromkeys(question.kind for question in questions):
        of_kind = found[[question.kind == kind for question in questions]]
        cells = ["/".join(f"{(column < cut).mean():.3f}" for cut in CUTS) for column in of_kind.T]
        lines.append(f"{kind:12s}{len(of_kind):4d}   " + "    ".join(cells))
    return "\n".join(lines)


def main() -> None:
    """Measure one encoder on one set of questions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", type=Path)
    parser.add_argument("--encoder")
    options = parser.parse_args()
    held_out = [question for question in read_questions(options.data) if is_held_out(question.documents[0])]
    questions = read_set(options.set) if options.set else held_out
    collection = read_collection(options.data)
    encoder = load_encoder(options.encoder)
    asked = encoder.encode_queries([question.text for question in questions])
    held = encoder.encode_passages(collection.texts)
    print(table(questions, places(questions, collection, lexical_of(questions, collection.texts), asked, held)))


if __name__ == "__main__":
    main()
