"""Whether a question stands on its own, or leaves out what it is about; writes nothing out.

A weighing of what the question brings along: names, nouns and verbs that the earlier question lacks speak for one of
its own, words that it has speak for one that goes on. The weights are those of a logistic regression, rounded.
"""

import re
from collections.abc import Iterator

from assistant.dialogue.mentions import NAMES, PROPER_TAGS, is_noun_tag, mentions
from assistant.questions.question import defines, read_question
from index.segment import tagged

_NEW: dict[str, float] = {
    "title": 4.6,
    "person": 2.5,
    "place": 2.4,
    "name": 1.6,
    "noun": 1.3,
    "time": 0.9,
    "number": 0.8,
    "verb": 0.5,
    "other": -0.4,
}
_KNOWN: dict[str, float] = {"title": 2.0, "person": -3.5, "place": -1.3, "noun": -0.8, "verb": -2.5}
_FIRST_PERSON = 1.8  # 易建联什么时候退役
_NAME_AND_NOUN = 1.5  # 复旦大学校长是谁
_GOES_ON = -1.8  # 还有哪些奖项, 又是谁推荐的
_A_CHARACTER = 0.07
_NEEDED = 4.1
_LONG_NAME = 4
_TITLE = re.compile(r"《[^《》]+》|“[^“”]+”")
_COMPLETE = re.compile(r"^谁是.{4,}")
_ADDS = re.compile(
    r"^(?:还|又|也|再|后来|当时|原来|原先|之前|此前|里面|目前|现在|最后|最终|最早|最初|整个|整体)|(?:又|也|则)[是有在]|.[这那](?:场|边|支|颗|次|届|版)"
)
VIEW = re.compile(r"怎么[看说想评]|如何(?:看|评价|回应|表态)|回应|表态|什么(?:看法|态度)|作何")
_DESCRIBED = re.compile(r"在[^，的]{4,}的[^，]{5,}")  # 在宁波举行的亚帆赛哪天闭幕
_PERSON_TAGS = frozenset(("nr", "nrt", "nrfg"))


def stands_alone(question: str, earlier: str) -> bool:
    """Tell whether a question names for itself what it is about.

    :param earlier: the question before it, written out in full.

    >>> stands_alone("震源深度多少", "平原县地震几级"), stands_alone("复旦大学校长是谁", "平原县地震几级")
    (False, True)
    """
    if (
        _COMPLETE.match(question)
        or _DESCRIBED.match(question)
        or (defines(question) and read_question(question).content.strip("是叫做作"))
        or _names_two_bodies(question, earlier)
    ):
        return True
    return own_weight(question, earlier) > 0 and not _asks_for_a_view(question)


def _names_two_bodies(question: str, earlier: str) -> bool:
    """Tell whether a question asks of two bodies that were not spoken of: 甲银行和乙银行分别签了多少家."""
    bodies = {name.text for name in mentions(question) if name.kind == "organisation" and name.text not in earlier}
    return len(bodies) > 1


def own_weight(question: str, earlier: str) -> float:
    """Weigh what a question names for itself: above 0 it stands on its own more often than not.

    >>> own_weight("震源深度多少", "") < 0 < own_weight("平原县地震的震源深度多少", "")
    True
    """
    asked = read_question(question)
    own = f"{asked.before} {asked.behind}".strip()
    weight = sum(_weights(own, earlier)) + _A_CHARACTER * len(own) - _NEEDED
    weight += _NAME_AND_NOUN if _has_name_and_noun(question, earlier) else 0
    return weight + (_GOES_ON if _ADDS.search(question) else 0)


def _asks_for_a_view(question: str) -> bool:
    """Tell whether a question asks what somebody says, and not about what: 李望川怎么看."""
    return VIEW.search(question) is not None and all(m.kind in NAMES for m in mentions(question))


def _weights(own: str, earlier: str) -> Iterator[float]:
    for title in _TITLE.findall(own):
        yield (_KNOWN if title in earlier else _NEW)["title"]
    words = [(word, tag) for word, tag in tagged(_TITLE.sub(" ", own)) if word.strip()]
    for place, (word, tag) in enumerate(words):
        sort = _sort(word, tag)
        yield (_KNOWN if word in earlier else _NEW).get(sort, 0.0)
        if place == 0 and sort == "person" and word not in earlier:
            yield _FIRST_PERSON


def _sort(word: str, tag: str) -> str:
    if tag in _PERSON_TAGS:
        return "person"
    if tag in PROPER_TAGS:
        return "place" if tag == "ns" else "name"
    if tag in ("t", "m"):
        return "time" if tag == "t" else "number"
    if len(word) == 1:
        return "letter"
    return "noun" if is_noun_tag(tag) else "verb" if tag == "v" else "other"


def _has_name_and_noun(question: str, earlier: str) -> bool:
    """Tell whether a question begins with a long new name and asks for something of it."""
    first, *others = mentions(question) or (None,)
    return (
        first is not None
        and first.kind in NAMES
        and first.start == 0
        and len(first.text) >= _LONG_NAME
        and first.text not in earlier
        and any(m.kind == "relation" for m in others)
    )
