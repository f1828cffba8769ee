"""The routes of kept conversations: shown, exported as Markdown, removed; whoever knows the id may."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Request, Response

from assistant.api.conversation_wire import ConversationBody
from assistant.api.ports import ConversationsOfApp
from assistant.api.problems import RESPONSES
from assistant.api.transcript import transcript
from assistant.conversations import SHOWN, Conversation, Conversations
from corpus.errors import UnknownConversation

MARKDOWN = "text/markdown; charset=utf-8"
LONGEST_SHOWN = 40
FILE_NAME = "问据对话.md"
NO_STORE = {"Cache-Control": "no-store"}  # what was asked is nobody else's, a shared cache's least of all

router = APIRouter(prefix="/v1/conversations", tags=["对话"], responses=RESPONSES)
Id = Annotated[str, Path(description="回答里的 conversation_id")]


def conversation_of(conversations: Conversations, conversation_id: str, latest: int = SHOWN) -> Conversation:
    """Give a conversation with its latest exchanges.

    :raises UnknownConversation: nothing is kept under this id.
    """
    found = conversations.find(conversation_id, latest)
    if found is None:
        raise _unknown(conversation_id)
    return found


@router.get("/{conversation_id}", operation_id="getConversation", summary="读一次对话")
def get_conversation(conversation_id: Id, conversations: ConversationsOfApp, response: Response) -> ConversationBody:
    """问题和完整的回答，从早到晚，最多是最近的 200 问。"""
    response.headers.update(NO_STORE)
    return ConversationBody.of(conversation_of(conversations, conversation_id))


@router.get(
    "/{conversation_id}/export",
    operation_id="exportConversation",
    summary="把一次对话导出为 Markdown",
    response_class=Response,
    responses={200: {"description": "Markdown 文件", "content": {"text/markdown": {"schema": {"type": "string"}}}}},
)
def export_conversation(conversation_id: Id, conversations: ConversationsOfApp, request: Request) -> Response:
    """每个问题、回答和引文的出处；语言模型写的和摘自原文的都标明。"""
    text = transcript(conversation_of(conversations, conversation_id), str(request.base_url).rstrip("/"))
    headers = {**NO_STORE, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(FILE_NAME)}"}
    return Response(text, headers=headers, media_type=MARKDOWN)


@router.delete("/{conversation_id}", operation_id="deleteConversation", summary="删除一次对话", status_code=204)
def delete_conversation(conversation_id: Id, conversations: ConversationsOfApp) -> Response:
    """连同它的全部问答，不能恢复。"""
    if not conversations.forget(conversation_id):
        raise _unknown(conversation_id)
    return Response(status_code=204)


def _unknown(conversation_id: str) -> UnknownConversation:
    return UnknownConversation(f"没有编号为 {conversation_id[:LONGEST_SHOWN]} 的对话；它可能已经删除或过期")
