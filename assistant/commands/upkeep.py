"""`wenju verify` and `wenju reindex`: is the data folder sound, and if not, make its indexes again."""

import time
from typing import TYPE_CHECKING

import typer

from assistant.commands.options import DataOption

if TYPE_CHECKING:
    from index.building.report import VerifyReport


def verify(data: DataOption = None) -> None:
    """核对数据库和索引；有问题时逐条说明。"""
    from assistant.commands.progress import counting
    from assistant.settings import load_settings
    from assistant.startup import open_library

    with open_library(load_settings(data=data), read_only=True) as library, counting("已核对", "篇") as show:
        report = library.verify(show)
    tell(report)


def tell(report: "VerifyReport") -> None:
    """Print what was found; the exit code says whether all is well."""
    typer.echo(f"文章 {report.documents}，段落 {report.passages}，版本 {report.versions}，已删除 {report.tombstones}")
    for problem in report.problems:
        typer.echo(problem, err=True)
    if not report.whole:
        mend = "索引的问题可用 wenju reindex 修复，数据库的问题用备份：wenju restore FILE"
        typer.echo(f"有 {len(report.problems)} 处问题；{mend}", err=True)
        raise typer.Exit(1)
    typer.echo("数据库和索引完好")


def reindex(data: DataOption = None) -> None:
    """由数据库重建全部索引；换了编码器之后运行一次。"""
    from assistant.commands.progress import reindex_progress, spoken
    from assistant.settings import load_settings
    from assistant.startup import open_library

    begin = time.monotonic()
    try:
        with open_library(load_settings(data=data), reindexing=True) as library, reindex_progress() as show:
            report = library.reindex(show)
    except KeyboardInterrupt:
        typer.echo("已中断；原来的索引照常使用，再运行一次就会接着重建", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"索引已重建：{report.done} 篇文章，用时 {spoken(time.monotonic() - begin)}")
