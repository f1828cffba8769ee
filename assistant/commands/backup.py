"""`wenju backup` and `wenju restore`: the whole library in one file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import DataOption

BackupArgument = Annotated[Path, typer.Argument(metavar="FILE", help="备份写到这个文件", dir_okay=False)]
RestoreArgument = Annotated[Path, typer.Argument(metavar="FILE", help="wenju backup 写成的文件", dir_okay=False)]
ForceOption = Annotated[bool, typer.Option("--force", help="文件已经存在时换掉它")]


def backup(file: BackupArgument, force: ForceOption = False, data: DataOption = None) -> None:
    """把全部文章、版本和对话备份成一个文件；正在收录、正在服务时也可以。"""
    from assistant.settings import load_settings
    from index.store.backup import back_up
    from index.store.database import DATABASE

    if file.exists() and not force:
        raise typer.BadParameter(f"{file} 已经存在；要换掉它请加 --force", param_hint="FILE")
    done = back_up(load_settings(data=data).data / DATABASE, file)
    counts = f"文章 {done.documents}，版本 {done.versions}，对话 {done.conversations}"
    typer.echo(f"已备份到 {done.file}（{_size(done.size)}）：{counts}")


def restore(file: RestoreArgument, data: DataOption = None) -> None:
    """用备份换下数据库，原来的留在一旁；备份有一处损坏就不换。"""
    from assistant.commands.upkeep import tell
    from assistant.settings import load_settings
    from assistant.startup import open_library
    from index.building.restore import restore as put_back

    settings = load_settings(data=data)
    done = put_back(settings.data, file)
    typer.echo(f"已从 {file} 恢复：文章 {done.report.documents}，版本 {done.report.versions}")
    if done.kept:
        typer.echo(f"原来的数据库留作 {done.kept}，确认不再需要后可以删除")
    typer.echo("正在由数据库重建索引……")
    with open_library(settings) as library:
        report = library.verify()
    tell(report)


def _size(count: int) -> str:
    """Write a number of bytes.

    >>> _size(999), _size(336_986_112), _size(2_500_000_000)
    ('1 KB', '337 MB', '2.5 GB')
    """
    if count >= 1_000_000_000:
        return f"{count / 1_000_000_000:.1f} GB"
    return f"{count / 1_000_000:.0f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1_000))} KB"
