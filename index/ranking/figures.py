"""Numbers and dates of a question written as an article may print them: 一百五十家 and 150家, 三成 and 30%.

Takes what `corpus.quantities` has read; finds none itself and weighs no words around them.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.numerals import DIGITS, Number, han_number, number_at
from corpus.quantity import Quantity

_DIGITS = "零一二三四五六七八九"
_NUMERAL = f"{''.join(DIGITS)}十百千"
_SHARE = re.compile(rf"百分之[{_NUMERAL}点]+|\d+(?:\.\d+)?%|[一二两三四五六七八九]成")
_DATE_NUMERAL = re.compile(rf"[{_NUMERAL}]+(?=[年月日号])")
_LAST_DAY = re.compile(r"(?<=\d)号$")
_SCALES = (("亿", 10**8), ("万", 10**4))
_SPELT_BELOW, _PLAIN_BELOW, _SCALED_PLACES = 10**4, 10**7, 4
_NUMBERED = frozenset(("级", "期", "层", "楼", "号", "季", "班", "章", "节", "年级"))  # 二级, not 两级


def spelt(number: int) -> str:
    """Spell a number from 0 to 9999 as newspapers do; ValueError for any other.

    >>> spelt(150), spelt(12), spelt(2005)
    ('一百五十', '十二', '二千零五')
    """
    if not 0 <= number < _SPELT_BELOW:
        raise ValueError(f"{number} 不在 0 到 9999 之间")
    if number == 0:
        return _DIGITS[0]
    written, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            written += ("零" if gap else "") + _DIGITS[digit] + name
        gap = not digit and bool(written)
    return written.removeprefix("一") if 10 <= number < 20 else written


def spellings(quantity: Quantity) -> tuple[str, ...]:
    """Give the other ways to write a quantity, its comparator and its unit included.

    Ranges, vague numbers and bare figures have none; 万 and 亿 are written out below ten million.

    >>> from corpus.quantities import quantities
    >>> [spellings(q) for q in quantities("近一百五十家、1.2万吨、三成、八月十日、第3届")]
    [('近150家',), ('12000吨',), ('30%', '百分之三十'), ('8月10日',), ('第三届',)]
    """
    if quantity.upper is not None or quantity.until:
        return ()
    if quantity.date:
        forms = _date(quantity.text) if quantity.kind == "date" else iter(())
    elif quantity.kind == "percent" and quantity.unit == "%":
        forms = _share(quantity)
    else:
        forms = _amount(quantity)
    return tuple(form for form in dict.fromkeys(forms) if form != quantity.text)


def _date(text: str) -> Iterator[str]:
    digits = _DATE_NUMERAL.sub(lambda numeral: str(han_number(numeral[0]) or numeral[0]), text)
    yield _LAST_DAY.sub("日", digits)


def _share(quantity: Quantity) -> Iterator[str]:
    text, number = quantity.text, abs(quantity.number)
    core = _SHARE.search(text)
    if core is None or number > 100:
        return
    whole, _, fraction = f"{number.normalize():f}".partition(".")
    point = "点" + "".join(_DIGITS[int(digit)] for digit in fraction) if fraction else ""
    forms = [f"{number.normalize():f}%", f"百分之{spelt(int(whole))}{point}"]
    if 0 < number < 100 and number % 10 == 0:
        forms.append(f"{_DIGITS[int(number) // 10]}成")
    for form in forms:
        yield text[: core.start()] + form + text[core.end() :]


def _amount(quantity: Quantity) -> Iterator[str]:
    text = quantity.text
    place = _number_in(text)
    if place is None:
        return
    at, number = place
    printed = text[at : number.end]
    if number.vague or number.upper is not None or printed == "半":
        return
    if not quantity.unit and (printed[-1].isdecimal() or quantity.kind == "ordinal"):
        return
    if number.value == number.value.to_integral_value():
        forms = _forms(int(number.value), printed, quantity)
    else:
        forms = iter((f"{number.value.normalize():f}",))
    for form in forms:
        yield text[:at] + form + text[number.end :]


def _number_in(text: str) -> tuple[int, Number] | None:
    for at in range(2 if text.startswith("零下") else 0, len(text)):
        if number := number_at(text, at):
            return at, number
    return None


def _forms(value: int, printed: str, quantity: Quantity) -> Iterator[str]:
    """Write a whole number in digits, with 万 or 亿, and in Chinese numerals where articles do so."""
    in_digits = printed[0].isdecimal()
    ordinal = quantity.kind == "ordinal"
    if value < _PLAIN_BELOW and (in_digits or value > 1 or ordinal):  # 一家 is any, 1家 is counted
        yield str(value)
    if value >= _SPELT_BELOW:
        name, scale = next((name, scale) for name, scale in _SCALES if value >= scale)
        scaled = (Decimal(value) / scale).normalize()
        if -int(scaled.as_tuple().exponent) <= _SCALED_PLACES:
            yield f"{scaled:f}{name}"
    elif in_digits and not quantity.unit.isascii():
        yield "两" if value == 2 and not ordinal and quantity.unit not in _NUMBERED else spelt(value)
