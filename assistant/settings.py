"""Every setting: its default, unit and help; the only reader of the environment.

Knows no command line and no HTTP; what is given on the command line overrides what stands here.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.validation import reason
from corpus.errors import BadSetting

PREFIX = "WENJU_"
PROJECT = Path(__file__).resolve().parent.parent

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
FolderPath = Annotated[Path, AfterValidator(Path.expanduser)]


def _names(value: object) -> object:
    """Take a list of names as it is written in one variable."""
    return value.lower().replace(",", " ").split() if isinstance(value, str) else value


class Settings(BaseSettings):
    """What can be set through `WENJU_*` variables.

    >>> Settings(port=8080).port
    8080
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    data: FolderPath = Field(default=PROJECT / "data", description="数据文件夹：数据库和索引都在里面")
    host: str = Field(default="127.0.0.1", min_length=1, description="服务监听的地址；0.0.0.0 表示对外开放")
    port: int = Field(default=8000, ge=0, le=65535, description="服务监听的端口；0 表示任选一个空闲端口")
    encoder: str | None = Field(
        default=None,
        description="句向量模型：sentence-transformers 的模型名或文件夹；不设则用随附的。"
        "换过之后，wenju serve 边回答边重建索引，其他命令要先运行 wenju reindex",
    )
    encoder_query_prefix: str | None = Field(
        default=None,
        description="句向量模型要求加在问题前面的文字，如 E5 的 `query: `、BGE 的中文指令；不设则用模型自带的",
    )
    encoder_passage_prefix: str | None = Field(
        default=None,
        description="句向量模型要求加在段落前面的文字，如 E5 的 `passage: `；不设则用模型自带的，改了就算换了模型",
    )
    reranker: str | None = Field(
        default=None,
        description="重排模型：sentence-transformers 的 CrossEncoder 模型名或文件夹；不设则不重排",
    )
    llm_base_url: str | None = Field(
        default=None,
        pattern="^https?://",
        description="语言模型的地址（兼容 OpenAI 接口），以 http:// 或 https:// 开头；不设则只用抽取式回答",
    )
    llm_model: str | None = Field(default=None, description="语言模型的名称，与地址一起设")
    llm_api_key: SecretStr | None = Field(default=None, description="语言模型的密钥；本地模型多半不需要")
    conversation_days: int = Field(
        default=90,
        ge=0,
        le=36_500,
        description="对话留存的天数：这么久没有人再问，启动服务时就删除；0 表示一概不留，已有的也在启动服务时删除",
    )
    llm_first_seconds: int = Field(
        default=15, ge=1, le=600, description="语言模型写出第一句的时限，单位：秒；过了就摘原文回答"
    )
    llm_seconds: int = Field(
        default=60, ge=1, le=600, description="语言模型写完的时限，单位：秒；过了就停在已经核对过的句子"
    )
    url_hosts: Annotated[frozenset[str], NoDecode, BeforeValidator(_names)] = Field(
        default=frozenset(),
        description="`wenju ingest` 可以从哪些网站收录，写主机名，用逗号分开；不设则一概不读网址",
    )
    max_upload_bytes: int = Field(default=10_000_000, ge=1_000, description="一次请求正文的上限，单位：字节")
    log_level: LogLevel = Field(default="INFO", description="日志的详细程度：DEBUG、INFO、WARNING 或 ERROR")


def load_settings(**given: Any) -> Settings:
    """Read the environment; what is `given` and not None goes before it.

    :raises BadSetting: a sentence that names each variable at fault.

    >>> load_settings(port=99999)
    Traceback (most recent call last):
    corpus.errors.BadSetting: WENJU_PORT=99999：不能大于 65535
    """
    try:
        settings = Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise BadSetting("；".join(map(_complaint, error.errors()))) from error
    if (settings.llm_base_url is None) != (settings.llm_model is None):
        raise BadSetting(f"{PREFIX}LLM_BASE_URL 和 {PREFIX}LLM_MODEL 要一起设，现在只设了一个")
    if settings.encoder is None and (settings.encoder_query_prefix or settings.encoder_passage_prefix):
        raise BadSetting(f"随附的编码器不用前缀：{PREFIX}ENCODER_QUERY_PREFIX 等要与 {PREFIX}ENCODER 一起设")
    return settings


def settings_page() -> str:
    """Write docs/settings.md: one row a variable, with its default and what it means."""
    return "\n".join(_page_lines()) + "\n"


def _page_lines() -> Iterator[str]:
    yield "# 设置 Settings"
    yield ""
    yield "都有默认值，什么都不设就能运行。本页由 `python -m assistant.settings > docs/settings.md` 生成。"
    yield "命令行选项优先于环境变量；值有误时，命令会说明是哪个变量，并以状态码 1 结束。"
    yield ""
    yield "| 变量 | 默认值 | 含义 |"
    yield "|---|---|---|"
    for name, field in Settings.model_fields.items():
        yield f"| `{PREFIX}{name.upper()}` | {_default_text(field.default)} | {field.description} |"


def _default_text(default: object) -> str:
    if default is None or default == frozenset():
        return "不设"
    if isinstance(default, Path):
        return "项目旁的 `data/`"
    return f"`{default}`"


def _complaint(error: ErrorDetails) -> str:
    name = str(error["loc"][0])
    shown = "" if "key" in name else f"={error['input']}"
    return f"{PREFIX}{name.upper()}{shown}：{reason(error)}"


if __name__ == "__main__":
    import sys

    sys.stdout.write(settings_page())
