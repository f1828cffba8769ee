"""The pages for people: an article at its quote, and the documentation of the API, both without a network."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from assistant.api.article_page import STATIC, article_page, deleted_page, missing_page, superseded_by
from assistant.api.ports import DocumentsOfApp
from assistant.permalinks import permalink

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
    """The article of `{id}@{version}`, the address that every citation carries, with the quote marked.

    410 for one that was deleted; 404 for one that never was there, or a version that never was.
    """
    document_id, _, version = reference.rpartition("@")
    current = documents.article(document_id)
    if current is None:
        deleted = documents.deleted(document_id)
        return HTMLResponse(deleted_page() if deleted else missing_page(), 410 if deleted else 404, CONTENT_POLICY)
    shown = current if current.version == version else documents.article(document_id, version)
    if shown is None:
        return HTMLResponse(missing_page(permalink(document_id, current.version)), 404, CONTENT_POLICY)
    notice = "" if shown.version == current.version else superseded_by(shown, current, start, end)
    return HTMLResponse(article_page(shown, start, end, notice), headers=CONTENT_POLICY)


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
