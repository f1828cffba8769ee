"""A training question with the articles found for it, and what is left of them when its answer is taken away."""

import random
from dataclasses import dataclass, replace

from assistant.extraction.evidence import Source, candidates, sources
from assistant.extraction.wanted import Wanted, wanted
from assistant.questions.question import read_question
from assistant.service import ARTICLES, PASSAGES, PER_DOCUMENT
from assistant.training.examples import Example, rightness
from assistant.training.swaps import Pool, swap
from index.library import Library

# Of all questions, so many are asked again with a name swapped: more of them teach to doubt any word not found.
SWAPPED = 0.4


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the articles found for it, best first, and how right each of their sentences is, in order.

    `swapped` is what is found for the same question with a name or date of another in it, if it has one.
    """

    example: Example
    wanted: Wanted
    seen: tuple[Source, ...]
    right: tuple[tuple[float, ...], ...]
    swapped: "Swapped | None"

    @property
    def answerable(self) -> bool:
        """Whether the articles hold a right sentence."""
        return any(any(own) for own in self.right)

    def without_sentences(self) -> tuple[Source, ...]:
        """Leave the right sentences out: the article is there, its answer is not."""
        return tuple(
            replace(source, sentences=kept)
            for source, own in zip(self.seen, self.right, strict=True)
            if (kept := tuple(s for s, value in zip(source.sentences, own, strict=True) if not value))
        )


@dataclass(frozen=True, slots=True)
class Swapped:
    """A question that nothing answers, and the articles found for it."""

    wanted: Wanted
    opened: tuple[Source, ...]


def case(example: Example, library: Library, others: Pool) -> Case:
    """Search for a question as the service does, as it is and with a name or date of another in it."""
    article = library.article(example.document)
    draw = random.Random(example.question)
    swapping = article is not None and draw.random() < SWAPPED
    strange = swap(example.question, others, article.text, draw) if article and swapping else None
    swapped = Swapped(_wanted(strange, library), _opened(strange, library)) if strange else None
    seen = _opened(example.question, library)
    right = tuple(tuple(rightness(example, candidates([source]))) for source in seen)
    return Case(example, _wanted(example.question, library), seen, right, swapped)


def _wanted(question: str, library: Library) -> Wanted:
    return wanted(read_question(question), library.retriever)


def _opened(question: str, library: Library) -> tuple[Source, ...]:
    return sources(library.retriever.search(question, PASSAGES, per_document=PER_DOCUMENT), library, ARTICLES)
