"""Conversations in the database, turn by turn; knows not what an answer is: it keeps text."""

from datetime import UTC, datetime

from sqlalchemy import delete, func, insert, select, update

from index.store.database import Database
from index.store.schema import conversations, turns
from index.store.stored import KeptTurn


class ConversationStore:
    """Turns under the id of their conversation, oldest first; a conversation has at least one.

    Any number of threads may read and write. A write waits for the transaction that runs, and for nothing else that
    articles are taken in with; it leaves what searches found as it is.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def writable(self) -> bool:
        """Whether anything can be kept."""
        return self._database.writable

    def begin(self, conversation: str, turn: KeptTurn) -> None:
        """Keep the first turn of a conversation whose id was never used; on disk on return."""
        with self._database.writing(counted=False) as connection:
            connection.execute(insert(conversations), {"id": conversation, "touched": _text(turn.created)})
            connection.execute(insert(turns), {"conversation": conversation, "ordinal": 0, **_columns(turn)})

    def append(self, conversation: str, turn: KeptTurn) -> bool:
        """Keep a further turn, on disk on return; false where there is no such conversation, or no longer."""
        touch = update(conversations).where(conversations.c.id == conversation).values(touched=_text(turn.created))
        last = select(func.max(turns.c.ordinal)).where(turns.c.conversation == conversation)
        with self._database.writing(counted=False) as connection:
            if not connection.execute(touch).rowcount:
                return False
            ordinal = connection.execute(last).scalar_one() + 1
            connection.execute(insert(turns), {"conversation": conversation, "ordinal": ordinal, **_columns(turn)})
        return True

    def latest(self, conversation: str, limit: int) -> tuple[KeptTurn, ...]:
        """Give the last `limit` turns, oldest first; none where there is no such conversation."""
        query = select(turns).where(turns.c.conversation == conversation).order_by(turns.c.ordinal.desc()).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(KeptTurn(row.question, row.answer, datetime.fromisoformat(row.created)) for row in reversed(rows))

    def remove(self, conversation: str) -> bool:
        """Remove a conversation with all its turns, for good; false where there is none."""
        with self._database.writing(counted=False) as connection:
            removed = connection.execute(delete(conversations).where(conversations.c.id == conversation))
        return bool(removed.rowcount)

    def expire(self, before: datetime) -> int:
        """Remove the conversations without a turn since a time, and say how many they were."""
        with self._database.writing(counted=False) as connection:
            removed = connection.execute(delete(conversations).where(conversations.c.touched < _text(before)))
        return removed.rowcount


def _columns(turn: KeptTurn) -> dict[str, str]:
    return {"question": turn.question, "answer": turn.answer, "created": _text(turn.created)}


def _text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="microseconds")
