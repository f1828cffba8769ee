"""The lexical index with its snapshots, in a work folder of this process that links to theirs; knows no database."""

import os
import shutil
import uuid
from collections.abc import Collection, Sequence
from pathlib import Path

from index.derived.derived import Derived
from index.derived.lexical import LexicalIndex
from index.derived.snapshot import Origin, Snapshot
from index.entry import Entry

# A thread of tantivy's that looks for changes may put a lock into a folder while it is deleted.
_TRIES = 3
_TANTIVY_LOCKS = frozenset({".tantivy-meta.lock", ".tantivy-writer.lock"})


class DerivedLexical(Derived):
    """The lexical index, which lives in a work folder of this process: its files are links to those of the snapshot.

    tantivy never changes a file that it has written, so a snapshot costs links, not copies.
    """

    worth = 200

    def __init__(self, folder: Path, origin: Origin, last: int) -> None:
        self._works = folder.parent / "work"
        self._begin_anew()
        super().__init__(folder, origin, last)

    def __len__(self) -> int:
        return len(self.searcher)

    def apply(self, removed: Collection[int], added: Sequence[Entry]) -> None:
        """Take out documents, by row, then put in articles."""
        self._index.remove(removed)
        self._index.add(added)

    def discard(self) -> None:
        """Forget what was applied and not committed."""
        self._index.discard()

    def sweep_work(self) -> None:
        """Delete the work folders of processes that were killed."""
        for path in self._works.glob("*-*"):
            if not _runs(path.name.split("-")[0]):
                shutil.rmtree(path, ignore_errors=True)

    def close(self) -> None:
        """Delete the work folder; what is open of it stays readable."""
        for _ in range(_TRIES):
            if self._work.exists():
                shutil.rmtree(self._work, ignore_errors=True)

    def _load(self, snapshot: Snapshot) -> None:
        self.close()
        self._begin_anew(snapshot.files)

    def _reset(self) -> None:
        self.close()
        self._begin_anew()

    def _begin_anew(self, files: Collection[Path] = ()) -> None:
        """Open an index of some files in a work folder of a new name, since the former may not be gone yet."""
        self._work = self._works / f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._work.mkdir(parents=True)
        for path in files:
            _link(path, self._work / path.name)
        self._index = LexicalIndex(self._work)
        self.searcher = self._index.searcher()

    def _show(self) -> None:
        self.searcher = self._index.commit()

    def _fill(self, folder: Path) -> None:
        self._index.settle()
        self.searcher = self._index.searcher()
        for path in self._work.iterdir():
            if path.name not in _TANTIVY_LOCKS:
                _link(path, folder / path.name)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)


def _runs(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
