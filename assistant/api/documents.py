"""The routes that list, show, take in and delete articles."""

import base64
import binascii
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Annotated, NamedTuple

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic_core import from_json
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from assistant.api.document_wire import DocumentBody, DocumentPage, DocumentRequest, IngestBody
from assistant.api.ports import Documents, DocumentsOfApp
from assistant.api.problems import RESPONSES
from corpus.article import Article, Rejection
from corpus.errors import BadDocument, InputError, UnknownDocument
from corpus.readers.files import article_from_record, read_bytes
from index.building.report import KEPT

PAGE = 20
LONGEST_PAGE = 100
SHOWN_REASONS = 3
LONGEST_SHOWN = 80

UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": DocumentRequest.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary", "description": "任一支持格式的文件"}},
                }
            },
        },
    }
}


class Upload(NamedTuple):
    """A file as it was sent."""

    name: str
    data: bytes


router = APIRouter(prefix="/v1/documents", tags=["文章"], responses=RESPONSES)


@router.get("", operation_id="listDocuments", summary="按编号顺序列出文章")
def list_documents(
    documents: DocumentsOfApp,
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE, description="一页多少篇")] = PAGE,
    after: Annotated[str | None, Query(description="上一页的 next_cursor")] = None,
) -> DocumentPage:
    """不含正文；has_more 为 true 时，以 next_cursor 作为下一次的 after。"""
    found = documents.articles(limit + 1, None if after is None else _id_of(after))
    page, more = found[:limit], len(found) > limit
    return DocumentPage.of(page, next_cursor=_cursor_of(page[-1].id) if more else None)


@router.post(
    "",
    operation_id="createDocuments",
    summary="收录一篇文章（JSON）或一个文件（multipart）",
    response_model=IngestBody,
    status_code=201,
    responses={200: {"description": "与已收录的相同，没有变化", "model": IngestBody}},
    openapi_extra=UPLOAD,
)
async def create_documents(request: Request, response: Response, documents: DocumentsOfApp) -> IngestBody:
    """返回时已落盘；同样的内容再收一次不会重复，读不了的记录逐条列在 rejected。"""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "application/json":
        taken = await run_in_threadpool(_take_in_json, documents, await request.body())
    elif media_type == "multipart/form-data":
        taken = await run_in_threadpool(_take_in_files, documents, await _files(request))
    else:
        raise HTTPException(415)
    if all(document.status == "unchanged" for document in taken.documents):
        response.status_code = 200
    return taken


@router.get("/{document_id:path}", operation_id="getDocument", summary="读一篇文章")
def get_document(document_id: str, documents: DocumentsOfApp) -> DocumentBody:
    """引文的 start 和 end 指向这里的 text。"""
    article = documents.article(document_id)
    if article is None:
        raise _unknown(documents, document_id)
    return DocumentBody.model_validate(article)


@router.delete("/{document_id:path}", operation_id="deleteDocument", summary="删除一篇文章", status_code=204)
def delete_document(document_id: str, documents: DocumentsOfApp) -> Response:
    """从这一刻起，没有回答和检索结果再来自它。"""
    if not documents.delete(document_id):
        raise _unknown(documents, document_id)
    return Response(status_code=204)


def _unknown(documents: Documents, document_id: str) -> UnknownDocument:
    """Say why there is no such article; a deleted one can come back, so that it is not gone for good (410)."""
    shown = document_id[:LONGEST_SHOWN]
    if documents.deleted(document_id):
        return UnknownDocument(f"编号为 {shown} 的文章已被删除")
    return UnknownDocument(f"没有编号为 {shown} 的文章")


async def _files(request: Request) -> tuple[Upload, ...]:
    async with request.form() as form:
        parts = [part for _, part in form.multi_items() if isinstance(part, UploadFile)]
        files = [Upload(part.filename or "", await part.read()) for part in parts]
    if not files:
        raise BadDocument("请求里没有文件；请以 file 为名上传")
    return tuple(files)


def _take_in_json(documents: Documents, body: bytes) -> IngestBody:
    return _take_in(documents, (_article(body),))


def _take_in_files(documents: Documents, files: Sequence[Upload]) -> IngestBody:
    return _take_in(documents, chain.from_iterable(read_bytes(file.name, file.data) for file in files))


def _take_in(documents: Documents, items: Iterable[Article | Rejection]) -> IngestBody:
    """Ingest what was sent, `KEPT` records at a time, since a report names no more of them.

    :raises BadDocument: nothing of it is an article.
    """
    rest = iter(items)
    reports = [documents.ingest(some) for some in iter(lambda: tuple(islice(rest, KEPT)), ())]
    rejected = tuple(rejection for report in reports for rejection in report.rejected)
    outcomes = tuple(outcome for report in reports for outcome in report.outcomes)
    if rejected and not outcomes:
        reasons = "；".join(f"{each.name} {each.reason}" for each in rejected[:SHOWN_REASONS])
        raise BadDocument(f"没有一篇能收录（共 {len(rejected)} 条）：{reasons}")
    return IngestBody.model_validate({"documents": outcomes, "rejected": rejected})


def _article(body: bytes) -> Article:
    """Read one article from JSON; this parser also refuses what UTF-8 cannot carry.

    :raises RequestValidationError: not JSON.
    """
    try:
        record: object = from_json(body)
    except ValueError as error:
        invalid = {"type": "json_invalid", "loc": ("body",), "msg": "", "input": None, "ctx": {"error": str(error)}}
        raise RequestValidationError([invalid]) from None
    if not isinstance(record, dict):
        raise BadDocument("请求正文应是一个 JSON 对象；多篇文章请以 multipart 上传 .jsonl 文件")
    return article_from_record(record)


def _cursor_of(document_id: str) -> str:
    return base64.urlsafe_b64encode(document_id.encode()).decode()


def _id_of(cursor: str) -> str:
    try:
        return base64.b64decode(cursor, altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError, ValueError):
        raise InputError(f"after 不是上一页给出的 next_cursor：{cursor[:LONGEST_SHOWN]}") from None
