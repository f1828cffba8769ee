"""The HTTP service put together: routes, errors, what surrounds a request; knows no answer and no index."""

from fastapi import FastAPI
from starlette.middleware import Middleware

from assistant.api import answers, conversations, documents, health, pages, problems
from assistant.api.middleware import BodyLimit, ProblemsOnly, RequestContext, SafeHeaders
from assistant.api.ports import Answers, Documents
from assistant.conversations import Conversations
from assistant.settings import Settings

DESCRIPTION = """\
向中文新闻提问，每个回答都附原文证据。

`start` 和 `end` 按 Unicode 码位计数，从 0 开始，不含末尾，指向文章的 `text`：总有 `text[start:end] == quote`。
出错时返回 RFC 9457 `application/problem+json`；每个响应都带 `X-Request-ID`。
"""


def create_app(
    assistant: Answers, library: Documents, settings: Settings, kept: Conversations | None = None
) -> FastAPI:
    """Build the service over an open library and the assistant that reads it.

    :param kept: where conversations are kept; without it none is.
    """
    app = FastAPI(
        title="问据 Wenju",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        middleware=[
            Middleware(RequestContext),
            Middleware(SafeHeaders),
            Middleware(ProblemsOnly),
            Middleware(BodyLimit, limit=settings.max_upload_bytes),
        ],
        redirect_slashes=False,
    )
    app.state.answers, app.state.documents = assistant, library
    app.state.conversations = kept or Conversations()
    problems.register(app)
    for module in (answers, conversations, documents, health, pages):
        app.include_router(module.router)
    pages.add_documentation(app)
    return app
