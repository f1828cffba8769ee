"""Conversations that are kept: turns with their answers whole, and what a follow-up needs of them.

Knows no HTTP and no screen. The database keeps an answer as the JSON that is written here.
"""

import logging
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Answer, Turn
from assistant.questions.small_talk import small_talk
from corpus.errors import StorageError
from index.store.stored import KeptTurn

SHOWN = 200
HISTORY_EXCHANGES = 20
ID_BYTES = 16

_ID = re.compile(r"[\w-]{1,100}", re.ASCII)  # more than what is made here, for a look-up only
_ANSWER = TypeAdapter(Answer)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question, as it was typed, and its answer; `created` is when it was kept, None where it was not."""

    question: str
    answer: Answer
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """The exchanges of one conversation, oldest first; whoever knows the id may read them."""

    id: str
    exchanges: tuple[Exchange, ...]


class TurnStore(Protocol):
    """Keeps turns as text; `index.store.conversations.ConversationStore` is one."""

    @property
    def writable(self) -> bool:
        """Whether anything can be kept."""

    def begin(self, conversation: str, turn: KeptTurn) -> None:
        """Keep the first turn of a new conversation."""

    def append(self, conversation: str, turn: KeptTurn) -> bool:
        """Keep a further turn; false where there is no such conversation."""

    def latest(self, conversation: str, limit: int) -> tuple[KeptTurn, ...]:
        """Give the last turns, oldest first."""

    def remove(self, conversation: str) -> bool:
        """Remove a conversation for good; false where there is none."""

    def expire(self, before: datetime) -> int:
        """Remove the conversations without a turn since then, and count them."""


class Conversations:
    """The conversations of a store that can be written to; without one nothing is kept and nothing is known.

    Any number of threads may use it. An id cannot be guessed, and there is no list of them.
    """

    def __init__(self, store: TurnStore | None = None) -> None:
        self._store = store if store is not None and store.writable else None

    def find(self, conversation: str, latest: int = SHOWN) -> Conversation | None:
        """Give a conversation with its latest exchanges, or None where there is none of this id."""
        turns = self._store.latest(conversation, latest) if self._store and _ID.fullmatch(conversation) else ()
        return Conversation(conversation, tuple(filter(None, map(_exchange, turns)))) if turns else None

    def keep(self, question: str, answer: Answer, conversation: str | None = None) -> str | None:
        """Keep a turn and give the id of its conversation, a new one where none is given.

        None where it could not be kept: an answer is never lost over that.
        """
        if self._store is None:
            return None
        try:
            turn = KeptTurn(question, answer_text(answer), datetime.now(UTC))
            if conversation is not None:
                return conversation if self._store.append(conversation, turn) else None
            begun = secrets.token_urlsafe(ID_BYTES)
            self._store.begin(begun, turn)
        except (StorageError, ValueError) as error:  # a full disk; a lone surrogate, which UTF-8 cannot carry
            _log.warning("这一问没有留存：%s", error)
            return None
        return begun

    def forget(self, conversation: str) -> bool:
        """Remove a conversation for good; false where there is none."""
        return self._store is not None and bool(_ID.fullmatch(conversation)) and self._store.remove(conversation)

    def expire(self, unused: timedelta) -> int:
        """Remove the conversations that nobody went on with for so long, and say how many they were."""
        return self._store.expire(datetime.now(UTC) - unused) if self._store else 0


def history(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Give what a follow-up is written out from: the latest question, itself written out, and its answer.

    Written out, a question carries what the ones before it named. So a long conversation costs no more than a short
    one, and no question is written out twice. A greeting or a word of thanks is passed over.
    """
    latest = next((exchange for exchange in reversed(exchanges) if not small_talk(exchange.question)), None)
    if latest is None:
        return ()
    return Turn("user", latest.answer.standalone_question), Turn("assistant", latest.answer.answer)


def answer_text(answer: Answer) -> str:
    """Write an answer as JSON.

    :raises ValueError: it holds a lone surrogate.
    """
    return _ANSWER.dump_json(answer).decode()


def answer_of(text: str) -> Answer:
    """Read what `answer_text` wrote.

    :raises ValueError: it is not an answer.
    """
    return _ANSWER.validate_json(text)


def _exchange(turn: KeptTurn) -> Exchange | None:
    try:
        return Exchange(turn.question, answer_of(turn.answer), turn.created)
    except ValidationError:
        _log.warning("有一个留存的回答读不出来，已略过（%s）", turn.created)
        return None
