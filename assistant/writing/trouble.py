"""What went wrong with a language model, in words that a person can act on; knows no HTTP client."""

import re
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass

_PASSING = frozenset((408, 409, 429))
_SERVER_ERROR = 500
_CODE = re.compile(r"[A-Za-z][\w.\-]{2,59}", re.ASCII)
_BY_STATUS = {
    400: "不接受这样的请求；请确认它兼容 OpenAI 的 chat/completions 接口",
    401: "不认这个密钥；请检查 WENJU_LLM_API_KEY",
    402: "说余额不足；请检查账户",
    403: "说这个密钥无权使用它；请检查 WENJU_LLM_API_KEY 的权限",
    404: "不存在；请检查 WENJU_LLM_MODEL 的名称，以及 WENJU_LLM_BASE_URL 是否少了 /v1",
    408: "说请求超时；请稍后再试",
    429: "说请求太多或额度用完；请稍后再试，或检查额度",
}
_REFUSED = "拒绝了请求；请检查 WENJU_LLM_BASE_URL 和 WENJU_LLM_MODEL"
_FAILED = "自己出错了；请稍后再试，或查看那边的日志"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why one try failed: the HTTP status, where there was one, with the endpoint's own short code; else the error.

    `retry_after` is in seconds, None where the endpoint did not say.
    """

    error: BaseException
    status: int | None = None
    code: str | None = None
    retry_after: float | None = None
    of_connection: bool = False

    @property
    def passing(self) -> bool:
        """Tell whether the same request may succeed a moment later."""
        if self.status is None:
            return self.of_connection and not self._has(socket.gaierror, ssl.SSLCertVerificationError)
        return self.status in _PASSING or self.status >= _SERVER_ERROR

    def sentence(self, model: str, host: str) -> str:
        """Say what failed and what to look at; it never quotes a request, a key, or what an endpoint says freely.

        >>> Trouble(ValueError(), status=404, code="model_not_found").sentence("qwen3", "127.0.0.1:11434")[:50]
        '语言模型 qwen3（127.0.0.1:11434）不存在；请检查 WENJU_LLM_MODEL'
        """
        status = "" if self.status is None else f"（HTTP {self.status}{self._said})"
        return f"语言模型 {model}（{host}）{self._reason}{status}".replace(")", "）")

    @property
    def _said(self) -> str:
        return f" {self.code}" if self.code and _CODE.fullmatch(self.code) else ""

    @property
    def _reason(self) -> str:
        if self.status is not None:
            return _BY_STATUS.get(self.status, _FAILED if self.status >= _SERVER_ERROR else _REFUSED)
        if self._has(socket.gaierror):
            return "找不到主机；请检查 WENJU_LLM_BASE_URL 和网络"
        if self._has(ConnectionRefusedError):
            return "连接不上；请确认那边的服务已启动，WENJU_LLM_BASE_URL 的端口没有写错"
        if self._has(ssl.SSLError):
            return "的证书无法核实；请检查 WENJU_LLM_BASE_URL"
        if self.of_connection:
            return "的连接断了；请检查网络和那边的日志"
        return f"的回应无法读懂（{type(self.error).__name__}）；请确认它兼容 OpenAI 的 chat/completions 接口"

    def _has(self, *kinds: type[BaseException]) -> bool:
        return any(isinstance(error, kinds) for error in _causes(self.error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
