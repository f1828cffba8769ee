"""A disk of a few megabytes, really full when it is; needs the right to mount, and a test without it is skipped."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MEGABYTE = 1_000_000


class SmallDisk:
    """A mounted folder that can be filled up to the last byte."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self, room: int) -> None:
        """Leave so many bytes, to the next block."""
        disk = os.statvfs(self.folder)
        with self._filler.open("wb") as file:
            file.write(b"\xa5" * max(0, disk.f_bavail * disk.f_frsize - room))

    def free(self) -> None:
        """Give the room back."""
        self._filler.unlink()


@contextmanager
def small_disk(folder: Path, size: int = 16 * MEGABYTE) -> Iterator[SmallDisk]:
    """Mount a small disk, for as long as the block runs; skip the test where that is not allowed."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        pytest.skip(f"no mount here: {error}")
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted: {done.stderr.strip()}")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
