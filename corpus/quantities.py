"""Numbers, amounts, shares, dates and periods of Chinese text, with exact offsets and normalised values.

Knows what a number says, not what it is about: subject and metric are for others to find.
"""

import re
from dataclasses import replace
from decimal import Decimal

from corpus.comparators import after, before
from corpus.dates import Date, date_at
from corpus.numerals import DIGITS, Number, han_number, number_at
from corpus.quantity import Quantity, Reading
from corpus.ranges import joined
from corpus.units import UNITS, QuantityKind, Unit, unit_at

__all__ = ["Quantity", "quantities"]


_HAN_DIGITS = "".join(DIGITS)
_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_WIDE_CHARACTER = re.compile("[０-９．％]")
_CANDIDATE = re.compile(
    rf"(?P<figure>[-－−+]?\d[\d,.]*|零下\d[\d.]*)|[{_HAN_DIGITS}十百千万亿半]|[数几][十百千万亿]|第[\d{_HAN_DIGITS}十百]"
    rf"|[今去明前后本当同上次]年|[本上下当]个?月|[上下]半年|前[\d{_HAN_DIGITS}十]|过半|[“\"‘「][十{_HAN_DIGITS}]"
)
_SHARE = re.compile(
    rf"([{_HAN_DIGITS}十百千万]{{1,6}}|\d{{1,4}})分之([{_HAN_DIGITS}十百点]{{1,12}}|\d{{1,6}}(?:\.\d{{1,6}})?)|一半|半数|过半"
)
_SCORE = re.compile(r"(\d{1,3})(?:[:：]|比)(\d{1,3})(?![\d:：.])")
_FIXED_WORD = re.compile(
    r"(?<=[统唯单专不周期任])一|一(?=点(?![零〇一二三四五六七八九])|[度时面道手步路口头同体起样号])|十(?=分(?!之|钟))|万(?=分(?!之|钟))"
)
_NOT_A_UNIT = re.compile(r"成[立为功员年都本长果绩交品型语熟]|度过")
_AFTER_FIGURES_ONLY = frozenset("金银铜胜负平线号分角点度方厅室园厂岛味域极")
_INSIDE = re.compile(r"个(半|多)(月|小时|钟头|星期|世纪|)")
_INSIDE_UNITS = {"月": "个月", "小时": "小时", "钟头": "小时", "星期": "周", "世纪": "个世纪", "": "个"}
_NO_UNIT = Unit("", "count")
_RECENT = re.compile(r"以?来|间|内")  # 近3年来 are the last three years, not about three
_HALF = re.compile(r"半(?![导径岛夜成])")
_HALVED = frozenset(("年", "天", "个月", "小时", "倍", "公里", "斤", "周", "岁"))


def quantities(text: str) -> tuple[Quantity, ...]:
    """Find every number, amount, share, date and period, in order, without overlap; never raises.

    >>> [(q.text, str(q.number), q.unit, q.comparator) for q in quantities("去年投资逾5.6亿元，培育工厂150家以上")]
    [('去年', '0', '去年', '='), ('逾5.6亿元', '560000000', '元', '>'), ('150家以上', '150', '家', '>=')]
    """
    folded = text.translate(_WIDE) if _WIDE_CHARACTER.search(text) else text
    readings: list[Reading] = []
    at = 0
    while candidate := _CANDIDATE.search(folded, at):
        last = readings[-1] if readings else None
        reading = _reading_at(folded, candidate.start(), last.quantity.end if last else 0)
        if reading is None:
            at = candidate.end() if candidate["figure"] else candidate.start() + 1
            continue
        at = reading.quantity.end
        one = joined(folded, last, reading) if last else None
        if one:
            readings[-1] = one
        else:
            readings.append(reading)
    found = tuple(reading.quantity for reading in readings)
    return found if folded is text else tuple(replace(q, text=text[q.start : q.end]) for q in found)


def _reading_at(text: str, at: int, floor: int) -> Reading | None:
    """Read the quantity that begins at `at` (its comparator may stand before); `floor` is where the last one ended."""
    previous = text[at - 1 : at]
    if previous.isascii() and (previous.isalpha() or previous == "_"):
        return None  # part of a name: H7N9
    if date := date_at(text, at):
        return _date(text, at, *date)
    return _share(text, at, floor) or _score(text, at) or _ordinal(text, at) or _amount(text, at, floor)


def _date(text: str, at: int, date: Date, end: int) -> Reading:
    digits = "".join(f"{part.value:02}" for part in date if part.value is not None)
    unit = "".join(part.unit for part in date)
    kind: QuantityKind = "period" if unit == "五年规划" else "date"
    number = Decimal(digits or 0)
    return Reading(Quantity(at, end, text[at:end], number, unit, "=", kind, None, date), number)


def _share(text: str, at: int, floor: int) -> Reading | None:
    match = _SHARE.match(text, at)
    if match is None:
        return None
    number = Decimal(50)
    if match[1]:
        whole, part = (Decimal(d) if d[0].isascii() else han_number(d) for d in match.groups())
        if not whole or part is None:
            return None
        number = part * 100 / whole
    return _bounded(text, at, floor, Number(match.end(), number, number), UNITS["%"])


def _score(text: str, at: int) -> Reading | None:
    match = _SCORE.match(text, at)
    if match is None:
        return None
    first, second = Decimal(match[1]), Decimal(match[2])
    return Reading(Quantity(at, match.end(), match[0], first, "比", "=", "count", second), first)


def _ordinal(text: str, at: int) -> Reading | None:
    number = number_at(text, at + 1) if text[at] == "第" else None
    if number is None:
        return None
    unit, end = unit_at(text, number.end) or (Unit("", "ordinal"), number.end)
    return Reading(Quantity(at, end, text[at:end], number.value, unit.name, "=", "ordinal"), number.printed)


def _amount(text: str, at: int, floor: int) -> Reading | None:
    """Read a number with its unit; a Chinese numeral without one is left alone (三亚, 一些), a bare figure is not."""
    at, negative = _sign(text, at, floor)
    start = at + (2 if text.startswith("零下", at) else negative)
    number = number_at(text, start)
    if number is None:
        return None
    figure = text[start].isascii()
    if not figure and _FIXED_WORD.match(text, start):
        return None
    measured = _with_unit(text, number, figure)
    if measured is None:
        return None
    number, unit = measured
    if not figure and not _counts(unit, number, text[start]):
        return None
    if negative:
        number = replace(number, value=-number.value)
    return _bounded(text, at, floor, number, unit)


def _counts(unit: Unit, number: Number, first: str) -> bool:
    """Tell whether a Chinese numeral counts something: with a unit of its own, or large and spelt out (三千万)."""
    return unit.name not in _AFTER_FIGURES_ONLY if unit.name else number.value >= 10_000 and first in DIGITS


def _sign(text: str, at: int, floor: int) -> tuple[int, bool]:
    """Tell a minus from a dash: where the number begins (with its minus), and whether it is negative."""
    if text.startswith("零下", at):
        return at, True
    if text[at] not in "-－−+":
        return at, False
    before_it = text[at - 1 : at] if at else ""
    dash = text[at] == "+" or (at == floor and at > 0) or (before_it.isascii() and before_it.isalnum())
    return (at + 1, False) if dash else (at, True)


def _with_unit(text: str, number: Number, figure: bool) -> tuple[Number, Unit] | None:
    """Find the unit behind a number; a nameless one where none stands; None for figures in a Latin name (5G)."""
    if inside := _INSIDE.match(text, number.end):
        half = Decimal("0.5") if inside[1] == "半" else Decimal(0)
        vague = number.vague if half else ">"
        unit = UNITS[_INSIDE_UNITS[inside[2] or ""]]
        return replace(number, end=inside.end(), value=number.value + half, vague=vague), unit
    found = unit_at(text, number.end + (figure and text.startswith(" ", number.end)))
    unit, end = found or (_NO_UNIT, number.end)
    if _NOT_A_UNIT.match(text, end - 1):
        unit, end = _NO_UNIT, number.end
    if text[end - 1 : end + 1].isascii() and text[end : end + 1].isalpha():
        return None
    if text.startswith("/", end) and (per := unit_at(text, end + 1)) and unit.name:
        unit, end = Unit(f"{unit.name}/{per[0].name}", unit.kind, unit.factor), per[1]
    value = number.value
    if unit.name in _HALVED and _HALF.match(text, end):
        value, end = value + Decimal("0.5"), end + 1
    upper = None if number.upper is None else number.upper * unit.factor
    return replace(number, end=end, value=value * unit.factor, upper=upper), unit


def _bounded(text: str, at: int, floor: int, number: Number, unit: Unit) -> Reading:
    """Take in the comparator on either side."""
    start, comparator = before(text, at, floor)
    if comparator == "~" and _RECENT.match(text, number.end) and text.startswith("近", start):
        start, comparator = at, "="
    end, bound = after(text, number.end, unit.kind)
    if comparator == "=":
        comparator = bound if bound != "=" else number.vague or "="
    quantity = Quantity(start, end, text[start:end], number.value, unit.name, comparator, unit.kind, number.upper)
    return Reading(quantity, number.printed)
