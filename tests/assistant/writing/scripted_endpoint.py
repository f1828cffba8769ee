"""A little server on the loopback address that speaks chat completions from a script."""

import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DONE = b"data: [DONE]\n\n"
HEARTBEAT = b": still here\n\n"


def event(content: str | None) -> bytes:
    """Write one piece of an answer as a server does."""
    chunk = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "m",
        "choices": [{"index": 0, "delta": {} if content is None else {"content": content}, "finish_reason": None}],
    }
    return b"data: " + json.dumps(chunk, ensure_ascii=False).encode() + b"\n\n"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers to one request: the pieces, each after a pause in seconds; then it hangs up."""

    pieces: Sequence[tuple[float, bytes]] = ()
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    before: float = 0.0


def writes(*texts: str) -> Reply:
    """Answer with these pieces, and end well."""
    return Reply([*((0.0, event(text)) for text in texts), (0.0, DONE)])


def refuses(status: int, code: str | None = None, param: str | None = None, **headers: str) -> Reply:
    """Answer with an error, as OpenAI words it, key and all."""
    error = {"message": "Incorrect API key provided: sk-secret", "type": "error", "code": code, "param": param}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply([(0.0, json.dumps({"error": error}).encode())], status, named)


@dataclass
class Endpoint:
    """Where the server is, and what it was asked: headers in lower case, bodies as JSON."""

    url: str
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)  # whatever a client may send
    hung_up: threading.Event = field(default_factory=threading.Event)


@contextmanager
def endpoint(*replies: Reply) -> Iterator[Endpoint]:
    """Start the server; it gives the replies in turn, and the last one again and again."""
    left = list(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            reply = left.pop(0) if len(left) > 1 else left[0]
            seen.headers.append({name.lower(): value for name, value in self.headers.items()})
            seen.bodies.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            time.sleep(reply.before)
            try:
                self.send_response(reply.status)
                kind = "text/event-stream" if reply.status == 200 else "application/json"
                for name, value in {"content-type": kind, **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                for rest, piece in reply.pieces:
                    time.sleep(rest)
                    self.wfile.write(piece)
            except ConnectionError:
                seen.hung_up.set()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        seen = Endpoint(f"http://127.0.0.1:{server.server_address[1]}/v1")
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield seen
        finally:
            server.shutdown()
            thread.join()
