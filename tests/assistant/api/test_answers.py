"""Answers and search over HTTP: shapes, streams, limits."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.answer import AsOf, OtherValue, Turn
from assistant.api.wire import AnswerBody, SearchBody
from corpus.article import Article
from corpus.errors import GeneratorFailed
from index.library import Library
from index.passage import Filters, Hit, Passage, Reprint
from tests.assistant.api.fakes import BRIDGE, FakeAnswers, client

QUESTION = {"question": "大桥有多长？"}


def events(text: str) -> list[tuple[str, Any]]:
    """The events of a stream, by name, with their data."""
    return [
        (name.removeprefix("event: "), json.loads(data.removeprefix("data: ")))
        for name, data in (event.split("\n") for event in text.strip().split("\n\n"))
    ]


def test_an_answer_has_the_shape_of_the_contract(api: TestClient) -> None:
    answer = api.post("/v1/answers", json=QUESTION).json()
    assert set(answer) >= {
        "id",
        "status",
        "answer",
        "short_answer",
        "standalone_question",
        "citations",
        "confidence",
        "generator",
        "took_ms",
        "dropped",
    }
    (citation,) = answer["citations"]
    assert set(citation) == {
        "marker",
        "document_id",
        "version",
        "title",
        "source",
        "published",
        "quote",
        "start",
        "end",
        "url",
        "reprints",
    }
    assert BRIDGE.text[citation["start"] : citation["end"]] == citation["quote"]
    assert citation["published"] == "2021-05-31"


def test_everything_asked_reaches_the_assistant(library: Library) -> None:
    answers = FakeAnswers()
    body = {
        **QUESTION,
        "history": [{"role": "user", "content": "大桥通车了吗？"}, {"role": "assistant", "content": "通车了。"}],
        "filters": {"published": {"gte": "2021-05-01", "lte": "2021-05-31"}, "source": ["甲报"], "document": ["a1"]},
        "generator": "extractive",
    }
    assert client(library, answers).post("/v1/answers", json=body).status_code == 200
    turns = (Turn("user", "大桥通车了吗？"), Turn("assistant", "通车了。"))
    filters = Filters(date(2021, 5, 1), date(2021, 5, 31), frozenset({"甲报"}), frozenset({"a1"}))
    assert answers.asked == [("大桥有多长？", turns, filters, "extractive")]


def test_null_filters_are_no_filters(library: Library) -> None:
    answers = FakeAnswers()
    body = {**QUESTION, "filters": {"published": {"gte": None}, "source": None}, "generator": None}
    assert client(library, answers).post("/v1/answers", json=body).status_code == 200
    assert answers.asked[0][2] == Filters()


def test_a_stream_is_pieces_and_then_the_whole_answer(api: TestClient) -> None:
    response = api.post("/v1/answers", json={**QUESTION, "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    *pieces, (last, answer) = events(response.text)
    assert [name for name, _ in pieces] == ["piece", "piece"]
    assert last == "answer"
    assert "".join(data["text"] for _, data in pieces) == answer["answer"]
    assert answer == api.post("/v1/answers", json=QUESTION).json()


@pytest.mark.parametrize("stream", [False, True])
def test_an_error_before_the_first_piece_has_its_own_status(library: Library, stream: bool) -> None:
    failing = FakeAnswers(failing=GeneratorFailed("语言模型 30 秒内没有回应"))
    response = client(library, failing).post("/v1/answers", json={**QUESTION, "stream": stream})
    assert response.status_code == 502
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"] == "语言模型 30 秒内没有回应"


@pytest.mark.parametrize(
    ("failing", "status"), [(GeneratorFailed("连接断了"), 502), (RuntimeError("secret of the house"), 500)]
)
def test_an_error_within_the_stream_is_its_last_event(library: Library, failing: Exception, status: int) -> None:
    response = client(library, FakeAnswers(failing=failing, after=1)).post(
        "/v1/answers", json={**QUESTION, "stream": True}
    )
    (first, _), (last, problem) = events(response.text)
    assert (first, last) == ("piece", "error")
    assert problem["status"] == status
    assert problem["request_id"] == response.headers["x-request-id"]
    assert "secret" not in response.text


def test_hits_have_the_shape_of_the_contract_and_come_best_first(api: TestClient) -> None:
    body = api.post("/v1/search", json={"query": "大桥"}).json()
    (hit,) = body["hits"]
    assert set(hit) == {"document_id", "title", "source", "published", "text", "start", "end", "score", "reprints"}
    assert BRIDGE.text[hit["start"] : hit["end"]] == hit["text"]
    assert body["took_ms"] >= 0


def test_who_else_prints_a_story_travels_with_hits_and_citations() -> None:
    copy = Reprint("b", "v", "大桥通车", None, date(2021, 6, 1))
    expected = [
        {"document_id": "b", "version": "v", "title": "大桥通车", "source": None, "published": "2021-06-01"},
    ]
    hit = Hit(Passage("a", "v", 0, 0, 2, "大桥"), "大桥", None, None, 0.5, 0.5, 0.5, (copy,))
    assert json.loads(SearchBody.of([hit], 0.1).model_dump_json())["hits"][0]["reprints"] == expected
    answer = FakeAnswers().ask("大桥有多长？")
    given = replace(answer, citations=(replace(answer.citations[0], reprints=(copy,)),))
    assert json.loads(AnswerBody.model_validate(given).model_dump_json())["citations"][0]["reprints"] == expected


def test_search_is_narrowed(api: TestClient) -> None:
    assert api.post("/v1/search", json={"query": "大桥", "filters": {"source": ["别的报"]}}).json()["hits"] == []
    inside = {"published": {"gte": "2021-05-31", "lte": "2021-05-31"}}
    assert len(api.post("/v1/search", json={"query": "大桥", "filters": inside}).json()["hits"]) == 1


def test_k_bounds_the_hits(own_library: Library) -> None:
    own_library.ingest(Article(f"b{number}", "大桥", f"第{number}座大桥。") for number in range(5))
    assert len(client(own_library).post("/v1/search", json={"query": "大桥", "k": 3}).json()["hits"]) == 3


@pytest.mark.parametrize(
    ("path", "body", "detail"),
    [
        ("/v1/answers", {}, "question：缺少这一项"),
        ("/v1/answers", {"question": ""}, "question：至少 1 个字符"),
        ("/v1/answers", {"question": " \n"}, "问题是空的"),
        ("/v1/answers", {"question": "问" * 2001}, "question：最多 2000 个字符"),
        ("/v1/answers", {"question": 7}, "question：应为字符串"),
        ("/v1/answers", {**QUESTION, "history": [{"role": "user", "content": "嗯"}] * 41}, "history：最多 40 项"),
        ("/v1/answers", {**QUESTION, "history": [{"role": "system", "content": "嗯"}]}, "history[0].role：只能是"),
        ("/v1/answers", {**QUESTION, "generator": "oracle"}, "generator：只能是 'extractive' 或 'llm'"),
        ("/v1/answers", {**QUESTION, "stream": "perhaps"}, "stream：应为 true 或 false"),
        ("/v1/search", {"query": " "}, "检索词是空的"),
        ("/v1/search", {"query": "大桥", "k": 0}, "k：不能小于 1"),
        ("/v1/search", {"query": "大桥", "k": 101}, "k：不能大于 100"),
        ("/v1/search", {"query": "大桥", "k": 1.5}, "k：应为整数"),
        ("/v1/search", {"query": "大桥", "filters": {"outlet": ["甲报"]}}, "filters.outlet：没有这一项"),
        ("/v1/search", {"query": "大桥", "filters": {"source": "甲报"}}, "filters.source："),
    ],
)
def test_a_bad_request_names_what_is_wrong(api: TestClient, path: str, body: dict[str, Any], detail: str) -> None:
    response = api.post(path, json=body)
    assert response.status_code == 422
    assert detail in response.json()["detail"]


@pytest.mark.parametrize(
    ("published", "detail"),
    [
        ({"gte": "2021-02-29"}, "日期 2021-02-29 不存在"),
        ({"lte": "20210228"}, "日期 20210228 不存在"),
        ({"gte": "２０２１-０２-２８"}, "不存在"),
        ({"gte": "2021-03-02", "lte": "2021-03-01"}, "起始日期 2021-03-02 晚于截止日期 2021-03-01"),
    ],
)
def test_an_impossible_date_is_a_bad_filter(api: TestClient, published: dict[str, str], detail: str) -> None:
    response = api.post("/v1/search", json={"query": "大桥", "filters": {"published": published}})
    assert response.status_code == 422
    assert response.json()["type"] == "urn:wenju:problem:bad-filter"
    assert detail in response.json()["detail"]


def test_as_of_when_and_what_others_give_travel_with_the_answer() -> None:
    days = {"first": date(2020, 1, 1), "last": date(2020, 12, 31)}
    given = replace(
        FakeAnswers().ask("大桥有多长？"),
        as_of=AsOf("2020年", "reckoned", "去年", **days),
        other_values=(OtherValue("4公里", 2, None, superseded=False),),
    )
    body = json.loads(AnswerBody.model_validate(given).model_dump_json())
    assert body["as_of"] == {
        "text": "2020年",
        "basis": "reckoned",
        "words": "去年",
        "first": "2020-01-01",
        "last": "2020-12-31",
    }
    assert body["other_values"] == [{"value": "4公里", "marker": 2, "published": None, "superseded": False}]
