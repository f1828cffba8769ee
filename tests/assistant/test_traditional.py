"""Questions and articles in simplified and in traditional characters: each finds and answers from the other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Turn
from assistant.service import Assistant
from assistant.writing.asked import Asked
from assistant.writing.material import Material
from assistant.writing.proven import Dropped, proven_sentences
from corpus.article import Article
from index.library import Library
from index.passage import Filters
from tests.assistant.fakes import ARTICLES
from tests.fakes import HashEncoder

SIMPLIFIED = Article(
    "simplified",
    "青屏山隧道动工",
    "青屏山隧道昨日动工。隧道全长4.7公里，由云岭路桥集团承建，总投资约12.6亿元，计划2026年建成通车。"
    "去年当地里程达到两万余公里，还会为居民增设公交站三十二个。",
    "青屏时报",
    date(2023, 9, 3),
)
TRADITIONAL = replace(
    SIMPLIFIED,
    id="traditional",
    title="青屏山隧道動工",
    text="青屏山隧道昨日動工。隧道全長4.7公里，由雲嶺路橋集團承建，總投資約12.6億元，計劃2026年建成通車。"
    "去年當地里程達到兩萬餘公里，還會為居民增設公交站三十二個。",
    source="青屏時報",
)
ASKED = (
    ("青屏山隧道全长多少公里？", "青屏山隧道全長多少公里？", "4.7公里", "4.7公里"),
    ("青屏山隧道由谁承建？", "青屏山隧道由誰承建？", "云岭路桥集团", "雲嶺路橋集團"),
    ("青屏山隧道总投资多少亿元？", "青屏山隧道總投資多少億元？", "约12.6亿元", "約12.6億元"),
    ("青屏山隧道什么时候建成？", "青屏山隧道什麼時候建成？", "2026年", "2026年"),
    ("青屏山隧道增设多少个公交站？", "青屏山隧道增設多少個公交站？", "三十二个", "三十二個"),
)


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Library]]:
    """One library with the article in simplified characters, one with the same in traditional ones."""
    folder = tmp_path_factory.mktemp("libraries")
    with (
        Library.open(folder / "simplified", HashEncoder()) as one,
        Library.open(folder / "traditional", HashEncoder()) as other,
    ):
        one.ingest([*ARTICLES, SIMPLIFIED])
        other.ingest([*ARTICLES, TRADITIONAL])
        yield one, other


@pytest.mark.parametrize(("question", "traditional", "value", "printed"), ASKED)
def test_either_writing_answers_the_same_from_either_and_quotes_what_is_printed(
    libraries: tuple[Library, Library], question: str, traditional: str, value: str, printed: str
) -> None:
    for library, article, expected in zip(libraries, (SIMPLIFIED, TRADITIONAL), (value, printed), strict=True):
        assistant = Assistant(library.retriever, library)
        asked, in_traditional = assistant.ask(question), assistant.ask(traditional)
        assert asked.short_answer == in_traditional.short_answer == expected
        assert (asked.answer, asked.citations) == (in_traditional.answer, in_traditional.citations)
        assert in_traditional.standalone_question == traditional
        (proof, *_) = asked.citations
        assert proof.quote == article.text[proof.start : proof.end]
        assert proof.quote in asked.answer
        assert (proof.title, proof.source, proof.version) == (article.title, article.source, article.version)


def test_a_follow_up_may_change_from_one_to_the_other(libraries: tuple[Library, Library]) -> None:
    for library in libraries:
        assistant = Assistant(library.retriever, library)
        for first, second in (
            ("青屏山隧道全長多少公里？", "那总投资呢？"),
            ("青屏山隧道全长多少公里？", "那總投資呢？"),
        ):
            before = assistant.ask(first)
            history = (Turn("user", before.standalone_question), Turn("assistant", before.answer))
            answer = assistant.ask(second, history)
            assert answer.standalone_question == "青屏山隧道的总投资是多少？"
            assert answer.short_answer in ("约12.6亿元", "約12.6億元")


@pytest.mark.parametrize("name", ["青屏时报", "青屏時報"])
def test_an_outlet_is_found_by_its_name_in_either(libraries: tuple[Library, Library], name: str) -> None:
    for library, outlet in zip(libraries, ("青屏时报", "青屏時報"), strict=True):
        hits = library.retriever.search("隧道", 10, Filters(sources=frozenset((name,))))
        assert {hit.source for hit in hits} == {outlet}


@pytest.mark.parametrize(
    ("said", "proven"),
    [
        ("隧道總投資約12.6億元。[1]", True),
        ("隧道总投资约12.6亿元。[1]", True),
        ("隧道總投資約12.9億元。[1]", False),
        ("隧道已建成通车。[1]", False),
    ],
)
def test_what_is_written_is_proven_across_writings(said: str, proven: bool) -> None:
    dropped: list[Dropped] = []
    shown = [Material(article.text) for article in (TRADITIONAL,)]
    left = [*proven_sentences([said], shown, Asked("青屏山隧道总投资多少？"), dropped.append)]
    assert bool(left) == proven
    assert bool(dropped) != proven
