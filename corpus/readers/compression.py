"""Files as byte streams, decompressed a little at a time; knows nothing of what is in them."""

import gzip
import io
import lzma
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from corpus.errors import UnreadableFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SUFFIXES = (".gz", ".xz", ".zst")
FILE_BYTES = 16 * 2**20

# One read of so few compressed bytes cannot grow past about 32 MB, however the file was made.
_ZSTD_READ = 1024


def decompressed(stream: BinaryIO, suffix: str) -> BinaryIO:
    """Read a `.gz`, `.xz` or `.zst` stream; any other suffix leaves it as it is.

    A damaged or truncated stream raises one of `damage()` from the read that meets it.
    """
    if suffix == ".gz":
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    if suffix == ".xz":
        return cast(BinaryIO, lzma.LZMAFile(stream))
    if suffix == ".zst":
        return cast(BinaryIO, io.BufferedReader(_ZstandardFile(stream), 1 << 16))
    return stream


def damage() -> tuple[type[Exception], ...]:
    """What a damaged or truncated stream raises."""
    import zstandard

    return (EOFError, gzip.BadGzipFile, zlib.error, lzma.LZMAError, zstandard.ZstdError)


def whole(stream: BinaryIO) -> bytes:
    """Read a stream of at most `FILE_BYTES` to its end.

    :raises UnreadableFile: it is longer, or damaged.
    """
    try:
        data = stream.read(FILE_BYTES + 1)
    except damage():
        raise UnreadableFile("压缩文件已损坏或不完整") from None
    if len(data) > FILE_BYTES:
        raise UnreadableFile(f"文件超过 {FILE_BYTES // 2**20} MB；大量文章请用 JSON Lines")
    return data


class _ZstandardFile(io.RawIOBase):
    """Zstandard frames in a row; unlike the library's own reader, it reports a truncated last frame."""

    def __init__(self, stream: BinaryIO) -> None:
        import zstandard

        self._stream = stream
        self._decompressor = zstandard.ZstdDecompressor()
        self._frame = self._decompressor.decompressobj()
        self._inside_frame = False
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        while not self._ready and (data := self._stream.read(_ZSTD_READ)):
            self._ready = memoryview(self._decompress(data))
        if not self._ready and self._inside_frame:
            raise EOFError("the last Zstandard frame ends early")
        target = memoryview(buffer).cast("B")
        count = min(len(target), len(self._ready))
        target[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _decompress(self, data: bytes) -> bytes:
        pieces = []
        while data:
            pieces.append(self._frame.decompress(data))
            self._inside_frame = not self._frame.eof
            data = self._frame.unused_data
            if self._frame.eof:
                self._frame = self._decompressor.decompressobj()
        return b"".join(pieces)
