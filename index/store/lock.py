"""One writer for each data folder, among processes; knows nothing of what is written."""

import fcntl
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import FolderLocked

_NAME = "writer.lock"


class WriterLock:
    """Hold the right to write to a folder until closed, or until the process ends in whatever way.

    :raises FolderLocked: another process holds it; the message says which.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = (folder / _NAME).open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            holder = self._file.read().strip() or "未知"
            self._file.close()
            raise FolderLocked(f"数据文件夹 {folder} 正由另一个进程写入（{holder}），请等它结束或先停掉它") from None
        self._file.truncate(0)
        self._file.write(f"进程 {os.getpid()}：{' '.join([Path(sys.argv[0]).name, *sys.argv[1:]])[:200]}")
        self._file.flush()

    def close(self) -> None:
        """Let go."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
