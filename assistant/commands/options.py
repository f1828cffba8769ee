"""The options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer


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
