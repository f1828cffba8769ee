"""Whether a value is of the kind that was asked for, and stands where its sentence speaks of what was asked about."""

import re

from assistant.dialogue.mentions import mentions
from assistant.extraction.cities import cities, provinces
from assistant.extraction.evidence import Candidate
from assistant.extraction.tokens import QUANTITIES
from assistant.extraction.values import Value
from assistant.extraction.wanted import Wanted
from assistant.questions.question import plainly_asked
from corpus.matching import last_end
from corpus.quantities import quantities
from index.segment import fold

_AND = re.compile("[、和与及或]|以及")
_MEMBER_LENGTH = 2
_STRETCH = re.compile(r"[；;。！？!?\n]")


def is_of_its_kind(wanted: Wanted, value: Value | None) -> bool:
    """Tell whether a value is a quantity of the kind asked for; true where none is asked for.

    An amount of money answers no question for a rate, nor does a number of people one for a day.
    """
    kind = wanted.question.kind
    if kind not in QUANTITIES:
        return True
    return value is not None and any(quantity.kind == kind for quantity in quantities(value.text))


def is_of_another_kind(wanted: Wanted, value: Value | None) -> bool:
    """Tell whether a rate was plainly asked for and an amount found, or the other way round."""
    kind = plainly_asked(wanted.question)
    kinds = {quantity.kind for quantity in quantities(value.text)} if kind and value else set()
    return bool(kinds) and kind not in kinds


def is_no_list(wanted: Wanted, value: Value | None) -> bool:
    """Tell whether a counted list was asked for (5家企业是哪几家) and the value names fewer than two members."""
    if wanted.question.kind != "list" or not wanted.question.expected or value is None:
        return False
    text = value.text
    for quantity in reversed(quantities(text)):
        text = text[: quantity.start] + text[quantity.end :]
    return sum(len(member.strip()) >= _MEMBER_LENGTH for member in _AND.split(text)) < 2


def is_of_another_place(wanted: Wanted, candidate: Candidate) -> bool:
    """Tell whether an article never names the city asked about, and title or sentence name another; likewise provinces.

    What an article headed 宁波 says of 全市 answers no question about 杭州; one about 浙江, where 宁波 lies, it may.
    """
    article = candidate.source.article
    around = f"{article.title}{article.source or ''}{candidate.sentence.text}"
    for named in (cities, provinces):
        asked, here = named(wanted.question.text), named(around)
        if asked and here and not asked & (here | named(article.text)):
            return True
    return False


def names_beside(wanted: Wanted, candidate: Candidate, value: Value | None) -> float:
    """Give the share (0..1) of the question's names in the sentence that stand in the value's own stretch of it.

    甲厂与3家企业签约；乙厂与5家企业签约: of 5家 the question for 甲厂 finds none beside. 1 without a value or a name.
    """
    if value is None:
        return 1.0
    text, own = fold(candidate.sentence.text), _own_stretch(candidate, value)
    held = [name for name in {*wanted.proper, *wanted.names} if name in text]
    return sum(name in own for name in held) / len(held) if held else 1.0


def is_of_another_body(wanted: Wanted, candidate: Candidate, value: Value | None) -> bool:
    """Tell whether the value stands beside another body than the one asked about, which the sentence names elsewhere.

    甲银行放贷5亿元；乙银行放贷3亿元: 3亿元 answers no question about 甲银行.
    """
    if value is None or not wanted.bodies:
        return False
    text, own = fold(candidate.sentence.text), _own_stretch(candidate, value)
    if not any(name in text for name in wanted.bodies) or any(name in own for name in wanted.bodies):
        return False
    return any(name.kind == "organisation" and name.text not in wanted.bodies for name in mentions(own))


def _own_stretch(candidate: Candidate, value: Value) -> str:
    """Cut out what stands around a value between two semicolons or stops, folded."""
    text, at = fold(candidate.sentence.text), value.start - candidate.sentence.start
    first = last_end(_STRETCH, text, at)
    end = _STRETCH.search(text, at)
    return text[first : end.start() if end else len(text)]
