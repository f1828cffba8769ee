"""The derived files of a library, put on disk however little there is, and found again."""

from pathlib import Path

from index.library import Library


def publish(library: Library) -> None:
    """Put every index on disk that is behind; the library itself waits until it is worth it."""
    assert library._indexes is not None
    for index in library._indexes._all:
        if index.lag:
            index.publish()


def index_files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "index").rglob("*") if path.is_file())
