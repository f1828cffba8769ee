"""Who says what a statement reports, and whether the quote has the same one say it."""

import re

from corpus.matching import last_end

_SPEAKER = re.compile(
    r"(?:^|[。！!？?；;，\n])([^，。；：:“”！？!?\n]{2,30}?)(?:说道?|表示|介绍|坦言|认为|指出|透露|强调|称|告诉记者)(?=[，：:])"
)
_SENTENCE = re.compile(r"[。！!？?\n]")
_NAMELESS = re.compile("[他她其]|该|这位|记者$")


def other_speaker(statement: str, at: int, quote: str, place: int) -> bool:
    """Tell whether the statement has somebody else say what stands at `at` than the quote, at `place`.

    Who is named by 他 or 这位 may be anybody; a sentence that names no speaker may have one in front of it.

    >>> quote = "厂长李望川说，订单多。工人周明远说，招工难。"
    >>> other_speaker("李望川说，招工难。", 8, quote, 21), other_speaker("周明远说，招工难。", 8, quote, 21)
    (True, False)
    """
    said, held = _speaker(statement, at), _speaker(quote, place)
    if not said or not held or _NAMELESS.search(said) or _NAMELESS.search(held):
        return False
    return said[-2:] not in held and held[-2:] not in said


def _speaker(text: str, at: int) -> str:
    start = last_end(_SENTENCE, text, at)
    found = [match[1] for match in _SPEAKER.finditer(text[start:at])]
    return found[-1] if found else ""
