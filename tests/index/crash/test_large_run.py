"""A process that has others prepare for it is killed; what it acknowledged is there, and none of them lives on."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.library import Library
from tests.fakes import HashEncoder
from tests.index.articles import numbered

ONE_LARGE_RUN = """
import sys
from multiprocessing import active_children
from pathlib import Path

from index.library import Library
from tests.fakes import HashEncoder
from tests.index.articles import numbered

def told(report):
    print(report.read, *(child.pid for child in active_children()), flush=True)

if __name__ == "__main__":
    with Library.open(Path(sys.argv[1]), HashEncoder()) as library:
        print("open", flush=True)
        library.ingest(numbered(20_000), told, processes=2)
"""


def killed(script: str, *arguments: str, told: int, seconds: float) -> list[str]:
    """Run a script, kill it so many seconds after it told so many lines, and give all its lines."""
    with subprocess.Popen([sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        first = [child.stdout.readline().rstrip() for _ in range(told)]
        time.sleep(seconds)
        child.kill()
        return [*first, *child.stdout.read().splitlines()]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_large_run_is_gone_on_with_and_leaves_no_process(tmp_path: Path) -> None:
    _, *lines = killed(ONE_LARGE_RUN, str(tmp_path), told=4, seconds=0.3)
    acknowledged = int(lines[-1].split()[0])
    with Library.open(tmp_path, HashEncoder()) as library:
        assert library.count() >= acknowledged
        assert library.verify().problems == ()
        report = library.ingest(numbered(acknowledged + 500), processes=0)
        assert report.unchanged >= acknowledged
        assert report.created + report.unchanged == acknowledged + 500
        assert library.verify().problems == ()
    assert any(len(line.split()) == 3 for line in lines)
    workers = {int(process) for line in lines for process in line.split()[1:]}
    deadline = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(alive, workers))


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
