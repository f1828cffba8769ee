import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import FolderLocked
from index.store.lock import WriterLock

HOLD = """
import sys
from pathlib import Path
from index.store.lock import WriterLock
lock = WriterLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_holder_is_told_who_holds_it(tmp_path: Path) -> None:
    with WriterLock(tmp_path), pytest.raises(FolderLocked, match=f"进程 {os.getpid()}"):
        WriterLock(tmp_path)


def test_it_is_free_again_after_closing(tmp_path: Path) -> None:
    WriterLock(tmp_path).close()
    WriterLock(tmp_path).close()


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(FolderLocked, match=f"进程 {holder.pid}"):
            WriterLock(tmp_path)
        holder.kill()
        holder.wait()
        WriterLock(tmp_path).close()
