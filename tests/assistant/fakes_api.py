"""An assistant and a library without an index, for the tests of the HTTP service and the command line."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from fastapi.testclient import TestClient

from assistant.answer import Answer, Citation, Turn
from assistant.api.app import create_app
from assistant.service import Event, Finished, GeneratorName, Piece
from assistant.settings import Settings
from corpus.article import Article, Rejection
from corpus.errors import BadQuestion
from index.entry import Outcome, Status
from index.passage import Filters, Hit, Passage
from index.report import IngestReport

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


class FakeRetriever:
    """Finds every article that shares a character with the query."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles = tuple(articles)

    def search(self, query: str, k: int, filters: Filters = Filters(), per_document: int = 1) -> tuple[Hit, ...]:  # noqa: B008
        found = [article for article in self.articles if set(query) & set(article.text) and _passes(article, filters)]
        return tuple(
            Hit(
                Passage(a.id, a.version, 0, 0, len(a.text), a.text),
                a.title,
                a.source,
                a.published,
                1 / (1 + n),
                1.0,
                0.5,
            )
            for n, a in enumerate(found[:k])
        )

    def similarity(self, query: str, texts: Sequence[str]) -> tuple[float, ...]:
        return (0.0,) * len(texts)

    def weight(self, term: str) -> float:
        return 1.0


class FakeDocuments:
    """Keeps articles in a dictionary, every version of them."""

    def __init__(self, articles: Iterable[Article] = (BRIDGE,)) -> None:
        self.live: dict[str, Article] = {}
        self.versions: dict[tuple[str, str], Article] = {}
        self.ingest(articles)

    @property
    def retriever(self) -> FakeRetriever:
        return FakeRetriever(self.live.values())

    def article(self, document_id: str, version: str | None = None) -> Article | None:
        return self.live.get(document_id) if version is None else self.versions.get((document_id, version))

    def articles(self, limit: int, after: str | None = None) -> tuple[Article, ...]:
        return tuple(self.live[id_] for id_ in sorted(self.live) if after is None or id_ > after)[:limit]

    def ingest(self, items: Iterable[Article | Rejection]) -> IngestReport:
        report = IngestReport()
        for item in items:
            if isinstance(item, Rejection):
                report = report.plus_rejection(item)
                continue
            before = self.live.get(item.id)
            status: Status = "created" if before is None else "unchanged" if before == item else "updated"
            self.live[item.id] = self.versions[item.id, item.version] = item
            report = report.plus_outcomes([Outcome(item.id, item.version, status)])
        return report

    def delete(self, document_id: str) -> bool:
        return self.live.pop(document_id, None) is not None

    def count(self) -> int:
        return len(self.live)


def client(
    answers: FakeAnswers | None = None, documents: FakeDocuments | None = None, limit: int = 10_000_000
) -> TestClient:
    """A client of the whole API over the fakes; an error inside is seen as the client sees it."""
    settings = Settings(max_upload_bytes=limit)
    app = create_app(answers or FakeAnswers(), documents or FakeDocuments(), settings)
    return TestClient(app, raise_server_exceptions=False)


def _passes(article: Article, filters: Filters) -> bool:
    return (
        (not filters.sources or article.source in filters.sources)
        and (not filters.documents or article.id in filters.documents)
        and (filters.published_from is None or (article.published or date.min) >= filters.published_from)
        and (filters.published_to is None or (article.published or date.max) <= filters.published_to)
    )
