import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.evaluation.questionset import Item
from bench.peer_engines import CONTENDERS, Contender, Engine, Found, one_each
from bench.peer_trial import Measured, Trial, measure
from bench.peers import KindHits, Row, askable, figures, main, ratios, row
from corpus.article import Article

ARTICLES = (
    ("factory", "海星市昨日启动智能工厂计划。到明年年底，全市力争建成智能工厂八十家。"),
    ("bridge", "跨湖大桥昨晚合龙，全长3.6公里。大桥连接南岸与北岸。"),
    ("weather", "今天有雨，气温18至24摄氏度。请市民出门带伞。"),
    ("street", "修缮之后的老街上月重新开放。老街里有茶馆十二家。"),
)
QUESTIONS = (
    {"id": "1", "kind": "factoid", "question": "大桥多长？", "standalone": "跨湖大桥多长？", "doc_ids": ["bridge"]},
    {"id": "2", "kind": "followup", "question": "有茶馆吗？", "standalone": "老街有茶馆吗？", "doc_ids": ["street"]},
    {"id": "3", "kind": "unanswerable", "question": "谁赢了？", "standalone": "谁赢了？"},
)


class SharedLetters:
    """Ranks articles by the letters that they share with the query."""

    def __init__(self) -> None:
        self._articles: list[Article] = []

    def ingest(self, articles: Iterable[Article]) -> None:
        self._articles += articles

    def search(self, query: str, k: int) -> tuple[Found, ...]:
        ranked = sorted(self._articles, key=lambda article: -len(set(query) & set(article.text)))
        return one_each((Found(article.id, article.text) for article in ranked), k)


@contextmanager
def shared_letters() -> Iterator[Engine]:
    yield SharedLetters()


@contextmanager
def broken() -> Iterator[Engine]:
    raise RuntimeError("没有这样的引擎")
    yield SharedLetters()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return _lines(tmp_path / "news.jsonl", ({"id": name, "text": text} for name, text in ARTICLES))


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return _lines(tmp_path / "questions.jsonl", QUESTIONS)


def test_one_passage_of_each_article_is_kept() -> None:
    found = [Found("a", "甲"), Found("a", "乙"), Found("b", "丙"), Found("c", "丁")]
    assert one_each(found, 2) == (Found("a", "甲"), Found("b", "丙"))


def test_a_question_without_a_right_document_among_the_articles_is_left_out() -> None:
    items = [Item.model_validate(question) for question in QUESTIONS]
    assert [item.id for item in askable(items, {"bridge", "weather"})] == ["1"]


def test_a_row_has_the_rate_the_percentiles_and_the_hits_of_each_kind() -> None:
    items = [_item("1", "factoid", "a"), _item("2", "list", "b"), _item("3", "factoid", "c")]
    found = ((Found("a", "甲"),), (), (Found("x", "乙"), Found("c", "丙")))
    made = row("引擎", Measured(50, 2.0, (1.0, 2.0, 3.0), found, 120.0), items)
    assert (made.rate, made.peak_mb, made.p50) == (25.0, 120.0, 2.0)
    assert made.hits == (KindHits("factoid", 2, 0.5, 1.0), KindHits("list", 1, 0.0, 0.0))


def test_a_passage_that_holds_the_evidence_is_right_whatever_its_article() -> None:
    item = Item(id="1", kind="factoid", question="几家？", standalone="几家？", doc_ids=("a",), evidence=("八十家",))
    made = row("引擎", Measured(1, 1.0, (1.0,), ((Found("copy", "建成八十家。"),),)), [item])
    assert made.hits == (KindHits("factoid", 1, 1.0, 1.0),)


def test_tables_are_markdown_and_ratios_are_of_wenju_to_each_peer() -> None:
    rows = [
        Row("Wenju", 600.0, 500.0, 5.0, 10.0, (KindHits("factoid", 2, 0.5, 1.0),)),
        Row("peer", 200.0, 1000.0, 50.0, 40.0, (KindHits("factoid", 2, 0.0, 0.5),)),
    ]
    assert list(figures(rows)) == [
        "| engine | ingest, articles/s | peak memory, MB | search p50, ms | p95, ms | factoid (2) hit@1 / @10 |",
        "|---|---|---|---|---|---|",
        "| Wenju | 600 | 500 | 5.0 | 10.0 | 0.500 / 1.000 |",
        "| peer | 200 | 1000 | 50.0 | 40.0 | 0.000 / 0.500 |",
    ]
    assert list(ratios(rows))[2:] == ["| peer | 3.00 | 0.50 | 0.10 | 0.25 |"]
    assert list(ratios(rows[:1])) == list(ratios(rows[1:])) == []


def test_a_trial_counts_the_articles_up_to_the_limit(news: Path) -> None:
    measured = measure(Trial(shared_letters, (news,), 2, ("跨湖大桥多长？", "启动智能工厂计划")))
    assert measured.articles == 2
    assert [found[0].document_id for found in measured.found] == ["bridge", "factory"]
    assert len(measured.milliseconds) == 2


def test_every_engine_runs_in_a_process_of_its_own(
    news: Path, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contenders = [Contender("Wenju", shared_letters), Contender("peer", shared_letters), Contender("other", broken)]
    main([str(news), "--questions", str(questions), "--without", "other"], contenders)
    first, _, heading, _, *lines = capsys.readouterr().out.splitlines()
    assert first == "4 articles; asked 2 of 3 questions"
    assert heading.endswith("| factoid (1) hit@1 / @10 | followup (1) hit@1 / @10 |")
    assert [line.split(" | ")[0] for line in lines if line] == [
        "| Wenju",
        "| peer",
        "| Wenju to",
        "|---|---|---|---|---|",
        "| peer",
    ]
    assert lines[0].endswith("| 1.000 / 1.000 | 1.000 / 1.000 |")


def test_what_a_failed_engine_said_is_shown(news: Path, questions: Path) -> None:
    with pytest.raises(SystemExit, match="没有这样的引擎"):
        main([str(news), "--questions", str(questions)], [Contender("other", broken)])


def test_a_missing_package_is_named_before_anything_runs(
    news: Path, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([str(news), "--questions", str(questions)], [Contender("peer", shared_letters, ("no_such_package",))])
    assert "no_such_package" in capsys.readouterr().err


@pytest.mark.parametrize("contender", CONTENDERS, ids=lambda contender: contender.name)
@pytest.mark.filterwarnings("ignore")  # the peers' own dependencies warn when they are imported
def test_real_engines_find_the_article_with_its_text_as_it_was(contender: Contender, news: Path) -> None:
    for need in contender.needs:
        pytest.importorskip(need)
    measured = measure(Trial(contender.make, (news,), None, ("跨湖大桥全长多少公里？",)))
    assert measured.found[0][0] == Found("bridge", dict(ARTICLES)["bridge"])
    names = [found.document_id for found in measured.found[0]]
    assert len(names) == len(set(names))


def _item(name: str, kind: str, document: str) -> Item:
    return Item.model_validate({"id": name, "kind": kind, "question": "问", "standalone": "问", "doc_ids": (document,)})


def _lines(path: Path, records: Iterable[object]) -> Path:
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
    return path
