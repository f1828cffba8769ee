"""Lines of print: paragraphs wrapped or not, with pictures, labels and headings between them or inside a sentence.

What is set can be read by a person from its layout alone. Where two readings would look the same, the one is set that
leaves no doubt: a caption without a credit stands far off, and paragraphs that neither an indent nor a blank line parts
end in a line that is not full.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from tests.corpus import newsroom

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,%+-]*[A-Za-z0-9%]|.", re.DOTALL)
_HANGING = "，。、；：！？）”》"
_LABELS = ["图 示", "制图", "漫　画"]
_SHORTEST_PIECE = 30  # characters of a paragraph that is one line, before a cut


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: `width` in Chinese characters, None where each paragraph is one line; gaps in blank lines."""

    width: int | None
    indent: str
    paragraph_gap: int
    article_gap: int

    @property
    def is_tight(self) -> bool:
        """Whether nothing but the length of a last line parts two paragraphs."""
        return bool(self.width) and not self.indent and not self.paragraph_gap

    def is_wider(self, text: str, share: float = 1) -> bool:
        """Whether a text is wider than a share of the column."""
        return self.width is not None and width_of(text) > 2 * self.width * share


@dataclass(slots=True)
class Setting:
    """The lines of a page so far, each with the blank lines before it."""

    rng: Random
    style: Style
    lines: list[tuple[int, str]] = field(default_factory=list)

    def put(self, text: str, gap: int | None = None, *, indent: bool = False) -> None:
        """Set one line, whatever its width; without a gap of its own, as paragraphs are."""
        gap = self.style.paragraph_gap if gap is None else gap
        self.lines.append((gap if self.lines else 0, (self.style.indent if indent else "") + text))

    def put_lines(self, lines: Sequence[str], gap: int | None = None) -> None:
        for number, line in enumerate(lines):
            self.put(line, 0 if number else gap)

    def put_heading(self, heading: str) -> bool:
        """Set a heading, if it cannot be taken for a full line of the text."""
        if self.style.is_tight and self.style.is_wider(heading, 0.7):
            return False
        self.put(heading, indent=self.rng.random() < 0.7)
        return True

    def put_label(self, gap: int | None = None) -> None:
        self.put(self.rng.choice(_LABELS), gap)

    def put_caption(self, caption: str) -> None:
        """Set a caption between two paragraphs."""
        gap = self.style.paragraph_gap + self.rng.choice([0, 2])
        lines = self._wrapped(caption)
        self.put_lines(lines, gap if len(lines) == 1 else max(gap, 1))

    def paragraph(self, text: str) -> list[str]:
        return self._wrapped(self.style.indent + text)

    def fitting(self, text: str, closing: str = "") -> str:
        """A text whose end can be seen, with what closes it: in a tight style its last line is made not to be full."""
        while self.style.is_tight and width_of(self.paragraph(text + closing)[-1]) > 2 * (self.style.width or 0) - 6:
            text += "大家都说好。"
        return text

    def halves(self, lines: Sequence[str]) -> tuple[list[str], list[str]] | None:
        """A paragraph cut inside a clause, at the end of a line where it has several; None where it cannot be."""
        if self.style.width:
            places = [at for at in range(1, len(lines)) if _is_clause(lines[at - 1], lines[at])]
            if len(lines) < 3 or not places:
                return None
            at = self.rng.choice(places)
            return list(lines[:at]), list(lines[at:])
        [line] = lines
        places = [at for at in range(_SHORTEST_PIECE, len(line) - 2) if _is_clause(line[:at], line[at:])]
        if not places:
            return None
        at = self.rng.choice(places)
        return [line[:at]], [line[at:]]

    def put_interrupted(self, lines: Sequence[str], gap: int | None) -> str | None:
        """Set a paragraph with a caption or a label inside a sentence; the caption, empty for a label.

        None, and nothing is set, where no sentence can be cut.
        """
        halves = self.halves(lines)
        if halves is None:
            return None
        self.put_lines(halves[0], gap)
        kinds = ["credit", "label"] if self.style.is_tight else ["credit", "credit", "credit", "bare", "label"]
        kind = self.rng.choice(kinds)
        usual = self.style.paragraph_gap
        if kind == "label":
            self.put_label(usual + self.rng.choice([0, 1]))
            self.put_lines(halves[1], usual)
            return ""
        caption = newsroom.caption(self.rng, credited=kind == "credit")
        set_caption = self._wrapped(caption)
        far = kind == "bare" or len(set_caption) > 1 or self.rng.random() < 0.5
        self.put_lines(set_caption, usual + self.rng.choice([2, 3]) if far else usual)
        self.put_lines(halves[1], max(usual, 1 if self.style.width and far else 0))
        return caption

    def _wrapped(self, text: str) -> list[str]:
        return wrapped(text, self.style.width) if self.style.width else [text]


def style(rng: Random) -> Style:
    width = rng.choice([None, None, rng.randint(10, 20), rng.randint(15, 40)])
    indent = rng.choice(["", "\u3000\u3000", "    "])
    gap = rng.choice([0, 1, 1, 2])
    return Style(width, indent, gap, gap + rng.choice([2, 3, 4]))


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of so many Chinese characters: no Latin word is cut, no line begins with a stop."""
    lines, line = [], ""
    for token in _TOKEN.findall(text):
        if line and width_of(line) + width_of(token) > 2 * width and token not in _HANGING:
            lines.append(line)
            line = ""
        line += token
    return [*lines, line]


def width_of(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _is_clause(before: str, after: str) -> bool:
    """Whether a cut between two pieces is inside a clause, so that both show it."""
    return all("\u4e00" <= character <= "\u9fff" for character in (before[-1], after[0]))
