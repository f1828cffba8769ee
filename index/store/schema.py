"""The tables of the database, the one source of truth; knows no query.

    documents ─< versions ─< passages ─ vectors
        │                       └── generations
        └─< changes                             meta

    conversations ─< turns

A document is live while one of its versions is; without one it is a tombstone. Only the live version has passages.
Every row id but a change's is drawn from one counter in `meta` and never used twice, so that no index can mistake a new
passage for an old one. Conversations go by the ids that they are given, and lie apart: nothing that is found depends on
them.
"""

import uuid

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    insert,
    update,
)

OLDEST, VERSION = 1, 3
NEXT_ROW = "next_row"
IDENTITY = "identity"

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
)

versions = Table(
    "versions",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("document", ForeignKey("documents.row"), nullable=False),
    Column("version", Text, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("title", Text, nullable=False),
    Column("source", Text),
    Column("published", Date),
    Column("section", Text),
    Column("byline", JSON, nullable=False),
    Column("url", Text),
    Column("blocks", JSON, nullable=False, comment="[[kind, start, end]]"),
    Column("runs", JSON, nullable=False, comment="[[start, end, raw_start]]"),
    Column("text", Text, nullable=False),
    Column("origin", JSON(none_as_null=True), comment="[file, encoding, [page]]"),
    UniqueConstraint("document", "version"),
)
Index(
    "one_live_version", versions.c.document, unique=True, sqlite_where=versions.c.live, postgresql_where=versions.c.live
)

generations = Table(
    "generations",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("encoder", Text, nullable=False),
    Column("dimension", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    comment="Passages and vectors made with one encoder; the next is made beside the current one.",
)
Index(
    "one_current_generation",
    generations.c.current,
    unique=True,
    sqlite_where=generations.c.current,
    postgresql_where=generations.c.current,
)

passages = Table(
    "passages",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("version", ForeignKey("versions.row"), nullable=False),
    Column("generation", ForeignKey("generations.row"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    UniqueConstraint("version", "generation", "ordinal"),
)

vectors = Table(
    "vectors",
    metadata,
    Column("passage", ForeignKey("passages.row", ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary, nullable=False, comment="float16, little-endian"),
)

changes = Table(
    "changes",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("document", ForeignKey("documents.row"), nullable=False),
    sqlite_autoincrement=True,
    comment="Written with what it records; the derived indexes follow it.",
)

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("touched", Text, nullable=False, index=True, comment="The time of its last turn."),
)

turns = Table(
    "turns",
    metadata,
    Column("conversation", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False, comment="As it was given to be kept; read by nobody here."),
    Column("created", Text, nullable=False, comment="UTC, ISO 8601, of one length: sorts as time does."),
)


def create(connection: Connection) -> None:
    """Create the tables of an empty database and name it, so that no index can follow another one by mistake."""
    metadata.create_all(connection)
    connection.execute(insert(meta), [{"name": NEXT_ROW, "value": "1"}, {"name": IDENTITY, "value": uuid.uuid4().hex}])
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def name_anew(connection: Connection) -> None:
    """Give a database another name: what was made of the one it was copied from is not taken for its own."""
    connection.execute(update(meta).where(meta.c.name == IDENTITY).values(value=uuid.uuid4().hex))


def upgrade(connection: Connection, found: int) -> None:
    """Add to a database of the release `found`, at least `OLDEST`, what came since; what is there stays as it is."""
    if found < 2:
        metadata.create_all(connection, tables=[conversations, turns], checkfirst=False)
    if found < 3:
        connection.exec_driver_sql("ALTER TABLE versions ADD COLUMN origin JSON")
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
