"""How far the reading of files is, in bytes as they lie on the disk; knows no format."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class Meter:
    """Counts the bytes that were read of those expected: of a compressed file the compressed ones.

    >>> Meter().share is None
    True
    """

    def __init__(self) -> None:
        self._expected: int | None = None
        self._done = 0
        self._open: BinaryIO | None = None

    def expect(self, files: Iterable[Path]) -> None:
        """Begin to count; a file whose size nobody can tell counts as empty, for it will not be read either."""
        self._expected = sum(map(_size, files))

    @contextmanager
    def over(self, stream: BinaryIO) -> Iterator[None]:
        """Count along while a file is read; afterwards it counts whole, read or refused."""
        size = os.fstat(stream.fileno()).st_size
        self._open = stream
        try:
            yield
        finally:
            self._open = None
            self._done += size

    @property
    def share(self) -> float | None:
        """The share read so far, 0..1; None where nothing was expected."""
        if not self._expected:
            return None
        reading = self._open.tell() if self._open is not None and not self._open.closed else 0
        return min(1.0, (self._done + reading) / self._expected)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
