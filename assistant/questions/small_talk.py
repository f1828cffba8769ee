"""What is said without asking for news: greetings, thanks, chatter, questions about 问据; answers no question.

It is no `not_found`: nothing was looked for, so nothing is claimed of what the corpus holds.
"""

import re
from dataclasses import dataclass

from assistant.questions import chatter, talk_of_other_work, talk_of_wenju
from assistant.questions.talk_rule import NOT_UNDERSTOOD, Holding, TalkRule

# Of two that are equally long the earlier counts: 1+1 is a sum before it is noise.
RULES: tuple[TalkRule, ...] = (*talk_of_wenju.RULES, *talk_of_other_work.RULES, *chatter.RULES)

_STOP = r"[\W_]"
_TAIL = rf"(?:[呀啊吧呢哦哈嘛了啦的哟呗]|[你您](?={_STOP}|[啦了哦呀]|$)){{0,3}}{_STOP}*"
_PIECES = tuple(
    (re.compile(rf"(?:{rule.words}){_TAIL}{'' if rule.place == 'anywhere' else '$'}", re.IGNORECASE), rule)
    for rule in RULES
)


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """The sentence said back, and what of the collection was asked (None for most)."""

    reply: str
    holding: Holding | None = None


def small_talk(text: str, *, opens: bool = False) -> str | None:
    """Give one friendly sentence back to words that ask nothing of the news; None for anything that may be a question.

    :param opens: whether no question came before, so that 为什么 alone goes on from nothing.

    >>> small_talk("谢谢，拜拜！")
    '再见！想查新闻时，随时来问。'
    >>> small_talk("你好，大桥什么时候通车？")
    """
    talk = read_small_talk(text, opens=opens)
    return talk.reply if talk else None


def read_small_talk(text: str, *, opens: bool = False) -> SmallTalk | None:
    """Read words that ask nothing of the news as `small_talk` does; what they ask of the collection with them.

    >>> read_small_talk("你好，你收录了多少篇文章？").holding
    'count'
    """
    bare = text.strip()
    rule: TalkRule | None = None
    at = 0
    while at < len(bare):
        found = _piece(bare, at, opens)
        if found is None:
            return None
        at, piece = found
        # Marks and digits behind words add nothing: 你好！123.
        if rule is None or piece.reply != NOT_UNDERSTOOD:
            rule = piece
    return SmallTalk(rule.reply, rule.holding) if rule else None


def _piece(text: str, at: int, opens: bool) -> tuple[int, TalkRule] | None:
    """Find the longest piece of small talk that begins at `at`: where it ends, and its rule."""
    pieces = [
        (match.end(), rule)
        for pattern, rule in _PIECES
        if (opens or not rule.opening) and (at == 0 or rule.place != "alone") and (match := pattern.match(text, at))
    ]
    return max(pieces, key=lambda piece: piece[0], default=None)
