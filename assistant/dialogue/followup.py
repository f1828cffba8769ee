"""An elliptical question written out in full from the earlier ones; finds nothing and answers nothing.

Earlier questions are written out first, one after another, so that what was named two turns ago is still there. Then
the moves of a conversation are tried in order (`MOVES`): the first that fits writes the question out, and one that
none fits is a new topic. From the last answer at most a name is taken, where the earlier question asked for one.
"""

import functools
import re
from collections.abc import Sequence

from assistant.answer import Turn
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.mentions import NAMES, mentions
from assistant.dialogue.moves import MOVES
from assistant.dialogue.plain import asked_with_which, without_politeness
from assistant.questions.question import asks
from assistant.questions.small_talk import small_talk

_TURN_LENGTH = 300  # what is longer leaves nothing out
_REMEMBERED = 6
_COMMAS = re.compile(r"[，,]{2,}|，(?=[？?])")
_LATIN_ONLY = re.compile(r"[A-Za-z0-9] [A-Za-z0-9]")


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Write a follow-up out in full from the earlier questions; one that stands on its own comes back unchanged.

    >>> standalone("那雅戈尔呢？", (Turn("user", "康赛妮去年营收多少？"),))
    '雅戈尔去年营收多少？'
    >>> standalone("雅戈尔的董事长是谁？", (Turn("user", "康赛妮去年营收多少？"),))
    '雅戈尔的董事长是谁？'
    """
    earlier: tuple[Exchange, ...] = ()
    for turn in history:
        if turn.role == "user" and not small_talk(turn.content):
            full = _written_out(turn.content.strip()[:_TURN_LENGTH], earlier)
            earlier = (*earlier, Exchange(full))[-_REMEMBERED:]
        elif turn.role == "assistant" and earlier:
            earlier = (*earlier[:-1], Exchange(earlier[-1].question, turn.content[:_TURN_LENGTH]))
    return _written_out(question.strip(), earlier) if len(question) <= _TURN_LENGTH else question


@functools.lru_cache(maxsize=1024)
def _written_out(question: str, earlier: tuple[Exchange, ...]) -> str:
    bare = asked_with_which(without_politeness(question))
    if not earlier or not earlier[-1].question or not bare or _keywords(bare):
        return question
    last = _meant(bare, earlier)
    for move in MOVES:
        if (full := move.write(bare, last)) is not None:
            return _finished(full)
    return question


def _keywords(bare: str) -> bool:
    """Tell whether a question is a row of keywords, which says all it means to say."""
    return " " in _LATIN_ONLY.sub("", bare) and not asks(bare)


def _meant(bare: str, earlier: tuple[Exchange, ...]) -> Exchange:
    """Choose the earlier question that a follow-up goes on from: the last one, or the last that names what it names."""
    named = [m.text for m in mentions(bare) if m.kind in NAMES or m.kind == "noun"]
    sharing = (one for one in reversed(earlier) if any(name in one.question for name in named))
    return next(sharing, earlier[-1])


def _finished(full: str) -> str:
    text = _COMMAS.sub(lambda run: "，" if len(run[0]) > 1 else "", full.strip(" ，"))
    return text if text.endswith(("？", "?")) else f"{text}？"
