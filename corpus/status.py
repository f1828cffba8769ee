"""Whether a reported fact is a target, planned, under way, forecast, achieved or a quoted word.

Reads the cue words around the fact in its own sentence; knows neither the fact nor the calendar.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

FactStatus = Literal["target", "achieved", "planned", "ongoing", "forecast", "quoted"]

CHINESE: dict[FactStatus, str] = {
    "target": "目标",
    "achieved": "已实现",
    "planned": "计划",
    "ongoing": "进行中",
    "forecast": "预测",
    "quoted": "引述",
}


@dataclass(frozen=True, slots=True)
class CueRule:
    """Words that give the facts near them a status, with an example in which they do.

    A `weak` cue is a verb of result (建成, 达到): it says achieved only where no stronger cue governs it (力争建成).
    """

    status: FactStatus
    pattern: str
    example: str
    weak: bool = False


_CUES: tuple[tuple[FactStatus, str, str], ...] = (
    ("achieved", r"(?:超额|提前|已|圆满)(?:完成|实现|达成)", "全市提前完成5亿元的目标"),
    ("target", r"力争|争取|目标|确保|冲刺(?!赛)|努力实现|锚定", "力争年内建成3座"),
    (
        "forecast",
        r"预[计测][^，。；]{0,12}?将|预计|有望|预期|预测|预估|或将|料将|将会|可望|估计",
        "全年产值有望达到5亿元",
    ),
    ("planned", r"计划(?![”》」书])|打算|准备|即将", "企业计划投资5亿元"),
    ("planned", r"(?<![模虚])拟(?![人态声合])|规划(?![局院馆师”》」])", "企业拟投资5亿元"),
    ("planned", r"(?<![大小老])将(?![近军士领帅相其该这此他她它\d“])", "将新建3所学校"),
    ("planned", r"(?<![主重需只不想还首紧])要(?![求点素闻害塞么是员职])", "今年要建3所学校"),
    ("planned", r"到(?:20\d\d年|今年|明年|本世纪中叶)(?:年?[底末])?(?!为止)", "到2030年，绿地增至3万亩"),
    ("ongoing", r"正在|在建|[推建施筹][进设工备]中|正(?=推进|建设|加快)|抓紧|(?:稳步|加快)推进", "3座大桥正在施工"),
    (
        "achieved",
        r"已经?(?![婚故知])|累计|截[至止]|实际|曾经?|[现共]有|目前有|去年|上年|前年|此前|昨[日天]",
        "已建成3座",
    ),
)
_WEAK_CUES: tuple[tuple[FactStatus, str, str], ...] = (
    ("achieved", r"建成|完成|达到?|实现|投产|竣工|落成|突破|增长|下降|新增|成立|拥有", "全市建成3座"),
    ("achieved", r"获得?|荣获|签订|签约|[一-龥]了", "与3家企业签约"),
)
CUES: tuple[CueRule, ...] = tuple(
    CueRule(status, pattern, example, weak)
    for rules, weak in ((_CUES, False), (_WEAK_CUES, True))
    for status, pattern, example in rules
)
_CUE = re.compile("|".join(f"(?P<r{index}>{rule.pattern})" for index, rule in enumerate(CUES)))
_CLAUSE_END = re.compile(r"[。；;！!？?\n]")
_SEGMENT_END = re.compile(r"[，,：:]")
_OWN = re.compile(r"去年|上年|前年|此前|昨[日天]|截[至止]|实际|目前|如今|因为|由于|但|不过|然而|其中")
_QUOTE = re.compile(r"“[^“”]*”|「[^「」]*」")
_SAYS = re.compile(r"说|表示|称|指出|认为|介绍|强调|透露|回应|坦言|写道|告诉")
_QUOTE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    rule: CueRule


def status_of(sentence: str, at: int) -> FactStatus | None:
    """Tell the status of the fact at character `at` of a sentence; None where no word of it says.

    The nearest cue before the fact governs, then one behind it in the same stretch between commas, then one of an
    earlier stretch; a verb of result only where none of these does.

    >>> sentence = "全市力争建成智能工厂150家，目前已建成80家"
    >>> status_of(sentence, sentence.index("150")), status_of(sentence, sentence.index("80"))
    ('target', 'achieved')
    """
    start, end = _stretch(_CLAUSE_END, sentence, at, 0, len(sentence))
    near, near_end = _stretch(_SEGMENT_END, sentence, at, start, end)
    cues = tuple(_cues(sentence, start, near_end))
    before = [cue for cue in cues if cue.start <= at and cue.start >= near]
    behind = [cue for cue in cues if cue.start > at]
    earlier = [] if _OWN.search(sentence, near, near_end) else _reaching(sentence, cues, start, near)
    for group in (before[::-1], behind, earlier):
        for cue in group:
            if not cue.rule.weak:
                return cue.rule.status
    for cue in (*before[::-1], *earlier, *behind):
        return cue.rule.status
    return "quoted" if _is_quoted(sentence, at) else None


def _cues(sentence: str, start: int, end: int) -> Iterator[_Cue]:
    for match in _CUE.finditer(sentence, start, end):
        assert match.lastgroup is not None
        yield _Cue(match.start(), match.end(), CUES[int(match.lastgroup[1:])])


def _reaching(sentence: str, cues: tuple[_Cue, ...], start: int, near: int) -> list[_Cue]:
    """Keep the cues of earlier stretches, nearest first, that no word of a new turn (去年, 但) cuts off."""
    turns = [match.start() for match in _OWN.finditer(sentence, start, near)]
    floor = turns[-1] if turns else start
    return [cue for cue in reversed(cues) if floor <= cue.start < near]


def _stretch(ends: re.Pattern[str], sentence: str, at: int, start: int, end: int) -> tuple[int, int]:
    """Find the stretch around `at` between two of the given ends."""
    first = start
    for match in ends.finditer(sentence, start, end):
        if match.start() >= at:
            return first, match.start()
        first = match.end()
    return first, end


def _is_quoted(sentence: str, at: int) -> bool:
    """Tell whether the fact stands inside what somebody is quoted to say, not in a name in quotation marks."""
    return any(
        quote.start() < at < quote.end() and (len(quote[0]) > _QUOTE_LENGTH and _SAYS.search(sentence) is not None)
        for quote in _QUOTE.finditer(sentence)
    )
