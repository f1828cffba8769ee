"""What a reader must know of an article before its text, found by a passage; within the connection that is given."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, select

from index.passage import Reprint
from index.store.schema import documents, passages, versions

_KNOWN = tuple(versions.c[name] for name in ("version", "title", "source", "published"))
_HEADS = (
    select(passages.c.row, documents.c.id, *_KNOWN)
    .select_from(documents.join(versions, versions.c.document == documents.c.row))
    .join(passages, passages.c.version == versions.c.row)
    .where(passages.c.row.in_(bindparam("rows", expanding=True)), versions.c.live)
)


def heads(connection: Connection, rows: Collection[int]) -> dict[int, Reprint]:
    """Give the articles whose passages of those rows are live, by row; none of their text is read."""
    return {row: Reprint(*head) for row, *head in connection.execute(_HEADS, {"rows": list(rows)})}
