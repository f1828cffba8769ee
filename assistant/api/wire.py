"""What travels over HTTP about questions: requests, answers and hits, with examples; imports no web framework.

Offsets count Unicode code points, 0-based, end exclusive, into the `text` of the document.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Answer, AnswerStatus, AsOfBasis, Role, Turn
from assistant.service import QUESTION_LENGTH, GeneratorName
from corpus.errors import BadFilter
from corpus.status import FactStatus
from index.passage import REPRINTS, Filters, Hit

TURN_LENGTH = 10_000
HISTORY_TURNS = 40
HITS = 100
FILTER_NAMES = 100
ID_LENGTH = 100

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

Question = Annotated[str, Field(min_length=1, max_length=QUESTION_LENGTH)]
Name = Annotated[str, Field(min_length=1, max_length=500)]
Names = Annotated[tuple[Name, ...], Field(max_length=FILTER_NAMES)]


class Wire(BaseModel):
    """The base of every model here: built from the house's own types by their attributes."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class PublishedRange(Wire):
    """Publication dates, both ends included."""

    model_config = ConfigDict(extra="forbid")

    gte: str | None = Field(default=None, description="起始日期（含），YYYY-MM-DD", examples=["2021-05-01"])
    lte: str | None = Field(default=None, description="截止日期（含），YYYY-MM-DD", examples=["2021-06-30"])


class FiltersBody(Wire):
    """What the search is narrowed to, and the day it is asked on; a name that is not known here is refused."""

    model_config = ConfigDict(extra="forbid")

    published: PublishedRange | None = Field(default=None, description="发表日期的范围；没有日期的文章不在任何范围内")
    source: Names | None = Field(default=None, description="媒体名称", examples=[["宁波日报"]])
    document: Names | None = Field(default=None, description="文章编号")
    today: str | None = Field(
        default=None, description="问题里的“去年”“昨天”从这一天算起，不缩小范围；YYYY-MM-DD", examples=["2021-06-30"]
    )

    def filters(self) -> Filters:
        """Turn the wire's filters into the index's.

        :raises BadFilter: a date that does not exist, or a range that ends before it starts.

        >>> FiltersBody.model_validate({"published": {"gte": "2021-02-30"}}).filters()
        Traceback (most recent call last):
        corpus.errors.BadFilter: 日期 2021-02-30 不存在；日期应写成 YYYY-MM-DD
        """
        published = self.published or PublishedRange()
        first, last = _day(published.gte), _day(published.lte)
        if first and last and first > last:
            raise BadFilter(f"起始日期 {first} 晚于截止日期 {last}")
        return Filters(
            first, last, frozenset(self.source or ()), frozenset(self.document or ()), today=_day(self.today)
        )


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadFilter(f"日期 {text[:40]} 不存在；日期应写成 YYYY-MM-DD")


class TurnBody(Wire):
    """One earlier message of the conversation."""

    role: Role = Field(examples=["user"])
    content: str = Field(max_length=TURN_LENGTH, examples=["宁波有多少家智能工厂？"])


class AnswerRequest(Wire):
    """A question, with what came before it."""

    question: Question = Field(description="问题", examples=["宁波今年要建多少家市级智能工厂？"])
    history: Annotated[tuple[TurnBody, ...], Field(max_length=HISTORY_TURNS)] = Field(
        default=(), description="之前的对话，从早到晚；给出时优先于 conversation_id 里留存的"
    )
    conversation: bool = Field(default=False, description="为 true 时留存这一问；没有给出 conversation_id 就是新的对话")
    conversation_id: Annotated[str, Field(max_length=ID_LENGTH)] | None = Field(
        default=None, description="之前的回答给出的编号：接着那次对话问，并留存这一问"
    )
    filters: FiltersBody | None = None
    generator: GeneratorName | None = Field(
        default=None, description="不填则有语言模型就用语言模型；没有设语言模型时总是 extractive"
    )
    stream: bool = Field(default=False, description="为 true 时以事件流（SSE）逐句返回")

    @property
    def is_kept(self) -> bool:
        """Whether the turn is to be kept."""
        return self.conversation or self.conversation_id is not None

    def turns(self) -> tuple[Turn, ...]:
        """The history in the house's own type."""
        return tuple(Turn(turn.role, turn.content) for turn in self.history)


class SearchRequest(Wire):
    """Words or a question to find passages for."""

    query: Question = Field(description="词语或问题", examples=["市级智能工厂 目标"])
    k: int = Field(default=10, ge=1, le=HITS, description="最多返回多少段")
    filters: FiltersBody | None = None


class ReprintBody(Wire):
    """Another article that prints the same story."""

    document_id: str
    version: str
    title: str
    source: str | None
    published: date | None


Reprints = Annotated[
    tuple[ReprintBody, ...],
    Field(description=f"刊载同一报道的其他文章，最早的在前，最多 {REPRINTS} 篇；文字大同小异，数字没有出入"),
]


class CitationBody(Wire):
    """The proof of what stands before its marker: the document's `text[start:end] == quote`, to the letter."""

    marker: int = Field(examples=[1])
    document_id: str
    version: str
    title: str
    source: str | None
    published: date | None
    quote: str
    start: int
    end: int
    url: str = Field(description="在文章中打开引文", examples=["/articles/n1@0f3a9c5d7e1b2a46#12-57"])
    reprints: Reprints = ()


class AsOfBody(Wire):
    """As of when a figure holds, or what a relative date of the quote means: reckoned, not quoted."""

    text: str = Field(description="写全的时间；原文没有写时间时是发表日期", examples=["2020年", "2021-05-31"])
    basis: AsOfBasis = Field(
        description="printed：原文写明了年份；reckoned：按发表日期推算；published：原文没有写时间，以发表日期为准",
        examples=["reckoned"],
    )
    words: str | None = Field(description="原文里的说法；basis 为 published 时为 null", examples=["去年"])
    first: date = Field(description="所指时段的第一天", examples=["2020-01-01"])
    last: date = Field(description="所指时段的最后一天（含）", examples=["2020-12-31"])


class OtherValueBody(Wire):
    """What another article gives for the same figure."""

    value: str = Field(description="另一篇文章给出的值，就在引文里", examples=["120家"])
    marker: int = Field(description="引文的标记", examples=[2])
    published: date | None = Field(description="那篇文章的发表日期", examples=["2021-03-02"])
    superseded: bool = Field(description="为 true 时，回答采用的是更新的说法；为 false 时两者无法分出先后，或它更新")


class AnswerBody(Wire):
    """An answer whose every sentence is carried by a citation, or the plain word that there is none."""

    id: str
    status: AnswerStatus
    answer: str = Field(description="不超过 300 字，[1] 等标记指向引文")
    short_answer: str | None = Field(description="答案本身，不超过 40 字；没有单一答案时为 null")
    standalone_question: str = Field(description="结合上文补全后的问题")
    citations: tuple[CitationBody, ...]
    confidence: float = Field(description="语料能回答这个问题的估计概率，0 到 1")
    generator: str = Field(
        description="extractive 是摘自原文；llm:<模型> 是由语言模型生成、逐句核对过", examples=["extractive"]
    )
    took_ms: float
    fact_status: FactStatus | None = Field(default=None, description="目标、已完成等；原文没有说明时为 null")
    dropped: int = Field(default=0, description="语言模型写的、没有通过核对而删去的句数")
    as_of: AsOfBody | None = Field(default=None, description="数字截至何时，或原文里“去年”等指哪一天到哪一天")
    other_values: tuple[OtherValueBody, ...] = Field(default=(), description="其他文章对同一数字的不同说法")
    conversation_id: str | None = Field(default=None, description="这一问留存在哪次对话里；没有留存时为 null")

    @classmethod
    def of(cls, answer: Answer, conversation: str | None) -> Self:
        """Write an answer, with the conversation that it is kept in."""
        return cls.model_validate(answer).model_copy(update={"conversation_id": conversation})


class HitBody(Wire):
    """A passage found, with what a reader must know of its article."""

    document_id: str
    title: str
    source: str | None
    published: date | None
    text: str
    start: int
    end: int
    score: float = Field(description="只在同一次检索内可比")
    reprints: Reprints = ()

    @classmethod
    def from_hit(cls, hit: Hit) -> Self:
        """Flatten a hit and its passage."""
        passage = hit.passage
        return cls(
            document_id=passage.document_id,
            title=hit.title,
            source=hit.source,
            published=hit.published,
            text=passage.text,
            start=passage.start,
            end=passage.end,
            score=hit.score,
            reprints=tuple(map(ReprintBody.model_validate, hit.reprints)),
        )


class SearchBody(Wire):
    """The passages found, best first."""

    hits: tuple[HitBody, ...]
    took_ms: float

    @classmethod
    def of(cls, hits: Sequence[Hit], seconds: float) -> Self:
        """Wrap the hits of one search that took this long."""
        return cls(hits=tuple(map(HitBody.from_hit, hits)), took_ms=round(1000 * seconds, 3))
