"""The engines that `bench.peers` compares, each behind one small protocol; knows no question and measures nothing.

Every engine gets the same articles, cut into passages by `index.passages`. Only Wenju also knows an article's title;
the others index passages and nothing else, in words of jieba. txtai and LangChain are imported here alone, and only
when their engine is made; both come with the extra `bench`.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import jieba

from corpus.article import Article
from index.encoder import FloatArray, load_encoder
from index.library import Library
from index.passages import passages

# Passages that a peer is asked for, so that ten different articles are left of them.
DEPTH = 40
# Stands between two words where only white space splits them; unlike a blank, no text has it, so it can be taken out.
_BETWEEN = "\x1f"
# What `keyword=True` stands for in txtai, but split where words were set apart.
_SCORING = {"method": "bm25", "terms": True, "normalize": True, "tokenizer": {"whitespace": True}}


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was found: its article and its text."""

    document_id: str
    text: str


class Engine(Protocol):
    """Takes articles in once, then finds passages."""

    def ingest(self, articles: Iterable[Article]) -> None:
        """Take the articles in; they can be found when this returns."""
        ...

    def search(self, query: str, k: int) -> tuple[Found, ...]:
        """Give up to `k` passages, best first, one of an article."""
        ...


MakesEngine = Callable[[], AbstractContextManager[Engine]]


@dataclass(frozen=True, slots=True)
class Contender:
    """An engine by its name, what makes it, and the packages it needs beyond Wenju's own."""

    name: str
    make: MakesEngine
    needs: tuple[str, ...] = ()


@contextmanager
def wenju() -> Iterator[Engine]:
    """Open a library in a temporary folder, with the bundled encoder."""
    with TemporaryDirectory() as folder, Library.open(Path(folder), load_encoder()) as library:
        yield _Wenju(library)


@contextmanager
def txtai_keyword() -> Iterator[Engine]:
    """Make a txtai index of words that keeps the texts."""
    jieba.initialize()
    with closing(import_module("txtai").Embeddings(keyword=True, scoring=_SCORING, content=True)) as embeddings:
        yield _Txtai(embeddings)


@contextmanager
def txtai_hybrid() -> Iterator[Engine]:
    """Make a txtai index of words and of the vectors of Wenju's encoder, weighed as txtai does by default."""
    jieba.initialize()
    encoder = load_encoder()

    def vectors(texts: list[str]) -> FloatArray:
        return encoder.encode_passages([_whole(text) for text in texts])

    make = import_module("txtai").Embeddings
    with closing(make(method="external", transform=vectors, scoring=_SCORING, content=True)) as embeddings:
        yield _Txtai(embeddings)


@contextmanager
def langchain() -> Iterator[Engine]:
    """Make LangChain's BM25 retriever."""
    jieba.initialize()
    yield _LangChain(import_module("langchain_community.retrievers").BM25Retriever.from_texts)


CONTENDERS = (
    Contender("Wenju", wenju),
    Contender("txtai", txtai_keyword, ("txtai",)),
    Contender("txtai-hybrid", txtai_hybrid, ("txtai",)),
    Contender("LangChain", langchain, ("langchain_community", "rank_bm25")),
)


def one_each(found: Iterable[Found], k: int) -> tuple[Found, ...]:
    """Keep the first passage of each article, and of those the first `k`."""
    best: dict[str, Found] = {}
    for passage in found:
        best.setdefault(passage.document_id, passage)
    return tuple(best.values())[:k]


class _Wenju:
    def __init__(self, library: Library) -> None:
        self._library = library

    def ingest(self, articles: Iterable[Article]) -> None:
        self._library.ingest(articles)

    def search(self, query: str, k: int) -> tuple[Found, ...]:
        hits = self._library.retriever.search(query, k)
        return tuple(Found(hit.passage.document_id, hit.passage.text) for hit in hits)


class _Txtai:
    def __init__(self, embeddings: Any) -> None:  # txtai has no annotations
        self._embeddings = embeddings

    def ingest(self, articles: Iterable[Article]) -> None:
        self._embeddings.index(
            (f"{passage.document_id}#{passage.ordinal}", _apart(passage.text), None)
            for article in articles
            for passage in passages(article)
        )

    def search(self, query: str, k: int) -> tuple[Found, ...]:
        rows = self._embeddings.search(_apart(query), DEPTH)
        return one_each((Found(row["id"].rpartition("#")[0], _whole(row["text"])) for row in rows), k)


class _LangChain:
    def __init__(self, make: Any) -> None:  # LangChain is not there when types are checked
        self._make = make
        self._retriever: Any = None

    def ingest(self, articles: Iterable[Article]) -> None:
        cut = [passage for article in articles for passage in passages(article)]
        self._retriever = self._make(
            [passage.text for passage in cut],
            metadatas=[{"document_id": passage.document_id} for passage in cut],
            preprocess_func=jieba.lcut,
            k=DEPTH,
        )

    def search(self, query: str, k: int) -> tuple[Found, ...]:
        rows = self._retriever.invoke(query)
        return one_each((Found(row.metadata["document_id"], row.page_content) for row in rows), k)


def _apart(text: str) -> str:
    return _BETWEEN.join(jieba.lcut(text))


def _whole(text: str) -> str:
    return text.replace(_BETWEEN, "")
