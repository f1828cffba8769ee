"""A stream whose beginning can be seen before it is read; knows nothing of what is in it."""

import io
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES = 1 << 16


def with_head(stream: BinaryIO) -> io.BufferedReader:
    """Let the first `HEAD_BYTES` of a stream, or all of a shorter one, be seen by `peek()` before any are read.

    >>> stream = with_head(io.BytesIO("大桥通车".encode()))
    >>> stream.peek().decode(), stream.read().decode()
    ('大桥通车', '大桥通车')
    """
    return io.BufferedReader(_Filled(stream), HEAD_BYTES)


class _Filled(io.RawIOBase):
    """Fills the first buffer that is given to it; a pipe alone would give what one write has put into it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = cast(io.BufferedIOBase, stream)
        self._first = True
        self._error: Exception | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: "WriteableBuffer") -> int:
        if self._error:
            raise self._error
        target = memoryview(buffer).cast("B")
        if not self._first:
            return self._stream.readinto(target)
        self._first = False
        return self._fill(target)

    def _fill(self, target: memoryview) -> int:
        """Read until the target is full; an error that comes after some bytes waits until those are read."""
        count = 0
        try:
            while count < len(target) and (got := self._stream.readinto(target[count:])):
                count += got
        except Exception as error:
            if not count:
                raise
            self._error = error
        return count
