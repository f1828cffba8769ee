"""Questions written for teaching and judging: five kinds on 559 articles of the development data.

`written.jsonl` holds the questions; what answers them is given by offsets into the article's `text` in `news.jsonl.xz`,
so that no article is copied. Every `part` is on articles of its own; those of `KEPT_APART` are there to judge by.
"""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

WRITTEN = Path(__file__).with_name("written.jsonl")
# What the reader and the order of sentences never saw; how far they are trusted is settled on the first of them.
SETTLED_ON, FRESH = frozenset({3, 9}), frozenset({5})
KEPT_APART = SETTLED_ON | FRESH

Kind = Literal["factoid", "paraphrase", "list", "followup", "unanswerable"]


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A question on a document, written out in `standalone`; a follow-up has earlier `turns`.

    `evidence` is what proves the answer, `answer` its bare values in order; both empty where no article answers.
    """

    document: str
    part: int
    kind: Kind
    turns: tuple[str, ...]
    question: str
    standalone: str
    evidence: str
    answer: tuple[str, ...]


def read_written(data: Path) -> Iterator[WrittenQuestion]:
    """Give the questions in order, with their answers cut out of the news."""
    records = [json.loads(line) for line in WRITTEN.read_text(encoding="utf-8").splitlines()]
    wanted = {record["document"] for record in records}
    texts: dict[str, str] = {}
    with lzma.open(data / "news.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["id"] in wanted:
                texts[article["id"]] = article["text"]
    for record in records:
        text, evidence = texts[record["document"]], record["evidence"] or (0, 0)
        yield WrittenQuestion(
            record["document"],
            record["part"],
            record["kind"],
            tuple(record["turns"]),
            record["question"],
            record["standalone"],
            text[slice(*evidence)],
            tuple(text[slice(*place)] for place in record["answer"]),
        )
