"""A rule of small talk, and what its tables say alike; holds no table.

Rules must cover a message to its end, each a piece of it; so a question that only begins like one is never taken.
"""

from dataclasses import dataclass
from typing import Literal

Holding = Literal["count", "span", "outlets"]
Place = Literal["anywhere", "last", "alone"]

TRY = "例如“今年要建多少家智能工厂？”"
ASK = f"请直接提问，{TRY}"
NOT_UNDERSTOOD = f"没有看出您要问什么，请用一句话说出想知道的事，{TRY}。"


@dataclass(frozen=True, slots=True)
class TalkRule:
    """Ways to say something that asks nothing of the news, one of them as an example, and the sentence said back.

    `holding` is what the words ask of the collection itself: how many articles, from when, from which outlets. `place`
    says where in a message they count: those that take anything into themselves only at its end, lone words only alone.
    An `opening` rule counts only where no question came before: 为什么 alone goes on from one.
    """

    words: str
    reply: str
    example: str
    holding: Holding | None = None
    place: Place = "anywhere"
    opening: bool = False


def either(*ways: str) -> str:
    """Write a pattern of several ways to say it."""
    return "|".join(ways)
