"""The development articles and questions as plain tuples of text; knows no vectors.

The data folder holds `news.jsonl.xz` (`id`, `text`), `questions.jsonl` (`document_id`, `question`, `style`, `span`),
`zh_qa.jsonl.xz` (`question`, `passage`) and `cedict_1_0_ts_utf-8.txt.gz`.
"""

import json
import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article
from index.passages import passages

DICTIONARY = "cedict_1_0_ts_utf-8.txt.gz"
_HELD_OUT = 0.15
_KEPT_APART = 0.2


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the documents that are right, and the strings that prove the answer."""

    kind: str
    text: str
    documents: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """All passages of the news, in order: `documents[i]` names the article of `texts[i]`."""

    documents: tuple[str, ...]
    texts: tuple[str, ...]


def read_news(data: Path) -> Iterator[tuple[str, str]]:
    """Give id and text of every article."""
    with lzma.open(data / "news.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["id"], record["text"]


def read_collection(data: Path) -> Collection:
    """Cut every article into passages."""
    documents: list[str] = []
    texts: list[str] = []
    for document, text in read_news(data):
        for passage in passages(Article(id=document, title="", text=text)):
            documents.append(document)
            texts.append(passage.text)
    return Collection(tuple(documents), tuple(texts))


def is_held_out(document: str) -> bool:
    """Tell whether the questions on a document are kept for measuring: about 15 %, fixed by its id."""
    return zlib.crc32(document.encode()) / 2**32 < _HELD_OUT


def is_kept_apart(document: str) -> bool:
    """Tell whether the questions on a document are kept for judging what is learned on encoders: one in five."""
    return zlib.crc32(document.encode()[::-1]) / 2**32 < _KEPT_APART


def half(document: str) -> int:
    """Tell in which half of the documents one is: 0 or 1, fixed by its id."""
    return zlib.crc32(document.encode()) % 2


def read_questions(data: Path) -> tuple[Question, ...]:
    """Give every training question; `kind` is its style: colloquial, plain or keyword."""
    with (data / "questions.jsonl").open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return tuple(Question(r["style"], r["question"], (r["document_id"],), (r["span"],)) for r in records)


def read_set(path: Path) -> tuple[Question, ...]:
    """Give the questions of a set for measuring that have right documents, follow-ups written out."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return tuple(
        Question(r["kind"], r["standalone"], tuple(r["doc_ids"]), tuple(r["evidence"]))
        for r in records
        if r["doc_ids"] and r["kind"] not in ("claim", "unanswerable")
    )


def read_encyclopedia(data: Path) -> tuple[tuple[str, str], ...]:
    """Give question and paragraph of every encyclopedia question."""
    with lzma.open(data / "zh_qa.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return tuple((r["question"], r["passage"]) for r in records)
