"""Articles that are corrected and deleted while they are asked about: no ghosts, and permalinks that last."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.conversations import Conversations
from assistant.permalinks import marked_page
from assistant.service import Assistant
from assistant.settings import Settings
from corpus.article import Article
from corpus.sentences import sentences
from index.library import Library
from tests.assistant.fakes import ARTICLES
from tests.fakes import HashEncoder

CYCLES = 100
QUESTION = "青屏山隧道全长多少米？"
_MARK = re.compile(r'<mark id="quote">(.*?)</mark>')


def tunnel(metres: int) -> Article:
    text = f"青屏山隧道昨日贯通。隧道全长{metres}米，由云岭路桥承建。"
    return Article("tunnel", "青屏山隧道贯通", text, "青屏日报", date(2023, 9, 3))


@pytest.mark.slow
def test_no_version_but_the_newest_answers_and_a_deleted_article_never_does(tmp_path: Path) -> None:
    with Library.open(tmp_path, HashEncoder()) as library:
        library.ingest(ARTICLES)
        assistant = Assistant(library.retriever, library)
        api = TestClient(create_app(assistant, library, Settings()), raise_server_exceptions=False)
        for cycle in range(CYCLES):
            current = tunnel(3001 + cycle // 3) if cycle % 3 != 2 else None
            if current is None:
                library.delete("tunnel")
            else:  # the second of three is a correction that leaves the figure alone
                current = replace(current, title=f"{current.title}了") if cycle % 3 == 1 else current
                library.ingest([current])
            check(api, current)


def check(api: TestClient, current: Article | None) -> None:
    """Compare everything that is given out of the tunnel's article with its only version, or with nothing."""
    answer = api.post("/v1/answers", json={"question": QUESTION}).json()
    hits = api.post("/v1/search", json={"query": QUESTION}).json()["hits"]
    listed = [one for one in api.get("/v1/documents").json()["data"] if one["id"] == "tunnel"]
    cited = [one for one in answer["citations"] if one["document_id"] == "tunnel"]
    found = [hit for hit in hits if hit["document_id"] == "tunnel"]
    if current is None:
        assert (listed, cited, found) == ([], [], [])
        assert not re.search(r"30\d\d", answer["answer"])
        return
    metres = re.findall(r"30\d\d", current.text)
    assert [(one["version"], one["title"]) for one in listed] == [(current.version, current.title)]
    assert re.findall(r"30\d\d", answer["answer"]) == re.findall(r"30\d\d", str(answer["short_answer"])) == metres
    assert {one["version"] for one in cited} == {current.version}
    assert all(current.text[hit["start"] : hit["end"]] == hit["text"] for hit in found)
    assert found


def test_a_kept_conversation_outlives_the_article_that_it_quotes(tmp_path: Path) -> None:
    with Library.open(tmp_path, HashEncoder()) as library:
        library.ingest([*ARTICLES, tunnel(3001)])
        assistant, kept = Assistant(library.retriever, library), Conversations(library.conversations)
        api = TestClient(create_app(assistant, library, Settings(), kept), raise_server_exceptions=False)
        answer = assistant.ask(QUESTION)
        conversation = kept.keep(QUESTION, answer)
        library.delete("tunnel")
        shown = api.get(f"/v1/conversations/{conversation}")
        (citation,) = answer.citations
        assert citation.document_id == "tunnel"
        assert shown.status_code == 200
        assert citation.quote in shown.text
        assert citation.quote in api.get(f"/v1/conversations/{conversation}/export").text.replace("\\", "")
        assert api.get(citation.url).status_code == 410


@pytest.mark.slow
def test_a_thousand_permalinks_show_the_same_text_after_three_corrections(tmp_path: Path) -> None:
    articles = [
        Article(
            f"渡口/{n}",
            f"第{n}号通报",
            f"𠮷林水库第{n}号通报。\n昨日蓄水{n * 7}立方米，“平稳”。水位{n}米。\n巡查<{n}>次。",
        )
        for n in range(250)
    ]
    links = [
        (marked_page(article.id, article.version, each.start, each.end), each.text)
        for article in articles
        for each in sentences(article.text)
    ]
    with Library.open(tmp_path, HashEncoder()) as library:
        library.ingest(articles, processes=0)
        for number in range(1, 4):
            changed = [replace(each, text=f"第{number}次更正。{each.text[number:]}") for each in articles]
            assert library.ingest(changed, processes=0).updated == len(articles)
        api = TestClient(create_app(Assistant(library.retriever, library), library, Settings()))
        shown = [_MARK.search(api.get(link).text) for link, _ in links]
    assert len(links) == 1000
    assert [unescape(mark[1]) if mark else None for mark in shown] == [text for _, text in links]
