"""Questions over a library that holds a story several times, with the index and reader that ship."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.cli import run
from assistant.service import Assistant
from index.encoder import load_encoder
from index.library import Library
from tests.index.articles import ALL
from tests.index.stories import COPIES, CORRECTED, LONGER, OTHER, STORY, VERBATIM

QUESTIONS = (
    "贝壳湾净水厂二期总投资多少？",
    "贝壳湾净水厂二期每天供水多少万吨？",
    "净水厂二期建成后多少居民用水改善？",
    "谁介绍了净水厂二期的工艺？",
    "污泥将怎样处理？",
)
# One of the copies has a passage that no other one holds.
OWN = replace(LONGER, text=f"{STORY.text}\n水科普馆每年接待学生3000人次。")
WHOLE = {STORY.id, *(copy.id for copy in COPIES)}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("stories"), load_encoder()) as opened:
        opened.ingest([*ALL, STORY, *COPIES[:1], OWN, *COPIES[2:], OTHER], processes=0)
        yield opened


def ask(library: Library, question: str) -> Answer:
    return Assistant(library.retriever, library).ask(question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_answer_cites_two_copies(library: Library, question: str) -> None:
    answer = ask(library, question)
    cited = {citation.document_id for citation in answer.citations}
    assert len(cited & WHOLE) <= 1
    assert answer.other_values == ()


def test_a_citation_names_the_other_outlets(library: Library) -> None:
    answer = ask(library, "净水厂二期工程与一期相比，占地面积减少多少？")
    assert answer.short_answer
    assert "三成" in answer.short_answer
    (first, *_) = answer.citations
    assert {first.document_id, *(copy.document_id for copy in first.reprints)} == WHOLE


def test_what_only_one_copy_says_is_answered(library: Library) -> None:
    answer = ask(library, "水科普馆每年接待学生多少人次？")
    assert answer.short_answer == "3000人次"
    assert answer.citations[0].document_id == OWN.id


def test_a_copy_that_was_corrected_is_another_witness(tmp_path: Path) -> None:
    with Library.open(tmp_path, load_encoder()) as library:
        library.ingest([*ALL, STORY, VERBATIM], processes=0)
        assert ask(library, QUESTIONS[1]).other_values == ()
        wrong = replace(VERBATIM, text=VERBATIM.text.replace("18万吨", "16万吨"), published=STORY.published)
        library.ingest([wrong], processes=0)
        answer = ask(library, QUESTIONS[1])
        assert {answer.short_answer, *(other.value for other in answer.other_values)} == {"18万吨", "16万吨"}
        assert not any(citation.reprints for citation in answer.citations)


def test_the_terminal_says_who_else_prints_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    news = tmp_path / "news.jsonl"
    records = [
        {"id": each.id, "title": each.title, "text": each.text, "source": each.source, "published": str(each.published)}
        for each in (STORY, VERBATIM, LONGER, CORRECTED)
    ]
    news.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
    monkeypatch.setenv("WENJU_DATA", str(tmp_path / "data"))
    for command in (["ingest", str(news)], ["search", "净水厂二期", "-k", "2"], ["ask", QUESTIONS[0]]):
        capsys.readouterr()
        assert run(command) == 0
        if command[0] != "ingest":
            assert "另有 2 家刊载：" in capsys.readouterr().out
