"""A stream of written text as sentences with the markers behind them; judges none of them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.writing.markup import bare, thinks, without_thinking
from corpus.errors import GeneratorFailed

SENTENCE_LENGTH = 500

_MARK = r"[\[［【]\s*(?:资料)?\s*\d{1,3}(?:\s*[,，、]\s*(?:资料)?\s*\d{1,3})*\s*[\]］】]"
_MARKER = re.compile(rf"\s*({_MARK})")
_NUMBER = re.compile(r"\d+")
# A question mark inside an address ends nothing, nor does the mark that begins a picture, nor one that the sentence
# goes on from (“谁来？”，他问).
_SENTENCE_END = re.compile(
    rf"(?:[。！？]++|[!?]++(?![0-9A-Za-z=&%/]|(?<=!)\[\D)|\n)[。！？!?]*+[”’」』）)]*+[。！？!?]*+"
    rf"(?![，、；：,;:]|(?<=[”’」』])的)(?:\s*{_MARK})*\s*"
)
_MARKER_BEGUN = re.compile(r"(?:[\[［【][^\]］】]{0,16})?")


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """A sentence as written, without markup; `markers` are the numbers it cites, each once, in order."""

    text: str
    markers: tuple[int, ...]


def written_sentences(pieces: Iterable[str]) -> Iterator[WrittenSentence]:
    """Cut a stream into sentences, each as soon as it is whole: when another has begun, or the stream ends.

    What a model thinks aloud first is left out. What is whole when the stream breaks is given before the error goes on.

    >>> [(s.text, s.markers) for s in written_sentences(["全长**3.2公里**。[1", ", 2]投资5亿元【1】。"])]
    [('全长3.2公里。', (1, 2)), ('投资5亿元。', (1,))]
    """
    for sentence in _cut(pieces):
        markers = [int(n) for marker in _MARKER.findall(sentence) for n in _NUMBER.findall(marker)]
        text = bare(_MARKER.sub("", sentence))
        if any(character.isalnum() for character in text):
            yield WrittenSentence(text, tuple(dict.fromkeys(markers)))


def _cut(pieces: Iterable[str]) -> Iterator[str]:
    buffer, thinking = "", True
    try:
        for piece in pieces:
            buffer += piece
            if thinking:
                if thinks(buffer):
                    continue
                buffer, thinking = without_thinking(buffer), False
            while end := _complete(buffer):
                yield buffer[:end]
                buffer = buffer[end:]
    except GeneratorFailed:
        yield from _ended(without_thinking(buffer))[:-1]
        raise
    yield from _ended(without_thinking(buffer))


def _ended(text: str) -> list[str]:
    """Cut a text that no more will be added to; the last part is what has no end, and may be empty."""
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    return [text[start:end] for start, end in zip(ends, [*ends[1:], len(text)], strict=True)]


def _complete(buffer: str) -> int:
    """Find where the first sentence ends, 0 while it may still get markers; an endless one is cut."""
    match = _SENTENCE_END.search(buffer)
    if match is None:
        return SENTENCE_LENGTH if len(buffer) > SENTENCE_LENGTH else 0
    return 0 if _MARKER_BEGUN.fullmatch(buffer, match.end()) else match.end()
