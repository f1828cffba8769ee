"""Files as byte streams, decompressed a little at a time; knows nothing of what is in them."""

import gzip
import io
import lzma
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from corpus.errors import UnreadableFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SUFFIXES = (".gz", ".xz", ".zst")
FILE_BYTES = 16 * 2**20

# Text packs to a twentieth at the very best, zeros to a thousandth (gzip) or a ten-thousandth (xz, zst). What grows
# past both figures is made to fill the memory or the time of who reads it.
GROWTH = 200
GROWTH_BYTES = 64 * 2**20

# One read of so few compressed bytes cannot grow past about 32 MB, however the file was made.
_ZSTD_READ = 1024


def decompressed(stream: BinaryIO, suffix: str) -> BinaryIO:
    """Read a `.gz`, `.xz` or `.zst` stream; any other suffix leaves it as it is.

    A damaged or truncated stream raises one of `damage()` from the read that meets it, and one that grows as no text
    does raises UnreadableFile.
    """
    if suffix not in SUFFIXES:
        return stream
    packed = _Counted(stream)
    return cast(BinaryIO, io.BufferedReader(_Unpacked(packed, _opened(packed, suffix)), 1 << 16))


def _opened(packed: "_Counted", suffix: str) -> io.RawIOBase | io.BufferedIOBase:
    if suffix == ".gz":
        return gzip.GzipFile(fileobj=packed)
    return lzma.LZMAFile(cast(BinaryIO, packed)) if suffix == ".xz" else _ZstandardFile(cast(BinaryIO, packed))


def check_growth(packed: int, unpacked: int) -> None:
    """:raises UnreadableFile: so many packed bytes gave more unpacked ones than any text would."""
    if unpacked > max(GROWTH_BYTES, GROWTH * packed):
        raise UnreadableFile(
            f"解压后超过 {GROWTH_BYTES // 2**20} MB，又超过压缩前的 {GROWTH} 倍，不会是文章，不再读下去"
        )


def damage() -> tuple[type[Exception], ...]:
    """What a damaged or truncated stream raises."""
    import zstandard

    return (EOFError, gzip.BadGzipFile, zlib.error, lzma.LZMAError, zstandard.ZstdError, zipfile.BadZipFile)


def whole(stream: BinaryIO, advice: str = "大量文章请用 JSON Lines") -> bytes:
    """Read a stream of at most `FILE_BYTES` to its end; `advice` says what to do with a longer one.

    :raises UnreadableFile: it is longer, or damaged.
    """
    try:
        data = stream.read(FILE_BYTES + 1)
    except damage():
        raise UnreadableFile("压缩文件已损坏或不完整") from None
    if len(data) > FILE_BYTES:
        raise UnreadableFile(f"文件超过 {FILE_BYTES // 2**20} MB；{advice}")
    return data


class _Counted(io.RawIOBase):
    """A stream that counts the bytes taken from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self.taken += len(data)
        return data


class _Unpacked(io.RawIOBase):
    """What a packed stream gives, for as long as it grows as text may grow."""

    def __init__(self, packed: _Counted, stream: io.RawIOBase | io.BufferedIOBase) -> None:
        self._packed = packed
        self._stream = stream
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        count = self._stream.readinto(buffer) or 0
        self._given += count
        check_growth(self._packed.taken, self._given)
        return count


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
