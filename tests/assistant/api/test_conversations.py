"""Kept conversations over HTTP: gone on with, shown whole, exported, removed, and nobody else's."""

from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from assistant.answer import Answer, Citation, Turn
from assistant.api.transcript import transcript
from assistant.conversations import Conversation, Conversations, Exchange
from index.library import Library
from tests.assistant.api.fakes import BRIDGE, FakeAnswers, client
from tests.assistant.api.test_answers import events
from tests.assistant.fakes import FakeTurns

FIRST = {"question": "大桥有多长？", "conversation": True}
UNKNOWN = "urn:wenju:problem:unknown-conversation"


@pytest.fixture
def answers() -> FakeAnswers:
    return FakeAnswers()


@pytest.fixture
def kept() -> Conversations:
    return Conversations(FakeTurns())


@pytest.fixture
def http(library: Library, answers: FakeAnswers, kept: Conversations) -> TestClient:
    return client(library, answers, kept=kept)


def begun(http: TestClient) -> str:
    name = http.post("/v1/answers", json=FIRST).json()["conversation_id"]
    assert isinstance(name, str)
    return name


def test_nothing_is_kept_unless_it_is_asked_for(http: TestClient) -> None:
    assert http.post("/v1/answers", json={"question": "大桥有多长？"}).json()["conversation_id"] is None


def test_a_conversation_is_gone_on_with_by_its_id(http: TestClient, answers: FakeAnswers) -> None:
    name = begun(http)
    further = http.post("/v1/answers", json={"question": "投资呢？", "conversation_id": name}).json()
    assert further["conversation_id"] == name
    earlier = (Turn("user", "大桥有多长？"), Turn("assistant", further["answer"]))
    assert [asked[1] for asked in answers.asked] == [(), earlier]


def test_a_history_that_is_given_goes_before_the_one_that_is_kept(http: TestClient, answers: FakeAnswers) -> None:
    body = {
        "question": "投资呢？",
        "conversation_id": begun(http),
        "history": [{"role": "user", "content": "隧道呢？"}],
    }
    assert http.post("/v1/answers", json=body).status_code == 200
    assert answers.asked[-1][1] == (Turn("user", "隧道呢？"),)
    assert len(http.get(f"/v1/conversations/{body['conversation_id']}").json()["turns"]) == 2


def test_a_stream_is_kept_as_its_answer_comes(http: TestClient) -> None:
    *_, (last, answer) = events(http.post("/v1/answers", json={**FIRST, "stream": True}).text)
    assert last == "answer"
    (turn,) = http.get(f"/v1/conversations/{answer['conversation_id']}").json()["turns"]
    assert turn["answer"] == answer


def test_an_answer_that_failed_is_not_kept(library: Library, kept: Conversations) -> None:
    turns = FakeTurns()
    failing = FakeAnswers(failing=RuntimeError("inside"), after=1)
    http = client(library, failing, kept=Conversations(turns))
    http.post("/v1/answers", json={**FIRST, "stream": True})
    assert turns.kept == {}


def test_a_conversation_is_shown_with_its_answers_whole(http: TestClient) -> None:
    answer = http.post("/v1/answers", json=FIRST).json()
    response = http.get(f"/v1/conversations/{answer['conversation_id']}")
    body = response.json()
    assert body["id"] == answer["conversation_id"]
    (turn,) = body["turns"]
    assert turn["question"] == FIRST["question"]
    assert turn["answer"] == answer
    assert turn["created"].endswith("Z")
    assert response.headers["cache-control"] == "no-store"


def test_a_removed_conversation_is_gone_for_good(http: TestClient) -> None:
    name, other = begun(http), begun(http)
    assert http.delete(f"/v1/conversations/{name}").status_code == 204
    assert http.delete(f"/v1/conversations/{name}").status_code == 404
    assert http.get(f"/v1/conversations/{name}").status_code == 404
    assert http.post("/v1/answers", json={"question": "投资呢？", "conversation_id": name}).status_code == 404
    assert http.get(f"/v1/conversations/{other}").status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/conversations/none"),
        ("GET", "/v1/conversations/none/export"),
        ("DELETE", "/v1/conversations/none"),
        ("GET", "/v1/conversations/%27%20OR%201=1"),
        ("GET", f"/v1/conversations/{'a' * 5_000}"),
    ],
)
def test_an_unknown_id_is_not_found(http: TestClient, method: str, path: str) -> None:
    response = http.request(method, path)
    assert (response.status_code, response.json()["type"]) == (404, UNKNOWN)
    assert len(response.json()["detail"]) < 100


@pytest.mark.parametrize("stream", [False, True])
def test_a_question_for_an_unknown_conversation_is_not_asked(
    http: TestClient, answers: FakeAnswers, stream: bool
) -> None:
    response = http.post("/v1/answers", json={**FIRST, "conversation_id": "none", "stream": stream})
    assert (response.status_code, response.json()["type"]) == (404, UNKNOWN)
    assert answers.asked == []


def test_there_is_no_list_of_conversations(http: TestClient) -> None:
    begun(http)
    for path in ("/v1/conversations", "/v1/conversations/"):
        assert http.get(path).status_code == 404


def test_where_nothing_is_kept_an_answer_is_still_given(library: Library) -> None:
    answer = client(library).post("/v1/answers", json=FIRST)
    assert (answer.status_code, answer.json()["conversation_id"]) == (200, None)


def test_conversations_are_there_after_opening_the_library_again(own_library: Library) -> None:
    name = begun(client(own_library, kept=Conversations(own_library.conversations)))
    again = client(own_library, kept=Conversations(own_library.conversations))
    (turn,) = again.get(f"/v1/conversations/{name}").json()["turns"]
    assert turn["answer"]["citations"][0]["quote"] in BRIDGE.text


def test_an_export_is_a_file_whose_links_lead_to_this_service(http: TestClient) -> None:
    response = http.get(f"/v1/conversations/{begun(http)}/export")
    assert response.headers["content-type"] == "text/markdown; charset=utf-8"
    disposition = response.headers["content-disposition"]
    assert disposition.startswith("attachment;")
    assert unquote(disposition).endswith("问据对话.md")
    for part in (
        "## 大桥有多长？",
        "**3公里**",
        "大桥全长3公里[^1-1]。投资5.6亿元[^1-1]。",
        "*原文摘录*",
        f"[^1-1]: 《跨湖大桥通车》，某市日报，2021-05-31。[查看原文](http://testserver/articles/a1@{BRIDGE.version}#",
        "    > 大桥全长3公里，投资5.6亿元。",
    ):
        assert part in response.text


CITATION = Citation(1, "a", "v", "题", None, None, "一\n\n二*三*", 0, 7, "/articles/a@v#0-7")
ANSWER = Answer("i", "answered", "三[1]。又说[2]。", None, "全问？", (CITATION,), 0.9, "llm:qwen3", 1.0)


def exported(question: str, answer: Answer) -> str:
    return transcript(Conversation("c", (Exchange("旧问", ANSWER), Exchange(question, answer))), "http://here")


def test_words_of_a_model_are_plainly_labelled() -> None:
    text = exported("问？", ANSWER)
    assert "*由语言模型生成（qwen3），逐句与原文核对*" in text
    assert "原文摘录" not in text
    assert "理解为：全问？" in text


def test_footnotes_of_different_answers_are_told_apart_and_a_loose_marker_stays_text() -> None:
    text = exported("问？", ANSWER)
    assert "三[^2-1]。又说\\[2\\]。" in text
    assert "[^2-1]: 《题》，来源未注明，日期未注明。" in text
    assert text.count("[^1-1]") == text.count("[^2-1]") == 2
    assert "    > 一\n    >\n    > 二\\*三\\*" in text


def test_what_was_not_found_is_called_so_and_a_greeting_claims_no_origin() -> None:
    assert "没有找到能证明的原文" in exported("问？", replace(ANSWER, status="not_found"))
    greeting = replace(ANSWER, answer="您好！", citations=(), generator="extractive")
    assert "原文摘录" not in exported("你好", greeting)


@pytest.mark.parametrize(
    "hostile", ["# 题\n# 题", "<script>alert(1)</script>", "![图](http://evil.example/)", "- 一\r\n- 二"]
)
def test_nothing_that_was_said_becomes_markup(hostile: str) -> None:
    dated = replace(CITATION, title=hostile, source=hostile, quote=hostile, published=date(2021, 5, 31))
    text = exported(hostile, replace(ANSWER, answer=hostile, short_answer=hostile, citations=(dated,)))
    own = text.split("\n## ")[2]
    assert "\n# " not in own
    assert "\n- " not in own
    assert "<script" not in own.replace("\\<", "")
    assert "![" not in own.replace("\\[", "")
