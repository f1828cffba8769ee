"""The options that several commands take."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from index.passage import Filters


def readable(text: str) -> str:
    """Let text pass that came over as UTF-8; other bytes show as lone surrogates, which nothing further can carry."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise typer.BadParameter("不是 UTF-8 编码的文字") from None
    return text


DataOption = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="数据文件夹；不给则用 WENJU_DATA，再没有就是项目旁的 data/")
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON，字段与 HTTP 接口相同")]

FromOption = Annotated[
    datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="DAY", help="只看这一天起发表的")
]
ToOption = Annotated[
    datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], metavar="DAY", help="只看到这一天为止发表的")
]
SourceOption = Annotated[list[str] | None, typer.Option("--source", metavar="NAME", help="只看这家媒体，可多次给出")]
DocumentOption = Annotated[list[str] | None, typer.Option("--document", metavar="ID", help="只看这篇文章，可多次给出")]
TodayOption = Annotated[
    datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], metavar="DAY", help="问题里的“去年”“昨天”从这一天算起"),
]


def filters_of(
    first: datetime | None,
    last: datetime | None,
    sources: list[str] | None,
    documents: list[str] | None,
    today: datetime | None,
) -> "Filters":
    """Put together what a search is narrowed to."""
    from index.passage import Filters

    if first and last and first > last:
        raise typer.BadParameter("--from 晚于 --to")
    return Filters(_day(first), _day(last), frozenset(sources or ()), frozenset(documents or ()), _day(today))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
