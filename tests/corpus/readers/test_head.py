import io
from typing import TYPE_CHECKING

import pytest

from corpus.readers.head import HEAD_BYTES, with_head

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Dripping(io.RawIOBase):
    """A stream that gives three bytes at a time, and after the last of them an error where one is set."""

    def __init__(self, data: bytes, error: Exception | None = None) -> None:
        self._data = io.BytesIO(data)
        self._error = error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        count = self._data.readinto(memoryview(buffer).cast("B")[:3])
        if not count and self._error:
            raise self._error
        return count


@pytest.mark.parametrize("length", [0, 10, HEAD_BYTES, 2 * HEAD_BYTES + 1])
def test_the_head_is_seen_whole_and_nothing_is_taken(length: int) -> None:
    data = bytes(range(256)) * (length // 256 + 1)
    stream = with_head(Dripping(data[:length]))  # type: ignore[arg-type]
    assert stream.peek() == data[: min(length, HEAD_BYTES)]
    assert stream.read() == data[:length]


def test_an_error_waits_for_what_came_before_it() -> None:
    stream = with_head(Dripping(b"one\ntwo\nthr", EOFError("cut")))  # type: ignore[arg-type]
    assert stream.peek().startswith(b"one")
    assert [stream.readline(), stream.readline()] == [b"one\n", b"two\n"]
    with pytest.raises(EOFError, match="cut"):
        stream.read()


def test_an_error_at_the_start_is_met_at_once() -> None:
    with pytest.raises(EOFError, match="cut"):
        with_head(Dripping(b"", EOFError("cut"))).peek()  # type: ignore[arg-type]
