import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Mount

from tests.ui.fakes import FakeAssistant
from ui.app import CONCURRENT_ANSWERS, EXAMPLES, WAITING_QUESTIONS, mount_chat


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = FastAPI()

    @app.get("/v1/answers")
    def answers() -> str:
        return "the API"

    with TestClient(mount_chat(app, FakeAssistant())) as client:
        yield client


def test_importing_the_chat_does_not_import_gradio() -> None:
    check = "import sys, ui.app; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_the_chat_is_at_the_root_and_shadows_nothing(client: TestClient) -> None:
    assert "问据" in client.get("/").text
    assert client.get("/v1/answers").json() == "the API"
    assert client.get("/docs").status_code == 200


def test_every_inline_script_of_the_real_page_has_its_nonce(client: TestClient) -> None:
    page = client.get("/")
    nonce = page.headers["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
    assert page.text.count("<script") == page.text.count(f'<script nonce="{nonce}"') >= 3


def test_the_pages_own_files_are_served(client: TestClient) -> None:
    page = client.get("/").text
    for name in ("page.js", "page.css", "talk.css", "sources.css"):
        assert f"./chat/{name}" in page
        assert client.get(f"/chat/{name}").status_code == 200
    assert client.get("/favicon.ico").headers["content-type"] == "image/png"


def test_no_font_picture_or_script_of_another_host_is_named(client: TestClient) -> None:
    styles = "".join(client.get(path).text for path in ("/theme.css", "/chat/page.css", "/chat/page.js"))
    assert "@font-face" not in styles
    assert "@import" not in styles
    assert set(re.findall(r"https?://[^'\"/]+", styles)) <= {"http://www.w3.org"}  # the name of SVG, never fetched


def test_gradios_other_doors_are_shut(client: TestClient) -> None:
    upload = client.post("/gradio_api/upload", files={"files": ("a.txt", b"x")})
    doors = ("/gradio_api/info", "/gradio_api/file=ui/app.py", "/monitoring", "/gradio_api/startup-events/x")
    assert [upload.status_code, *(client.get(door).status_code for door in doors)] == [404] * 5


def test_nothing_is_sent_home_and_no_event_is_an_api(client: TestClient) -> None:
    config = client.get("/config").json()
    assert config["analytics_enabled"] is False
    assert {event["api_visibility"] for event in config["dependencies"]} == {"private"}


def test_many_visitors_are_answered_at_once() -> None:
    app = mount_chat(FastAPI(), FakeAssistant())
    mounted: list[Any] = [route.app for route in app.routes if isinstance(route, Mount) and not route.path]
    chat = mounted[0].get_blocks()
    assert chat._queue.default_concurrency_limit == CONCURRENT_ANSWERS > 1
    assert chat._queue.max_size == WAITING_QUESTIONS
    assert {event.concurrency_limit for event in chat.fns.values()} == {"default"}


def test_each_theme_has_questions_to_tap(client: TestClient) -> None:
    page = client.get("/config").json()
    buttons = [part["props"]["value"] for part in page["components"] if part["type"] == "button"]
    assert [theme for theme, _ in EXAMPLES] == ["目标", "企业", "融资"]
    assert all(question in buttons for _, questions in EXAMPLES for question in questions)
