"""Each index with its snapshots: opened whole or begun anew, changed, committed, published; knows no database.

All are used alike: `apply` changes, then `commit(sequence)`, which makes them visible, then at times `publish`.
"""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar, Generic, Protocol, Self, TypeVar

from corpus.errors import SnapshotDamaged
from index.derived.dense import DenseIndex
from index.derived.reprints import ReprintIndex
from index.derived.snapshot import Origin, Snapshot, Snapshots
from index.derived.tokens import TokenIndex
from index.entry import Entry

_log = logging.getLogger(__name__)


class Derived(ABC):
    """An index made of the database: `sequence` is the last change it shows, `published` the last on disk.

    `worth` is the number of changes that it takes about a third of a second to replay: with fewer to come, a snapshot
    is not worth its writing.
    """

    worth: ClassVar[int]

    def __init__(self, folder: Path, origin: Origin, last: int) -> None:
        self.name = folder.name
        self.sequence = 0
        self.published = 0
        self._origin = origin
        self._snapshots = Snapshots(folder)
        try:
            snapshot = self._snapshots.open(origin)
            if snapshot is not None:
                self._accept(snapshot, last)
        except (SnapshotDamaged, OSError, ValueError, RuntimeError) as error:  # the last two: tantivy's and faiss's
            _log.warning("%s 索引不能用，从数据库重建：%s", self.name, error)
            self._reset()

    def commit(self, sequence: int) -> None:
        """Show what was applied; `sequence` is the last change in it."""
        self._show()
        self.sequence = sequence

    @property
    def lag(self) -> int:
        """How many changes the snapshot on disk is behind what is shown."""
        return self.sequence - self.published

    def publish(self) -> None:
        """Put what is shown on disk."""
        self._snapshots.publish(self._origin, self.sequence, len(self), self._fill)
        self.published = self.sequence

    def sweep(self) -> None:
        """Delete the snapshots that are not in use, whole or half-written; one that was refused is not in use.

        One that is newer than the database must go at once: when more was taken in, it would no longer show.
        """
        if not self.published:
            self._snapshots.withdraw()
        self._snapshots.sweep()

    def damage(self) -> str | None:
        """Read the snapshot in use once more, every byte of it, and say what is wrong with it."""
        while True:
            looked_at = self._snapshots.in_use()
            try:
                Snapshots(self._snapshots.folder).open(self._origin)
                return None
            except SnapshotDamaged as error:
                if self._snapshots.in_use() == looked_at:  # or else another process put a new one in its place
                    return error.detail

    def _accept(self, snapshot: Snapshot, last: int) -> None:
        if snapshot.sequence > last:
            raise SnapshotDamaged(f"快照 {snapshot.folder} 比数据库新：数据库是从较早的备份恢复的")
        self._load(snapshot)
        if len(self) != snapshot.count:
            raise SnapshotDamaged(f"快照 {snapshot.folder} 应有 {snapshot.count} 段，实有 {len(self)} 段")
        self.sequence = self.published = snapshot.sequence

    @abstractmethod
    def __len__(self) -> int:
        """Count the passages that are shown."""

    @abstractmethod
    def apply(self, removed: Collection[int], added: Sequence[Entry]) -> None:
        """Take out documents, by row, then put in articles."""

    @abstractmethod
    def discard(self) -> None:
        """Forget what was applied and not committed."""

    @abstractmethod
    def _load(self, snapshot: Snapshot) -> None: ...

    @abstractmethod
    def _reset(self) -> None: ...

    @abstractmethod
    def _show(self) -> None: ...

    @abstractmethod
    def _fill(self, folder: Path) -> None: ...


class Unchanging(Protocol):
    """An index that is never changed in place."""

    def __len__(self) -> int:
        """Count the passages."""
        ...

    def changed(self, removed: Collection[int], added: Sequence[Entry]) -> Self:
        """Give the index without some documents, and with some articles."""
        ...

    def write(self, folder: Path) -> None:
        """Write it into an empty folder."""
        ...


Kept = TypeVar("Kept", bound=Unchanging)


class _Waiting(Derived, Generic[Kept]):
    """An index that takes its changes all at once: what is applied waits until it is committed."""

    def __init__(self, folder: Path, origin: Origin, last: int, empty: Kept, read: Callable[[Path], Kept]) -> None:
        self.index = empty
        self._empty, self._read = empty, read
        self._removed: set[int] = set()
        self._added: list[Entry] = []
        super().__init__(folder, origin, last)

    def __len__(self) -> int:
        return len(self.index)

    def apply(self, removed: Collection[int], added: Sequence[Entry]) -> None:
        """Take out documents, by row, then put in articles."""
        gone = frozenset(removed)
        self._removed |= gone
        self._added = [entry for entry in self._added if entry.document not in gone] if gone else self._added
        # The words of many articles would take more room than all that is waited for.
        self._added.extend(replace(entry, terms=()) for entry in added)

    def discard(self) -> None:
        """Forget what was applied and not committed."""
        self._removed, self._added = set(), []

    def _load(self, snapshot: Snapshot) -> None:
        self.index = self._read(snapshot.folder)

    def _reset(self) -> None:
        self.index = self._empty

    def _show(self) -> None:
        self.index = self.index.changed(self._removed, self._added)
        self.discard()

    def _fill(self, folder: Path) -> None:
        self.index.write(folder)


class DerivedDense(_Waiting[DenseIndex]):
    """The dense index."""

    worth = 2_000

    def __init__(self, folder: Path, origin: Origin, last: int) -> None:
        read = partial(DenseIndex.read, dimension=origin.dimension)
        super().__init__(folder, origin, last, DenseIndex(origin.dimension), read)


class DerivedTokens(_Waiting[TokenIndex]):
    """The tokens of the passages."""

    worth = 400

    def __init__(self, folder: Path, origin: Origin, last: int) -> None:
        super().__init__(folder, origin, last, TokenIndex(), TokenIndex.read)


class DerivedReprints(_Waiting[ReprintIndex]):
    """Which articles print the same story; it counts articles, each by its first passage."""

    worth = 500

    def __init__(self, folder: Path, origin: Origin, last: int) -> None:
        super().__init__(folder, origin, last, ReprintIndex(), ReprintIndex.read)
