"""Printed lines in, whole paragraphs out, where a column or a hard line break wrapped them; knows no articles."""

import re
import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from corpus import captions, cues, cuts
from corpus.lines import Line
from corpus.sentences import sentences

_WRAPPED_WIDTH = 100
_NEIGHBOURS = 5  # lines before and after that tell how wide a column is: articles of one page differ
_ENOUGH = 3  # lines
_WIDE_GAP = 2  # blank lines, as articles have between them
_UNEVEN = 0.2  # how far the lines of a column differ in width where a Latin word or a number is kept whole
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,%+-]*|.", re.DOTALL)
_ONE_CHARACTER = 2
_INDENT = 4
_HANGING = ("，", "。", "、", "；", "：", "！", "？", "”", "）", "》")
_PROSE = 0.2  # of the lines
_OPEN = 0.35  # of the lines of prose; fewer are sentences that a picture interrupts
_STOP_INSIDE = re.compile(r"[，。、；！？](?!$)")
_CAPTION_SENTENCES = 2
_TAIL_LINES = 16  # no caption and no bracket that is still open takes more


def unwrapped(printed: Sequence[Line]) -> tuple[Line, ...]:
    """Join the lines of wrapped columns; where most lines do not end in mid-sentence, each is left as it is.

    >>> from corpus.lines import printed_lines
    >>> column = "　　大桥今年开工，计\\n划三年建成，全长三\\n公里。\\n　　桥面宽三十米，可\\n并行六辆车。"
    >>> [line.text for line in unwrapped(printed_lines(column))]
    ['大桥今年开工，计划三年建成，全长三公里。', '桥面宽三十米，可并行六辆车。']
    """
    return tuple(_unwrapped(printed)) if _is_wrapped(printed) else tuple(printed)


def _is_wrapped(printed: Sequence[Line]) -> bool:
    """Whether many lines of prose end in mid-sentence, and are short: verse and tables, which do too, are no prose."""
    prose = [line for line in printed if _is_prose(line)]
    open_ends = [line.text for line in prose if not line.complete]
    if len(open_ends) < _OPEN * len(prose) or len(prose) < _PROSE * len(printed) or not open_ends:
        return False
    return statistics.median(map(_width, open_ends)) <= _WRAPPED_WIDTH


def _is_prose(line: Line) -> bool:
    """Whether a line has a stop inside that is not the one after the number of a point."""
    return bool(_STOP_INSIDE.search(line.text)) and not (cues.is_row(line.text) or cues.is_point(line.text))


@dataclass(frozen=True, slots=True)
class _Column:
    width: float

    def is_full(self, line: Line, after: Line | None, *, complete: bool) -> bool:
        """Whether a line is as wide as its column: the next word would not fit, or it breaks off near the edge.

        `complete`: what was read so far ends where a sentence may, and breaks off nowhere.
        """
        width = _printed_width(line)
        if cues.is_row(line.text) or self.is_beyond(line):
            return False
        word = _width(_first_word(after.text)) if after else _ONE_CHARACTER
        return width + word > self.width or (not complete and width >= self.width * (1 - _UNEVEN))

    def is_beyond(self, line: Line) -> bool:
        """Whether a line is too wide for it."""
        return _printed_width(line) > self.width * (1 + _UNEVEN)


def _unwrapped(printed: Sequence[Line]) -> Iterator[Line]:
    """Read on from line to line until a blank line, an indented line, a short one, or one that stands alone.

    In a column that indents its paragraphs, what follows an interruption without an indent belongs to the paragraph
    that came before, if that one's last line was full.
    """
    indents = _indents(printed)
    widths = _Widths(printed)
    paragraph: list[Line] = []
    cut = False
    for number, (line, after, beyond) in enumerate(zip_longest(printed, printed[1:], printed[2:])):
        column = widths.column(number)
        paragraph.append(line)
        if after is None or not _goes_on(paragraph, after, beyond, column):
            joined = _joined(paragraph)
            full = column.is_full(line, after, complete=joined.complete)
            yield replace(joined, full=full, runs_on=cut and not joined.indented)
            if not (captions.is_credited(joined.text) or cues.stands_alone(joined.text)):
                cut = indents and full
            paragraph = []


class _Widths:
    """How wide the lines of a page are, and so its columns."""

    def __init__(self, printed: Sequence[Line]) -> None:
        self._printed = printed
        self._widths = list(map(_width_to_stop, printed))
        self._prose = list(map(_is_prose, printed))

    def column(self, number: int) -> _Column:
        """The column that a line stands in: as wide as most lines near it up to a gap, or else up to a wide one."""
        start, end = max(0, number - _NEIGHBOURS), min(len(self._printed), number + _NEIGHBOURS + 1)
        near = range(start, end)
        for gap in (1, _WIDE_GAP):
            first = max((at for at in range(start, number + 1) if self._printed[at].gap >= gap), default=start)
            last = min((at for at in range(number + 1, end) if self._printed[at].gap >= gap), default=end)
            if last - first >= _ENOUGH:
                near = range(first, last)
                break
        prose = [at for at in near if self._prose[at]]
        widths = sorted(self._widths[at] for at in (prose if len(prose) >= _ENOUGH else near))
        return _Column(widths[len(widths) * 3 // 5] if len(widths) > _ENOUGH else widths[-1])


def _goes_on(paragraph: Sequence[Line], after: Line, beyond: Line | None, column: _Column) -> bool:
    last = paragraph[-1]
    if after.indented or after.gap or after.sheet != last.sheet:
        return False
    text = "".join(line.text for line in paragraph[-_TAIL_LINES:])
    if cuts.is_open(text) and cuts.closes(after.text):
        return True
    if cues.is_apart(after.text):
        return False
    complete = cuts.is_complete(text)
    full = column.is_full(last, after, complete=complete)
    if captions.is_credited(after.text):
        begun = paragraph[0].gap > 0 and _is_caption(text + after.text) and full
        return begun or (after.text.startswith(("（", "(")) and len(text) <= cues.TITLE_LENGTH)
    if cuts.is_open(text):
        return True
    if _ends(text, complete) or _begins(after, beyond, complete) or column.is_beyond(after):
        return False
    if len(paragraph) == 1 and not last.indented and _is_over(last, after, beyond):
        return False
    return full or (paragraph[0].indented and (not complete or cuts.goes_on(after.text)))


def _ends(text: str, complete: bool) -> bool:
    """Whether what was read so far can only end here: as a caption, a byline or the like."""
    return captions.is_credited(text) or cues.stands_alone(text) or (complete and captions.is_caption(text))


def _begins(after: Line, beyond: Line | None, complete: bool) -> bool:
    """Whether a line can only begin something: an article, a byline, a caption, or a heading over an indented line."""
    if cues.is_opening(after.text) or (complete and cues.is_point(after.text)):
        return True
    if not complete or beyond is None:
        return complete and captions.is_caption(after.text)
    title = cues.is_title(after.text) and (cues.is_opening(beyond.text) or cues.is_subtitle(beyond.text))
    return title or (beyond.indented and cues.is_heading(after.text)) or captions.is_caption(after.text)


def _is_over(line: Line, after: Line, beyond: Line | None) -> bool:
    """Whether two lines are a title and its sub-title, or a kicker and its title, so that an article opens below."""
    if not cues.is_title(line.text):
        return False
    opens = beyond is not None and (beyond.indented or cues.is_opening(beyond.text) or cues.is_subtitle(beyond.text))
    return cues.is_subtitle(after.text) or (opens and cues.is_title(after.text) and not after.indented)


def _is_caption(text: str) -> bool:
    return captions.is_credited(text) and len(list(sentences(text))) <= _CAPTION_SENTENCES


def _indents(printed: Sequence[Line]) -> bool:
    """Whether paragraphs begin with an indent: some lines have one, and those that go on from a sentence have none."""
    indented = [line.indented for line in printed]
    return 2 * sum(indented) < len(indented) and any(indented)


def _first_word(text: str) -> str:
    """What a line break leaves whole at the beginning of a text: a Latin word, a number or one character.

    >>> _first_word("SmartFactory平台"), _first_word("1,280人"), _first_word("平台")
    ('SmartFactory', '1,280', '平')
    """
    word = _WORD.match(text)
    return word[0] if word else ""


def _joined(pieces: Sequence[Line]) -> Line:
    spans = tuple(span for piece in pieces for span in piece.spans)
    text = "".join(piece.text for piece in pieces)
    return replace(pieces[0], spans=spans, text=text)


def _printed_width(line: Line) -> int:
    return _width(line.text) + _INDENT * line.indented


def _width_to_stop(line: Line) -> int:
    """The width without a stop at the end, which may stand beyond the edge so that no line begins with it."""
    return _printed_width(line) - _ONE_CHARACTER * line.text.endswith(_HANGING)


def _width(text: str) -> int:
    """Columns that the beginning of a text takes on the page: a Chinese character takes two.

    >>> _width("5G网络")
    6
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text[:_WRAPPED_WIDTH])
