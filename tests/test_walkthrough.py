"""The whole path through the real app: the bundled articles, a question, a cited answer, its proof, and its end.

The first test to read: docs/walkthrough.md follows the same path through the files.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.settings import Settings
from assistant.startup import assistant_over, open_filled

QUESTION = "宁波今年要建多少家市级智能工厂？"
TUNNEL = {
    "id": "tunnel",
    "title": "青屏山隧道动工",
    "text": "青屏山隧道9月3日动工。隧道全长4.7公里，由云岭路桥承建，计划2026年建成。",
    "published": "2023-09-03",
    "source": "青屏日报",
}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The API as `wenju serve` opens it, over a new data folder; the chat above it has tests of its own."""
    settings = Settings(data=tmp_path_factory.mktemp("library") / "data")
    with open_filled(settings) as library:
        app = create_app(assistant_over(library, settings), library, settings)
        with TestClient(app) as client:
            yield client


def ask(api: TestClient, question: str, **more: Any) -> dict[str, Any]:
    response = api.post("/v1/answers", json={"question": question, **more})
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    for citation in answer["citations"]:
        text = api.get(f"/v1/documents/{citation['document_id']}").json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert f"[{citation['marker']}]" in answer["answer"]
    return answer


def test_a_question_gets_a_proven_answer(api: TestClient) -> None:
    answer = ask(api, QUESTION)
    assert answer["status"] == "answered"
    assert answer["fact_status"] == "target"
    assert "150家以上" in answer["answer"]
    assert "150" in answer["short_answer"]
    assert any("150家以上" in citation["quote"] for citation in answer["citations"])


def test_a_citation_opens_the_article_at_its_quote(api: TestClient) -> None:
    citation = ask(api, QUESTION)["citations"][0]
    address, _, span = citation["url"].partition("#")
    assert span == f"{citation['start']}-{citation['end']}"
    page = api.get(address, params={"start": citation["start"], "end": citation["end"]})
    assert f'<mark id="quote">{citation["quote"]}</mark>' in page.text


def test_a_follow_up_is_understood_from_the_history(api: TestClient) -> None:
    question = "国开行宁波分行发放了多少贷款？"
    history = [{"role": "user", "content": question}, {"role": "assistant", "content": ask(api, question)["answer"]}]
    answer = ask(api, "用在哪些领域？", history=history)
    assert "国开行宁波分行" in answer["standalone_question"]
    assert "综合交通" in answer["answer"]


def test_what_is_added_answers_at_once_and_what_is_deleted_does_not(api: TestClient) -> None:
    question = "青屏山隧道全长多少公里？"
    assert "4.7公里" not in ask(api, question)["answer"]
    assert api.post("/v1/documents", json=TUNNEL).status_code == 201
    answer = ask(api, question)
    assert (answer["status"], answer["short_answer"]) == ("answered", "4.7公里")
    assert answer["citations"][0]["document_id"] == "tunnel"
    assert api.delete("/v1/documents/tunnel").status_code == 204
    assert "4.7公里" not in ask(api, question)["answer"]
    hits = api.post("/v1/search", json={"query": question, "k": 100}).json()["hits"]
    assert "tunnel" not in {hit["document_id"] for hit in hits}


def test_a_deleted_article_is_no_longer_cited(api: TestClient) -> None:
    cited = {citation["document_id"] for citation in ask(api, QUESTION)["citations"]}
    for document_id in cited:
        assert api.delete(f"/v1/documents/{document_id}").status_code == 204
    assert not cited & {citation["document_id"] for citation in ask(api, QUESTION)["citations"]}
