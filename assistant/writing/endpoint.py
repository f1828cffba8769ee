"""A language model behind an OpenAI-compatible address: one call at a time to a client, with limits on all of it.

The only importer of the `openai` package. That counts no time over a whole call (its timeout begins anew with every
byte) and sleeps through its own retries, so both are kept here, and its retries are off.
"""

import itertools
import queue
import re
import threading
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.writing.backoff import TRIES, pause, retry_after
from assistant.writing.call import Call
from assistant.writing.material import Material
from assistant.writing.prompt import prompt
from assistant.writing.trouble import Trouble
from corpus.errors import GeneratorFailed

if TYPE_CHECKING:
    import openai

FIRST_SECONDS = 15.0
WHOLE_SECONDS = 60.0
CALLS = 8
FREE_SECONDS = 1.0

ANSWER_TOKENS = 600
# Where a model thinks before it writes, its thoughts count too.
THINKING_TOKENS = 4000
_CONNECT_SECONDS = 5.0
_OUTDATED = frozenset(("max_tokens", "temperature"))
_SENTENCE_ENDS = re.compile(r"[。！？!?\n]")


class OpenAIGenerator:
    """A model behind any address that speaks OpenAI's chat completions.

    :param base_url: up to and including `/v1`.
    :param first_seconds: how long the first sentence may take, tries and pauses included.
    :param whole_seconds: how long everything may take.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        api_key: str,
        first_seconds: float = FIRST_SECONDS,
        whole_seconds: float = WHOLE_SECONDS,
    ) -> None:
        self.model = model
        self.first_seconds = min(first_seconds, whole_seconds)
        self.whole_seconds = whole_seconds
        self._base_url = base_url
        self._api_key = api_key
        self._free = threading.BoundedSemaphore(CALLS)
        self._making = threading.Lock()
        self._made: openai.OpenAI | None = None
        self._thinks_first = False

    def __repr__(self) -> str:
        return f"OpenAIGenerator({self.model!r}, {self.host!r})"

    @property
    def name(self) -> str:
        """Name the generator as answers do."""
        return f"llm:{self.model}"

    @property
    def host(self) -> str:
        """Name the machine and port; an address may hold a password."""
        parts = urlsplit(self._base_url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    def write(self, question: str, materials: Sequence[Material]) -> Iterator[str]:
        """Write an answer in pieces, each as soon as it comes."""
        started = time.monotonic()
        if not self._free.acquire(timeout=min(FREE_SECONDS, self.first_seconds)):
            raise GeneratorFailed(f"语言模型 {self.model} 正忙：同时有 {CALLS} 个问题在等它，这次改用原文回答")
        call = Call(started + self.first_seconds)
        # A thread of its own, so that heartbeats of a stalled server cannot hold up the limits. It keeps the place
        # until it is through, so there are never more connections than places.
        threading.Thread(target=self._run, args=(call, question, tuple(materials)), daemon=True).start()
        try:
            yield from self._received(call, started)
        finally:
            call.abandon()

    def _received(self, call: Call, started: float) -> Iterator[str]:
        limit, name, written = self.first_seconds, "FIRST_SECONDS", False
        while True:
            try:
                piece = call.pieces.get(timeout=max(0.0, started + limit - time.monotonic()))
            except queue.Empty:
                what = "写完" if name == "SECONDS" else "写出第一句"
                raise GeneratorFailed(
                    f"语言模型 {self.model}（{self.host}）太慢：{limit:g} 秒内没有{what}；"
                    f"可以调大 WENJU_LLM_{name}，或换一个快些的模型"
                ) from None
            if isinstance(piece, Trouble):
                raise GeneratorFailed(piece.sentence(self.model, self.host))
            if piece is None:
                break
            written = True
            if _SENTENCE_ENDS.search(piece):
                limit, name = self.whole_seconds, "SECONDS"
            yield piece
        if not written:
            raise GeneratorFailed(
                f"语言模型 {self.model}（{self.host}）没有写出任何内容；请确认 WENJU_LLM_MODEL 会对话"
            )

    def _run(self, call: Call, question: str, materials: Sequence[Material]) -> None:
        try:
            for piece in self._tried(call, question, materials):
                call.pieces.put(piece)
            call.pieces.put(None)
        except Exception as error:  # whatever goes wrong over there is one thing here: no answer
            call.pieces.put(_trouble(error))
        finally:
            self._free.release()

    def _tried(self, call: Call, question: str, materials: Sequence[Material]) -> Iterator[str]:
        """Ask again while that may help, there is time, and nothing has been written."""
        for tries in itertools.count(1):
            written = False
            try:
                for piece in self._stream(call, question, materials):
                    written = True
                    yield piece
                return
            except Exception as error:
                if call.abandoned.is_set():
                    return
                trouble = _trouble(error)
                if not written and _is_outdated(error) and not self._thinks_first:
                    self._thinks_first = True
                    continue
                rest = pause(tries, trouble.retry_after)
                if written or tries >= TRIES or not trouble.passing or time.monotonic() + rest >= call.first_at:
                    raise
            if call.abandoned.wait(rest):
                return

    def _stream(self, call: Call, question: str, materials: Sequence[Material]) -> Iterator[str]:
        from openai import omit

        thinks = self._thinks_first
        with self._client().chat.completions.create(
            model=self.model,
            messages=prompt(question, materials),
            stream=True,
            temperature=omit if thinks else 0,
            max_tokens=omit if thinks else ANSWER_TOKENS,
            max_completion_tokens=THINKING_TOKENS if thinks else omit,
        ) as stream:
            call.began(stream.close)
            for chunk in stream:
                if call.abandoned.is_set():
                    return
                if chunk.choices and chunk.choices[0].delta.content:
                    yield chunk.choices[0].delta.content

    def _client(self) -> "openai.OpenAI":
        """Give the one client: making it loads every certificate, which takes longer than asking a model nearby."""
        import openai

        with self._making:
            if self._made is None:
                made = openai.OpenAI(
                    base_url=self._base_url,
                    api_key=self._api_key,
                    timeout=openai.Timeout(self.first_seconds, connect=min(_CONNECT_SECONDS, self.first_seconds)),
                    max_retries=0,
                    default_headers={
                        "Authorization": f"Bearer {self._api_key}",
                        "User-Agent": f"wenju/{version('wenju')}",
                    },
                )
                # It takes these from OPENAI_* variables, which were meant for another address than this.
                made.organization = made.project = None
                self._made = made
            return self._made


def _trouble(error: Exception) -> Trouble:
    import openai

    if isinstance(error, openai.APIStatusError):
        return Trouble(error, error.status_code, error.code, retry_after(error.response.headers))
    return Trouble(error, of_connection=isinstance(error, openai.APIConnectionError))


def _is_outdated(error: Exception) -> bool:
    """Tell whether a newer model refuses a parameter that older ones know under no other name."""
    import openai

    return isinstance(error, openai.BadRequestError) and error.param in _OUTDATED
