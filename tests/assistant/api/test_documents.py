"""Documents over HTTP: one at a time, in files, in pages, and gone."""

import gzip
import json

import pytest
from fastapi.testclient import TestClient

from assistant.api.document_wire import DocumentRequest
from corpus.article import Article
from index.library import Library
from tests.assistant.api.fakes import BRIDGE, client

NEW = {"id": "b1", "title": "隧道开工", "text": "隧道今日开工。", "published": "2021-06-01", "source": "某市日报"}


def test_a_document_has_the_shape_of_the_contract(api: TestClient) -> None:
    document = api.get("/v1/documents/a1").json()
    assert document == {
        "id": "a1",
        "version": BRIDGE.version,
        "title": "跨湖大桥通车",
        "source": "某市日报",
        "published": "2021-05-31",
        "section": None,
        "byline": [],
        "url": None,
        "origin": None,
        "text": BRIDGE.text,
    }


def test_created_then_unchanged_then_updated(own_api: TestClient) -> None:
    first = own_api.post("/v1/documents", json=NEW)
    assert first.status_code == 201
    (taken,) = first.json()["documents"]
    assert (taken["id"], taken["status"], first.json()["rejected"]) == ("b1", "created", [])
    again = own_api.post("/v1/documents", json=NEW)
    assert (again.status_code, again.json()["documents"][0]["status"]) == (200, "unchanged")
    changed = own_api.post("/v1/documents", json={**NEW, "text": "隧道明日开工。"})
    assert (changed.status_code, changed.json()["documents"][0]["status"]) == (201, "updated")
    assert own_api.get("/v1/documents/b1").json()["text"] == "隧道明日开工。"


def test_a_document_can_be_sent_back_as_it_was_given(own_api: TestClient) -> None:
    own_api.post("/v1/documents", json=NEW)
    document = own_api.get("/v1/documents/b1").json()
    assert own_api.post("/v1/documents", json=document).json()["documents"][0]["status"] == "unchanged"


@pytest.mark.parametrize("document_id", ["市/区/1", "a b?c#d", "甲@乙", "100%"])
def test_an_id_of_any_characters_is_found_again(own_api: TestClient, document_id: str) -> None:
    assert own_api.post("/v1/documents", json={**NEW, "id": document_id}).status_code == 201
    path = "/v1/documents/" + "".join(f"%{byte:02X}" for byte in document_id.encode())
    assert own_api.get(path).json()["id"] == document_id
    assert own_api.delete(path).status_code == 204
    assert own_api.get(path).status_code == 404


def test_a_file_of_any_supported_format_is_taken_in(own_api: TestClient) -> None:
    lines = [json.dumps({**NEW, "id": f"b{number}"}, ensure_ascii=False) for number in range(3)]
    packed = gzip.compress("\n".join([*lines, "{"]).encode())
    response = own_api.post("/v1/documents", files={"file": ("news.jsonl.gz", packed)})
    assert response.status_code == 201
    assert [taken["id"] for taken in response.json()["documents"]] == ["b0", "b1", "b2"]
    (rejected,) = response.json()["rejected"]
    assert rejected["name"] == "news.jsonl.gz:4"


@pytest.mark.parametrize(
    ("name", "data", "detail"),
    [
        ("news.exe", b"MZ", "不支持"),
        ("news.jsonl", b"{}", "缺少"),
        ("news.jsonl.gz", b"not gzip", "news.jsonl.gz"),
    ],
)
def test_a_file_without_an_article_is_a_bad_document(api: TestClient, name: str, data: bytes, detail: str) -> None:
    response = api.post("/v1/documents", files={"file": (name, data)})
    assert response.status_code == 422
    assert detail in response.json()["detail"]


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b'{"text": ', "application/json", 400),
        (b'{"text": "\xff"}', "application/json", 400),
        (b'{"text": "\\ud800"}', "application/json", 400),
        (b"", "application/json", 400),
        (b"[" * 50_000, "application/json", 400),
        (b"[]", "application/json", 422),
        (b'{"text": ""}', "application/json", 422),
        (b'{"text": 7}', "application/json", 422),
        (b'{"text": "\\u6587", "published": "2021-02-30"}', "application/json", 422),
        (b"text=x", "application/x-www-form-urlencoded", 415),
        (b"--x--", "multipart/form-data; boundary=x", 422),
        (b"broken", "multipart/form-data; boundary=x", 400),
        (b"broken", "multipart/form-data", 400),
    ],
)
def test_what_is_no_document_is_a_problem(api: TestClient, content: bytes, media_type: str, status: int) -> None:
    response = api.post("/v1/documents", content=content, headers={"Content-Type": media_type})
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"]


def test_pages_lead_through_all_documents_once_while_they_change(own_library: Library) -> None:
    own_library.ingest(Article(f"d{number}", "题", f"第{number}篇。") for number in range(7))
    own_library.delete("a1")
    api = client(own_library)
    seen, cursor = [], None
    while True:
        page = api.get("/v1/documents", params={"limit": 3} | ({"after": cursor} if cursor else {})).json()
        seen += [document["id"] for document in page["data"]]
        assert page["has_more"] is (page["next_cursor"] is not None)
        if not page["has_more"]:
            break
        cursor = page["next_cursor"]
        api.delete(f"/v1/documents/{seen[-1]}")
    assert seen == [f"d{number}" for number in range(7)]


def test_a_page_has_no_text(api: TestClient) -> None:
    assert "text" not in api.get("/v1/documents").json()["data"][0]


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "after=%25%25", "after=%FF", "after=gA"])
def test_a_bad_page_is_a_problem(api: TestClient, query: str) -> None:
    assert api.get(f"/v1/documents?{query}").status_code == 422


def test_what_is_deleted_is_gone(own_api: TestClient) -> None:
    gone = own_api.delete("/v1/documents/a1")
    assert (gone.status_code, gone.content) == (204, b"")
    assert own_api.delete("/v1/documents/a1").status_code == 404
    problem = own_api.get("/v1/documents/a1").json()
    assert (problem["status"], problem["type"]) == (404, "urn:wenju:problem:unknown-document")
    assert problem["detail"] == "编号为 a1 的文章已被删除"
    assert own_api.get("/v1/documents/a2").json()["detail"] == "没有编号为 a2 的文章"
    assert own_api.post("/v1/search", json={"query": "大桥"}).json()["hits"] == []


def test_the_documented_fields_of_a_document_are_those_that_are_read(own_api: TestClient) -> None:
    record = {name: f"2021-01-0{n + 1}" for n, name in enumerate(DocumentRequest.model_fields)} | {
        "url": "https://x.cn"
    }
    assert own_api.post("/v1/documents", json=record).status_code == 201
    kept = own_api.get(f"/v1/documents/{record['id']}").json()
    assert {name: kept[name] for name in record} == record


def test_readiness_counts_documents(api: TestClient) -> None:
    assert api.get("/readyz").json() == {"status": "ready", "documents": 1}
    assert api.get("/healthz").json() == {"status": "ok"}
