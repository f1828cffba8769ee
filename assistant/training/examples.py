"""Questions with their answers, as the development data has them, and the right sentences among candidates."""

import json
import lzma
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.extraction.evidence import Candidate
from corpus.sentences import sentences
from index.segment import bigrams

_SPACE = re.compile(r"\s+")
_ALIKE = 0.6
_ELSEWHERE = 0.5
_LONGEST_SENTENCE = 250


@dataclass(frozen=True, slots=True)
class Example:
    """A question about a document, its bare answer, and the words of the document that hold it."""

    document: str
    question: str
    answer: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A question, a sentence that answers it, and the answer's first character in it."""

    question: str
    sentence: str
    answer: str
    at: int


def read_examples(data: Path) -> tuple[Example, ...]:
    """Read the questions on the news."""
    with (data / "questions.jsonl").open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return tuple(Example(r["document_id"], r["question"], r["answer"], r["span"]) for r in records)


def rightness(example: Example, candidates: Sequence[Candidate]) -> list[float]:
    """Say how right each candidate is: 1 for the evidence itself, a half for another article that says the same."""
    return [_rightness(example, candidate) for candidate in candidates]


def _rightness(example: Example, candidate: Candidate) -> float:
    text = plain(candidate.sentence.text)
    if candidate.source.article.id == example.document and plain(example.evidence) in text:
        return 1.0
    evidence = set(bigrams(example.evidence))
    alike = len(evidence & set(bigrams(text))) > _ALIKE * len(evidence)
    return _ELSEWHERE if alike and plain(example.answer) in text else 0.0


def plain(text: str) -> str:
    """Take the white space out."""
    return _SPACE.sub("", text)


def mark(example: Example, text: str) -> Marked | None:
    """Find the answer in its article's sentence; None where the article prints it otherwise."""
    begin = text.find(example.evidence)
    at = text.find(example.answer, max(0, begin))
    for sentence in sentences(text):
        if begin >= 0 and sentence.start <= at and at + len(example.answer) <= sentence.end:
            return Marked(example.question, sentence.text, example.answer, at - sentence.start)
    return None


def read_encyclopedia(data: Path) -> tuple[Marked, ...]:
    """Read the questions on encyclopedia paragraphs; the sentence most like the question is taken for the right one."""
    marked: list[Marked] = []
    with lzma.open(data / "zh_qa.jsonl.xz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            asked, answer = set(bigrams(record["question"])), record["answers"][0]
            held = [
                s.text for s in sentences(record["passage"]) if answer in s.text and len(s.text) < _LONGEST_SENTENCE
            ]
            if held:
                best = max(held, key=lambda text: len(asked & set(bigrams(text))))
                marked.append(Marked(record["question"], best, answer, best.index(answer)))
    return tuple(marked)
