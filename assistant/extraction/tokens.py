"""A sentence as a row of tokens in word classes, quantities and titles whole, for choosing spans; judges none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from corpus.quantities import quantities
from corpus.units import QuantityKind
from index.segment import tagged

QUANTITIES: tuple[str, ...] = get_args(QuantityKind)
CLASSES = (
    "noun", "verb", "number", "unit", "person", "location", "name", "time", "foreign", "adjective", "adverb", "pronoun",
    "position", "preposition", "conjunction", "particle", "idiom", "short", "attribute", "other", "title",
    "opening", "closing", "listing", "comma", "stop", "symbol",
    *QUANTITIES,
)  # fmt: skip
PUNCTUATION = frozenset({"opening", "closing", "listing", "comma", "stop", "symbol"})

_TITLE = re.compile(r"《[^《》]{1,38}》")
_BY_MARK = (
    dict.fromkeys("“‘「『《（(【〈[", "opening")
    | dict.fromkeys("”’」』》）)】〉]", "closing")
    | {"、": "listing"}
    | dict.fromkeys("，,：:", "comma")
    | dict.fromkeys("。！？!?；;\n…", "stop")
)
_BY_TAG = {
    "n": "noun", "ng": "noun", "an": "noun", "v": "verb", "vn": "verb", "vd": "verb", "vg": "verb", "m": "number",
    "mq": "number", "q": "unit", "nr": "person", "nrt": "person", "nrfg": "person", "ns": "location", "nt": "name",
    "nz": "name", "t": "time", "tg": "time", "eng": "foreign", "a": "adjective", "ad": "adjective", "ag": "adjective",
    "d": "adverb", "r": "pronoun", "rz": "pronoun", "rr": "pronoun", "f": "position", "s": "position",
    "p": "preposition", "c": "conjunction", "uj": "particle", "ul": "particle", "uz": "particle", "uv": "particle",
    "ud": "particle", "ug": "particle", "u": "particle", "y": "particle", "i": "idiom", "l": "idiom", "j": "short",
    "b": "attribute", "x": "symbol",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word, mark, quantity or title: the sentence's text from `start` to `end`; `kind` is one of `CLASSES`.

    `unit` is the base unit of a quantity, empty for everything else.
    """

    start: int
    end: int
    text: str
    kind: str
    unit: str = ""


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text into tokens that together are the text, to the letter.

    >>> [(token.text, token.kind) for token in tokens("张伟说：“好，有1,500家以上。")]
    [('张伟', 'person'), ('说', 'verb'), ('：', 'comma'), ('“', 'opening'), ('好', 'adjective'), ('，', 'comma'), \
('有', 'verb'), ('1,500家以上', 'count'), ('。', 'stop')]
    """
    row: list[Token] = []
    done = 0
    for whole in _wholes(text):
        row.extend(_words(text[done : whole.start], done))
        row.append(whole)
        done = whole.end
    return (*row, *_words(text[done:], done))


def _wholes(text: str) -> Iterator[Token]:
    """Give what must not be cut, in order: titles, and quantities outside them."""
    titles = [Token(match.start(), match.end(), match[0], "title") for match in _TITLE.finditer(text)]
    numbers = [Token(found.start, found.end, found.text, found.kind, found.unit) for found in quantities(text)]
    done = 0
    for token in sorted((*titles, *numbers), key=lambda token: (token.start, -token.end)):
        if token.start >= done:
            yield token
            done = token.end


def _words(text: str, start: int) -> Iterator[Token]:
    for word, tag in tagged(text):
        yield Token(start, start + len(word), word, _BY_MARK.get(word) or _BY_TAG.get(tag, "other"))
        start += len(word)
