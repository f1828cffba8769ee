"""Numbers in digits and in Chinese numerals as exact decimals; knows no units and no sentences."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
POWERS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8, "万亿": 10**12}

_HAN_DIGITS = "".join(DIGITS)
_ARABIC = re.compile(r"((?:\d{1,3}(?:,\d{3})+|\d{1,20})(?:\.\d{1,12})?)(?!\d|\.\d)")
_SCALE = re.compile(
    r"([多余来]?)\s?((?:十|百(?![分帕])|千(?![米克瓦伏卡帕]))?(?:万亿|亿|万)|十|百(?![分帕])|千(?![米克瓦伏卡帕])|)([多余]?)"
)
_HAN = re.compile(
    rf"([数几]?)([{_HAN_DIGITS}十百千万亿]{{1,24}}(?:点[{_HAN_DIGITS}]{{1,12}}[万亿]*)?|半)([多余几来]?)(万亿|亿|万|)([多余]?)"
)
_BETWEEN = re.compile(rf"([{_HAN_DIGITS}])[至到]([{_HAN_DIGITS}])(?![{_HAN_DIGITS}十百千万亿点])")
_NEIGHBOURS = re.compile(rf"([{_HAN_DIGITS}])([{_HAN_DIGITS}])(?![{_HAN_DIGITS}])")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that ends at `end`: `value` with its scale applied, `printed` without (3.5亿: 350000000 and 3.5).

    `upper` is the higher end where the words give two (七八个). `vague` is `>` for 多 and 余, `~` for 几 and 数.
    """

    end: int
    value: Decimal
    printed: Decimal
    upper: Decimal | None = None
    vague: Literal["", ">", "~"] = ""


def number_at(text: str, at: int) -> Number | None:
    """Read the number that begins at `at`; None where none does.

    >>> number_at("投资3.5亿元", 2)
    Number(end=6, value=Decimal('350000000'), printed=Decimal('3.5'), upper=None, vague='')
    >>> number_at("十几万人", 0).vague
    '~'
    """
    arabic = _ARABIC.match(text, at)
    return _arabic(text, arabic) if arabic else _han(text, at)


def _arabic(text: str, match: re.Match[str]) -> Number:
    printed = Decimal(match[1].replace(",", ""))
    scale = _SCALE.match(text, match.end())
    if scale is None or not scale[0].strip() or not (scale[2] or scale[1]):
        return Number(match.end(), printed, printed)
    power = _power(scale[2])
    value = (printed * power).normalize() + 0
    if power >= MYRIADS["万"] and not scale[1] and not scale[3]:
        rest = number_at(text, scale.end()) if text[scale.end() : scale.end() + 1].isdecimal() else None
        if rest and rest.value < power:
            return Number(rest.end, value + rest.value, value + rest.value, None, rest.vague)
    return Number(scale.end(), value, printed, None, ">" if scale[1] or scale[3] else "")


def _han(text: str, at: int) -> Number | None:
    if ends := _BETWEEN.match(text, at):
        lower, upper = Decimal(DIGITS[ends[1]]), Decimal(DIGITS[ends[2]])
        return Number(ends.end(), lower, lower, upper) if lower < upper else None
    match = _HAN.match(text, at)
    if match is None:
        return None
    vaguely, digits, more, scale, still_more = match.groups()
    if vaguely and digits[0] not in POWERS and digits[0] not in MYRIADS:
        return None
    value, higher = _two_ends(digits)
    if value is None:
        return None
    power = _power(scale)
    vague: Literal["", ">", "~"] = "~" if vaguely or more == "几" or higher else ">" if more or still_more else ""
    return Number(match.end(), value * power, value, higher * power if higher else None, vague)


def _two_ends(digits: str) -> tuple[Decimal | None, Decimal | None]:
    """Read 七八 as 7 and 8, 两三百 as 200 and 300; any other numeral as itself and None."""
    pair = _NEIGHBOURS.search(digits)
    if pair and DIGITS[pair[1]] > 0 and DIGITS[pair[2]] - DIGITS[pair[1]] in (1, 2) and len(digits) <= 4:
        lower = han_number(digits[: pair.end(1)] + digits[pair.end() :])
        upper = han_number(digits[: pair.start()] + digits[pair.start(2) :])
        return lower, upper
    return han_number(digits), None


def _power(scale: str) -> int:
    """Multiply out a printed scale: 百万 is 10**6, an empty one 1."""
    if scale in MYRIADS:
        return MYRIADS[scale]
    return POWERS.get(scale[:1], 1) * MYRIADS.get(scale[1:], 1)


def han_number(text: str) -> Decimal | None:
    """Read a whole Chinese numeral; None where it is not one.

    Positional digits (二〇二三), powers (一百五十), a power that ends short (两万五), a bare power (百, 千万), decimals
    (十二点五) and halves (半) are read; vague ones (几十, 十几) are not, their reading is up to `number_at`.

    >>> [str(han_number(text)) for text in ("一百五十", "二〇二三", "两万五", "十二点五", "三千万", "半", "几十")]
    ['150', '2023', '25000', '12.5', '30000000', '0.5', 'None']
    """
    if text == "半":
        return Decimal("0.5")
    whole, _, fraction = text.partition("点")
    number = _whole(whole)
    if number is None or not fraction:
        return number
    digits = fraction.rstrip("万亿")
    if not digits or any(char not in DIGITS for char in digits):
        return None
    number += Decimal("0." + "".join(str(DIGITS[char]) for char in digits))
    for char in fraction[len(digits) :]:
        number *= MYRIADS[char]
    return number


def _whole(text: str) -> Decimal | None:
    if not text or any(char not in DIGITS and char not in POWERS and char not in MYRIADS for char in text):
        return None
    if all(char in DIGITS for char in text):
        return Decimal("".join(str(DIGITS[char]) for char in text))
    return _with_powers(text)


def _with_powers(text: str) -> Decimal | None:
    total = section = 0  # what 亿 and 万 have closed, and what stands since
    digit: int | None = None
    short = 1  # what a last digit counts: 两万五 ends on thousands
    for char in text:
        if char in DIGITS:
            if digit:
                return None
            digit, short = DIGITS[char], 1 if DIGITS[char] == 0 or digit == 0 else short
        elif char in POWERS:
            section += (1 if digit is None else digit) * POWERS[char]
            digit, short = None, POWERS[char] // 10
        elif char == "亿":
            total, section = ((total + section + (digit or 0)) or 1) * MYRIADS[char], 0
            digit, short = None, MYRIADS[char] // 10
        else:
            total, section = total + ((section + (digit or 0)) or 1) * MYRIADS[char], 0
            digit, short = None, MYRIADS[char] // 10
    return Decimal(total + section + (digit or 0) * short)
