"""`wenju ingest`: files into the corpus, with what became of them."""

import gc
import json
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import asdict
from datetime import date
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import DataOption
from corpus.article import Article, Rejection
from corpus.errors import BadSetting

if TYPE_CHECKING:
    from index.building.report import IngestReport

SHOWN_REASONS = 20

PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="文件、文件夹或允许读取的 https 网址；- 表示标准输入，格式看内容而定"),
]
SourceOption = Annotated[str | None, typer.Option(metavar="NAME", help="文章没有写明媒体时用的名称")]
PublishedOption = Annotated[str | None, typer.Option(metavar="DATE", help="文章没有写明日期时用的日期，如 2021-05-31")]
ProcessesOption = Annotated[int | None, typer.Option(min=1, metavar="N", help="用几个进程；不给则看有几个处理器")]
RejectsOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="把每一条未收录的记录和原因写进这个文件（JSON Lines）")
]


def ingest(
    paths: PathsArgument,
    source: SourceOption = None,
    published: PublishedOption = None,
    processes: ProcessesOption = None,
    rejects: RejectsOption = None,
    data: DataOption = None,
) -> None:
    """收录文章：新的加入，改过的成为新版本，相同的不重复；中断后再运行一次即可。"""
    from assistant.commands.progress import ingest_progress, spoken
    from assistant.settings import load_settings
    from assistant.startup import open_library
    from corpus.readers.files import Defaults, Meter, read
    from corpus.readers.web import Fetcher, read_addresses
    from index.building.report import IngestReport
    from index.garbage import seldom_looked_for

    begin = time.monotonic()
    settings, meter, report = load_settings(data=data), Meter(), IngestReport()
    defaults = Defaults(source, _day(published))
    addresses = [path for path in paths if "://" in path]
    _check_hosts(addresses, settings.url_hosts)
    files = [Path(path) for path in paths if path not in addresses]
    items = chain(
        read(files, typer.get_binary_stream("stdin"), defaults=defaults, meter=meter),
        read_addresses(addresses, Fetcher(settings.url_hosts), defaults=defaults),
    )
    writing = rejects.open("w", encoding="utf-8") if rejects else nullcontext()
    try:
        with open_library(settings) as library, writing as file, ingest_progress(meter) as show:

            def told(latest: IngestReport) -> None:
                nonlocal report
                report = latest
                show(latest)

            with seldom_looked_for():
                gc.freeze()  # what is there by now stays
                report = library.ingest(_noted(items, file), progress=told, processes=processes)
    except KeyboardInterrupt:
        saved = f"已收录的 {report.read - report.rejected_count} 篇都已保存" if report.read else "还没有收录"
        typer.echo(f"已中断；{saved}，再运行同一条命令就会接着收录", err=True)
        raise typer.Exit(1) from None
    seconds = time.monotonic() - begin
    typer.echo("\n".join(_summary(report, rejects)))
    typer.echo(f"用时 {spoken(seconds)}，{report.read / seconds:.0f} 篇/秒")
    if not report.created + report.updated + report.unchanged:
        raise typer.Exit(1)


def _check_hosts(addresses: Iterable[str], hosts: Collection[str]) -> None:
    """Refuse an address before anything is read, and say which setting would let it pass."""
    from assistant.settings import PREFIX
    from corpus.readers.web import host_of

    for address in addresses:
        host = host_of(address)
        if host not in hosts:
            raise BadSetting(f"{PREFIX}URL_HOSTS 里没有 {host}，不读取 {address}；信任这个网站，就把它写进这个设置")


def _day(text: str | None) -> date | None:
    from corpus.published import parse_date

    try:
        return None if text is None else parse_date(text)
    except ValueError:
        raise typer.BadParameter(f"应是 2021-05-31 这样的日期，得到 {text}", param_hint="--published") from None


def _noted(items: Iterable[Article | Rejection], file: IO[str] | None) -> Iterator[Article | Rejection]:
    """Let the items pass, and write down those that are rejected."""
    for item in items:
        if file is not None and isinstance(item, Rejection):
            file.write(json.dumps(asdict(item), ensure_ascii=False) + "\n")
        yield item


def _summary(report: "IngestReport", rejects: Path | None) -> Iterator[str]:
    """Say what became of everything, the most frequent reason first."""
    yield f"新增 {report.created}，更新 {report.updated}，未变 {report.unchanged}，未收录 {report.rejected_count}"
    reasons = sorted(report.reasons, key=lambda reason: -reason.count)
    for reason in reasons[:SHOWN_REASONS]:
        one = reason.count == 1
        yield (
            f"  {reason.example}：{reason.text}"
            if one
            else f"  {reason.count} 条：{reason.text}，例如 {reason.example}"
        )
    if rest := sum(reason.count for reason in reasons[SHOWN_REASONS:]):
        yield f"  ……另有 {rest} 条出于其他原因"
    if report.rejected_count > len(reasons[:SHOWN_REASONS]):
        yield f"  逐条写在 {rejects}" if rejects else "  用 --rejects FILE 可逐条写出"
