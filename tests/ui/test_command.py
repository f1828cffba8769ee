"""`wenju serve` as a process: it says where it is, answers, and ends when it is told to."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import BAD_USAGE, FAILED, run
from assistant.settings import PROJECT
from ui.command import listening

WENJU = [sys.executable, "-c", "from ui.command import main; main()"]


@contextmanager
def serving(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A service on a free port, and its address."""
    command = [*WENJU, "serve", "--port", "0", "--data", str(data)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", cwd=PROJECT, env=environment
    ) as process:
        # A service that never says where it is would hold up everything after it.
        watch = threading.Timer(90, process.kill)
        watch.start()
        try:
            assert process.stdout is not None
            address = next(found[0] for line in process.stdout if (found := re.search(r"http://[\d.]+:\d+", line)))
            yield process, address
        finally:
            watch.cancel()
            process.kill()


def got(address: str, method: str = "GET") -> tuple[int, str, str]:
    """Status, media type and text of a response."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, method=method), timeout=60) as response:
            return response.status, response.headers["content-type"], response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["content-type"], error.read().decode()


def posted(address: str, body: dict[str, Any]) -> dict[str, Any]:
    """The JSON that JSON is answered with."""
    request = urllib.request.Request(address, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        answer: dict[str, Any] = json.loads(response.read())
    return answer


def test_a_connection_does_not_wait_for_acknowledgements() -> None:
    with listening("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        connection, _ = listener.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.slow
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_the_service_answers_and_ends_cleanly(tmp_path: Path, told: signal.Signals) -> None:
    with serving(tmp_path / "data") as (process, address):
        assert json.loads(got(f"{address}/readyz")[2])["status"] == "ready"
        assert "问据" in got(f"{address}/")[2]
        assert "swagger-ui" in got(f"{address}/docs")[2]
        for path, method, status in (("/v1/claims", "POST", 404), ("/v1/answers", "GET", 405), ("/none", "GET", 404)):
            assert got(f"{address}{path}", method)[:2] == (status, "application/problem+json")
        process.send_signal(told)
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert said.endswith("服务已停止\n")
    assert "Traceback" not in said


@pytest.mark.slow
def test_a_conversation_outlasts_a_service_that_was_killed(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as (process, address):
        first = posted(f"{address}/v1/answers", {"question": "宁波今年要建多少家市级智能工厂？", "conversation": True})
        process.kill()
        process.wait()
    name = first["conversation_id"]
    with serving(tmp_path / "data") as (_, address):
        (turn,) = json.loads(got(f"{address}/v1/conversations/{name}")[2])["turns"]
        assert turn["answer"] == first
        further = posted(f"{address}/v1/answers", {"question": "省级的呢？", "conversation_id": name})
        assert "宁波" in further["standalone_question"]
        assert got(f"{address}/v1/conversations/{name}/export")[2].count("原文摘录") == 2
        assert got(f"{address}/v1/conversations/{name}", "DELETE")[0] == 204
        assert got(f"{address}/v1/conversations/{name}")[:2] == (404, "application/problem+json")


def test_a_port_that_is_taken_is_said_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["serve", "--port", str(port), "--data", str(tmp_path / "data")]) == FAILED
    told = capsys.readouterr().err
    assert told.startswith(f"设置有误：不能监听 127.0.0.1:{port}（")
    assert told.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_an_address_of_another_machine_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--host", "192.0.2.1", "--port", "0", "--data", str(tmp_path / "data")]) == FAILED
    assert capsys.readouterr().err.startswith("设置有误：不能监听 192.0.2.1:0（")


def test_a_port_that_is_none_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--port", "99999"]) == BAD_USAGE
    assert capsys.readouterr().err.startswith("用法有误：--port 的值不对：不能大于 65535。")


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (["--help"], ("fastapi", "gradio", "numpy", "pydantic_settings", "sqlalchemy", "torch", "uvicorn")),
        (["search", "大桥"], ("fastapi", "gradio", "openai", "sentence_transformers", "torch", "uvicorn")),
        (["ask", "大桥全长多少？"], ("fastapi", "gradio", "openai", "sentence_transformers", "torch", "uvicorn")),
    ],
)
def test_a_command_imports_no_more_than_it_needs(
    tmp_path: Path, arguments: list[str], unneeded: tuple[str, ...]
) -> None:
    script = (
        "import sys; from assistant.cli import run; import ui.command; "
        f"run(sys.argv[1:]); sys.stderr.write(' '.join(set(sys.modules) & set({unneeded!r})))"
    )
    environment = {**os.environ, "WENJU_DATA": str(tmp_path / "data"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=PROJECT,
        env=environment,
    )
    assert done.stdout
    assert done.stderr == ""
