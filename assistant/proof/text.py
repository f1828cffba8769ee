"""A text in the one way of writing in which statements and quotes are compared; compares nothing itself."""

import re
from dataclasses import dataclass
from functools import cached_property

from corpus.quantities import Quantity, quantities
from corpus.simplified import simplified

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_CAPITALS = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_SPACE = re.compile(r"(?<=[^ -~])\s+|\s+(?=[^ -~])")
_MONTH = re.compile(r"(?<![\d.\-/])((?:19|20)\d\d)[-/](0[1-9]|1[0-2])(?![\d\-/.年月])")


@dataclass(frozen=True)
class Text:
    """A text in one way of writing; its capitals matter to its quantities alone (5G is no weight)."""

    printed: str

    @cached_property
    def text(self) -> str:
        """The text to compare, as long as what is printed."""
        return small(self.printed)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The figures and dates, in order."""
        return quantities(self.printed)

    def figure_at(self, start: int) -> Quantity | None:
        """Find the figure or date that begins at `start`."""
        return next((q for q in self.quantities if q.start == start), None)


def plain(text: str) -> str:
    """Write letters and digits in half width, traditional characters in simplified ones and months in words, and take
    out white space that Chinese does not mean.

    >>> plain("５Ｇ 基站\\n已建成 Wi-Fi 6"), plain("2021-03开工")
    ('5G基站已建成Wi-Fi 6', '2021年3月开工')
    """
    return _MONTH.sub(_in_words, _SPACE.sub("", simplified(text).translate(_WIDE)))


def _in_words(month: re.Match[str]) -> str:
    return f"{month[1]}年{int(month[2])}月"


def small(text: str) -> str:
    """Write Latin capitals small; the length stays.

    >>> small("5G基站İ")
    '5g基站İ'
    """
    return text.translate(_CAPITALS)
