"""Files made to fill the memory or the time of who reads them, each read in a process of its own."""

import gzip
import io
import json
import lzma
import os
import random
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import zstandard

from corpus.article import Rejection
from corpus.readers.files import read_bytes

SECONDS, MEGABYTES = 2, 300
GIGABYTE = 2**30
PAGE = "大桥通车了\n大桥今天上午建成通车，全长三公里。".encode()

Make = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of reading in another process: the reasons for refusal, what reading took, and the peak memory."""

    articles: int
    reasons: tuple[str, ...]
    seconds: float
    megabytes: float


def outcome_of(path: Path, stdin: bytes = b"") -> Outcome:
    command = [sys.executable, "-m", "tests.corpus.readers.reading", str(path)]
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=60, check=True)
    found = json.loads(done.stdout)
    reasons = tuple(rejection["reason"] for rejection in found["rejections"])
    return Outcome(found["articles"], reasons, found["seconds"], found["megabytes"])


def zipped(path: Path, *files: tuple[str | zipfile.ZipInfo, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros.jsonl", "w") as member:
        for _ in range(200):
            member.write(bytes(2**20))


def zip_bomb_of_many(path: Path) -> None:
    """No member is out of the ordinary, and nothing in the list of them is a lie."""
    zipped(path, *((f"{number}.jsonl", b"a" * 2**20) for number in range(200)))


def zip_bomb_that_lies(path: Path) -> None:
    zip_bomb(path)
    data = path.read_bytes()
    size = (200 * 2**20).to_bytes(4, "little")
    path.write_bytes(data.replace(size, (1000).to_bytes(4, "little")))


def zip_of_shared_bytes(path: Path) -> None:
    """A thousand members that all stand for the same compressed bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0000.jsonl", b"a" * 2**24)
        info = archive.infolist()[0]
        for number in range(1, 1000):
            other = zipfile.ZipInfo(f"{number:04}.jsonl")
            for field in ("CRC", "compress_size", "file_size", "header_offset", "compress_type", "flag_bits"):
                setattr(other, field, getattr(info, field))
            archive.filelist.append(other)
    path.write_bytes(whole.getvalue())


def zip_in_zip(path: Path) -> None:
    inner = path.with_name("inner")
    zip_bomb(inner)
    zipped(path, ("inner.zip", inner.read_bytes()), ("inner.txt", inner.read_bytes()))


def zip_of_many_members(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for number in range(65_000):
            archive.writestr(f"{number}.txt", b"")


def zip_that_leads_out(path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    zipped(path, ("../page.txt", PAGE), ("/etc/page.txt", PAGE), ("C:/page.txt", PAGE), (link, b"/etc/passwd"))


def zip_with_a_password(path: Path) -> None:
    zipped(path, ("page.txt", PAGE))
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))


def yaml_bomb() -> bytes:
    """Ten levels of names, each ten times the one before."""
    levels = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    levels += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(["---", *levels, "title: *a9", "---", "文。"]).encode()


def cut_zip(path: Path) -> None:
    zipped(path, ("page.txt", PAGE))
    path.write_bytes(path.read_bytes()[:-30])


def bomb_of(compress: Callable[[bytes], bytes], letter: bytes) -> Make:
    """Two gigabytes of one letter."""

    def make(path: Path) -> None:
        path.write_bytes(compress(letter * 2**24) * 128)

    return make


def holding(start: bytes, size: int) -> Make:
    """A file whose rest is a hole, which takes no room on disk."""

    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.write(start)
            file.truncate(size)

    return make


def of(data: bytes) -> Make:
    return lambda path: [path.write_bytes(data)].clear()


HOSTILE: dict[str, tuple[str, Make, str]] = {
    "zip bomb": ("a.zip", zip_bomb, "又超过压缩前的 200 倍"),
    "zip bomb of many members": ("a.zip", zip_bomb_of_many, "又超过压缩前的 200 倍"),
    "zip bomb that lies of its size": ("a.zip", zip_bomb_that_lies, "已损坏"),
    "zip whose members share their bytes": ("a.zip", zip_of_shared_bytes, "又超过压缩前的 200 倍"),
    "zip in a zip": ("a.zip", zip_in_zip, "压缩包里的压缩包"),
    "zip of 65,000 members": ("a.zip", zip_of_many_members, "有 65000 个文件，超过上限"),
    "zip that leads out": ("a.zip", zip_that_leads_out, "指向压缩包之外"),
    "zip with a password": ("a.zip", zip_with_a_password, "有密码"),
    "cut zip": ("a.zip", cut_zip, "已损坏或不完整"),
    "gz bomb": ("a.jsonl.gz", bomb_of(gzip.compress, b"a"), "又超过压缩前的 200 倍"),
    "xz bomb": ("a.jsonl.xz", bomb_of(partial(lzma.compress, preset=0), b"a"), "又超过压缩前的 200 倍"),
    "zst bomb": ("a.jsonl.zst", bomb_of(zstandard.ZstdCompressor().compress, b"a"), "又超过压缩前的 200 倍"),
    "xz bomb of zeros": ("a.jsonl.xz", bomb_of(partial(lzma.compress, preset=0), b"\0"), "超过 16 MB"),
    "gz bomb as a page": ("a.txt.gz", bomb_of(gzip.compress, b"a"), "超过 16 MB"),
    "bomb in a bomb": ("a.txt.gz", bomb_of(lambda data: gzip.compress(gzip.compress(data)), b"a"), "gzip 压缩文件"),
    "100 MB of text": ("a.txt", of("大桥今天上午通车。\n".encode() * 3_745_000), "超过 16 MB"),
    "16 MB of line breaks": ("a.txt", of(b"\n" * (2**24 - 1)), "超过上限 1000000 字"),
    "16 MB of noise": ("a.txt", of(random.Random(7).randbytes(2**24)), "二进制数据"),
    "a line of 1 GB": ("a.jsonl", holding(b'{"text": "' + b"a" * 100_000, GIGABYTE), "有一行超过 256 MB"),
    "1 GB of zeros": ("a.jsonl", holding(b"", GIGABYTE), "超过 16 MB"),
    "deep JSON": ("a.json", of(b'{"a":' * 3_000_000), "超过 200000 个"),
    "deep JSON of few levels": ("a.jsonl", of(b"[" * 100_000), "嵌套过深"),
    "wide JSON": ("a.json", of(b"[" + b"{}," * 5_000_000 + b"{}]"), "超过 200000 个"),
    "a number of many digits": ("a.jsonl", of(b'{"text": ' + b"9" * 15_000_000 + b"}"), "数字过长"),
    "YAML that grows": ("a.md", of(yaml_bomb()), "“title” 应是文字"),
    "a picture as text": ("a.txt", of(b"\x89PNG\r\n\x1a\n" + bytes(2**20)), "图片（PNG）"),
    "a pipe": ("a.jsonl", os.mkfifo, "不是普通文件"),
    "a device": ("a.jsonl", lambda path: path.symlink_to("/dev/zero"), "不是普通文件"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "make", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_it_is_refused_with_its_reason_in_little_time_and_memory(
    tmp_path: Path, name: str, make: Make, reason: str
) -> None:
    make(tmp_path / name)
    outcome = outcome_of(tmp_path / name)
    assert outcome.articles == 0
    assert reason in " ".join(outcome.reasons)
    assert outcome.seconds < SECONDS
    assert outcome.megabytes < MEGABYTES


@pytest.mark.slow
def test_standard_input_is_no_way_around(tmp_path: Path) -> None:
    zip_bomb(tmp_path / "a.zip")
    outcome = outcome_of(Path("-"), (tmp_path / "a.zip").read_bytes())
    assert "又超过压缩前的 200 倍" in outcome.reasons[0]
    assert outcome.megabytes < MEGABYTES


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json", "a.jsonl", "a.zip", "a.jsonl.gz", "a.txt.xz", "a.txt.zst"])
def test_an_empty_file_of_any_format_has_a_reason(name: str) -> None:
    [rejection] = read_bytes(name, b"")
    assert isinstance(rejection, Rejection)
    assert rejection.reason
