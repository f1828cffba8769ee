"""Every error as RFC 9457 problem+json, and the one table from the error tree to HTTP statuses."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException

from assistant.validation import field, reason
from corpus import errors

MEDIA_TYPE = "application/problem+json"
COMPLAINTS = 5


class Kind(NamedTuple):
    """How one class of error shows: its HTTP status and the stable last part of its `type`."""

    status: int
    slug: str


KINDS: Mapping[type[errors.WenjuError], Kind] = MappingProxyType(
    {
        errors.WenjuError: Kind(500, "internal"),
        errors.InputError: Kind(422, "bad-input"),
        errors.BadQuestion: Kind(422, "bad-question"),
        errors.BadFilter: Kind(422, "bad-filter"),
        errors.BadDocument: Kind(422, "bad-document"),
        errors.UnreadableFile: Kind(422, "unreadable-file"),
        errors.UnknownEncoding: Kind(422, "unknown-encoding"),
        errors.UnknownDocument: Kind(404, "unknown-document"),
        errors.UnknownConversation: Kind(404, "unknown-conversation"),
        errors.BadSetting: Kind(422, "bad-setting"),
        errors.StorageError: Kind(503, "storage"),
        errors.FolderLocked: Kind(503, "folder-locked"),
        errors.DiskFull: Kind(507, "disk-full"),
        errors.DatabaseDamaged: Kind(503, "database-damaged"),
        errors.BackupUnusable: Kind(503, "backup-unusable"),
        errors.SnapshotDamaged: Kind(503, "snapshot-damaged"),
        errors.EncoderMismatch: Kind(503, "encoder-mismatch"),
        errors.GeneratorFailed: Kind(502, "generator-failed"),
    }
)


class Plain(NamedTuple):
    """What is said of an error that comes as a bare HTTP status, from the framework or from a mounted app."""

    slug: str
    title: str
    detail: str


PLAIN: Mapping[int, Plain] = MappingProxyType(
    {
        400: Plain("bad-request", "请求无法理解", "请求正文无法解析，请检查编码和格式"),
        404: Plain("not-found", "没有这个地址", "没有 {path}；可用的地址见 /docs"),
        405: Plain("method-not-allowed", "不支持这种请求方法", "{path} 不支持 {method}"),
        413: Plain("too-large", "请求正文过大", "请求正文超过上限；请分几次发送，或在服务器上用 wenju ingest 收录"),
        415: Plain(
            "unsupported-media-type",
            "不支持这种内容类型",
            "请求头 Content-Type 应为 application/json 或 multipart/form-data",
        ),
        422: Plain("invalid", "请求内容有误", "请求内容有误"),
        500: Plain("internal", "服务内部出错", "服务内部出错，已记入日志；报告时请附上 request_id"),
    }
)
OTHER = Plain("other", "请求未能完成", "请求未能完成")


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, after RFC 9457: `type` is stable, `detail` says what to mend, `request_id` leads to the log."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    request_id: str

    def encoded(self) -> bytes:
        """As JSON; text that UTF-8 cannot carry (a lone surrogate) shows as a question mark."""
        return json.dumps(asdict(self), ensure_ascii=False).encode("utf-8", "replace")


SCHEMA: Mapping[str, Any] = MappingProxyType(TypeAdapter(Problem).json_schema())
RESPONSES: dict[int | str, dict[str, Any]] = {
    "default": {"description": "出错：RFC 9457 problem+json", "content": {MEDIA_TYPE: {"schema": dict(SCHEMA)}}}
}


def kind_of(error: errors.WenjuError) -> Kind:
    """The kind of an error's class, or of the nearest class above it.

    >>> kind_of(errors.BadQuestion("问题是空的"))
    Kind(status=422, slug='bad-question')
    """
    return next(KINDS[above] for above in type(error).__mro__ if above in KINDS)


def house_problem(request: Request, error: errors.WenjuError) -> Problem:
    """Describe an error of the house."""
    status, slug = kind_of(error)
    return _problem(request, status, slug, error.title, error.detail)


def status_problem(request: Request, status: int, detail: str | None = None) -> Problem:
    """Describe an error that is known by its HTTP status; without a sentence of its own it gets the usual one."""
    plain = PLAIN.get(status, OTHER)
    usual = plain.detail.format(path=request.url.path, method=request.method)
    return _problem(request, status, plain.slug, plain.title, detail or usual)


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Put a problem into a response."""
    return Response(problem.encoded(), problem.status, headers, MEDIA_TYPE)


def register(app: FastAPI) -> None:
    """Let every error of the app's own routes leave as a problem."""
    app.add_exception_handler(errors.WenjuError, _on_house_error)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_error)


def _problem(request: Request, status: int, slug: str, title: str, detail: str) -> Problem:
    return Problem(
        type=f"urn:wenju:problem:{slug}",
        title=title,
        status=status,
        detail=detail,
        instance=request.url.path,
        request_id=request.state.request_id,
    )


def _on_house_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.WenjuError)
    return problem_response(house_problem(request, error))


def _on_validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    broken = next((each for each in found if each["type"] == "json_invalid"), None)
    if broken is not None:
        detail = f"请求正文{reason(broken)}"
        return problem_response(status_problem(request, 400, detail))
    detail = "；".join(f"{field(each['loc'][1:]) or '请求正文'}：{reason(each)}" for each in found[:COMPLAINTS])
    return problem_response(status_problem(request, 422, detail))


def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem_response(status_problem(request, error.status_code), error.headers)
