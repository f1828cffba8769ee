"""Whether two amounts can both be right: exact, rounded, bounded, or in other units; knows not what they are of."""

import re
from decimal import Decimal

from corpus.quantities import Quantity

_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_ALIKE_UNITS = (frozenset("名位人"), frozenset("家个"), frozenset("座个"))
_LARGE = 10_000
# 约 100 is no further from 100 than this, nor is 不足 100 further than twice it.
_ABOUT = Decimal("0.1")
# Values further apart than this are not two words on one figure, but two figures (a slipped decimal point is one).
_FURTHEST = 12


def counts_the_same(one: Quantity, other: Quantity) -> bool:
    """Tell whether two amounts are of one kind and, but for 名 and 人 or 家 and 个, one unit."""
    same = one.unit == other.unit or any({one.unit, other.unit} <= alike for alike in _ALIKE_UNITS)
    return same and one.kind == other.kind and not one.date and not other.date


def agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether one amount leaves room for the other.

    >>> from corpus.quantities import quantities
    >>> def agreeing(text):
    ...     one, other = quantities(text)
    ...     return agree(one, other)
    >>> agreeing("逾1500亿元，1520亿元"), agreeing("5.6亿元，56000万元"), agreeing("5.6亿元，5.63亿元")
    (True, True, True)
    >>> agreeing("150家以上，120家"), agreeing("逾100家，200家"), agreeing("3.2公里，3.5公里")
    (False, False, False)
    """
    if _is_plain(one) and _is_plain(other):
        return abs(one.number - other.number) <= max(_rounding(one), _rounding(other))
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    return low <= other_high and other_low <= high


def far_apart(one: Quantity, other: Quantity) -> bool:
    """Tell whether two amounts are too different to be of the same thing.

    >>> from corpus.quantities import quantities
    >>> far_apart(*quantities("3家，150家"))
    True
    """
    low, high = sorted((abs(one.number), abs(other.number)))
    return high > _FURTHEST * low


def _bounds(amount: Quantity) -> tuple[Decimal, Decimal]:
    """Give the least and the most that an amount may mean."""
    number = amount.number
    if amount.upper is not None:
        return number, amount.upper
    exact, rounded = _places(amount)
    if amount.comparator in (">", ">="):
        return number, number + max(rounded - exact, exact / 2)
    if amount.comparator in ("<", "<="):
        return number - min(rounded, 2 * _ABOUT * abs(number)), number
    if amount.comparator == "~":
        slack = max(exact / 2, min(rounded, _ABOUT * abs(number)))
        return number - slack, number + slack
    slack = _rounding(amount)
    return number - slack, number + slack


def _is_plain(amount: Quantity) -> bool:
    return amount.upper is None and amount.comparator == "="


def _rounding(amount: Quantity) -> Decimal:
    """Give how far a rounded amount may be from what it stands for: half its last place; a plain count is exact."""
    exact, _ = _places(amount)
    return exact / 2 if exact != 1 else Decimal(0)


def _places(amount: Quantity) -> tuple[Decimal, Decimal]:
    """Give what the last digit counts, and the last digit that is no zero: of 1500万, 万 and 百万."""
    digits = _DIGITS.search(amount.text.translate(_WIDE))
    figure = Decimal(digits[0].replace(",", "")) if digits else abs(amount.number)
    if not figure or not amount.number:
        return Decimal(1), Decimal(1)
    scale = abs(amount.number) / figure
    rounded = scale * Decimal(1).scaleb(int(figure.normalize().as_tuple().exponent))
    if digits:
        return scale * Decimal(1).scaleb(-len(digits[1] or "")), rounded
    return (rounded if figure >= _LARGE else Decimal(1)), rounded
