"""A training question with the articles found for it, and how right each of their sentences is."""

from dataclasses import dataclass

from assistant.extraction.evidence import Source, candidates, sources
from assistant.extraction.wanted import Wanted, wanted
from assistant.questions.question import read_question
from assistant.service import ARTICLES, PASSAGES, PER_DOCUMENT
from assistant.training.examples import Example, rightness
from index.library import Library


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the articles found for it, best first, and how right each of their sentences is, in order."""

    example: Example
    wanted: Wanted
    seen: tuple[Source, ...]
    right: tuple[float, ...]

    @property
    def answerable(self) -> bool:
        """Whether the articles hold a right sentence."""
        return any(self.right)


def case(example: Example, library: Library) -> Case:
    """Search for a question as the service does."""
    seen = opened(example.question, library)
    return Case(example, taken(example.question, library), seen, tuple(rightness(example, candidates(seen))))


def taken(question: str, library: Library) -> Wanted:
    """Take a question apart as the service does."""
    return wanted(read_question(question), library.retriever)


def opened(question: str, library: Library) -> tuple[Source, ...]:
    """Open the articles that the service would."""
    return sources(library.retriever.search(question, PASSAGES, per_document=PER_DOCUMENT), library, ARTICLES)
