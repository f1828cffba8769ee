"""A full disk stops writing, in words, and nothing else; with room again everything goes on, without a new start."""

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import DiskFull
from tests.index.full_disk import ordeal
from tests.small_disk import small_disk

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("room", [0, 40_000, 300_000, 1_000_000])
def test_a_full_disk_stops_writing_not_reading_and_is_got_over(tmp_path: Path, room: int) -> None:
    with small_disk(tmp_path / "disk") as disk:
        refused = ordeal(disk.folder, lambda: disk.fill(room), disk.free)
    assert refused
    for error in refused:
        assert isinstance(error, DiskFull)
        assert "磁盘满了" in error.detail
        assert "不必重启" in error.detail or "补上" in error.detail


@pytest.mark.parametrize("room", [20_000, 300_000, 1_000_000])
def test_so_does_a_limit_on_the_size_of_files(tmp_path: Path, room: int) -> None:
    command = [sys.executable, "-m", "tests.index.full_disk", str(tmp_path), str(room)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()
    for said in done.stdout.splitlines():
        assert "写不进去" in said or "磁盘满了" in said
