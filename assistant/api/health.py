"""The routes for whoever watches the service: is it alive, can it answer."""

from typing import Literal

from fastapi import APIRouter

from assistant.api.ports import DocumentsOfApp
from assistant.api.problems import RESPONSES
from assistant.api.wire import Wire


class HealthBody(Wire):
    """The process is alive."""

    status: Literal["ok"] = "ok"


class ReadyBody(Wire):
    """The service can answer over this many articles."""

    status: Literal["ready"] = "ready"
    documents: int


router = APIRouter(tags=["运行状态"], responses=RESPONSES)


@router.get("/healthz", operation_id="getHealth", summary="进程是否在运行")
async def health() -> HealthBody:
    """总是 200，只要进程还在。"""
    return HealthBody()


@router.get("/readyz", operation_id="getReadiness", summary="是否可以回答问题")
def readiness(documents: DocumentsOfApp) -> ReadyBody:
    """数据库读不了时是 503。"""
    return ReadyBody(documents=documents.count())
