"""What is done in the processes that are killed; each act is acknowledged once it has happened."""

from collections.abc import Callable, Mapping
from pathlib import Path

from index.building.restore import restore
from index.library import Library
from index.store.backup import back_up
from tests.fakes import HashEncoder
from tests.index.crash.history import ENCODER, acts

OTHER = HashEncoder(32, name="other")
DATA, BACKUP = "data", "backup"

Acknowledge = Callable[[], None]


def _write(root: Path, first: int, blocks: int, acknowledge: Acknowledge) -> None:
    with Library.open(root / DATA, ENCODER) as library:
        for block in range(first, first + blocks):
            for act in acts(block):
                act.happen(library)
                acknowledge()


def _reindex(root: Path, first: int, blocks: int, acknowledge: Acknowledge) -> None:
    with Library.open(root / DATA, OTHER, reindexing=True) as library:
        library.reindex(processes=0)
        acknowledge()


def _back_up(root: Path, first: int, blocks: int, acknowledge: Acknowledge) -> None:
    back_up(root / DATA / "wenju.db", root / BACKUP)
    acknowledge()


def _restore(root: Path, first: int, blocks: int, acknowledge: Acknowledge) -> None:
    restore(root / DATA, root / BACKUP)
    acknowledge()


JOBS: Mapping[str, Callable[[Path, int, int, Acknowledge], None]] = {
    "write": _write,
    "reindex": _reindex,
    "backup": _back_up,
    "restore": _restore,
}
