"""What is said of the collection itself when somebody asks how much it holds; knows no article."""

from typing import Protocol

from assistant.questions.small_talk import SmallTalk
from assistant.questions.talk_rule import ASK

EMPTY = "现在还没有收录文章，请先放入新闻再提问。"


class Collection(Protocol):
    """Something that knows how many articles it holds."""

    def count(self) -> int:
        """Count the articles that answer now."""


def reply(talk: SmallTalk, collection: Collection | None) -> str:
    """Say back what small talk calls for, with the number of articles where that is asked and known.

    >>> from assistant.questions.small_talk import read_small_talk
    >>> reply(read_small_talk("你好呀"), None)[:3]
    '您好！'
    """
    if talk.holding == "count" and collection is not None:
        held = collection.count()
        return f"现在收录了{held}篇文章，每处引用都附着原文；{ASK}。" if held else EMPTY
    return talk.reply
