"""What the HTTP service needs of the house behind it: `Assistant` and `Library` fit, and so does anything like them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Protocol, cast

from fastapi import Depends, Request

from assistant.answer import Answer, Turn
from assistant.conversations import Conversations
from assistant.service import Event, GeneratorName
from corpus.article import Article, Rejection
from index.building.report import IngestReport, ReindexReport
from index.passage import Filters
from index.search import Retriever


class Answers(Protocol):
    """Answers questions, at once or piece by piece."""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = ...,
        generator: GeneratorName | None = None,
    ) -> Answer:
        """Answer a question from its history and within its filters."""

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = ...,
        generator: GeneratorName | None = None,
    ) -> Iterator[Event]:
        """The same answer, one proven piece after the other, then whole."""


class Documents(Protocol):
    """Keeps the articles and finds passages in them."""

    @property
    def retriever(self) -> Retriever:
        """The search over the articles as they are now."""

    @property
    def reindexing(self) -> ReindexReport | None:
        """How far the articles are made anew with another encoder; None when they are not."""

    def article(self, document_id: str, version: str | None = None) -> Article | None:
        """The live article, or one version of it; None when there is none."""

    def deleted(self, document_id: str) -> bool:
        """Whether there was an article of this id that was deleted."""

    def articles(self, limit: int, after: str | None = None) -> tuple[Article, ...]:
        """At most `limit` live articles in the order of their ids, those past `after`."""

    def ingest(self, items: Iterable[Article | Rejection]) -> IngestReport:
        """Take articles in; durable when it returns."""

    def delete(self, document_id: str) -> bool:
        """Remove an article; False when there is none."""

    def count(self) -> int:
        """How many live articles there are."""


async def _answers(request: Request) -> Answers:
    return cast(Answers, request.app.state.answers)


async def _documents(request: Request) -> Documents:
    return cast(Documents, request.app.state.documents)


async def _conversations(request: Request) -> Conversations:
    return cast(Conversations, request.app.state.conversations)


AnswersOfApp = Annotated[Answers, Depends(_answers)]
DocumentsOfApp = Annotated[Documents, Depends(_documents)]
ConversationsOfApp = Annotated[Conversations, Depends(_conversations)]
