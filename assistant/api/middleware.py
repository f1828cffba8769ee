"""What surrounds every request: its id, one log line, safe headers, and errors in one form; knows no route.

Plain ASGI, since Starlette's BaseHTTPMiddleware would buffer between the stream and its reader.
"""

import logging
import re
import time
import uuid
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.problems import problem_response, status_problem

REQUEST_ID = "X-Request-ID"
SLOW_SECONDS = 1.0
DRAINED = 10

# The chat is one page with inline script and style; pictures and connections to anywhere else stay shut, so that
# nothing in an article can call home.
SAFE_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
        "base-uri 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_PRINTABLE = re.compile(r"[!-~]{1,128}")
_log = logging.getLogger("wenju.http")


class RequestContext:
    """Gives each request its id, logs what failed or was slow, and turns an unexpected error into a plain 500.

    The client's `X-Request-ID` is kept when it is 1 to 128 printable ASCII characters; else one is minted.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID, "")
        request_id = given if _PRINTABLE.fullmatch(given) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        begin = time.perf_counter()
        try:
            await self._app(scope, receive, send_with_id)
        except Exception:
            _log.exception("%s %s 意外出错 [%s]", scope["method"], scope["path"], request_id)
            if not status:
                await problem_response(status_problem(Request(scope), 500))(scope, receive, send_with_id)
        _log_request(scope, status, time.perf_counter() - begin)


class SafeHeaders:
    """Adds the headers that keep a browser from doing what an article might ask of it; a route's own come first."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_safely)


class ProblemsOnly:
    """Gives errors of mounted apps and of the framework itself, JSON or plain text, the form of all others.

    An app mounted at `/` hears of every wrong method too, and calls the address unknown; the routes know better.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = dict(scope)
        replaced = False

        async def send_problem(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and _is_foreign_error(message):
                replaced = True
                await _foreign_problem(asked, message["status"])(scope, receive, send)
            elif not replaced:
                await send(message)

        await self._app(scope, receive, send_problem)


class BodyLimit:
    """Refuses a request body of more than `limit` bytes, counted as they come, whatever its headers claim.

    What is left of a body slightly too long is read and dropped: a client that is still sending when the connection
    closes would see a broken pipe in place of the answer. FastAPI's own limit answers outside of all the others here.
    """

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app, self._limit = app, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        taken = 0

        async def receive_counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken <= self._limit:
                return message
            while message.get("more_body") and taken <= DRAINED * self._limit:
                message = await receive()
                taken += len(message.get("body", b""))
            raise HTTPException(413)

        await self._app(scope, receive_counted if scope["type"] == "http" else receive, send)


def _is_foreign_error(start: Message) -> bool:
    media_type = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] >= 400 and media_type.startswith(("application/json", "text/plain"))


def _foreign_problem(scope: Scope, status: int) -> Response:
    allowed = ", ".join(_methods(scope)) if status in {404, 405} else ""
    headers = {"Allow": allowed} if allowed else None
    return problem_response(status_problem(Request(scope), 405 if allowed else status), headers)


def _methods(scope: Scope) -> list[str]:
    """The methods that the app's own routes know for this address; what is mounted takes any and is not asked."""
    routes = [route for route in scope["app"].routes if not isinstance(route, Mount)]
    return [
        method
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        if any(route.matches({**scope, "method": method})[0] is Match.FULL for route in routes)
    ]


def _log_request(scope: Scope, status: int, seconds: float) -> None:
    level = logging.INFO if status >= 400 or seconds >= SLOW_SECONDS else logging.DEBUG
    request_id = scope["state"]["request_id"]
    _log.log(level, "%s %r %d %.0f 毫秒 [%s]", scope["method"], scope["path"], status, 1000 * seconds, request_id)
