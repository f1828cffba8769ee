"""An assistant that answers from three small articles and a script, for tests of the page alone."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from assistant.answer import Answer, Citation, Turn
from assistant.service import Event, Finished, Piece
from corpus.article import Article
from corpus.errors import BadQuestion

DOCK = Article(
    id="dock",
    title="海塘镇公布新码头的目标",
    text="海塘镇近日召开推进会。\n会上说，海塘镇今年的目标是建成新码头12座以上，其中深水码头3座。\n去年，镇上已建成码头7座。",
    source="海塘日报",
    published=date(2023, 4, 12),
)
LOAN = Article(
    id="loan",
    title="海塘农商行支持渔港改造",
    text="海塘农商行已为渔港改造发放贷款2.4亿元，用在道路、冷库和码头3个领域。",
    source="海塘金融",
    published=None,
)
MARKUP = Article(
    id="<markup>",
    title="<script>alert(1)</script> *星* $x$",
    text="导语。\n\n# <img src=http://evil.example/x onerror=alert(2)> ![图](http://evil.example/y) `代码`\n\n结尾。",
    source="<b>报</b>",
    published=date(2023, 1, 2),
)
ARTICLES = {article.id: article for article in (DOCK, LOAN, MARKUP)}


def cite(article: Article, quote: str, marker: int = 1) -> Citation:
    """The citation of a quote where it first stands in an article."""
    start = article.text.index(quote)
    end = start + len(quote)
    return Citation(
        marker=marker,
        document_id=article.id,
        version=article.version,
        title=article.title,
        source=article.source,
        published=article.published,
        quote=quote,
        start=start,
        end=end,
        url=f"/articles/{article.id}@{article.version}#{start}-{end}",
    )


TARGET = Answer(
    id="a1",
    status="answered",
    answer="海塘镇今年的目标是建成新码头12座以上[1]。",
    short_answer="12座以上",
    standalone_question="海塘镇今年要建多少座码头？",
    citations=(cite(DOCK, "会上说，海塘镇今年的目标是建成新码头12座以上，其中深水码头3座。"),),
    confidence=0.9,
    generator="extractive",
    took_ms=12.0,
    fact_status="target",
)
FOLLOW_UP = Answer(
    id="a2",
    status="answered",
    answer="去年，镇上已建成码头7座[1]。",
    short_answer="7座",
    standalone_question="海塘镇去年建成多少座码头？",
    citations=(cite(DOCK, "去年，镇上已建成码头7座。"),),
    confidence=0.9,
    generator="extractive",
    took_ms=12.0,
    fact_status="achieved",
)
NOT_FOUND = Answer(
    id="a3",
    status="not_found",
    answer="收录的报道里没有机场的数字；最接近的一句说的是贷款[1]。",
    short_answer=None,
    standalone_question="海塘镇有几座机场？",
    citations=(cite(LOAN, "海塘农商行已为渔港改造发放贷款2.4亿元"),),
    confidence=0.1,
    generator="extractive",
    took_ms=12.0,
)
SCRIPT: Mapping[str, Answer] = {
    "海塘镇今年要建多少座码头？": TARGET,
    "去年呢？": FOLLOW_UP,
    "海塘镇有几座机场？": NOT_FOUND,
}


class FakeArticles:
    """The three articles, by id and version."""

    def article(self, document_id: str, version: str | None = None) -> Article | None:
        """The article, or None."""
        article = ARTICLES.get(document_id)
        return article if article and version in (None, article.version) else None

    def live(self, ids: Collection[str]) -> tuple[Article, ...]:
        """Those of the articles that are there."""
        return tuple(article for article in ARTICLES.values() if article.id in ids)


class FakeAssistant:
    """Answers from a script, sentence by sentence, and remembers what it was asked with."""

    def __init__(self, script: Mapping[str, Answer] = SCRIPT) -> None:
        self.articles = FakeArticles()
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self._script = script

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        """Give the scripted answer in two pieces; what is not in the script is an unforeseen error."""
        self.asked.append((question, tuple(history)))
        if len(question) > 2_000:
            raise BadQuestion(f"问题太长：{len(question)}个字，最多2000个字。")
        answer = self._script[question]
        half = len(answer.answer) // 2
        yield Piece(answer.answer[:half])
        yield Piece(answer.answer[half:])
        yield Finished(answer)
