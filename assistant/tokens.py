"""A sentence as a row of tokens in word classes, for choosing spans; judges none."""

from dataclasses import dataclass

from index.segment import tagged

CLASSES = (
    "noun", "verb", "number", "measure", "person", "place", "name", "time", "foreign", "adjective", "adverb", "pronoun",
    "position", "preposition", "conjunction", "particle", "idiom", "short", "attribute", "other",
    "opening", "closing", "listing", "comma", "stop", "symbol",
)  # fmt: skip
PUNCTUATION = frozenset({"opening", "closing", "listing", "comma", "stop", "symbol"})

_BY_MARK = (
    dict.fromkeys("“‘「『《（(【〈[", "opening")
    | dict.fromkeys("”’」』》）)】〉]", "closing")
    | {"、": "listing"}
    | dict.fromkeys("，,：:", "comma")
    | dict.fromkeys("。！？!?；;\n…", "stop")
)
_BY_TAG = {
    "n": "noun", "ng": "noun", "an": "noun", "v": "verb", "vn": "verb", "vd": "verb", "vg": "verb", "m": "number",
    "mq": "number",
    "q": "measure", "nr": "person", "nrt": "person", "nrfg": "person", "ns": "place", "nt": "name", "nz": "name",
    "t": "time", "tg": "time", "eng": "foreign", "a": "adjective", "ad": "adjective", "ag": "adjective", "d": "adverb",
    "r": "pronoun", "rz": "pronoun", "rr": "pronoun", "f": "position", "s": "position", "p": "preposition",
    "c": "conjunction", "uj": "particle", "ul": "particle", "uz": "particle", "uv": "particle", "ud": "particle",
    "ug": "particle", "u": "particle", "y": "particle", "i": "idiom", "l": "idiom", "j": "short", "b": "attribute",
    "x": "symbol",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: `text` equals the sentence's text from `start` to `end`; `kind` is one of `CLASSES`."""

    start: int
    end: int
    text: str
    kind: str


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text into tokens that together are the text, to the letter.

    >>> [(token.text, token.kind) for token in tokens("张伟说：“好。")]
    [('张伟', 'person'), ('说', 'verb'), ('：', 'comma'), ('“', 'opening'), ('好', 'adjective'), ('。', 'stop')]
    """
    row, start = [], 0
    for word, tag in tagged(text):
        row.append(Token(start, start + len(word), word, _BY_MARK.get(word) or _BY_TAG.get(tag, "other")))
        start += len(word)
    return tuple(row)
