"""What travels over HTTP about kept conversations; imports no web framework."""

from datetime import datetime
from typing import Self

from pydantic import Field

from assistant.api.wire import AnswerBody, Wire
from assistant.conversations import Conversation


class KeptTurnBody(Wire):
    """A question, as it was asked, and its answer whole."""

    question: str
    answer: AnswerBody
    created: datetime | None = Field(description="留存的时刻，UTC")


class ConversationBody(Wire):
    """The turns of a conversation, oldest first."""

    id: str
    turns: tuple[KeptTurnBody, ...]

    @classmethod
    def of(cls, conversation: Conversation) -> Self:
        """Write a conversation out."""
        turns = tuple(
            KeptTurnBody(
                question=exchange.question,
                answer=AnswerBody.of(exchange.answer, conversation.id),
                created=exchange.created,
            )
            for exchange in conversation.exchanges
        )
        return cls(id=conversation.id, turns=turns)
