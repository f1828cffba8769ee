"""Every figure of an evaluation, pinned on a small set of our own."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from assistant.answer import Answer, Citation, Turn
from assistant.evaluation.evaluate import Score, covers, includes, normal, score
from assistant.evaluation.questionset import Item
from assistant.evaluation.scorecard import Latency, Scorecard, row
from corpus.article import Article
from corpus.errors import GeneratorFailed
from index.likeness import Likeness
from index.passage import Filters, Hit, Passage
from index.search import NO_FILTERS

BRIDGE = Article("a1", "跨湖大桥通车", "跨湖大桥昨日通车。大桥全长3公里，投资1,200万元。", published=date(2021, 5, 31))
MUSEUM = Article("a2", "新馆开放", "新馆周一开放。馆内有藏品五百件。")
LENGTH = Item(
    id="t1",
    kind="factoid",
    question="大桥有多长？",
    standalone="大桥有多长？",
    doc_ids=("a1",),
    evidence=("全长3公里",),
    must_include=(("3公里", "三公里"),),
)


class ScriptedAnswers:
    """Answers each question as it is told; a question that it does not know fails."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self.histories: list[tuple[Turn, ...]] = []

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        self.histories.append(tuple(history))
        if question not in self.answers:
            raise GeneratorFailed("超时")
        return self.answers[question]


class ScriptedRetriever:
    """Finds the same articles for every query, in the same order."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles

    def search(self, query: str, k: int, filters: Filters = NO_FILTERS, per_document: int = 1) -> tuple[Hit, ...]:
        return tuple(
            Hit(Passage(a.id, a.version, 0, 0, len(a.text), a.text), a.title, a.source, a.published, 0.5, 0.5, 0.5)
            for a in self.articles[:k]
        )

    def similarity(self, query: str, texts: Sequence[str]) -> tuple[float, ...]:
        return (0.0,) * len(texts)

    def likeness(self, query: str, texts: Sequence[str]) -> Likeness:
        return Likeness(
            np.zeros(len(texts), np.float32), np.zeros((len(texts), 0), np.float32), np.zeros(0, np.float32)
        )

    def weights(self, terms: Sequence[str]) -> tuple[float, ...]:
        return (1.0,) * len(terms)


class Shelf:
    """Holds the two articles."""

    def article(self, document_id: str, version: str | None = None) -> Article | None:
        return {"a1": BRIDGE, "a2": MUSEUM}.get(document_id)

    def live(self, ids: Collection[str]) -> tuple[Article, ...]:
        return tuple(article for article in (BRIDGE, MUSEUM) if article.id in ids)


def citation(quote: str, article: Article = BRIDGE, shift: int = 0) -> Citation:
    start = article.text.index(quote) + shift
    return Citation(1, article.id, article.version, article.title, None, None, quote, start, start + len(quote), "/")


def answered(text: str, short: str | None, *citations: Citation) -> Answer:
    return Answer("x", "answered", text, short, "", citations, 0.9, "extractive", 1.0)


RIGHT = answered("大桥全长3公里[1]。", "3公里", citation("大桥全长3公里，"))


def scored(item: Item, answer: Answer, found: Sequence[Article] = (BRIDGE,)) -> Score:
    return score(item, ScriptedAnswers({item.question: answer}), ScriptedRetriever(found), Shelf())


def test_a_right_answer_is_right_in_every_figure() -> None:
    result = scored(LENGTH, RIGHT)
    assert set(result.figures) == {"answer", "short", "cited", "answered", "hit@1", "hit@5", "hit@10"}
    assert all(result.figures.values())
    assert result.proofs == (True,)
    assert not result.wrong


@pytest.mark.parametrize(
    ("answer", "figure"),
    [
        (replace(RIGHT, answer="大桥通车了[1]。"), "answer"),
        (replace(RIGHT, answer="3公里" + "。" * 300), "answer"),
        (replace(RIGHT, short_answer=None), "short"),
        (replace(RIGHT, short_answer="3公里" + "。" * 40), "short"),
        (replace(RIGHT, citations=(citation("跨湖大桥昨日通车。"),)), "cited"),
        (replace(RIGHT, citations=()), "cited"),
    ],
)
def test_one_wrong_part_is_wrong_in_its_own_figure_only(answer: Answer, figure: str) -> None:
    result = scored(LENGTH, answer)
    assert [name for name, right in result.figures.items() if not right] == [figure]


def test_what_is_not_found_is_neither_answered_nor_right() -> None:
    result = scored(LENGTH, replace(RIGHT, status="not_found"))
    assert not result.figures["answered"]
    assert not result.figures["answer"]
    assert not result.figures["short"]
    assert result.wrong


def test_a_quote_that_is_not_at_its_place_is_not_proved() -> None:
    misplaced = replace(RIGHT, citations=(citation("大桥全长3公里，", shift=1), citation("投资1,200万元。")))
    assert scored(LENGTH, misplaced).proofs == (False, True)


def test_a_quote_of_an_unknown_document_is_not_proved() -> None:
    stray = replace(citation("大桥全长3公里，"), document_id="a9")
    assert scored(LENGTH, replace(RIGHT, citations=(stray,))).proofs == (False,)


def test_a_hit_counts_from_its_rank_on() -> None:
    others = [replace(MUSEUM, id=f"m{number}", text="大楼有多少层？") for number in range(5)]
    result = scored(LENGTH, RIGHT, [*others, BRIDGE])
    assert (result.figures["hit@1"], result.figures["hit@5"], result.figures["hit@10"]) == (False, False, True)


def test_a_passage_with_the_evidence_is_a_hit_whatever_its_document() -> None:
    assert scored(LENGTH, RIGHT, [replace(BRIDGE, id="copy")]).figures["hit@1"]


def test_an_unanswerable_item_is_right_when_it_is_refused() -> None:
    item = replace_item(LENGTH, kind="unanswerable", doc_ids=(), evidence=(), must_include=())
    assert scored(item, replace(RIGHT, status="not_found")).figures == {"refused": True}
    assert scored(item, RIGHT).figures == {"refused": False}
    assert scored(item, RIGHT).wrong


def test_a_list_has_no_short_answer_to_judge() -> None:
    assert "short" not in scored(replace_item(LENGTH, kind="list"), RIGHT).figures


def test_a_follow_up_is_asked_after_its_turns() -> None:
    item = replace_item(LENGTH, kind="followup", turns=("大桥通车了吗？",), question="有多长？")
    assistant = ScriptedAnswers({"大桥通车了吗？": answered("通车了[1]。", None), "有多长？": RIGHT})
    result = score(item, assistant, ScriptedRetriever([BRIDGE]), Shelf())
    assert result.figures["answer"]
    assert assistant.histories == [(), (Turn("user", "大桥通车了吗？"), Turn("assistant", "通车了[1]。"))]


def test_a_failure_is_wrong_in_every_figure() -> None:
    result = score(LENGTH, ScriptedAnswers({}), ScriptedRetriever([BRIDGE]), Shelf())
    assert result.error == "语言模型没有回应：超时"
    assert result.figures
    assert not any(result.figures.values())


def test_a_claim_is_counted_and_not_scored() -> None:
    claim = replace_item(LENGTH, kind="claim")
    result = score(claim, ScriptedAnswers({}), ScriptedRetriever([BRIDGE]), Shelf())
    assert not result.figures
    assert next(Scorecard.of([result]).printed()) == "claim        不评分  n=1"


def test_the_scorecard_sums_up() -> None:
    refused = replace_item(LENGTH, kind="unanswerable")
    scores = [
        replace(scored(LENGTH, RIGHT), milliseconds=10.0, search_milliseconds=1.0),
        replace(scored(LENGTH, replace(RIGHT, short_answer="5公里")), milliseconds=30.0, search_milliseconds=3.0),
        replace(scored(refused, replace(RIGHT, status="not_found", citations=())), milliseconds=20.0),
        score(LENGTH, ScriptedAnswers({}), ScriptedRetriever([BRIDGE]), Shelf()),
    ]
    card = Scorecard.of(scores)
    assert dict(card.lines[0].shares)["short"] == 0.3333
    assert list(card.printed()) == [
        "factoid      answer=0.6667  short=0.3333  cited=0.6667  answered=0.6667"
        "  hit@1=0.6667  hit@5=0.6667  hit@10=0.6667  n=3",
        "unanswerable refused=1.0  n=1",
        "proved=1.0 of 2 citations; failed_requests=1; "
        "answer ms {'p50': 20.0, 'p95': 30.0}; search ms {'p50': 3.0, 'p95': 3.0}",
    ]
    assert card.as_json()["kinds"] == {
        "factoid": {**dict(card.lines[0].shares), "n": 3},
        "unanswerable": {"refused": 1.0, "n": 1},
    }


def test_nothing_measured_has_no_latency_and_no_proof() -> None:
    card = Scorecard.of([])
    assert (card.lines, card.proved, card.answer_ms) == ((), None, Latency(None, None))


def test_a_row_of_the_report_is_json() -> None:
    report = json.loads(json.dumps(row(scored(LENGTH, RIGHT)), ensure_ascii=False))
    assert report["got"] == "大桥全长3公里[1]。"
    assert report["want"] == [["3公里", "三公里"]]
    assert report["hit@1"] is True


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ａ公司 12，345 万元", "a公司12345万元"),
        ("“一”、‘二’：三；", "\"一\"、'二':三;"),
        ("1,23", "1,23"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert normal(text) == folded


def test_every_group_must_occur() -> None:
    assert includes([["甲"], ["乙", "丙"]], "甲和丙")
    assert not includes([["甲"], ["乙", "丙"]], "甲和丁")
    assert not includes([], "甲")


def test_a_quote_covers_evidence_at_seven_tenths_of_its_bigrams() -> None:
    evidence = "一二三四五六七八九十甲"  # ten bigrams
    assert covers("一二三四五六七八。", evidence)
    assert not covers("一二三四五六七。", evidence)
    assert not covers("", evidence)


def replace_item(item: Item, **changes: object) -> Item:
    return item.model_copy(update=changes)
