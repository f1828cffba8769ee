"""A question asked in a conversation, as the page sees it moment by moment; knows no Gradio and keeps no state.

What one moment shows is made anew from the exchanges so far; nothing is ever read back from what was shown.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Role, Turn
from assistant.extraction.evidence import Articles
from assistant.service import Event, Finished
from corpus.errors import WenjuError
from ui.render import Exchange, answer_html, notice_html, partial_html, question_html
from ui.sources import sources_html

HISTORY_EXCHANGES = 6

EMPTY_QUESTION = "请先写下想问的事，例如：宁波今年要建多少家市级智能工厂？"
UNEXPECTED = "出了意外的差错，这个问题没有答成；问题还在输入框里，可以再试一次。"

_log = logging.getLogger("wenju.chat")


class Answering(Protocol):
    """What the chat needs of the assistant."""

    @property
    def articles(self) -> Articles:
        """The articles that its answers quote."""

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        """Give the proven sentences as they come, then the finished answer."""


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of the log, as HTML."""

    role: Role
    html: str


@dataclass(frozen=True, slots=True)
class Moment:
    """What the page shows at one moment.

    `draft` is what the input box is to hold, or None to leave alone what is being typed there; `busy` is true until the
    question is answered or given up.
    """

    messages: tuple[Message, ...]
    sources: str
    exchanges: tuple[Exchange, ...]
    draft: str | None = None
    busy: bool = False


def opening() -> Moment:
    """What a new conversation shows: nothing yet."""
    return Moment((), sources_html((), _no_article), (), draft="")


def moments(assistant: Answering, question: str, exchanges: tuple[Exchange, ...]) -> Iterator[Moment]:
    """Ask in the light of the exchanges so far, and show each step of the way to the answer.

    Whatever goes wrong becomes one sentence in the log, and the question goes back to the input box.
    """
    earlier = _log_of(exchanges)
    sources = sources_html(exchanges, assistant.articles.article)
    if not question.strip():
        yield Moment((*earlier, Message("assistant", notice_html(EMPTY_QUESTION))), sources, exchanges)
        return
    asked = (*earlier, Message("user", question_html(question)))
    try:
        yield from _answering(assistant, question, exchanges, asked, sources)
    except WenjuError as error:
        yield Moment((*asked, Message("assistant", notice_html(error.detail))), sources, exchanges, draft=question)
    except Exception:
        # The page is the last stop of every error: it owes its reader a sentence, and the operator the cause.
        _log.exception("the chat could not answer a question of %d characters", len(question))
        yield Moment((*asked, Message("assistant", notice_html(UNEXPECTED))), sources, exchanges, draft=question)


def history(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Write the latest exchanges as turns, oldest first."""
    return tuple(
        turn
        for exchange in exchanges[-HISTORY_EXCHANGES:]
        for turn in (Turn("user", exchange.question), Turn("assistant", exchange.answer.answer))
    )


def _answering(
    assistant: Answering,
    question: str,
    exchanges: tuple[Exchange, ...],
    asked: tuple[Message, ...],
    sources: str,
) -> Iterator[Moment]:
    turn = len(exchanges) + 1
    text = ""
    yield Moment((*asked, Message("assistant", partial_html(text, turn))), sources, exchanges, draft="", busy=True)
    for event in assistant.stream(question, history(exchanges)):
        if isinstance(event, Finished):
            known = (*exchanges, Exchange(question, event.answer))
            yield Moment(_log_of(known), sources_html(known, assistant.articles.article), known)
            return
        text += event.text
        yield Moment((*asked, Message("assistant", partial_html(text, turn))), sources, exchanges, busy=True)


def _log_of(exchanges: Sequence[Exchange]) -> tuple[Message, ...]:
    return tuple(
        message
        for turn, exchange in enumerate(exchanges, start=1)
        for message in (
            Message("user", question_html(exchange.question)),
            Message("assistant", answer_html(exchange, turn)),
        )
    )


def _no_article(document_id: str, version: str) -> None:
    return None
