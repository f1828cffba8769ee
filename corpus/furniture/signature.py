"""Who wrote, signed below an article; knows nobody by name."""

import re
from dataclasses import dataclass

from corpus.bylines import byline, closing_byline
from corpus.furniture.rule import starts_in

_LINE = re.compile(
    r"(?:采写[：:]\s?)?(?P<who>[^。！？!?\n，,“”：:]{0,12}(?:记者|通讯员|文)[^。！？!?\n，,“”]{1,50}|"
    r"[\u4e00-\u9fff]{2,4} ?[/／ ]文(?:/图)?)"
)
_OTHERS = re.compile(r"编辑|责编|校|审|供图|提供|统筹|策划|监制|制图")
_MARK = re.compile(r"记者|通讯员|[/／ ]文|文[/／ 图丨|]")
_SENTENCE_ENDS = ("。", "！", "？", "”", "…")
_LONGEST = 64  # characters


@dataclass(frozen=True, slots=True)
class Signature:
    """Where a signature begins, and the names that it gives."""

    start: int
    names: tuple[str, ...]


def signature(text: str) -> Signature | None:
    """Find the names of those who wrote at the end of a text, in brackets or as a line of its own.

    >>> signature("大桥通车了。（记者 甲小乙）"), signature("大桥通车了。 通讯员：甲小乙 丙丁")
    (Signature(start=6, names=('甲小乙',)), Signature(start=7, names=('甲小乙', '丙丁')))
    >>> signature("大桥通车了，现场来了许多记者"), signature("他告诉记者大桥通车了")
    (None, None)
    """
    tail = text[-_LONGEST:]
    if tail.endswith(_SENTENCE_ENDS) or not _MARK.search(tail):
        return None
    start, names = closing_byline(tail)
    if not names:
        lines = (_LINE.fullmatch(tail, start) for start in starts_in(tail))
        start, names = next(
            ((line.start(), found) for line in lines if line and (found := byline(line["who"]))), (0, ())
        )
    if not names or _OTHERS.search(tail, start):
        return None
    return Signature(len(text) - len(tail) + start, names)
