"""Every failure leaves as problem+json with its request id, whatever raised it."""

import logging
import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from starlette.responses import JSONResponse

from assistant.api.app import create_app
from assistant.api.problems import KINDS, kind_of
from assistant.settings import Settings
from corpus import errors
from index.library import Library
from tests.assistant.api.fakes import FakeAnswers, client

MEMBERS = {"type", "title", "status", "detail", "instance", "request_id"}


def assert_problem(response: Response, status: int) -> None:
    """Every problem has one shape; every error test goes through here."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert set(problem) == MEMBERS
    assert problem["status"] == status
    assert problem["request_id"] == response.headers["x-request-id"]
    assert re.search(r"[\u4e00-\u9fff]", problem["detail"])
    assert "Traceback" not in response.text


def every_error(above: type[errors.WenjuError] = errors.WenjuError) -> Iterator[type[errors.WenjuError]]:
    yield above
    for below in above.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from every_error(below)


def test_every_error_of_the_tree_is_mapped() -> None:
    assert set(every_error()) == set(KINDS)


def test_every_kind_has_a_slug_of_its_own() -> None:
    assert len({kind.slug for kind in KINDS.values()}) == len(KINDS)


def test_what_a_person_can_mend_is_their_error_and_the_rest_is_ours() -> None:
    for error, kind in KINDS.items():
        assert (400 <= kind.status < 500) is issubclass(error, errors.InputError)


def test_an_error_below_the_tree_is_shown_as_the_one_above() -> None:
    class ShelfDamaged(errors.SnapshotDamaged):
        """A kind of damage that the table does not name."""

    assert kind_of(ShelfDamaged("架子坏了")) == KINDS[errors.SnapshotDamaged]


@pytest.mark.parametrize("error", [error for error in every_error() if KINDS[error].status != 500])
def test_each_error_leaves_with_its_title_and_detail(library: Library, error: type[errors.WenjuError]) -> None:
    response = client(library, FakeAnswers(failing=error("具体原因"))).post("/v1/answers", json={"question": "问"})
    assert_problem(response, KINDS[error].status)
    assert response.json()["type"] == f"urn:wenju:problem:{KINDS[error].slug}"
    assert (response.json()["title"], response.json()["detail"]) == (error.title, "具体原因")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/v1/facts", 404),
        ("POST", "/v1/claims", 404),
        ("POST", "/v1/chat/completions", 404),
        ("GET", "/metrics", 404),
        ("GET", "/v1/documents/none", 404),
        ("GET", "/wenju/none.css", 404),
        ("GET", "/wenju/../settings.py", 404),
        ("GET", "/v1/answers", 405),
        ("PUT", "/v1/documents", 405),
        ("POST", "/healthz", 405),
        ("DELETE", "/articles/a1@0", 405),
    ],
)
def test_a_path_or_method_that_is_not_there(api: TestClient, method: str, path: str, status: int) -> None:
    response = api.request(method, path)
    assert_problem(response, status)
    assert ("allow" in response.headers) is (status == 405)


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b'{"question": ', "application/json", 400),
        (b'{"question": "\xff"}', "application/json", 400),
        (b"[" * 50_000, "application/json", 400),
        (b'{"question": "' + b"9" * 5_000 + b'", "history": ' + b"9" * 5_000 + b"}", "application/json", 400),
        (b'{"question": "\\ud800"}', "application/json", 422),
        (b'{"question": "x", "filters": {"\\udfff": 1}}', "application/json", 422),
        (b'{"question": "x"}', "text/plain", 422),
        (b"", "application/json", 422),
        (b"null", "application/json", 422),
        (b"NaN", "application/json", 422),
    ],
)
def test_a_body_that_cannot_be_read(api: TestClient, content: bytes, media_type: str, status: int) -> None:
    assert_problem(api.post("/v1/answers", content=content, headers={"Content-Type": media_type}), status)


def test_an_unexpected_error_is_logged_and_not_shown(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    api = client(library, FakeAnswers(failing=RuntimeError("secret of the house")))
    with caplog.at_level(logging.INFO, "wenju"):
        response = api.post("/v1/answers", json={"question": "问"}, headers={"X-Request-ID": "see-42"})
    assert_problem(response, 500)
    assert "secret" not in response.text
    (record,) = [record for record in caplog.records if record.exc_info]
    assert "see-42" in record.getMessage()
    assert "secret of the house" in str(record.exc_info)


@pytest.mark.parametrize("given", ["abc-123", "!~", "x" * 128])
def test_a_request_id_is_echoed(api: TestClient, given: str) -> None:
    assert api.get("/healthz", headers={"X-Request-ID": given}).headers["x-request-id"] == given


@pytest.mark.parametrize("given", [b"", b"x" * 129, b"a b", b"a\tb", "编号".encode(), b"\x80"])
def test_a_request_id_that_is_not_fit_is_replaced(api: TestClient, given: bytes) -> None:
    minted = api.get("/healthz", headers={b"X-Request-ID": given}).headers["x-request-id"]
    assert re.fullmatch(r"[0-9a-f]{32}", minted)


def test_request_ids_differ(api: TestClient) -> None:
    assert api.get("/healthz").headers["x-request-id"] != api.get("/healthz").headers["x-request-id"]


def test_a_body_over_the_limit_is_refused_by_its_length(library: Library) -> None:
    response = client(library, limit=1000).post("/v1/answers", json={"question": "问" * 1000})
    assert_problem(response, 413)


def test_a_body_over_the_limit_is_refused_as_it_comes(library: Library) -> None:
    chunks = (b"x" * 600 for _ in range(3))
    response = client(library, limit=1000).post(
        "/v1/answers", content=chunks, headers={"Content-Type": "application/json"}
    )
    assert "content-length" not in response.request.headers
    assert_problem(response, 413)


def test_an_upload_over_the_limit_is_refused(library: Library) -> None:
    response = client(library, limit=1000).post("/v1/documents", files={"file": ("a.jsonl", b"x" * 2000)})
    assert_problem(response, 413)


def test_a_body_at_the_limit_is_read(library: Library) -> None:
    body = b'{"question": "' + b"x" * 983 + b'" }'
    assert len(body) == 1000
    response = client(library, limit=1000).post(
        "/v1/answers", content=body, headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 200


def test_every_response_has_safe_headers_and_opens_to_no_other_origin(api: TestClient) -> None:
    for path in ("/healthz", "/nowhere", "/docs", "/articles/none@0", "/wenju/article.css"):
        headers = api.get(path, headers={"Origin": "https://elsewhere.example"}).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "default-src" in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers


def mounted(library: Library, response: JSONResponse) -> TestClient:
    """The API with a foreign app mounted at `/` that answers everything with one response."""
    app: FastAPI = create_app(FakeAnswers(), library, Settings())
    app.mount("/", response)
    return TestClient(app, raise_server_exceptions=False)


def test_an_error_of_a_mounted_app_is_a_problem_too(library: Library) -> None:
    api = mounted(library, JSONResponse({"detail": "Not Found"}, 404, {"X-Foreign": "1"}))
    assert_problem(api.get("/v1/claims"), 404)
    assert_problem(api.get("/anything"), 404)
    assert "x-foreign" not in api.get("/anything").headers


def test_a_wrong_method_is_one_beneath_a_mounted_app_too(library: Library) -> None:
    api = mounted(library, JSONResponse({"detail": "Not Found"}, 404))
    for method, path, allowed in (("PUT", "/v1/documents", "GET, POST"), ("POST", "/articles/a1@0", "GET")):
        response = api.request(method, path)
        assert_problem(response, 405)
        assert response.headers["allow"] == allowed


def test_what_a_mounted_app_answers_is_left_alone(library: Library) -> None:
    api = mounted(library, JSONResponse({"mounted": True}))
    assert api.get("/anything").json() == {"mounted": True}
    assert api.get("/healthz").json() == {"status": "ok"}


def test_failures_are_logged_with_their_request_id_and_the_rest_is_quiet(
    api: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "wenju"):
        api.get("/healthz")
        api.get("/no%0Awhere", headers={"X-Request-ID": "id-7"})
    (record,) = caplog.records
    assert "id-7" in record.getMessage()
    assert "\n" not in record.getMessage()
