"""Reads paths in a process of its own, and prints what came out and what it cost; `test_hostile` runs it.

Seconds are those of the processor, so that what else the machine does is no matter.
"""

import json
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path

from corpus.article import Rejection
from corpus.readers.files import read


def main(paths: list[str]) -> None:
    started = time.process_time()
    found = list(read([Path(path) for path in paths], sys.stdin.buffer))
    seconds = time.process_time() - started
    rejections = [item for item in found if isinstance(item, Rejection)]
    outcome = {
        "articles": len(found) - len(rejections),
        "rejections": [asdict(rejection) for rejection in rejections],
        "seconds": seconds,
        "megabytes": _peak_megabytes(),
    }
    sys.stdout.write(json.dumps(outcome))


def _peak_megabytes() -> float:
    """The peak of this process; `getrusage` would give that of the one that started it, where that was higher."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.read_text(encoding="ascii", errors="replace").split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
