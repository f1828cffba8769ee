"""Files put on disk so that a loss of power does not undo it; knows nothing of what is in them."""

import os
from pathlib import Path


def put_in_place(draft: Path, path: Path) -> None:
    """Give a file that was written under another name its own, in one step, and let that last."""
    sync(draft)
    os.replace(draft, path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Put a file, or the names in a folder, on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
