import gzip
import io
import lzma
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from corpus.readers.compression import FILE_BYTES, damage, decompressed, whole

Compress = Callable[[bytes], bytes]
COMPRESS: dict[str, Compress] = {
    ".gz": gzip.compress,
    ".xz": lzma.compress,
    ".zst": lambda data: zstandard.ZstdCompressor().compress(data),
}
EACH = pytest.mark.parametrize(("suffix", "compress"), COMPRESS.items(), ids=COMPRESS)


@EACH
def test_what_was_compressed_comes_back(suffix: str, compress: Compress) -> None:
    @given(st.lists(st.binary(max_size=2_000), min_size=1, max_size=3))
    def check(pieces: list[bytes]) -> None:
        stream = io.BytesIO(b"".join(map(compress, pieces)))
        assert decompressed(stream, suffix).read() == b"".join(pieces)

    check()


@EACH
def test_lines_before_a_cut_are_read_and_the_cut_reported(suffix: str, compress: Compress) -> None:
    lines = [f"{number} 大桥通车\n".encode() for number in range(50_000)]
    packed = compress(b"".join(lines))
    stream = decompressed(io.BytesIO(packed[: len(packed) // 2]), suffix)
    read: list[bytes] = []
    with pytest.raises(damage()):
        read.extend(iter(stream.readline, b""))
    assert read == lines[: len(read)]
    assert read


@EACH
def test_a_stream_cut_right_before_its_end_is_reported(suffix: str, compress: Compress) -> None:
    with pytest.raises(damage()):
        decompressed(io.BytesIO(compress(b"bridge" * 100)[:-1]), suffix).read()


@EACH
def test_what_is_not_compressed_is_reported(suffix: str, compress: Compress) -> None:
    with pytest.raises(damage()):
        decompressed(io.BytesIO(b"bridge" * 100), suffix).read()


@EACH
def test_a_bomb_is_not_unpacked(suffix: str, compress: Compress) -> None:
    bomb = compress(b"\0" * (4 * FILE_BYTES))
    with pytest.raises(UnreadableFile, match="超过 16 MB"):
        whole(decompressed(io.BytesIO(bomb), suffix))


def test_other_suffixes_are_read_as_they_are() -> None:
    assert whole(decompressed(io.BytesIO(b"bridge"), ".txt")) == b"bridge"
