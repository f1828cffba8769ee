"""Derived files that are whole or not there: checksummed, swapped in one step; knows nothing of what they hold.

    <folder>/CURRENT                 name of the snapshot in use, and the SHA-256 of its manifest
    <folder>/<name>/manifest.json    what it was made of, and size and SHA-256 of every file
    <folder>/<name>/...              the files
    <folder>/new-*/                  a snapshot being written; what a killed process left of one is swept away

What fails the check is never served; whoever opened the snapshot builds it anew from the database.
"""

import hashlib
import json
import shutil
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import SnapshotDamaged
from index.durable import put_in_place, sync

FORMAT = 4
_CURRENT, _MANIFEST, _DRAFT = "CURRENT", "manifest.json", "new-"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a snapshot was made of; another origin makes it useless."""

    database: str
    generation: int
    encoder: str
    dimension: int
    segmenter: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A checked snapshot: its folder with its files, the last change that it has seen, how many passages it has."""

    folder: Path
    files: tuple[Path, ...]
    sequence: int
    count: int


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    size: int
    sha256: str


class Snapshots:
    """The snapshots of one index in a folder: at most one in use."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._hashes: dict[tuple[int, int, int], str] = {}

    def open(self, origin: Origin) -> Snapshot | None:
        """Check the snapshot in use, every byte of it; None where there is none.

        :raises SnapshotDamaged: a file differs from the manifest, or it was made of something else.
        """
        current = self.folder / _CURRENT
        if not current.exists():
            return None
        try:
            name, digest = current.read_text("ascii").split(" ")
            manifest = (self.folder / name / _MANIFEST).read_bytes()
            if hashlib.sha256(manifest).hexdigest() != digest:
                raise SnapshotDamaged(f"快照 {self.folder / name} 的清单与校验和不符")
            return self._checked(self.folder / name, json.loads(manifest), origin)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SnapshotDamaged(f"快照 {self.folder} 不完整：{error}") from error

    def publish(self, origin: Origin, sequence: int, count: int, fill: Callable[[Path], None]) -> Snapshot:
        """Make a snapshot of the files that `fill` puts into the folder it is given, and put it to use."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{sequence}-{uuid.uuid4().hex[:8]}"
        draft = self.folder / f"{_DRAFT}{name}"
        draft.mkdir()
        fill(draft)
        files = [self._file(path) for path in sorted(draft.iterdir())]
        stated = {"format": FORMAT, "origin": asdict(origin), "sequence": sequence, "count": count}
        manifest = json.dumps({**stated, "files": [asdict(file) for file in files]}, indent=1).encode()
        _write(draft / _MANIFEST, manifest)
        for path in draft.iterdir():
            sync(path)
        sync(draft)
        previous = self.in_use()
        folder = draft.rename(self.folder / name)
        pointer = self.folder / f"{_DRAFT}{_CURRENT}"
        _write(pointer, f"{name} {hashlib.sha256(manifest).hexdigest()}".encode())
        put_in_place(pointer, self.folder / _CURRENT)
        self.sweep(previous)
        return Snapshot(folder, tuple(folder / file.name for file in files), sequence, count)

    def sweep(self, spared: str = "") -> None:
        """Delete all snapshots but the one in use and one to spare, which another process may be opening."""
        keep = {self.in_use(), spared}
        for path in self.folder.glob("*"):
            if path.is_dir() and path.name not in keep:
                shutil.rmtree(path, ignore_errors=True)

    def withdraw(self) -> None:
        """Put none to use."""
        current = self.folder / _CURRENT
        if current.exists():
            current.unlink()
            sync(self.folder)

    def in_use(self) -> str:
        """Give the name of the snapshot in use, "" where there is none."""
        current = self.folder / _CURRENT
        return (current.read_text("ascii", "replace").split() or [""])[0] if current.exists() else ""

    def _checked(self, folder: Path, manifest: dict[str, Any], origin: Origin) -> Snapshot:
        if manifest["format"] != FORMAT or manifest["origin"] != asdict(origin):
            raise SnapshotDamaged(f"快照 {folder} 由别的数据、编码器或分词器生成")
        files = [_File(**stated) for stated in manifest["files"]]
        for file in files:
            if self._file(folder / file.name) != file:
                raise SnapshotDamaged(f"快照文件 {folder / file.name} 与校验和不符")
        paths = tuple(folder / file.name for file in files)
        return Snapshot(folder, paths, int(manifest["sequence"]), int(manifest["count"]))

    def _file(self, path: Path) -> _File:
        """Hash a file; one that was hashed before and linked since is not read again."""
        stat = path.stat()
        key = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
        if key not in self._hashes:
            with path.open("rb") as file:
                self._hashes[key] = hashlib.file_digest(file, "sha256").hexdigest()
        return _File(path.name, stat.st_size, self._hashes[key])


def _write(path: Path, content: bytes) -> None:
    """Write a new file: writing into an old one would change every snapshot that is linked to it."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)
