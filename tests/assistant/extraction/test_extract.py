from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.extraction.evidence import Source, sources
from assistant.extraction.extract import Finding, find, stretch
from assistant.extraction.wanted import Wanted, wanted
from assistant.questions.question import read_question
from assistant.reading.onnx_reader import bundled_reader
from assistant.reading.window import NOTHING_READ, Reading, Window
from corpus.article import Article
from tests.assistant.fakes import BRIDGE, FACTORIES, FakeLibrary

PORT = Article(
    id="port",
    title="云溪港添置船只",
    text=(
        "云溪港为什么要添置船只？云溪港去年添置的3艘船是远潮号、星河号、青禾号。"
        "港务局说，船只由青禾造船厂建造。云溪港是全省最大的渔港。"
    ),
)


def read(question: str, library: FakeLibrary) -> tuple[Wanted, tuple[Source, ...]]:
    asked = wanted(read_question(question), library)
    return asked, sources(library.search(question, 10), library, 5)


def findings(question: str, *articles: Article) -> tuple[Finding, ...]:
    library = FakeLibrary(articles)
    return find(*read(question, library), library, bundled_reader())


def value(question: str, *articles: Article) -> str | None:
    found = findings(question, *articles)[0].value
    return found.text if found else None


def test_the_value_stands_in_the_article_where_it_says() -> None:
    first, *_ = findings("跨湖大桥全长多少公里？", BRIDGE, FACTORIES)
    assert first.value is not None
    assert first.value.text == "3.2公里" == BRIDGE.text[first.value.start : first.value.end]
    assert first.start <= first.value.start < first.value.end <= first.end
    assert 0 < first.value.share <= 1


class UnsureReader:
    """Finds no sentence any better than another."""

    def read(self, question: str, windows: Sequence[Window]) -> tuple[Reading, ...]:
        return tuple(replace(NOTHING_READ, score=-2.0) for _ in windows)


def test_the_second_says_something_else() -> None:
    library = FakeLibrary([BRIDGE, replace(BRIDGE, id="other", text=BRIDGE.text.replace("3.2公里", "4.5公里"))])
    first, second = find(*read("跨湖大桥全长多少公里？", library), library, UnsureReader())
    assert first.value is not None
    assert first.value.text not in second.candidate.sentence.text
    assert first.share >= second.share


def test_a_sentence_that_two_articles_print_counts_once_with_both_shares() -> None:
    alone, *_ = findings("跨湖大桥全长多少公里？", BRIDGE)
    first, *rest = findings("跨湖大桥全长多少公里？", BRIDGE, replace(BRIDGE, id="reprint"))
    assert first.share == pytest.approx(alone.share, abs=0.2)
    assert all(other.candidate.sentence.text != first.candidate.sentence.text for other in rest)


def test_a_sentence_that_asks_answers_nothing() -> None:
    assert all("？" not in found.candidate.sentence.text for found in findings("云溪港为什么要添置船只？", PORT))
    assert findings("云溪港为什么要添置船只？", replace(PORT, text="云溪港为什么要添置船只？")) == ()


def test_what_the_question_says_is_no_value() -> None:
    assert value("全省最大的渔港是哪个港口？", PORT) == "云溪港"
    assert value("云溪港是全省最大的什么港？", PORT) not in (None, "云溪港", "全省最大")


def test_a_choice_is_answered_with_one_of_its_own_words() -> None:
    library = FakeLibrary([PORT])
    asked, opened = read("建造船只的是青禾造船厂还是东湖造船厂？", library)
    first, *_ = find(asked, opened, library, bundled_reader())
    assert first.value is not None
    assert "青禾" in first.value.text


def test_the_value_of_a_list_begins_with_its_first_member() -> None:
    assert value("云溪港去年添置了哪3艘船？", PORT) == "远潮号、星河号、青禾号"


@pytest.mark.parametrize("question", ["跨湖大桥为什么通车？", "跨湖大桥通车了吗？", "什么是跨湖大桥？"])
def test_a_reason_a_yes_and_a_meaning_have_no_bare_value(question: str) -> None:
    assert value(question, BRIDGE) is None


def test_a_series_is_taken_whole_for_a_list_only() -> None:
    steps = Article(id="steps", title="种树", text="全市要抓好三点。一是种树。二是修路。三是治水。会议昨天结束。")
    library = FakeLibrary([steps])
    for question, end in (("全市要抓好哪三点？", "三是治水。"), ("全市要抓好什么？", "全市要抓好三点。")):
        asked, opened = read(question, library)
        first = find(asked, opened, library, bundled_reader())[0]
        start, stop = stretch(asked, replace(first.candidate, place=0))
        assert steps.text[start:stop].endswith(end)


def test_nothing_opened_is_nothing_found() -> None:
    library = FakeLibrary([BRIDGE])
    assert find(wanted(read_question("跨湖大桥全长多少？"), library), (), library, bundled_reader()) == ()
