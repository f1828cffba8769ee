"""Chinese sentences and clauses with exact offsets; knows nothing of what they mean.

A sentence ends at 。！？…… or an English !? and takes closing quotes and brackets with it; a clause also ends at ；.
Neither crosses a line break. A stop inside a book title, or inside a quotation that the sentence goes on from
(“谁来？”，他问), ends nothing. Nor does the English full stop: in Chinese text it stands in 3.5 and Wi-Fi 6.0.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CLOSING = r"[”’」』）)】\"']*+"
_STOP = r"(?:…*+[。！？]|…*+[!?](?![0-9A-Za-z=&%/]))[。！？!?…]*+"
_GOES_ON = r"》|[，、；：,;:]|(?<=[”’」』])的"
_PAUSE = rf"…++{_CLOSING}(?=\s|[“‘「『（(【《]|$)"
_SENTENCE_END = re.compile(rf"{_STOP}{_CLOSING}(?!{_GOES_ON})|{_PAUSE}|\n+")
_CLAUSE_END = re.compile(rf"{_SENTENCE_END.pattern}|[；;]+{_CLOSING}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or clause: `text` equals the article's text from `start` to `end`, without white space at the ends."""

    start: int
    end: int
    text: str


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Sentence]:
    """Split `text[start:end]` into sentences, in order; offsets count from the beginning of `text`.

    >>> [s.text for s in sentences("目标是5家以上；力争6家。“想象空间很大。”他说。")]
    ['目标是5家以上；力争6家。', '“想象空间很大。”', '他说。']
    >>> [s.text for s in sentences("“谁来？”，他问。《出发！》上映了。")]
    ['“谁来？”，他问。', '《出发！》上映了。']
    >>> [(s.start, s.end) for s in sentences(" 开工了！\\n完工了")]
    [(1, 5), (6, 9)]
    """
    return _split(_SENTENCE_END, text, start, end)


def clauses(text: str, start: int = 0, end: int | None = None) -> Iterator[Sentence]:
    """Split `text[start:end]` at semicolons as well as at sentence ends.

    >>> [s.text for s in clauses("目标是5家以上；力争6家。")]
    ['目标是5家以上；', '力争6家。']
    """
    return _split(_CLAUSE_END, text, start, end)


def _split(ends: re.Pattern[str], text: str, start: int, end: int | None) -> Iterator[Sentence]:
    stop = len(text) if end is None else end
    begin = start
    for match in ends.finditer(text, start, stop):
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, stop)


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        begin = start + len(piece) - len(piece.lstrip())
        yield Sentence(begin, begin + len(inner), inner)
