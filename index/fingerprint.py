"""What tells the copies of an article: a sketch of its wording, and its figures with their surroundings; pure.

The wording is sketched by one-permutation MinHash (Li, Owen and Zhang 2012) over the runs of five letters, with empty
bins filled from the next one (Shrivastava and Li 2014), and kept in one byte a bin (b-bit minwise hashing, Li and König
2010). Daily reports share their wording with yesterday's, but not their figures: two articles conflict where the same
surroundings hold different figures.
"""

import functools
import operator
import re
import unicodedata
import zlib
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from corpus.numerals import number_at
from corpus.simplified import simplified

# Changed with every change of what a fingerprint says: an index of other rules must be built anew.
RULES = 2

BINS = 128
SHINGLE = 5
# An article of fewer letters (一天一条的快讯) is the same story only on the same day.
BRIEF = 100
# Of the runs of letters of a passage, so many must stand in an article for it to hold the passage.
HELD = 0.8

Bins = NDArray[np.uint8]
Figures = NDArray[np.uint64]

_AROUND = 2
_HEAD = 120
_MARK = "\ue000"
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIXERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))
_BIN_STARTS = np.arange(BINS, dtype=np.uint64) << np.uint64(64 - 7)

_WIDE = re.compile("[！-～]")
_WIDE_WORD = re.compile("[０-９Ａ-Ｚａ-ｚ．]")
_NO_LETTER = re.compile(rf"[^\w{_MARK}]+|_+")
# When a page was put up (2021-05-31 09:30), as it stands at its head, and in which pages of a newspaper.
_STAMP = re.compile(r"20\d\d[年./-]?\d{1,2}[月./-]?\d{1,2}日?T?\d{1,2}:\d\d(?::\d\d)?")
# In 2021-05-31, LK-99 and 3万-5万 a dash is no minus. A pattern that begins with characters is looked for fast.
_DIGITS = r"\d零〇一二两三四五六七八九十百千万亿"
_FIGURE = re.compile(rf"([-{_DIGITS}](?:(?<!-)|(?<![\da-z%万亿]-)(?=[{_DIGITS}]))[{_DIGITS}.,]*)")
# When an agency sent its report out: of two copies one may have it, and nothing happened then.
_DATELINE = re.compile(r"(?:\d{1,2}月)?\d{1,2}日(?:电(?![话影视子力网信池商台])|讯(?!问))")
_HAN = re.compile(r"[^-\d.,]")
_POINTS = str.maketrans("", "", "-.,")


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """An article's wording and figures.

    `bins` (`BINS`,): the share of equal ones estimates the Jaccard similarity of two articles' runs of `SHINGLE`
    letters. `figures` ascend: 32 bits stand for the letters around a figure, 32 for the figure. `brief` tells an
    article of fewer than `BRIEF` letters.
    """

    bins: Bins
    figures: Figures
    brief: bool


def fingerprint(text: str) -> Fingerprint:
    """Take the fingerprint of a text; white space, punctuation, full-width and traditional forms make no difference.

    >>> one, other = fingerprint("国务院：增加投资12亿元。"), fingerprint("國務院\\n增加投資１２億元")
    >>> likeness(one.bins, other.bins[None])[0].item(), conflict(one.figures, other.figures)
    (1.0, False)
    >>> conflict(one.figures, fingerprint("国务院：增加投资15亿元。").figures)
    True
    """
    letters, figures = _taken_apart(_plain(text))
    marks = sorted({_hashed(around) << 32 | _hashed(figure) for around, figure in figures})
    return Fingerprint(_bins(_shingles(letters)), np.array(marks, np.uint64), len(letters) < BRIEF)


def likeness(bins: Bins, others: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Estimate the Jaccard similarity (0..1) of one article and N others: (N,).

    Bins that differ are of one byte by chance once in 256; that is taken off.
    """
    equal = np.count_nonzero(bins == others, axis=-1) / BINS
    estimate: NDArray[np.float64] = np.maximum(0.0, (256 * equal - 1) / 255)
    return estimate


def conflict(figures: Figures, others: Figures) -> bool:
    """Tell whether the same surroundings hold one figure here and another there."""
    ours, theirs = set(figures.tolist()), set(others.tolist())
    return not {mark >> 32 for mark in ours - theirs}.isdisjoint({mark >> 32 for mark in theirs - ours})


def holds(text: str, passage: str) -> bool:
    """Tell whether an article says all that a passage of a copy says: its wording nearly, its figures every one.

    Only the day of its dateline (甬江社8月10日电) the passage may have for itself.

    >>> holds("甲厂今年投产，产值12亿元。乙厂停工。", "甲厂今年投产，产值12亿元。")
    True
    >>> holds("甲厂今年投产，产值12亿元。乙厂停工。", "甲厂今年投产，产值15亿元。")
    False
    """
    whole, part = _plain(text), _DATELINE.sub("", _plain(passage))
    if part in whole and not (_FIGURE.match(part) or _FIGURE.match(part[-1:])):  # else 5人 would stand in 15人
        return True
    all_letters, all_figures = _taken_apart(whole)
    letters, figures = _taken_apart(part)
    theirs, ours = frozenset(all_figures), frozenset(figures)
    if not {figure for _, figure in ours} <= {figure for _, figure in theirs}:
        return False
    if not {around for around, _ in ours - theirs}.isdisjoint({around for around, _ in theirs - ours}):
        return False
    runs, known = _shingles(letters), np.sort(_shingles(all_letters))
    there = known[np.searchsorted(known, runs) % len(known)] == runs  # a sixth of the time of np.isin
    return bool(there.mean() >= HELD)


def _plain(text: str) -> str:
    """Write what means the same in one way, without white space, and without the time at the head of a page."""
    whole = simplified(text)
    if _WIDE_WORD.search(whole):
        whole = _WIDE.sub(lambda wide: unicodedata.normalize("NFKC", wide[0]), whole)
    whole = "".join(whole.replace(_MARK, "").lower().split())
    return _STAMP.sub("", whole[:_HEAD]) + whole[_HEAD:]


def _taken_apart(plain: str) -> tuple[str, list[tuple[str, str]]]:
    """Give the letters and digits, and every figure with the letters around it, in which other figures are but marks.

    >>> _taken_apart("产值12亿元，增长5.0%")
    ('产值12亿元增长50', [('产值\\ue000元增', '1200000000'), ('增长\\ue000', '5.0')])
    """
    parts = _FIGURE.split(plain)
    texts, figures = parts[::2], parts[1::2]
    marked = _NO_LETTER.sub("", _MARK.join(texts))
    texts = marked.split(_MARK)
    printed = _MARK.join(figures).translate(_POINTS).split(_MARK) if figures else []
    letters = texts[0] + "".join(map(operator.add, printed, texts[1:]))
    places = accumulate(len(text) + 1 for text in texts[:-1])  # each one past a mark
    around = [marked[max(0, place - 1 - _AROUND) : place + _AROUND] for place in places]
    return letters, list(zip(around, map(_value, figures), strict=True))


def _value(figure: str) -> str:
    """Write a number in one way: 三 and 3, 08 and 8, 1,200 and 1200."""
    bare = figure.rstrip(".,")
    return _in_digits(bare) if _HAN.search(bare) else bare.replace(",", "").lstrip("0") or "0"


@functools.lru_cache(10_000)
def _in_digits(figure: str) -> str:
    number = number_at(figure, 0)
    return figure if number is None or number.end < len(figure) else f"{number.value.normalize():f}"


def _hashed(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _shingles(letters: str) -> NDArray[np.uint64]:
    """Give a well-mixed number for every run of `SHINGLE` letters, at least one: (runs,)."""
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    if len(codes) < SHINGLE:
        codes = np.concatenate([codes, np.zeros(SHINGLE - len(codes), np.uint64)])
    count = len(codes) - SHINGLE + 1
    runs = codes[:count].copy()
    for place in range(1, SHINGLE):
        runs *= _MULTIPLIER
        runs += codes[place : place + count]
    return mixed(runs)


def mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread 64-bit numbers evenly, each to one of its own (the finalizer of splitmix64)."""
    for shift, mixer in zip(_SHIFTS[:2], _MIXERS, strict=True):
        numbers = (numbers ^ (numbers >> shift)) * mixer
    return numbers ^ (numbers >> _SHIFTS[2])


def _bins(runs: NDArray[np.uint64]) -> Bins:
    """Take the least run of each bin, which its highest bits name; an empty bin has the least of the next one."""
    ordered = np.sort(runs)
    least = ordered[np.searchsorted(ordered, _BIN_STARTS) % len(ordered)]
    return (least & np.uint64(0xFF)).astype(np.uint8)
