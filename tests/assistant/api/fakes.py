"""An assistant that understands nothing, for the tests of the HTTP service."""

from collections.abc import Iterator, Sequence
from datetime import date

from fastapi.testclient import TestClient

from assistant.answer import Answer, Citation, Turn
from assistant.api.app import create_app
from assistant.api.ports import Documents
from assistant.conversations import Conversations
from assistant.service import Event, Finished, GeneratorName, Piece
from assistant.settings import Settings
from corpus.article import Article
from corpus.errors import BadQuestion
from index.passage import Filters

BRIDGE = Article(
    id="a1",
    title="跨湖大桥通车",
    text="跨湖大桥昨日通车。\n大桥全长3公里，投资5.6亿元。",
    source="某市日报",
    published=date(2021, 5, 31),
)


class FakeAnswers:
    """Answers every question with the same sentence of one article; fails when it is told to."""

    def __init__(self, article: Article = BRIDGE, failing: Exception | None = None, after: int = 0) -> None:
        """:param after: how many pieces are streamed before it fails."""
        self.article, self.failing, self.after = article, failing, after
        self.asked: list[tuple[str, tuple[Turn, ...], Filters, str | None]] = []

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),  # noqa: B008
        generator: GeneratorName | None = None,
    ) -> Answer:
        self.asked.append((question, tuple(history), filters, generator))
        if not question.strip():
            raise BadQuestion("问题是空的")
        if self.failing is not None:
            raise self.failing
        quote = "大桥全长3公里，投资5.6亿元。"
        start = self.article.text.index(quote)
        url = f"/articles/{self.article.id}@{self.article.version}#{start}-{start + len(quote)}"
        citation = Citation(
            marker=1,
            document_id=self.article.id,
            version=self.article.version,
            title=self.article.title,
            source=self.article.source,
            published=self.article.published,
            quote=quote,
            start=start,
            end=start + len(quote),
            url=url,
        )
        return Answer(
            id="answer-1",
            status="answered",
            answer="大桥全长3公里[1]。投资5.6亿元[1]。",
            short_answer="3公里",
            standalone_question=question,
            citations=(citation,),
            confidence=0.9,
            generator="extractive",
            took_ms=1.5,
        )

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),  # noqa: B008
        generator: GeneratorName | None = None,
    ) -> Iterator[Event]:
        failing, self.failing = self.failing, None
        answer = self.ask(question, history, filters, generator)
        pieces = [piece + "。" for piece in answer.answer.split("。") if piece]
        for number, piece in enumerate(pieces):
            if failing is not None and number == self.after:
                raise failing
            yield Piece(piece)
        yield Finished(answer)


def client(
    library: Documents,
    answers: FakeAnswers | None = None,
    limit: int = 10_000_000,
    kept: Conversations | None = None,
) -> TestClient:
    """A client of the API; an error inside is seen as the client sees it."""
    app = create_app(answers or FakeAnswers(), library, Settings(max_upload_bytes=limit), kept)
    return TestClient(app, raise_server_exceptions=False)
