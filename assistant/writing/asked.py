"""What was asked for, against what was written: whether a sentence is on the matter, and holds the value."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.proof.function_words import says_nothing
from assistant.proof.prove import gaps
from assistant.questions.question import read_question
from index.segment import fold, words


@dataclass(frozen=True)
class Asked:
    """A question that stands on its own, and the bare value that the corpus holds for it, where there is one."""

    question: str
    value: str | None = None

    @cached_property
    def words(self) -> frozenset[str]:
        """Give the words that the question is about: of two characters or more, unless it has only shorter ones.

        >>> sorted(Asked("跨湖大桥全长多少公里？").words)
        ['全长', '大桥', '跨湖', '跨湖大桥']
        """
        content = {word for word in words(read_question(self.question).content or self.question) if _has_content(word)}
        return frozenset({word for word in content if len(word) > 1} or content)

    def is_met_by(self, text: str) -> bool:
        """Tell whether a text is on the matter: it shares a word with the question, or holds the value.

        >>> asked = Asked("跨湖大桥全长多少公里？", "3.2公里")
        >>> [asked.is_met_by(said) for said in ("大桥很美。", "长3.2公里。", "扫码领取红包。")]
        [True, True, False]
        """
        held = fold(text)
        return any(word in held for word in self.words) or (self.value is not None and self.is_answered_by([text]))

    def is_answered_by(self, said: Sequence[str]) -> bool:
        """Tell whether a text holds the value, however its figures are written; always, where there is none to hold.

        >>> asked = Asked("投资多少？", "5.6亿元")
        >>> asked.is_answered_by(["计划投资56000万元。"]), asked.is_answered_by(["投资15.6亿元。"])
        (True, False)
        """
        return self.value is None or all(gap.kind == "status" for gap in gaps(self.value, said))


def _has_content(word: str) -> bool:
    return not says_nothing(word)
