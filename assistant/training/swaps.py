"""Questions made unanswerable: one name or date of theirs put in place of another of its kind."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

from assistant.extraction.tokens import Token, tokens

KINDS = frozenset({"person", "location", "name", "date"})

Pool = Mapping[str, Sequence[str]]


def pool(questions: Sequence[str]) -> Pool:
    """Gather the names and dates of all questions by kind.

    >>> pool(["宁波今年要建多少家工厂？", "杭州呢？"])
    {'location': ('宁波', '杭州'), 'date': ('今年',)}
    """
    gathered: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for question in questions:
        for token in _own(question):
            gathered[token.kind][token.text] = None
    return {kind: tuple(texts) for kind, texts in gathered.items()}


def swap(question: str, others: Pool, article: str, draw: random.Random) -> str | None:
    """Put another name or date in place of one of the question's, one that the article does not hold; None without one.

    >>> swap("宁波要建多少家工厂？", {"location": ("宁波", "杭州")}, "宁波要建20家工厂。", random.Random(0))
    '杭州要建多少家工厂？'
    """
    own = [token for token in _own(question) if token.text in article]
    if not own:
        return None
    token = draw.choice(own)
    strange = [text for text in others[token.kind] if text not in article and text not in question]
    return question[: token.start] + draw.choice(strange) + question[token.end :] if strange else None


def _own(question: str) -> Sequence[Token]:
    return [token for token in tokens(question) if token.kind in KINDS and len(token.text) > 1]
