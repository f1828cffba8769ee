"""What a number in a text says, as one frozen type; finds none itself."""

from dataclasses import dataclass
from decimal import Decimal

from corpus.comparators import Comparator
from corpus.dates import Date
from corpus.units import QuantityKind


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed and as meant: `text` equals the source text from `start` to `end`, comparator included.

    `number` counts units (`5.6亿元` is 560000000 of 元); of a range it is the lower end and `upper` the higher one.
    A share is a number of % (三成 is 30 %). `unit` is empty where none is printed. A date carries its parts in `date`
    (and, for a stretch of time, `until`); its number is their values side by side (8月10日: 810), its unit their names.
    """

    start: int
    end: int
    text: str
    number: Decimal
    unit: str
    comparator: Comparator
    kind: QuantityKind
    upper: Decimal | None = None
    date: Date = ()
    until: Date = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity, and its digits before scale and unit were applied: in 3至5万元 the 3 means 3万元 as well."""

    quantity: Quantity
    printed: Decimal
