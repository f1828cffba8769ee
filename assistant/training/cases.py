"""A training question with the articles found for it, and what is left of them when its answer is taken away."""

from dataclasses import dataclass, replace

from assistant.evidence import Source, candidates, sources
from assistant.question import read_question
from assistant.service import ARTICLES, PASSAGES, PER_DOCUMENT
from assistant.training.examples import Example, rightness
from assistant.wanted import Wanted, wanted
from index.library import Library

_SPARE = 4


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the articles found for it, best first, and how right each of their sentences is, in order.

    `opened` holds some articles more than an answer looks at, to stand in for those taken away.
    """

    example: Example
    wanted: Wanted
    opened: tuple[Source, ...]
    right: tuple[tuple[float, ...], ...]

    @property
    def seen(self) -> tuple[Source, ...]:
        """The articles that an answer looks at."""
        return self.opened[:ARTICLES]

    @property
    def answerable(self) -> bool:
        """Whether these hold a right sentence."""
        return any(any(own) for own in self.right[:ARTICLES])

    def without_sentences(self) -> tuple[Source, ...]:
        """Leave the right sentences out: the article is there, its answer is not."""
        return tuple(
            replace(source, sentences=kept)
            for source, own in zip(self.seen, self.right, strict=False)
            if (kept := tuple(s for s, value in zip(source.sentences, own, strict=True) if not value))
        )

    def without_articles(self) -> tuple[Source, ...]:
        """Leave the articles that hold a right sentence out."""
        kept = (source for source, own in zip(self.opened, self.right, strict=True) if not any(own))
        return tuple(kept)[:ARTICLES]


def case(example: Example, library: Library) -> Case:
    """Search for a question as the service does."""
    hits = library.retriever.search(example.question, PASSAGES, per_document=PER_DOCUMENT)
    opened = sources(hits, library, ARTICLES + _SPARE)
    right = tuple(tuple(rightness(example, candidates([source]))) for source in opened)
    return Case(example, wanted(read_question(example.question), library.retriever), opened, right)
