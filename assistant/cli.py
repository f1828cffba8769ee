"""The `wenju` command put together; knows how errors leave, not what the commands do.

Exit codes: 0 done, 1 failed, 2 bad usage. Whatever goes wrong is one line on standard error.
"""

import sys
from collections.abc import Callable, Sequence

import typer
from typer.exceptions import TyperException

from assistant.commands import ask, backup, evaluation, ingest, upkeep
from assistant.commands.chinese import ChineseCommand, ChineseGroup, complaint
from corpus.errors import WenjuError

DONE, FAILED, BAD_USAGE = 0, 1, 2

app = typer.Typer(
    name="wenju",
    cls=ChineseGroup,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="问据：向中文新闻提问，每个回答都附原文证据。",
)


def add_command(function: Callable[..., None], name: str | None = None) -> None:
    """Add a command to the program; it goes by the function's name where none is given."""
    app.command(name, cls=ChineseCommand, rich_help_panel="命令")(function)


for command in (ingest.ingest, ask.ask, ask.search, upkeep.verify, upkeep.reindex, backup.backup, backup.restore):
    add_command(command)
add_command(evaluation.evaluate, "eval")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and give its exit code; without arguments it shows the help."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = app(given or ["--help"], prog_name="wenju", standalone_mode=False)
    except TyperException as error:
        return _fail(complaint(error), BAD_USAGE)
    except WenjuError as error:
        return _fail(f"{error.title}：{error.detail}", FAILED)
    except OSError as error:
        return _fail(f"读写出错：{error}", FAILED)
    except typer.Abort:
        return FAILED
    return FAILED if code else DONE


def _fail(sentence: str, code: int) -> int:
    typer.echo(sentence, err=True)
    return code
