"""The pages for people: an article at its quote, and the documentation of the API, both without a network."""

from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Query
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from assistant.api.article_page import STATIC, article_page, missing_page, superseded_by
from assistant.api.ports import DocumentsOfApp

STATIC_FOLDER = Path(__file__).parent / "static"
CONTENT_POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

router = APIRouter(include_in_schema=False)
Offset = Annotated[int, Query(ge=0)]


@router.get("/articles/{reference:path}")
def show_article(reference: str, documents: DocumentsOfApp, start: Offset = 0, end: Offset = 0) -> HTMLResponse:
    """The article of `{id}@{version}`, the address that every citation carries, with the quote marked."""
    document_id, _, version = reference.rpartition("@")
    current = documents.article(document_id)
    is_current = current is not None and current.version == version
    shown = current if is_current else documents.article(document_id, version)
    if current is None or shown is None:
        return HTMLResponse(missing_page(), 404, CONTENT_POLICY)
    newest = f"/articles/{quote(document_id, safe='')}@{current.version}"
    page = article_page(shown, start, end, "" if is_current else superseded_by(newest))
    return HTMLResponse(page, headers=CONTENT_POLICY)


def add_documentation(app: FastAPI) -> None:
    """Serve Swagger UI at `/docs` from the files that come with the project."""
    app.mount(STATIC, StaticFiles(directory=STATIC_FOLDER), name="static")

    @app.get("/docs", include_in_schema=False)
    def documentation() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url=app.openapi_url or "",
            title=f"{app.title} · 接口文档",
            swagger_js_url=f"{STATIC}/swagger-ui-bundle.js",
            swagger_css_url=f"{STATIC}/swagger-ui.css",
            swagger_favicon_url=f"{STATIC}/swagger-favicon.png",
            swagger_ui_parameters={"validatorUrl": None},  # its default asks a server elsewhere
        )
