"""What the house expects of a language model: to write from numbered materials. Believes nothing that it writes."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.writing.material import Material


class Generator(Protocol):
    """Something that writes an answer to a question from numbered materials."""

    @property
    def name(self) -> str:
        """Name it as answers do: `llm:<model>`."""

    def write(self, question: str, materials: Sequence[Material]) -> Iterator[str]:
        """Write an answer in pieces; `[1]` behind a sentence cites the first material.

        :raises GeneratorFailed: when nothing is written in time, or at all.
        """
