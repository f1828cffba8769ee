"""What travels over HTTP about documents: articles, pages of them, and what became of an upload; no web framework."""

from datetime import date
from typing import Literal, Self

from pydantic import ConfigDict, Field

from assistant.api.wire import Wire
from corpus.article import Article


class OriginBody(Wire):
    """Where an article was read."""

    file: str = Field(description="文件名，JSON Lines 带行号，压缩包带其中的文件名", examples=["news.jsonl:17"])
    encoding: str | None = Field(description="识别出的文字编码；格式自身不分编码时为 null", examples=["gb18030"])
    pages: tuple[int, ...] = Field(description="在 PDF 的第几页，从 1 数起")


class DocumentSummary(Wire):
    """An article without its text."""

    id: str
    version: str = Field(description="内容的散列值：内容相同，版本就相同")
    title: str
    source: str | None
    published: date | None
    section: str | None
    byline: tuple[str, ...]
    url: str | None
    origin: OriginBody | None = Field(default=None, description="从哪个文件读来；以 JSON 直接提交的为 null")


class DocumentBody(DocumentSummary):
    """An article."""

    text: str


class DocumentPage(Wire):
    """One page of the list of articles."""

    data: tuple[DocumentSummary, ...]
    has_more: bool
    next_cursor: str | None = Field(description="下一页的 after；没有下一页时为 null")

    @classmethod
    def of(cls, articles: tuple[Article, ...], *, next_cursor: str | None) -> Self:
        """Wrap the articles of one page; a cursor means that there is another."""
        data = tuple(DocumentSummary.model_validate(article) for article in articles)
        return cls(data=data, has_more=next_cursor is not None, next_cursor=next_cursor)


class DocumentRequest(Wire):
    """An article to take in; only `text` is needed, and an `id` given is kept."""

    id: str | None = None
    title: str | None = None
    text: str
    published: str | None = Field(default=None, description="YYYY-MM-DD")
    source: str | None = None
    url: str | None = None
    section: str | None = None

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "title": "宁波新增一批智能工厂",
                "text": "宁波市今年新增市级智能工厂12家。",
                "published": "2021-05-31",
                "source": "宁波日报",
            }
        }
    )


class TakenBody(Wire):
    """What became of one article."""

    id: str
    version: str
    status: Literal["created", "updated", "unchanged"]


class RejectionBody(Wire):
    """A record that was not taken in, and why."""

    name: str = Field(examples=["news.jsonl:17"])
    reason: str


class IngestBody(Wire):
    """What became of everything that was sent."""

    documents: tuple[TakenBody, ...]
    rejected: tuple[RejectionBody, ...]
