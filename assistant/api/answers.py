"""The routes that answer and search; knows how to stream, not how to answer."""

import json
import logging
import time
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from assistant.answer import Answer
from assistant.api.conversations import conversation_of
from assistant.api.ports import AnswersOfApp, ConversationsOfApp, DocumentsOfApp
from assistant.api.problems import RESPONSES, house_problem, status_problem
from assistant.api.wire import AnswerBody, AnswerRequest, FiltersBody, SearchBody, SearchRequest
from assistant.conversations import HISTORY_EXCHANGES, history
from assistant.service import Event, Piece
from corpus.errors import BadQuestion, WenjuError

EVENT_STREAM = "text/event-stream"
STREAM_EXAMPLE = (
    'event: piece\ndata: {"text": "目标是12家[1]。"}\n\nevent: answer\ndata: {"id": "…", "status": "…"}\n\n'
)
STREAM_EVENT = {
    "type": "object",
    "required": ["event", "data"],
    "properties": {"event": {"enum": ["piece", "answer", "error"]}, "data": {"type": "string"}},
}
ANSWER_RESPONSE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "回答；stream 为 true 时是事件流：若干 piece（逐句），一个 answer（完整回答），出错时是 error",
        "content": {EVENT_STREAM: {"itemSchema": STREAM_EVENT, "example": STREAM_EXAMPLE}},
    }
}

router = APIRouter(prefix="/v1", tags=["问答与检索"], responses=RESPONSES)
_log = logging.getLogger("wenju.http")


@router.post(
    "/answers",
    operation_id="createAnswer",
    summary="回答一个问题",
    response_model=AnswerBody,
    responses=ANSWER_RESPONSE,
)
def create_answer(
    body: AnswerRequest, request: Request, answers: AnswersOfApp, conversations: ConversationsOfApp
) -> Response:
    """每句话都由引文证明；语料里没有答案时 status 为 not_found，并可能给出最接近的原文。

    追问有两种做法：自己带上 history；或者让服务留存对话，第一问 conversation 为 true，以后给出 conversation_id。
    """
    filters = (body.filters or FiltersBody()).filters()
    turns = body.turns()
    if body.conversation_id is not None:
        earlier = conversation_of(conversations, body.conversation_id, HISTORY_EXCHANGES)
        turns = turns or history(earlier.exchanges)

    def told(answer: Answer) -> AnswerBody:
        kept = conversations.keep(body.question, answer, body.conversation_id) if body.is_kept else None
        return AnswerBody.of(answer, kept)

    if not body.stream:
        return _as_json(told(answers.ask(body.question, turns, filters, body.generator)))
    events = answers.stream(body.question, turns, filters, body.generator)
    # The first event is awaited, so that what fails at once still has its own HTTP status.
    events = chain([next(events)], events)
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return StreamingResponse(_encoded_events(events, told, request), headers=headers, media_type=EVENT_STREAM)


@router.post("/search", operation_id="search", summary="检索原文段落", response_model=SearchBody)
def search(body: SearchRequest, documents: DocumentsOfApp) -> Response:
    """最相关的在前，每篇文章至多一段。"""
    if not body.query.strip():
        raise BadQuestion("检索词是空的")
    filters = (body.filters or FiltersBody()).filters()
    begin = time.perf_counter()
    hits = documents.retriever.search(body.query, body.k, filters)
    return _as_json(SearchBody.of(hits, time.perf_counter() - begin))


def _as_json(body: BaseModel) -> Response:
    """Write a checked model as it is: the framework would check it once more, and take as long as a search for it."""
    return Response(body.model_dump_json(), media_type="application/json")


def _encoded_events(events: Iterator[Event], told: Callable[[Answer], AnswerBody], request: Request) -> Iterator[bytes]:
    """Encode the events of one answer; whatever fails from here on is told as an `error` event."""
    try:
        for event in events:
            if isinstance(event, Piece):
                yield _server_sent("piece", json.dumps({"text": event.text}, ensure_ascii=False).encode())
            else:
                yield _server_sent("answer", told(event.answer).model_dump_json().encode())
    except WenjuError as error:
        yield _server_sent("error", house_problem(request, error).encoded())
    except Exception:
        _log.exception("回答流意外中断 [%s]", request.state.request_id)
        yield _server_sent("error", status_problem(request, 500).encoded())


def _server_sent(event: str, data: bytes) -> bytes:
    """One event of the WHATWG stream format; JSON holds no line break, so one `data` line carries it."""
    return b"event: %s\ndata: %s\n\n" % (event.encode(), data)
