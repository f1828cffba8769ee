from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.extraction.evidence import Source, sources
from assistant.extraction.features import NAMES, rows
from assistant.extraction.wanted import wanted
from assistant.questions.question import read_question
from corpus.article import Article
from index.likeness import Likeness
from index.network import FloatArray
from index.passage import Hit
from index.passages import passages
from tests.assistant.fakes import FakeLibrary

FERRY = Article(
    id="ferry",
    title="渡口改造",
    text="白鹭渡口昨日重开。新码头长60米。首班船开往柳湾、石桥和云溪。票价会涨吗？票价仍为5元。",
)
TOWER = Article(id="tower", title="灯塔翻新", text="“远潮”灯塔翻新完毕。塔高28米。")
LIBRARY = FakeLibrary((FERRY, TOWER))


def opened(*articles: Article) -> tuple[Source, ...]:
    hits = [
        Hit(passages(article)[0], article.title, None, None, 0.8 / place, 0.6 / place, 0.5 / place)
        for place, article in enumerate(articles, 1)
    ]
    return sources(hits, FakeLibrary(articles), len(articles))


def described(question: str, *articles: Article) -> FloatArray:
    """The features of all sentences of the articles."""
    found = opened(*articles)
    texts = [sentence.text for source in found for sentence in source.sentences]
    return rows(wanted(read_question(question), LIBRARY), found, LIBRARY.likeness(question, texts))


def column(table: FloatArray, name: str) -> list[float]:
    values: list[float] = table[:, NAMES.index(name)].tolist()
    return values


def test_no_feature_is_named_twice() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_each_sentence_has_a_row_in_the_order_of_the_articles() -> None:
    table = described("塔高多少米？", TOWER, FERRY)
    assert table.shape == (7, len(NAMES))
    assert table.dtype == np.float32
    assert column(table, "rank") == [1, 1, 0.5, 0.5, 0.5, 0.5, 0.5]
    assert column(table, "lead") == [1, 0, 1, 0, 0, 0, 0]
    assert column(table, "depth") == pytest.approx([0, 0.5, 0, 0.2, 0.4, 0.6, 0.8])
    assert column(table, "article") == [1, 1, 0.5, 0.5, 0.5, 0.5, 0.5]
    assert column(table, "lexical_best") == pytest.approx([0.6] * 7)


def test_without_an_article_there_is_no_row() -> None:
    assert described("塔高多少米？").shape == (0, len(NAMES))


@pytest.mark.parametrize(
    ("question", "name", "expected"),
    [
        ("票价是多少元？", "question_mark", [0, 0, 0, 1, 0]),
        ("票价是多少元？", "digits", [0, 1, 0, 0, 1]),
        ("票价是多少元？", "asked_unit", [0, 0, 0, 0, 1]),
        ("票价是多少元？", "asked_kind", [0, 0, 0, 0, 1]),
        ("谁说票价仍为5元？", "digits", [0, 1, 0, 0, 0]),
        ("码头60米还是28米？", "numbers", [0, 0.5, 0, 0, 0]),
        ("“云溪”在哪里？", "names", [0, 0, 1, 0, 0]),
        ("“云溪”在哪里？", "names_near", [0, 1, 1, 1, 1]),
        ("“云溪”在哪里？", "names_article", [1] * 5),
        ("“远潮”在哪里？", "names_article", [0] * 5),
        ("码头在哪里？", "names", [1] * 5),
        ("码头在哪里？", "numbers", [1] * 5),
        ("首班船开往哪3个地方？", "list_whole", [0, 0, 1, 0, 0]),
        ("首班船开往哪4个地方？", "list_whole", [0] * 5),
        ("票价是多少元？", "list_whole", [0] * 5),
        ("票价是多少元？", "has_unit", [1] * 5),
        ("票价为什么涨？", "has_unit", [0] * 5),
    ],
)
def test_what_speaks_for_a_sentence(question: str, name: str, expected: Sequence[float]) -> None:
    assert column(described(question, FERRY), name) == expected


@pytest.mark.parametrize(
    ("question", "kind"), [("票价是多少元？", "money"), ("谁修了码头？", "person"), ("票价为什么涨？", "reason")]
)
def test_a_row_says_what_kind_of_answer_is_asked_for(question: str, kind: str) -> None:
    table = described(question, FERRY)
    assert {name for name in NAMES if name.startswith("asks_") and any(column(table, name))} == {f"asks_{kind}"}


def test_the_share_of_the_questions_words_goes_by_their_weight() -> None:
    asked = wanted(read_question("票价灯塔"), LIBRARY)
    table = rows(asked, opened(FERRY), LIBRARY.likeness("票价灯塔", [s.text for s in opened(FERRY)[0].sentences]))
    share = asked.weight("票价") / asked.weights.sum()
    assert column(table, "word") == pytest.approx([0, 0, 0, share, share])
    assert column(table, "word_near") == pytest.approx([0, 0, share, share, share])
    assert column(table, "word_article") == pytest.approx([share] * 5)
    assert column(table, "rarest") == pytest.approx([0, 0, 0, *[asked.weight("票价")] * 2])


def test_nearness_in_meaning_goes_to_the_sentence_that_it_was_measured_on() -> None:
    words = np.array([[0.3], [0.9], [0.5], [0.1], [0], [0], [0.4]], np.float32)
    likeness = Likeness(np.array([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6], np.float32), words, np.ones(1, np.float32))
    table = rows(wanted(read_question("塔高多少米？"), LIBRARY), opened(TOWER, FERRY), likeness)
    assert column(table, "cosine") == pytest.approx([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    assert column(table, "cosine_article") == pytest.approx([0.1] * 2 + [0.6] * 5)
    assert column(table, "alike") == pytest.approx([0.3, 0.9, 0.5, 0.1, 0, 0, 0.4])
    assert column(table, "alike_near") == pytest.approx([0.9, 0.9, 0.5, 0.5, 0.1, 0.4, 0.4])
    assert column(table, "close")[:6] == pytest.approx([0, 0.9, 0.5, 0, 0, 0])


TEXTS = st.text(max_size=80) | st.text(alphabet="船港、3米“”。？\n ", max_size=80)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS.map(str.strip).filter(bool))
def test_whatever_is_asked_and_printed_every_feature_is_a_number(question: str, text: str) -> None:
    article = Article(id="any", title="任意", text=text)
    table = described(question, article)
    assert table.shape == (len(opened(article)[0].sentences), len(NAMES))
    assert np.isfinite(table).all()
