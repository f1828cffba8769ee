"""The door before the mounted chat: which of its paths answer, and how its page is sent.

Gradio serves far more than this chat uses (uploads, files, a proxy, monitoring, an API of its own). Only what the
page was seen to need passes; everything else is 404. Knows ASGI, and of Gradio only its paths and its page.
"""

import re
import secrets

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OPEN = re.compile(
    r"/(?:config|theme\.css|favicon\.ico|robots\.txt|manifest\.json)?"
    r"|/(?:assets|static|svelte)/.+"
    r"|/gradio_api/(?:queue/(?:join|data)|heartbeat/\w+|app_id|cancel|reset|startup-events)"
)
_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


class ChatGate:
    """ASGI middleware around Gradio: an allow-list of paths, and the page sent as a closed Chinese one.

    Every inline script of the page gets a nonce, so that the policy can refuse all others: markup that slipped past
    the escaping and Gradio's sanitizer would still not run.

    :param head: HTML for the page's head.
    """

    def __init__(self, app: ASGIApp, head: str = "") -> None:
        self._app, self._head = app, head

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", "")) or "/"
        if _OPEN.fullmatch(path):
            await self._app(scope, receive, _Page(send, self._head) if path == "/" else send)
        else:
            await PlainTextResponse("Not Found", 404)(scope, receive, send)


class _Page:
    """A `send` that holds the page back until it is whole, and rewrites it."""

    def __init__(self, send: Send, head: str) -> None:
        self._send, self._head = send, head
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish()
        else:
            await self._send(message)

    async def _finish(self) -> None:
        nonce = secrets.token_urlsafe(16)
        body = self._rewritten(nonce)
        headers = MutableHeaders(scope=self._start)
        headers["Content-Length"] = str(len(body))
        headers["Content-Security-Policy"] = _POLICY.format(nonce=nonce)
        headers["Cache-Control"] = "no-store"  # a kept page would carry a nonce that no longer counts
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})

    def _rewritten(self, nonce: str) -> bytes:
        page = self._body.decode("utf-8")
        page = page.replace('lang="en"', 'lang="zh-CN"', 1).replace("<head>", f"<head>{self._head}", 1)
        return page.replace("<script", f'<script nonce="{nonce}"').encode("utf-8")
