"""A small corpus, a retriever over it without index or encoder, and a language model that says what it is told."""

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime

import numpy as np

from assistant.writing.material import Material
from corpus.article import Article
from corpus.errors import GeneratorFailed, StorageError
from index.likeness import Likeness
from index.passage import Filters, Hit
from index.passages import passages
from index.search import NO_FILTERS
from index.segment import bigrams, words
from index.store.stored import KeptTurn

FACTORIES = Article(
    id="factories",
    title="东湖市公布智能工厂目标",
    text=(
        "东湖市经信局昨日公布今年的发展目标。全市将建设市级智能工厂150家以上，打造省级“未来工厂”5家以上。"
        "经信局局长周明远说，去年全市已建成智能工厂86家。晨光电器、海蓝纺织、飞跃机械和远山食品4家企业入围首批名单。"
    ),
    source="东湖日报",
    published=date(2021, 3, 2),
)
BRIDGE = Article(
    id="bridge",
    title="跨湖大桥通车",
    text="跨湖大桥8月3日通车。大桥由中昌路桥集团承建，全长3.2公里，总投资5.6亿元。通车当天约有1.2万辆汽车驶过大桥。",
    source="北岸晚报",
    published=date(2021, 8, 4),
)
SCHOOL = Article(
    id="school",
    title="南山小学开学",
    text="南山小学9月1日开学，共招收新生320名。校长林若兰表示，学校将开设书法、围棋、足球等课程。\n新校舍建筑面积2万平方米。",
    source="东湖日报",
    published=date(2021, 9, 2),
)
ARTICLES = (FACTORIES, BRIDGE, SCHOOL)


class FakeLibrary:
    """Articles in memory; searches by the words and bigrams that a passage shares with the query."""

    def __init__(self, articles: Sequence[Article] = ARTICLES) -> None:
        self._articles = {article.id: article for article in articles}
        self._passages = [(passage, article) for article in articles for passage in passages(article)]

    def article(self, document_id: str, version: str | None = None) -> Article | None:
        return self._articles.get(document_id)

    def live(self, ids: Collection[str]) -> tuple[Article, ...]:
        return tuple(article for article in self._articles.values() if article.id in ids)

    def delete(self, document_id: str) -> None:
        del self._articles[document_id]

    def search(self, query: str, k: int, filters: Filters = NO_FILTERS, per_document: int = 1) -> tuple[Hit, ...]:
        scored = []
        for passage, article in self._passages:
            if filters.sources and article.source not in filters.sources:
                continue
            score = _likeness(query, passage.text)
            if score > 0:
                hit = Hit(passage, article.title, article.source, article.published, score, score, score)
                scored.append(hit)
        return tuple(sorted(scored, key=lambda hit: -hit.score)[:k])

    def similarity(self, query: str, texts: Sequence[str]) -> tuple[float, ...]:
        return tuple(_likeness(query, text) for text in texts)

    def likeness(self, query: str, texts: Sequence[str]) -> Likeness:
        whole = np.array(self.similarity(query, texts), np.float32)
        asked = list(dict.fromkeys(words(query)))
        held = [[float(word in text) for word in asked] for text in texts]
        weights = np.full(len(asked), 1 / max(1, len(asked)), np.float32)
        return Likeness(whole, np.array(held, np.float32).reshape(len(texts), len(asked)), weights)

    def weights(self, terms: Sequence[str]) -> tuple[float, ...]:
        held = [set(words(passage.text)) for passage, _ in self._passages]
        holding = [sum(term in own for own in held) for term in terms]
        return tuple(math.log(1 + (len(held) - count + 0.5) / (count + 0.5)) for count in holding)


class FakeTurns:
    """Turns kept in memory; `full` refuses more, as a full disk does."""

    def __init__(self, *, writable: bool = True) -> None:
        self.writable, self.full = writable, False
        self.kept: dict[str, list[KeptTurn]] = {}

    def begin(self, conversation: str, turn: KeptTurn) -> None:
        self._check()
        self.kept[conversation] = [turn]

    def append(self, conversation: str, turn: KeptTurn) -> bool:
        self._check()
        if conversation not in self.kept:
            return False
        self.kept[conversation].append(turn)
        return True

    def latest(self, conversation: str, limit: int) -> tuple[KeptTurn, ...]:
        return tuple(self.kept.get(conversation, ())[-limit:])

    def remove(self, conversation: str) -> bool:
        return self.kept.pop(conversation, None) is not None

    def expire(self, before: datetime) -> int:
        old = [name for name, turns in self.kept.items() if turns[-1].created < before]
        return sum(map(self.remove, old))

    def _check(self) -> None:
        if self.full:
            raise StorageError("磁盘满了")


class ScriptedGenerator:
    """Writes the pieces it was given, then fails if it was told to."""

    name = "llm:script"

    def __init__(self, *texts: str, failing: bool = False, pieces: Iterable[str] = ()) -> None:
        self._pieces, self._failing = pieces or texts, failing
        self.shown: list[tuple[Material, ...]] = []
        self.asked: list[str] = []

    def write(self, question: str, materials: Sequence[Material]) -> Iterator[str]:
        self.asked.append(question)
        self.shown.append(tuple(materials))
        yield from self._pieces
        if self._failing:
            raise GeneratorFailed("语言模型没有回应")


def _likeness(query: str, text: str) -> float:
    asked, held = set(bigrams(query)), set(bigrams(text))
    return len(asked & held) / math.sqrt(len(asked) * len(held)) if asked and held else 0.0
