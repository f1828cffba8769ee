"""A backup put in the place of a data folder's database, which is kept aside; knows no index.

At every moment the folder has a whole database, the one from before or the one from the backup: a process that is
killed here loses nothing, and the same call can be made again.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from corpus.errors import BackupUnusable, DatabaseDamaged, FolderLocked
from index.building.report import VerifyReport
from index.building.verify import verify
from index.durable import put_in_place, sync
from index.store.backup import beside, drafted, read_back
from index.store.database import DATABASE, LOG, SHARED
from index.store.lock import WriterLock
from index.store.store import Store
from index.store.trouble import file_trouble_in_words

_KEPT = ".before-restore-"
_BUSY_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, checked, and where the database from before is kept; None where there was none."""

    report: VerifyReport
    kept: Path | None


def restore(folder: Path, file: Path) -> Restored:
    """Check a backup, every article of it, and let it be the database of a folder; also where that one is damaged.

    It gets an identity of its own: whatever indexes are there are of another database, and made anew.

    :raises BackupUnusable: the backup is not whole; the folder stays as it is.
    :raises FolderLocked: another process uses the folder.
    :raises StorageError: the folder cannot be written.
    """
    database, draft = folder / DATABASE, folder / f"{DATABASE}.restoring"
    with file_trouble_in_words(f"数据文件夹 {folder}"), WriterLock(folder), drafted(draft):
        read_back(file, draft)
        report = _proved(file, draft)
        kept = _keep(database)
        for suffix in (LOG, SHARED):
            beside(database, suffix).unlink(missing_ok=True)
        put_in_place(draft, database)
    return Restored(report, kept)


def _proved(file: Path, draft: Path) -> VerifyReport:
    try:
        with closing(Store.open(draft)) as store:
            report = verify(store, None)
            store.rename()
    except DatabaseDamaged as error:
        raise BackupUnusable(f"备份 {file} 已损坏：{error.detail}") from error
    if not report.whole:
        first = f"有 {len(report.problems)} 处问题，第一处：{report.problems[0]}"
        raise BackupUnusable(f"备份 {file} {first}；现在的数据库没有动")
    return report


def _keep(database: Path) -> Path | None:
    """Give the database another name beside its own, with its log, and leave all of it as it is."""
    if not any(beside(database, suffix).exists() for suffix in ("", LOG)):
        return None
    if database.exists():
        _fold_log_in(database)
    kept = _free_name(database)
    for suffix in (LOG, ""):
        if beside(database, suffix).exists():
            _link(beside(database, suffix), beside(kept, suffix))
    sync(database.parent)
    return kept


def _fold_log_in(database: Path) -> None:
    """Make one file of a sound database and its log: the two could not be replaced in one step.

    A damaged one is not touched.

    :raises FolderLocked: another process reads from the log.
    """
    busy = False
    try:
        with closing(_opened(database, "ro")) as reader:
            (found,) = reader.execute("PRAGMA quick_check(1)").fetchone()
        if found == "ok":
            with closing(_opened(database, "rw")) as writer:
                (busy, *_) = writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.DatabaseError as error:
        busy = getattr(error, "sqlite_errorcode", None) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
    if busy:
        raise FolderLocked(f"数据库 {database} 正由另一个进程读取，请等它结束再恢复")


def _opened(database: Path, mode: str) -> sqlite3.Connection:
    address = f"{database.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=_BUSY_SECONDS)


def _free_name(database: Path) -> Path:
    moment = f"{datetime.now():%Y%m%d-%H%M%S}"
    names = (beside(database, f"{_KEPT}{moment}{f'-{number}' if number else ''}") for number in count())
    return next(name for name in names if not name.exists() and not beside(name, LOG).exists())


def _link(path: Path, other: Path) -> None:
    try:
        os.link(path, other)
    except OSError:  # a file system without hard links
        shutil.copy2(path, other)
