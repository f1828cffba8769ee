"""Rules for furniture: the words that give a piece away, and the whole of the piece; knows none of them by name."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

# Gaps, ends of sentences, what closes, and ornaments: behind these a piece may begin.
_GAP = re.compile(r"[\s。！？!?…”’」』）)】》\]〗~～*|｜丨>×\u2190-\u27bf\u2b00-\u2bff\ufe0f]+")
_BRACKET = re.compile(r"[（(【\[〖]")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a piece of furniture holds (one of the `marks` at least) and what it is (`piece`, all of it).

    The pattern may name what the piece says: the groups `source`, `title`, `names` and `date`. A piece that is `glued`
    begins with a mark so plain that it may follow a word without a gap. One of the `lines` may also go from the middle.
    """

    name: str
    marks: frozenset[str]
    piece: re.Pattern[str]
    glued: bool
    lines: bool


def rule(name: str, marks: str, piece: str, *, glued: bool = False, lines: bool = True) -> Rule:
    """Write a rule: its marks with spaces between them, and its piece as a pattern."""
    return Rule(name, frozenset(marks.split()), re.compile(piece), glued, lines)


def starts_in(text: str) -> list[int]:
    """Find where a piece may begin, first to last.

    That is behind a gap, the end of a sentence, a closing bracket or an ornament, never behind a word or a comma; a
    bracket opens a piece anywhere.

    >>> starts_in("大桥，通车。全长（图）")
    [0, 6, 8, 11]
    """
    starts = [match.end() for match in _GAP.finditer(text)]
    if not starts or starts[0]:
        starts.insert(0, 0)
    brackets = [match.start() for match in _BRACKET.finditer(text)]
    return sorted({*starts, *brackets}) if brackets else starts


class Rules:
    """Rules in the order in which they are tried; most texts hold no mark, and are looked through only once.

    >>> reprint, editor = rule("reprint", "转载", "转载请注明出处"), rule("editor", "编辑", "编辑：[甲乙]+", glued=True)
    >>> rules = Rules([reprint, editor])
    >>> texts = "通车。转载请注明出处", "通车编辑：甲乙", "他说，转载请注明出处"
    >>> [found and found.start() for found in map(rules.at_end, texts)]
    [3, 2, None]
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        by_mark: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self._rules):
            for mark in one.marks:
                by_mark[mark].append(number)
        self._by_mark = dict(by_mark)
        self._marks = re.compile(_any_of(by_mark))

    def at_end(self, text: str) -> re.Match[str] | None:
        """Match the piece of furniture that ends a text; the longest, where one rule fits several."""
        marks = [(match[0], match.start()) for match in self._marks.finditer(text)]
        if not marks:
            return None
        starts: list[int] | None = None
        for number in self._marked(mark for mark, _ in marks):
            one = self._rules[number]
            if one.glued:
                places = [at for mark, at in marks if mark in one.marks]
            else:
                places = starts = starts_in(text) if starts is None else starts
            for start in places:
                if found := one.piece.fullmatch(text, start):
                    return found
        return None

    def whole(self, line: str) -> re.Match[str] | None:
        """Match a line that is nothing but furniture."""
        for number in self._marked(self._marks.findall(line)):
            if found := self._rules[number].piece.fullmatch(line):
                return found
        return None

    def _marked(self, marks: Iterable[str]) -> list[int]:
        return sorted({number for mark in marks for number in self._by_mark[mark]})


def _any_of(words: Iterable[str]) -> str:
    """Write a pattern for any of some words, the longest first, that looks at the first character of each only once.

    >>> _any_of(["编辑", "责编", "编审", "责任编辑"])
    '编(?:审|辑)|责(?:任编辑|编)'
    """
    rests: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        rests[word[0]].append(re.escape(word[1:]))
    return "|".join(
        f"{re.escape(first)}(?:{'|'.join(sorted(rests[first], key=lambda rest: (-len(rest), rest)))})"
        for first in sorted(rests)
    )
