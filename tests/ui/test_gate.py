import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from ui.gate import ChatGate

PAGE = '<!doctype html><html lang="en"><head></head><body><script>one()</script><script src="./a.js"></script></body>'


async def _page(request: Request) -> Response:
    return HTMLResponse(PAGE)


async def _anything(request: Request) -> Response:
    return PlainTextResponse("reached")


@pytest.fixture
def client() -> TestClient:
    routes = [Route("/", _page), Route("/{path:path}", _anything, methods=["GET", "POST"])]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(ChatGate, head='<link href="./own.css">')]))


@pytest.mark.parametrize(
    "path",
    [
        "/config",
        "/theme.css",
        "/assets/index.js",
        "/static/js/iframeResizer.contentWindow.min.js",
        "/gradio_api/queue/join",
        "/gradio_api/queue/data?session_hash=x",
        "/gradio_api/heartbeat/abc123",
        "/gradio_api/app_id",
    ],
)
def test_what_the_page_needs_passes(client: TestClient, path: str) -> None:
    assert client.get(path).text == "reached"


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/upload_progress",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://127.0.0.1/",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/call/ask",
        "/gradio_api/run/ask",
        "/gradio_api/component_server",
        "/gradio_api/deep_link",
        "/gradio_api/vibe-edit",
        "/gradio_api/heartbeat/a/b",
        "/monitoring",
        "/login",
        "/logout",
        "/v1/nothing-of-the-kind",
        "/config/x",
        "/assets/",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_everything_else_is_not_there(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 404


def test_the_page_is_chinese_and_carries_the_head(client: TestClient) -> None:
    page = client.get("/").text
    assert '<html lang="zh-CN">' in page
    assert '<head><link href="./own.css">' in page


def test_only_scripts_with_this_answers_nonce_may_run(client: TestClient) -> None:
    first, second = client.get("/"), client.get("/")
    policy = first.headers["Content-Security-Policy"]
    (nonce,) = re.findall(r"script-src 'self' 'nonce-([^']+)'", policy)
    assert first.text.count(f'<script nonce="{nonce}"') == first.text.count("<script") == 2
    assert "unsafe-eval" not in policy
    assert nonce not in second.text
    assert first.headers["Cache-Control"] == "no-store"


def test_behind_a_prefix_the_same_paths_pass() -> None:
    gated = Starlette(routes=[Route("/", _page)], middleware=[Middleware(ChatGate)])
    client = TestClient(Starlette(routes=[Mount("/chat", gated)]))
    assert client.get("/chat/").status_code == 200
    assert client.get("/chat/upload").status_code == 404
