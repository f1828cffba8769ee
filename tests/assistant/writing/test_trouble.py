import socket
import ssl

import pytest

from assistant.writing.trouble import Trouble


def caused_by(error: Exception) -> Exception:
    """An error as a client raises it: with what really happened two causes down."""
    try:
        try:
            raise RuntimeError("transport") from error
        except RuntimeError as middle:
            raise ValueError("Connection error.") from middle
    except ValueError as outer:
        return outer


@pytest.mark.parametrize(
    ("error", "words", "passing"),
    [
        (socket.gaierror(-2, "unknown"), "找不到主机", False),
        (ConnectionRefusedError(), "连接不上", True),
        (ssl.SSLCertVerificationError(), "证书无法核实", False),
        (ConnectionResetError(), "连接断了", True),
    ],
)
def test_a_connection_that_fails_says_where(error: Exception, words: str, passing: bool) -> None:
    trouble = Trouble(caused_by(error), of_connection=True)
    assert words in trouble.sentence("fable", "model:1")
    assert trouble.passing is passing


@pytest.mark.parametrize(
    ("status", "passing"),
    [(400, False), (401, False), (403, False), (404, False), (422, False), (429, True), (502, True)],
)
def test_only_some_refusals_pass(status: int, passing: bool) -> None:
    assert Trouble(ValueError(), status).passing is passing


def test_what_cannot_be_read_does_not_pass() -> None:
    assert not Trouble(ValueError()).passing


@pytest.mark.parametrize(("code", "shown"), [("quota_exceeded", True), ("key sk-1 is bad", False), ("x" * 99, False)])
def test_only_a_short_code_is_quoted(code: str, shown: bool) -> None:
    assert (code in Trouble(ValueError(), 429, code).sentence("fable", "model")) is shown
