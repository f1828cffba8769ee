"""What is done on a disk that is full and then is not: each act fails in words or is done, and is done the second time.

Run by itself, as a program with a folder and a number of bytes, it forbids itself files longer than that.
"""

import resource
import signal
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import StorageError
from index.library import Library
from index.store.backup import back_up
from index.store.store import Store
from index.store.stored import KeptTurn
from tests.fakes import HashEncoder
from tests.index.articles import ALL, numbered
from tests.index.snapshots import publish

ENCODER = HashEncoder()
MANY = 400
LONG = "答" * 200_000


def ordeal(root: Path, fill: Callable[[], None], free: Callable[[], None]) -> list[StorageError]:
    """Do everything on a full disk, then with room again in the same process; give what was refused on the full one."""
    data, backup = root / "data", root / "backup"
    with Library.open(data, ENCODER) as library:
        library.ingest(ALL)
        publish(library)

        def ingest() -> None:
            for first in range(0, MANY, 50):
                library.ingest(numbered(50, first), processes=0)

        def keep() -> None:
            library.conversations.begin("c", KeptTurn("问", LONG, datetime.now(UTC)))

        def back_up_here() -> None:
            back_up(data / "wenju.db", backup)

        fill()
        refused = [error for act in (ingest, keep, back_up_here) if (error := _refusal(act))]
        with suppress(OSError, ValueError, RuntimeError):  # as `Indexes.publish` takes it: the next start is slower
            publish(library)
        found = library.retriever.search("大桥全长", 1)
        assert found[0].passage.document_id == "bridge"
        assert library.count() <= len(ALL) + MANY
        assert (
            not library.conversations.latest("c", 1) or len(library.conversations.latest("c", 1)[0].answer) == 200_000
        )
        assert not list(root.glob("backup*")) or backup.exists()
        free()
        ingest()
        library.conversations.remove("c")
        keep()
        back_up_here()
        publish(library)
        assert library.count() == len(ALL) + MANY
        assert library.verify().problems == ()
    with Library.open(data, ENCODER) as library:
        assert library.retriever.search("第77号通报", 1)[0].passage.document_id == "n00077"
        assert library.verify().problems == ()
    with closing(Store.open(backup, read_only=True)) as store:
        assert store.count() == len(ALL) + MANY
    return refused


def _refusal(act: Callable[[], None]) -> StorageError | None:
    try:
        act()
    except StorageError as error:
        return error
    return None


def main() -> None:
    """Do it with short files only."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    room = int(sys.argv[2])

    def limit(size: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    for error in ordeal(Path(sys.argv[1]), lambda: limit(room), lambda: limit(resource.RLIM_INFINITY)):
        print(f"{error.title}：{error.detail}")  # noqa: T201


if __name__ == "__main__":
    main()
