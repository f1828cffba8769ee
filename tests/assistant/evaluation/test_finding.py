"""How well each way of searching finds, on a small library of our own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.evaluation.finding import WAYS, Places, find_every_way, row, summary
from assistant.evaluation.questionset import Item
from corpus.article import Article
from index.library import Library
from tests.fakes import HashEncoder

ARTICLES = (
    Article("a1", "跨湖大桥通车", "跨湖大桥昨日通车。大桥全长3公里。"),
    Article("a2", "新馆开放", "新馆周一开放。馆内有藏品五百件。"),
    Article("a3", "码头扩建", "码头扩建完工。泊位增至六个。"),
)


def item(question: str, document: str, kind: str = "factoid") -> Item:
    fields = {"id": "t1", "kind": kind, "question": question, "standalone": question, "doc_ids": (document,)}
    return Item.model_validate(fields)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library"), HashEncoder()) as opened:
        opened.ingest(ARTICLES)
        yield opened


def test_every_way_has_the_place_of_the_right_article(library: Library) -> None:
    places = find_every_way(item("大桥全长", "a1"), library)
    assert places is not None
    assert [places.of(way) for way in WAYS] == [1, 1, 1, 1]


def test_what_words_alone_cannot_find_has_no_place_there(library: Library) -> None:
    places = find_every_way(item("泳池", "a1"), library)
    assert places is not None
    assert places.lexical is None


def test_an_item_that_no_article_answers_is_left_out(library: Library) -> None:
    assert find_every_way(item("大桥多宽", "a1", "unanswerable"), library) is None


def test_an_empty_library_finds_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path, HashEncoder()) as empty:
        places = find_every_way(item("大桥全长", "a1"), empty)
    assert places is not None
    assert [places.of(way) for way in WAYS] == [None] * 4


def test_the_summary_counts_every_cutoff_and_names_what_one_way_alone_finds() -> None:
    first = Places(item("甲", "a1"), lexical=1, dense=None, fused=2, final=11)
    second = Places(item("乙", "a2"), lexical=None, dense=4, fused=50, final=1)
    lines = list(summary([first, second]))
    assert lines[0] == "factoid    lexical  hit@1=0.500  hit@5=0.500  hit@10=0.500  hit@100=0.500  MRR=0.500  n=2"
    assert lines[2] == "factoid    fused    hit@1=0.000  hit@5=0.500  hit@10=0.500  hit@100=1.000  MRR=0.260  n=2"
    assert lines[4:] == [
        "factoid    只有词语（前 10）：1 题  t1",
        "factoid    只有语义（前 10）：1 题  t1",
        "factoid    合起来反而丢了（前 10）：1 题  t1",
    ]


def test_a_row_of_the_report_holds_all_places() -> None:
    assert row(Places(item("甲", "a1"), 1, None, 2, 11)) == {
        "id": "t1",
        "kind": "factoid",
        "question": "甲",
        "lexical": 1,
        "dense": None,
        "fused": 2,
        "final": 11,
    }
