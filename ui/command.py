"""The `wenju` program: the assistant's commands, and `serve`, which needs the chat."""

import logging
import os
import signal
import socket
import sys
import threading
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import add_command, run
from assistant.commands.options import DataOption
from assistant.threads import THREADS, one_each
from corpus.errors import BadSetting
from index.allocator import share_arenas
from index.garbage import built_to_stay

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.service import Assistant
    from assistant.settings import Settings
    from index.library import Library

CLOSING_SECONDS = 3
OWN_LOGGERS = ("wenju", "corpus", "index", "assistant", "ui")

HostOption = Annotated[
    str | None, typer.Option(metavar="HOST", help="监听的地址，默认 127.0.0.1；0.0.0.0 表示对外开放")
]
PortOption = Annotated[
    int | None, typer.Option(min=0, max=65535, metavar="PORT", help="监听的端口，默认 8000；0 表示任选空闲端口")
]


def serve(host: HostOption = None, port: PortOption = None, data: DataOption = None) -> None:
    """启动服务：对话页面在 /，接口在 /v1，接口文档在 /docs。"""
    from assistant.settings import load_settings
    from assistant.startup import assistant_over, open_serving, work_behind

    share_arenas()
    settings = load_settings(host=host, port=port, data=data)
    _log_to_stderr(settings.log_level)
    # Both ways to stop the service unwind the stack, so that the library is closed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with (
        suppress(KeyboardInterrupt),
        listening(settings.host, settings.port) as listener,
        ExitStack() as opened,
    ):
        with built_to_stay():
            one_each()
            _import_ahead(settings)
            library = opened.enter_context(open_serving(settings))
            service = service_over(library, assistant_over(library, settings), settings)
        _announce(listener, library.count())
        work_behind(library)  # not before: it would take from the processor what the chat needs to begin
        _run(service, listener)
    typer.echo("服务已停止", err=True)


add_command(serve)


def _import_ahead(settings: "Settings") -> None:
    """Import the chat's library in a thread, while the database is checked and other files are read.

    Not beside the libraries of a model that is set: they read, when they are imported, whether models may be fetched,
    which the chat's library is told not to do.
    """
    if settings.encoder is None and settings.reranker is None:
        from ui.app import import_gradio

        def begin() -> None:
            with suppress(Exception):  # whoever mounts the chat meets the same error, and says it
                import_gradio()

        # A start that fails does not wait for it.
        threading.Thread(target=begin, name="import", daemon=True).start()


def service_over(library: "Library", assistant: "Assistant", settings: "Settings") -> "FastAPI":
    """Build the whole service: the API with the chat mounted at `/`."""
    from assistant.api.app import create_app
    from assistant.startup import conversations_over
    from ui.app import mount_chat

    kept = conversations_over(library, settings)
    return mount_chat(create_app(assistant, library, settings, kept), assistant, kept)


def main() -> None:
    """Run `wenju`; its exit code is 0 when done, 1 when failed, 2 for bad usage."""
    if sys.argv[1:2] == ["serve"] and os.name == "posix":
        _with_one_thread_a_library()
    sys.exit(run())


def _with_one_thread_a_library() -> None:
    """Begin the program anew where the numbers of threads are not set yet.

    Set once it runs they are not heeded by all: measured, an answer took 84 ms instead of 64.
    """
    missing = {name: "1" for name in THREADS if name not in os.environ}
    if missing:
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, **missing})


def listening(host: str, port: int) -> socket.socket:
    """Take the port before anything slow is done.

    :raises BadSetting: the port is taken, or the address is not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadSetting(f"不能监听 {host}:{port}（{reason}）；端口可能已被占用，可用 --port 换一个") from error
    # Connections inherit it; asyncio sets it only where a socket names its protocol. Without it every answer on a
    # connection that is kept alive waits 40 ms for a delayed acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _announce(listener: socket.socket, documents: int) -> None:
    host, port, *_ = listener.getsockname()
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}"
    typer.echo(f"收录了 {documents} 篇文章\n对话 {address}/\n接口 {address}/v1（文档 {address}/docs）\n按 Ctrl-C 停止")


def _run(service: "FastAPI", listener: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(
        service, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=CLOSING_SECONDS
    )
    uvicorn.Server(config).run(sockets=[listener])


def _log_to_stderr(level: str) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in OWN_LOGGERS:
        logging.getLogger(name).setLevel(level)
