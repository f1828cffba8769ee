"""SQLite opened the careful way: one writer, read-only readers, damage named; knows no query.

WAL with `synchronous=FULL` keeps what was acknowledged through a loss of power. Every write and every checkpoint goes
through one connection: SQLite before 3.51.3 can lose commits when two connections checkpoint at once
(https://sqlite.org/wal.html#walresetbug).
"""

import json
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, InvalidRequestError
from sqlalchemy.pool import QueuePool, StaticPool

from corpus.errors import BadSetting, DatabaseDamaged, StorageError
from index.store.schema import OLDEST, VERSION, create, name_anew, upgrade
from index.store.trouble import RESTORE, database_trouble

DATABASE = "wenju.db"
# What SQLite lays beside a database while it is open.
LOG, SHARED = "-wal", "-shm"

_BUSY_SECONDS = 5
# Connections kept for reading, since opening one costs as much as a search, and what each keeps of the file: little,
# the system keeps all of it.
_READERS, _READER_KB = 32, 256
_CHECKPOINT_PAGES = 8_000
_HEADER = b"SQLite format 3\0"
_compact = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


class Database:
    """One SQLite file, open for reading and, unless read-only, for writing; safe for any number of threads.

    `written` counts this process's writes, those aside that leave what can be found as it is. A database of an older
    release is brought up to date when it is opened for writing, and refused otherwise.

    :raises DatabaseDamaged: the file is not, or no longer, a whole database; it is left as it is.
    :raises StorageError: written by a later release, or read-only by an earlier one.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.written = 0
        self._path = path
        self._turn = threading.Lock()
        if not path.exists():
            _check_log_alone(path)
            if read_only:
                raise StorageError(f"数据文件夹 {path.parent} 里还没有数据库，请先运行 wenju ingest")
            _create(path)
        if not is_whole(path):
            raise DatabaseDamaged(f"{path} 不是完整的数据库文件，{RESTORE}")
        self._readers = _engine(path, "ro", _set_up_reader, "BEGIN")
        self._writer = None if read_only else _engine(path, "rw", _set_up_writer, "BEGIN IMMEDIATE", alone=True)
        try:
            self._check()
        except BaseException:
            self._let_go()
            raise

    @property
    def writable(self) -> bool:
        """Whether it was opened for writing."""
        return self._writer is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read within one transaction: all its queries see the same moment."""
        try:
            with self._readers.begin() as connection:
                yield connection
        except UnicodeEncodeError:  # of what was asked, not of what is kept
            raise
        except (ValueError, InvalidRequestError) as error:  # no such value, or not as many rows as there must be
            raise DatabaseDamaged(f"数据库 {self._path} 里有无法解读的内容（{error}），{RESTORE}") from error

    @contextmanager
    def writing(self, *, counted: bool = True) -> Iterator[Connection]:
        """Write within one transaction, all or nothing, on disk when the block ends; callers take turns by themselves.

        :param counted: whether what can be found may be another afterwards.
        """
        if self._writer is None:
            raise StorageError(f"数据库 {self._path} 以只读方式打开，不能写入")
        with self._turn:
            try:
                with self._writer.begin() as connection:
                    yield connection
            finally:
                self.written += counted

    def problems(self) -> tuple[str, ...]:
        """Check every page and every reference; empty when all is well. Takes seconds for each gigabyte."""
        with self.reading() as connection:
            pages = [
                str(line) for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars() if line != "ok"
            ]
            references = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return (*pages, *(f"{table} 第 {row} 行引用了不存在的 {parent}" for table, row, parent, _ in references))

    def rename(self) -> None:
        """Give it another identity: no index that was made of it, or of what it was copied from, fits it any longer."""
        with self.writing() as connection:
            name_anew(connection)

    def close(self) -> None:
        """Fold the write-ahead log into the database file and let go of it."""
        self._readers.dispose()
        if self._writer is not None:
            # Where there is no room for that, the log stays beside the file, as it does after a kill.
            with self._turn, suppress(sqlite3.OperationalError), closing(self._writer.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._let_go()

    def _check(self) -> None:
        with self.reading() as connection:
            found = _check_release(connection, self._path, self._writer is None)
            _check_pages(connection, self._path)
        if self._writer is not None and found < VERSION:
            with self._writer.begin() as connection:
                upgrade(connection, found)

    def _let_go(self) -> None:
        self._readers.dispose()
        if self._writer is not None:
            self._writer.dispose()


def path_of(location: Path | str) -> Path:
    """Give the path of a database that is named by its path or by an `sqlite:///` address.

    :raises BadSetting: an address of another kind of database.

    >>> path_of("sqlite:///data/wenju.db")
    PosixPath('data/wenju.db')
    """
    if isinstance(location, Path) or "://" not in location:
        return Path(location)
    try:
        url = make_url(location)
    except ArgumentError:
        raise BadSetting(f"数据库地址 {location} 无法识别") from None
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BadSetting(f"数据库地址 {location} 不受支持：目前只能是 sqlite:///文件路径")
    return Path(url.database)


def _create(path: Path) -> None:
    """Make an empty database under another name first: one that stands under its own name is always whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    engine = _engine(draft, "rwc", _set_up_writer, "BEGIN IMMEDIATE", alone=True)
    with engine.begin() as connection:
        create(connection)
    engine.dispose()
    os.replace(draft, path)


def is_whole(path: Path) -> bool:
    """Say whether a file begins as a database and was not cut short: SQLite would take an empty file for a new one."""
    with path.open("rb") as file:
        header = file.read(100)
    log = path.with_name(path.name + LOG)
    # A process killed while it folded the log in leaves a short file, which the log still completes.
    cut_short = path.stat().st_size < _stated_size(header) and not (log.exists() and log.stat().st_size)
    return len(header) == 100 and header.startswith(_HEADER) and not cut_short


def _check_log_alone(path: Path) -> None:
    """Refuse a log whose database is gone: SQLite would play it into the new, empty one."""
    log = path.with_name(path.name + LOG)
    if log.exists() and log.stat().st_size:
        raise DatabaseDamaged(f"数据库 {path} 不见了，只剩下它的日志 {log.name}，{RESTORE}")


def _stated_size(header: bytes) -> int:
    """Read the size that a database had when it was last written to: pages times page size, where 1 means 65,536.

    https://sqlite.org/fileformat.html#the_database_header
    """
    page = int.from_bytes(header[16:18], "big")
    return int.from_bytes(header[28:32], "big") * (65_536 if page == 1 else page)


def _check_release(connection: Connection, path: Path, read_only: bool) -> int:
    found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if read_only and OLDEST <= found < VERSION:
        raise StorageError(f"数据库 {path} 是旧版程序写的，要先以可写方式打开一次，例如运行 wenju serve")
    if not OLDEST <= found <= VERSION:
        raise StorageError(f"数据库 {path} 的格式是第 {found} 版，这个程序只认第 {OLDEST} 到 {VERSION} 版")
    return found


def _check_pages(connection: Connection, path: Path) -> None:
    """Look at every page once, and compare every index with its table: a third of a second for 340 MB.

    SQLite's quick check takes a quarter, but not the second part, and SQLite takes an index at its word: a damaged one
    would give an article under the id of another.
    """
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalars().first()
    if found != "ok":
        raise DatabaseDamaged(f"数据库 {path} 已损坏（{found}），{RESTORE}")


def _engine(path: Path, mode: str, set_up: Any, begin: str, *, alone: bool = False) -> Engine:
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    pool: dict[str, Any] = (
        {"poolclass": StaticPool}
        if alone
        else {"poolclass": QueuePool, "pool_size": _READERS, "max_overflow": -1, "pool_use_lifo": True}
    )
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(
            address, uri=True, check_same_thread=False, isolation_level=None, timeout=_BUSY_SECONDS
        ),
        json_serializer=_compact,
        **pool,
    )
    event.listen(engine, "connect", lambda connection, _: set_up(connection))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    event.listen(engine, "handle_error", partial(_name_trouble, path))
    return engine


def _set_up_writer(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")


def _set_up_reader(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute(f"PRAGMA cache_size = -{_READER_KB}")


def _name_trouble(path: Path, context: ExceptionContext) -> None:
    error = context.original_exception
    if isinstance(error, sqlite3.Error) and (trouble := database_trouble(f"数据库 {path}", path, error)):
        raise trouble from error
