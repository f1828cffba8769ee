"""The routes for whoever watches the service: is it alive, can it answer."""

from typing import Literal

from fastapi import APIRouter

from assistant.api.ports import DocumentsOfApp
from assistant.api.problems import RESPONSES
from assistant.api.wire import Wire


class HealthBody(Wire):
    """The process is alive."""

    status: Literal["ok"] = "ok"


class ReindexBody(Wire):
    """How far the indexes are: made anew with another encoder, or brought up to date after a run that was killed."""

    done: int
    total: int


class ReadyBody(Wire):
    """The service can answer over this many articles; `reindex` is there only while one runs."""

    status: Literal["ready"] = "ready"
    documents: int
    reindex: ReindexBody | None = None


router = APIRouter(tags=["运行状态"], responses=RESPONSES)


@router.get("/healthz", operation_id="getHealth", summary="进程是否在运行")
async def health() -> HealthBody:
    """总是 200，只要进程还在。"""
    return HealthBody()


@router.get("/readyz", operation_id="getReadiness", summary="是否可以回答问题", response_model_exclude_none=True)
def readiness(documents: DocumentsOfApp) -> ReadyBody:
    """数据库读不了时是 503。换了编码器正在重建索引，或中断之后正在追上数据库时，`reindex` 说明进度。"""
    running = documents.reindexing
    reindex = ReindexBody(done=running.done, total=running.total) if running else None
    return ReadyBody(documents=documents.count(), reindex=reindex)
