"""What typer says by itself, in Chinese: the headings of help, and what is wrong with a command line."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

from assistant.validation import reason

# By the class of the error; the classes themselves have no public name.
_COMPLAINTS: Mapping[str, str] = {
    "MissingParameter": "缺少 {parameter}",
    "BadParameter": "{parameter} 的值不对：{reason}",
    "NoSuchOption": "没有选项 {option}",
    "BadOptionUsage": "选项 {option} 后面缺少值",
}
_SAYINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"No such command '([^']*)'"), "没有命令 {}"),
    (re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)"), "多出了参数 {}"),
    (re.compile(r"Missing command"), "缺少命令"),
)


class _ChineseHelp:
    """Help with Chinese headings, for whatever class of typer stands behind it."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Sort the parameters under Chinese headings."""
        return [_headed(parameter) for parameter in super().get_params(ctx)]  # type: ignore[misc]

    def get_usage(self, ctx: Any) -> str:
        """Say how it is called."""
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage:", "用法：", 1)


class ChineseCommand(_ChineseHelp, TyperCommand):
    """A command whose help is in Chinese throughout."""


class ChineseGroup(_ChineseHelp, TyperGroup):
    """The program itself, with the same headings."""


def complaint(error: TyperException) -> str:
    """Say in one line what is wrong with a command line, and where its use is described.

    >>> complaint(TyperException("No such command 'aks'."))
    '用法有误：没有命令 aks。运行 wenju --help 查看用法'
    """
    context = getattr(error, "ctx", None)
    return f"用法有误：{_said(error)}。运行 {context.command_path if context else 'wenju'} --help 查看用法"


def _said(error: TyperException) -> str:
    template = _COMPLAINTS.get(type(error).__name__)
    if template is not None:
        return template.format(parameter=_parameter(error), reason=_reason(error), option=_option(error))
    for saying, chinese in _SAYINGS:
        if found := saying.match(error.message):
            return chinese.format(*found.groups())
    return error.message


def _headed(parameter: Any) -> Any:
    if isinstance(parameter, TyperArgument):
        parameter.rich_help_panel = "参数"
    elif isinstance(parameter, TyperOption):
        parameter.rich_help_panel = "选项"
        if "--help" in parameter.opts:
            parameter.help = "显示这段说明"
    return parameter


def _parameter(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    if isinstance(parameter, TyperOption):
        return parameter.opts[0]
    return str(getattr(error, "param_hint", None) or getattr(parameter, "metavar", "参数"))


def _option(error: TyperException) -> str:
    return str(getattr(error, "option_name", ""))


def _reason(error: TyperException) -> str:
    cause = error.__cause__
    return reason(cause.errors()[0]) if isinstance(cause, ValidationError) else error.message
