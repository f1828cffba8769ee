"""Prepared articles on their way from one process to another: as few objects as will hold them.

The articles themselves stay where they are. On 9,000 passages, sending what `prepare` gives as it is takes .7 s of
processor time for both sides; a parcel of it .1 s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from index.entry import Prepared, Terms, Tokens, Vectors
from index.fingerprint import Fingerprint
from index.passage import Passage


@dataclass(frozen=True, slots=True, eq=False)
class Parcel:
    """A articles with P passages: `counts` says how many each has, `ends` where the tokens of each passage end.

    `spans` is (P, 2), `vectors` (P, dimension); `titles` are the words of the titles, by passage.
    """

    versions: tuple[str, ...]
    counts: tuple[int, ...]
    spans: NDArray[np.int32]
    words: tuple[str, ...]
    letters: tuple[str, ...]
    titles: tuple[str, ...]
    tokens: Tokens
    ends: NDArray[np.int64]
    vectors: Vectors
    fingerprints: tuple[Fingerprint, ...]


def parcel_of(made: Sequence[Prepared]) -> Parcel:
    """Wrap up prepared articles."""
    cut = [passage for prepared in made for passage in prepared.passages]
    terms = [each for prepared in made for each in prepared.terms]
    tokens = [run for prepared in made for run in prepared.tokens]
    return Parcel(
        tuple(prepared.version for prepared in made),
        tuple(len(prepared.passages) for prepared in made),
        np.array([(passage.start, passage.end) for passage in cut], np.int32).reshape(-1, 2),
        tuple(each.words for each in terms),
        tuple(each.letters for each in terms),
        tuple(each.title for each in terms),
        np.concatenate([np.zeros(0, np.uint16), *tokens]),
        np.cumsum([len(run) for run in tokens], dtype=np.int64),
        np.concatenate([prepared.vectors for prepared in made]),
        tuple(prepared.fingerprint for prepared in made),
    )


def unwrapped(parcel: Parcel, articles: Sequence[Article]) -> tuple[Prepared, ...]:
    """Give back what was wrapped up; `articles` are the same, in the same order."""
    terms = tuple(map(Terms, parcel.words, parcel.letters, parcel.titles))
    tokens = tuple(parcel.tokens[first:last] for first, last in pairwise([0, *parcel.ends.tolist()]))
    spans = parcel.spans.tolist()
    return tuple(
        Prepared(
            article,
            version,
            tuple(
                Passage(article.id, version, ordinal, start, end, article.text[start:end])
                for ordinal, (start, end) in enumerate(spans[first:last])
            ),
            terms[first:last],
            tokens[first:last],
            parcel.vectors[first:last],
            fingerprint,
        )
        for article, version, fingerprint, (first, last) in zip(
            articles,
            parcel.versions,
            parcel.fingerprints,
            pairwise(accumulate(parcel.counts, initial=0)),
            strict=True,
        )
    )
