"""The articles behind a question's hits, and the sentences in them that may answer it; judges nothing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from corpus.article import Article
from corpus.sentences import Sentence, clauses, sentences
from corpus.simplified import simplified
from index.passage import Hit, Reprint

ARTICLE_LENGTH = 3000
LONG_SENTENCE = 160


class Articles(Protocol):
    """Where articles are kept."""

    def article(self, document_id: str, version: str | None = None) -> Article | None:
        """Give an article in this version (None: the one that answers now), or None when it is gone."""

    def live(self, ids: Collection[str]) -> tuple[Article, ...]:
        """Give those of the articles that answer now, in no order."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article with the hits that led to it, best first and never none, and its sentences in reading order.

    `article` is in simplified characters, which all that reads it knows. `original` is the article as it was printed,
    None where that is the same; both have the same offsets.
    """

    article: Article
    hits: tuple[Hit, ...]
    sentences: tuple[Sentence, ...]
    original: Article | None = None

    @property
    def printed(self) -> Article:
        """The article to quote from."""
        return self.original or self.article

    @property
    def reprints(self) -> tuple[Reprint, ...]:
        """Other articles that print the same story."""
        return self.hits[0].reprints

    def is_copy_of(self, other: "Source") -> bool:
        """Tell whether this is another article of the other's story, and so no witness beside it."""
        return any(
            copy.document_id == there.article.id
            for here, there in ((self, other), (other, self))
            for copy in here.reprints
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: `source.sentences[place]`, from the article that came `rank`-th, counted from 0."""

    source: Source
    rank: int
    place: int

    @property
    def sentence(self) -> Sentence:
        """The sentence itself, with its offsets in the article."""
        return self.source.sentences[self.place]


def sources(hits: Sequence[Hit], articles: Articles, limit: int) -> tuple[Source, ...]:
    """Open the articles of the best hits, at most `limit`, in the order of their best hit.

    An article that was deleted or changed since the search is left out: nothing may be quoted from it.
    """
    found: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        found.setdefault((hit.passage.document_id, hit.passage.version), []).append(hit)
    first = dict(islice(found.items(), limit))
    live = {(article.id, article.version): article for article in articles.live([key for key, _ in first])}
    return tuple(_source(live[key], own) for key, own in first.items() if key in live)


def candidates(opened: Sequence[Source]) -> tuple[Candidate, ...]:
    """Every sentence of every source, in order."""
    return tuple(Candidate(s, rank, place) for rank, s in enumerate(opened) for place in range(len(s.sentences)))


def _source(article: Article, hits: Sequence[Hit]) -> Source:
    read = replace(article, title=simplified(article.title), text=simplified(article.text))
    return Source(read, tuple(hits), tuple(_sentences(read, hits)), None if read == article else article)


def _sentences(article: Article, hits: Sequence[Hit]) -> Iterator[Sentence]:
    """Cut a short article whole and a long one where it was hit; a sentence too long to read, at its semicolons."""
    whole = len(article.text) <= ARTICLE_LENGTH
    places = {(hit.passage.start, hit.passage.end) for hit in hits}
    for start, end in [(0, len(article.text))] if whole else sorted(places):
        for sentence in sentences(article.text, start, end):
            if len(sentence.text) <= LONG_SENTENCE:
                yield sentence
            else:
                yield from clauses(article.text, sentence.start, sentence.end)
