"""A question asked in a conversation, as the page sees it moment by moment; knows no Gradio and keeps no state.

What one moment shows is made anew from the exchanges so far; nothing is ever read back from what was shown. An answer
is kept under the id that the visitor's browser holds, and a page that lost the exchanges finds them there again.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answer import Role, Turn
from assistant.conversations import SHOWN, Conversations, Exchange, history
from assistant.extraction.evidence import Articles
from assistant.service import Event, Finished
from corpus.errors import WenjuError
from ui.render import answer_html, notice_html, partial_html, question_html
from ui.sources import sources_html

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
    question is answered or given up. `conversation` is the id that the exchanges are kept under, or None.
    """

    messages: tuple[Message, ...]
    sources: str
    exchanges: tuple[Exchange, ...]
    conversation: str | None
    draft: str | None = None
    busy: bool = False


def opening() -> Moment:
    """What a new conversation shows: nothing yet."""
    return Moment((), sources_html((), _no_article), (), None, draft="")


def restored(assistant: Answering, kept: Conversations, conversation: str | None) -> Moment:
    """Show a kept conversation again; one that is no longer there is an empty page, and its id is let go of."""
    found = kept.find(conversation) if conversation is not None else None
    if found is None:
        return replace(opening(), draft=None)
    return _shown(assistant, found.exchanges, found.id)


def moments(
    assistant: Answering,
    kept: Conversations,
    question: str,
    exchanges: tuple[Exchange, ...],
    conversation: str | None = None,
) -> Iterator[Moment]:
    """Ask in the light of the exchanges so far, and show each step of the way to the answer, which is then kept.

    Whatever goes wrong becomes one sentence in the log, and the question goes back to the input box.
    """
    before = Moment((), "", exchanges, conversation)
    try:
        before = _before(assistant, kept, exchanges, conversation)
        if not question.strip():
            yield _with(before, Message("assistant", notice_html(EMPTY_QUESTION)))
            return
        yield from _answering(assistant, kept, question, before)
    except WenjuError as error:
        yield _given_up(before, question, error.detail)
    except Exception:
        # The page is the last stop of every error: it owes its reader a sentence, and the operator the cause.
        _log.exception("the chat could not answer a question of %d characters", len(question))
        yield _given_up(before, question, UNEXPECTED)


def _before(
    assistant: Answering, kept: Conversations, exchanges: tuple[Exchange, ...], conversation: str | None
) -> Moment:
    """Show what was said so far; exchanges that the page no longer has, after a restart or hours of rest, are found."""
    if not exchanges and conversation is not None:
        return restored(assistant, kept, conversation)
    return _shown(assistant, exchanges, conversation)


def _answering(assistant: Answering, kept: Conversations, question: str, before: Moment) -> Iterator[Moment]:
    asked = _with(before, Message("user", question_html(question)))
    turn, text = len(before.exchanges) + 1, ""
    yield replace(_with(asked, Message("assistant", partial_html(text, turn))), draft="", busy=True)
    for event in assistant.stream(question, history(before.exchanges)):
        if isinstance(event, Finished):
            exchanges = (*before.exchanges, Exchange(question, event.answer))[-SHOWN:]
            conversation = kept.keep(question, event.answer, before.conversation) or before.conversation
            yield _shown(assistant, exchanges, conversation)
            return
        text += event.text
        yield replace(_with(asked, Message("assistant", partial_html(text, turn))), busy=True)


def _shown(assistant: Answering, exchanges: tuple[Exchange, ...], conversation: str | None) -> Moment:
    return Moment(_log_of(exchanges), sources_html(exchanges, assistant.articles.article), exchanges, conversation)


def _with(moment: Moment, message: Message) -> Moment:
    return replace(moment, messages=(*moment.messages, message))


def _given_up(before: Moment, question: str, sentence: str) -> Moment:
    """Say why there is no answer, and give the question back."""
    asked = _with(before, Message("user", question_html(question)))
    return replace(_with(asked, Message("assistant", notice_html(sentence))), draft=question)


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
