"""How much of the files was read, at every article on the way."""

import gzip
import io
import json
import lzma
from pathlib import Path

import pytest

from corpus.readers.files import Meter, read


def news(count: int) -> bytes:
    return b"".join(
        json.dumps({"id": f"a{n}", "text": f"第{n}座桥通车，长{n**5}米。"}).encode() + b"\n" for n in range(count)
    )


@pytest.mark.parametrize(("suffix", "packed"), [("", bytes), (".gz", gzip.compress), (".xz", lzma.compress)])
def test_the_share_grows_with_what_is_read_and_is_whole_at_the_end(tmp_path: Path, suffix: str, packed: object) -> None:
    assert callable(packed)
    (tmp_path / f"news.jsonl{suffix}").write_bytes(packed(news(60_000)))
    meter = Meter()
    shares = [meter.share or 0.0 for _ in read([tmp_path], meter=meter)]
    assert shares == sorted(shares)
    assert shares[0] < 0.3
    assert abs(shares[30_000] - 0.5) < 0.2
    assert meter.share == 1.0


def test_every_file_counts_and_so_does_one_that_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x" * 3000)
    (tmp_path / "b.md").write_text("大桥今天通车。" * 10, encoding="utf-8")
    alone = tmp_path / "b.md"
    meter = Meter()
    items = read([tmp_path, alone], meter=meter)
    assert meter.share == 0.0
    next(items)
    assert (meter.share or 0.0) < 0.9  # as far as was looked to see what it is
    next(items)
    assert 0.8 < (meter.share or 0.0) < 1.0
    assert len(list(items)) == 1
    assert meter.share == 1.0


def test_nobody_knows_how_long_standard_input_is(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_bytes(news(2))
    meter = Meter()
    assert len(list(read([tmp_path, Path("-")], io.BytesIO(news(3)), meter=meter))) == 5
    assert meter.share is None
