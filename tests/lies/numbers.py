"""Figures changed: digits, size, decimal point, unit, bound, date. Knows the printed figures alone, by pattern."""

import re
from collections.abc import Iterator

from tests.lies.telling import Rule, Told

_FIGURE = re.compile(r"(?<![A-Za-z\d_.\-+·,:：])\d+(?:\.\d+)?(?![\d.,:：A-Za-z年月日号时点分\-+·])")
_UNITS_WRITTEN = (
    "家>座 个>家 台>条 条>台 名>家 人>户 座>家 元>美元 美元>元 %>个百分点 个百分点>% "
    "公里>米 吨>公斤 亩>公顷 公顷>亩 小时>分钟 分钟>小时 万元>亿元 亿元>万元"
)
_UNITS = dict(pair.split(">") for pair in _UNITS_WRITTEN.split())
_UNIT = re.compile(rf"(?<=\d)([万亿]?)({'|'.join(sorted(_UNITS, key=len, reverse=True))})")
_MYRIAD = re.compile(r"(?<=\d)[万亿](?![亿])")
_BOUNDS_BEHIND = re.compile(r"(?<=\d)([万亿]?[家个台条名人元座]?)(以上|以下|左右)")
_BOUNDS_BEFORE = re.compile(r"(?<![最附反签])(不少于|不超过|不足|至少|超过|大约|逾|超|近|约)(?=\d)(?!\d{4}年)")
_TURNED = {
    "以上": "以下", "以下": "以上", "左右": "以上", "逾": "近", "超": "不足", "超过": "不足", "近": "逾", "约": "逾",
    "大约": "超过",     "至少": "至多", "不少于": "不超过", "不超过": "不少于", "不足": "超过",
}  # fmt: skip
_COUNTED = re.compile(r"(?<![A-Za-z\d_.超逾近约到于少多第前])(\d+)([家个台条座名])(?!以|多|余|月|左)")
_YEAR = re.compile(r"((?:19|20)\d\d)(?=年)")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?=月)")
_DAY = re.compile(r"(?<=月)(\d{1,2})(?=日)")
_RELATIVE_WRITTEN = (
    "今年>去年 去年>今年 明年>今年 前年>去年 上半年>下半年 下半年>上半年 本月>上月 上月>本月 "
    "年初>年底 年底>年初 昨日>明日 昨天>明天 今天>昨天 今日>昨日 近日>去年 目前>去年"
)
_RELATIVE = dict(pair.split(">") for pair in _RELATIVE_WRITTEN.split())


def _digit(told: Told) -> Iterator[str]:
    for figure in _FIGURE.finditer(told.sentence):
        for at in range(*figure.span()):
            if told.sentence[at] != ".":
                changed = str(int(told.sentence[at]) % 9 + 1)
                yield told.sentence[:at] + changed + told.sentence[at + 1 :]


def _size(told: Told) -> Iterator[str]:
    for figure in _FIGURE.finditer(told.sentence):
        if "." not in figure[0] and figure[0] != "0":
            yield f"{told.sentence[: figure.end()]}0{told.sentence[figure.end() :]}"
            if figure[0].endswith("0"):
                yield told.sentence[: figure.end() - 1] + told.sentence[figure.end() :]


def _point(told: Told) -> Iterator[str]:
    for figure in _FIGURE.finditer(told.sentence):
        whole, point, part = figure[0].partition(".")
        if point:
            yield f"{told.sentence[: figure.start()]}{(whole + part).lstrip('0')}{told.sentence[figure.end() :]}"
            yield f"{told.sentence[: figure.start()]}{whole}{part[0]}.{part[1:] or '0'}{told.sentence[figure.end() :]}"
        elif len(whole) > 1:
            yield f"{told.sentence[: figure.start()]}{whole[:-1]}.{whole[-1]}{told.sentence[figure.end() :]}"


def _myriad(told: Told) -> Iterator[str]:
    for found in _MYRIAD.finditer(told.sentence):
        yield told.sentence[: found.start()] + "万亿"[found[0] == "万"] + told.sentence[found.end() :]


def _unit(told: Told) -> Iterator[str]:
    for found in _UNIT.finditer(told.sentence):
        yield told.sentence[: found.start(2)] + _UNITS[found[2]] + told.sentence[found.end() :]


def _bound_dropped(told: Told) -> Iterator[str]:
    for found in _BOUNDS_BEHIND.finditer(told.sentence):
        yield told.sentence[: found.start(2)] + told.sentence[found.end() :]
    for found in _BOUNDS_BEFORE.finditer(told.sentence):
        yield told.sentence[: found.start()] + told.sentence[found.end() :]


def _bound_turned(told: Told) -> Iterator[str]:
    for found in _BOUNDS_BEHIND.finditer(told.sentence):
        yield told.sentence[: found.start(2)] + _TURNED[found[2]] + told.sentence[found.end() :]
    for found in _BOUNDS_BEFORE.finditer(told.sentence):
        yield told.sentence[: found.start()] + _TURNED[found[0]] + told.sentence[found.end() :]


def _bound_added(told: Told) -> Iterator[str]:
    for found in _COUNTED.finditer(told.sentence):
        yield f"{told.sentence[: found.start()]}超过{told.sentence[found.start() :]}"
        yield f"{told.sentence[: found.end()]}以上{told.sentence[found.end() :]}"


def _year(told: Told) -> Iterator[str]:
    for found in _YEAR.finditer(told.sentence):
        for change in (-1, 1):
            yield told.sentence[: found.start()] + str(int(found[1]) + change) + told.sentence[found.end() :]


def _month(told: Told) -> Iterator[str]:
    for found in _MONTH.finditer(told.sentence):
        yield told.sentence[: found.start()] + str(int(found[1]) % 12 + 1) + told.sentence[found.end() :]


def _day(told: Told) -> Iterator[str]:
    for found in _DAY.finditer(told.sentence):
        yield told.sentence[: found.start()] + str(int(found[1]) % 28 + 1) + told.sentence[found.end() :]


def _relative(told: Told) -> Iterator[str]:
    for found in re.finditer("|".join(_RELATIVE), told.sentence):
        yield told.sentence[: found.start()] + _RELATIVE[found[0]] + told.sentence[found.end() :]


def _figures_swapped(told: Told) -> Iterator[str]:
    """Swap two figures of different value, each unit staying in its place; 5家和3家 are the same two as 3家和5家."""
    figures = [*_FIGURE.finditer(told.sentence)]
    for index, one in enumerate(figures):
        for other in figures[index + 1 :]:
            middle = told.sentence[one.end() : other.start()]
            if float(one[0]) != float(other[0]) and not re.fullmatch(r"[^\d，。；]{0,4}[和与、比:：]", middle):
                yield told.sentence[: one.start()] + other[0] + middle + one[0] + told.sentence[other.end() :]


NUMBER_RULES = (
    Rule("digit", _digit, ("建成80家工厂", "建成90家工厂")),
    Rule("order of magnitude", _size, ("建成80家工厂", "建成8家工厂")),
    Rule("decimal point", _point, ("投资5.6亿元", "投资56亿元")),
    Rule("万 or 亿", _myriad, ("投资5.6亿元", "投资5.6万元")),
    Rule("unit", _unit, ("增长12.5%", "增长12.5个百分点")),
    Rule("bound dropped", _bound_dropped, ("投资约8亿元", "投资8亿元")),
    Rule("bound turned", _bound_turned, ("建成150家以上", "建成150家以下")),
    Rule("bound added", _bound_added, ("建成80家工厂", "建成超过80家工厂")),
    Rule("year", _year, ("2021年开工", "2022年开工")),
    Rule("month", _month, ("2021年3月开工", "2021年4月开工")),
    Rule("day", _day, ("8月3日通车", "8月4日通车")),
    Rule("relative date", _relative, ("今年建成80家", "去年建成80家")),
    Rule("figures swapped", _figures_swapped, ("甲厂3家，乙厂5家", "甲厂5家，乙厂3家")),
)
