"""A figure with what its sentence says of it: the words around it, its time, its status; and whether two are of one
thing. Compares no values."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.extraction.amounts import counts_the_same
from assistant.extraction.evidence import Candidate, Source
from assistant.extraction.extract import Value
from assistant.extraction.tokens import QUANTITIES, tokens
from assistant.extraction.wanted import Wanted
from corpus.calendar import Period
from corpus.quantities import Quantity, quantities
from corpus.status import FactStatus, status_of
from corpus.times import Time, is_cutoff, reckoned, time_of, times
from index.segment import fold

# Of the weight that the words of the question around the found value have, so much must stand around another.
AROUND = 0.75
# And so much of what stands in the found sentence, or right before it, in its lead or its title.
NEARBY = 0.85
_BEFORE = 2
_ASKED_KINDS = frozenset((*QUANTITIES, "other", "name"))

_BREAK = re.compile(r"[，,；;。：:！!？?]")
# Words that tell one figure of a thing from another: both sentences have the same of each row, or speak of two figures.
_CONTRASTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:国家|世界|省|市|区|县|镇|村|部)级|全国|全球|全省|全市|全区|全县|全镇|全村",
        r"新增|净增|新[建签开设]|累计|人均|户均|平均|[日月年]均|单日|首日|最[高低大小多少快长]|总计",
        r"增[长加幅速]|下降|上升|减少|提[高升]|降[低幅]|同比|环比|占比|节约|超支|[翻涨跌降]",
        r"其中|部分|剩余|余下|另有|另外|之一|仅",
        r"[一二三四五六七八九]期|首[批期轮个]|[前后本上下]期|第[一二三四五六七八九\d]+[批期轮次届阶段季]+|一阶段|二阶段|近期|远期",
        r"男|女|儿童|老[年人]|学生|教师|职工|党员",
        r"进口|出口|境[内外]|国[内外]|本[地土]|外地|线[上下]|城镇|农村|城市|乡村|室[内外]",
        r"确诊|疑似|死亡|遇难|受伤|失踪|治愈|出院|无症状",
        r"主[桥跨塔体楼]|引桥|隧道段|全长|净宽|宽|高|深|厚",
        r"[东南西北中]段|[东南西北]侧|[东南西北]线|[甲乙丙丁]",
        r"面积|人口|户数|[门]?票价|成人票|学生票|半价",
        r"收入|营收|利润|净利|亏损|税|产值|产量|销[量售]|成本|库存|订单|负债|资产",
    )
)
_FORMER = re.compile(r"[原先](?:计划|定|有|来|拟|设计)|原为|起初|最初|当初|此前|曾经?|不再|旧")
_NOT_SAID = re.compile(
    r"如果|若(?!干)|假[如设]|倘|谣|不实|误[传报写]|并非|不是|没有|未(?!来)|尚|传言|网传|疑似|更正|是否"
)
_YEARLY = re.compile(
    r"岁|全年|年[度内产均]|产[值量]|收入|营收|利润|销[售量]|生产总值|GDP|完成|实现|新增|同比|增长|税|招收|招生|毕业"
)
_OF_THE_DAY = re.compile(
    r"收盘|报收|开盘|股价|股|[涨跌]|指数|汇率|气温|温度|水位|票房|确诊|每[斤公吨]|油价|均价|房价|得分|积分|排名|库存|在院|天气|降[雨水]"
)
_REPORTED = re.compile(
    r"[^，,。；;：:]*(?:说|表示|介绍|透露|称|获悉|了解到?|指出)[，,：:]|据[^，,。；;]*[，,]|由[^，,。；;]{2,12}?(?:承建|建造|负责|设计|投资|施工)"
)
_STRETCH = re.compile(r"新增|实现|完成|接待|共有|产|销|售|投入|增|收|吸引|参加")
_GENERIC = frozenset(
    re.findall(
        r"\S+",
        "数量 总数 总量 总额 规模 项目 全长 长度 情况 数据 方面 部分 目标 任务 计划 建设 工程 左右 以上 以下 目前 记者 发展 "
        "消息 工作 时间 工期 投资 预算 资金 总投资 面积 重量 人数 总人数 价格 票价 现有 共有 共用",
    )
)
_NOUNS = frozenset(("noun", "person", "location", "name", "foreign", "short", "attribute"))
_NAMES = frozenset(("person", "location", "name", "foreign"))
_FUNCTION = frozenset("的该本此这那座条个家所项和与及了在由是为新全大小老各等约近共有建成日月年，。、：“”‘’《》（）")
_HAN = re.compile("[一-鿿]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a question tells its figure from others: words with their weights, without the times it names.

    `named` are names and numbers, which another article must have to the letter; `modified` are nouns, each with the
    last letter of the noun right before it.
    """

    folded: str
    kind: str
    words: tuple[tuple[str, float], ...]
    named: tuple[str, ...]
    modified: tuple[tuple[str, str], ...]
    names_a_time: bool

    def held(self, text: str) -> frozenset[str]:
        """Give the words of the question that stand in a text."""
        return frozenset(word for word, _ in self.words if word in text)

    def weight(self, words: frozenset[str]) -> float:
        """Weigh words of the question."""
        return sum(weight for word, weight in self.words if word in words)


@dataclass(frozen=True)  # without slots: what is read twice is kept
class Claim:
    """A figure in its sentence: `around` is what stands beside it, `nearby` what a reader knows when reading it.

    `words` are the words of the question around it. Offsets of the quantity count from the start of the sentence.
    """

    asked: Asked
    candidate: Candidate
    quantity: Quantity
    around: str
    words: frozenset[str]

    @property
    def sentence(self) -> str:
        """The sentence that holds the figure."""
        return self.candidate.sentence.text

    @property
    def published(self) -> date | None:
        """When its article appeared."""
        return self.candidate.source.article.published

    @cached_property
    def status(self) -> FactStatus | None:
        """Whether the figure is a target, achieved, and so on."""
        return status_of(self.sentence, self.quantity.start)

    @cached_property
    def time(self) -> Time | None:
        """The time that the figure belongs to, as printed."""
        return time_of(self.sentence, self.quantity.start)

    @cached_property
    def period(self) -> Period | None:
        """The days that this time means; None without one, and where that would be a guess."""
        return reckoned(self.sentence, self.time, self.published) if self.time else None

    @property
    def is_cutoff(self) -> bool:
        """Whether the figure was counted up to a day (截至6月底)."""
        return self.time is not None and is_cutoff(self.sentence, self.time)

    @property
    def is_of_a_stretch(self) -> bool:
        """Whether the time of the figure is more than the day of an event that its sentence begins with."""
        if self.time is None or self.period is None:
            return False
        beside = not _BREAK.search(self.sentence, self.time.end, max(self.time.end, self.quantity.start))
        return self.period.precision != "day" or (beside and _STRETCH.search(self.around) is not None)

    @property
    def may_be_yearly(self) -> bool:
        """Whether such a figure is given anew each year."""
        return self.status in ("target", "planned", "forecast") or _YEARLY.search(self._said) is not None

    @property
    def is_of_the_day(self) -> bool:
        """Whether such a figure is given anew each day."""
        return _OF_THE_DAY.search(self._said) is not None

    @cached_property
    def nearby(self) -> str:
        """The title, the lead, the sentences before and the sentence itself, folded."""
        source, place = self.candidate.source, self.candidate.place
        near = source.sentences[max(0, place - _BEFORE) : place + 1]
        return fold("\n".join((source.article.title, source.sentences[0].text, *(each.text for each in near))))

    @property
    def _said(self) -> str:
        return f"{self.asked.folded}{self.around}"

    def is_about_the_same(self, other: "Claim") -> bool:
        """Tell whether another figure is of the same thing, as far as the words beside and before it tell."""
        if any(_FORMER.search(claim.around) or _NOT_SAID.search(claim.sentence) for claim in (self, other)):
            return False
        if any(set(row.findall(self.around)) != set(row.findall(other.around)) for row in _CONTRASTS):
            return False
        ours, theirs = self.nearby, other.nearby
        if any(name in ours and name not in theirs for name in self.asked.named):
            return False
        known = self.asked.held(ours)
        if self.asked.weight(known & self.asked.held(theirs)) < NEARBY * self.asked.weight(known):
            return False
        return not other._is_of_something_else(ours) and not self._is_of_something_else(theirs)

    def _is_of_something_else(self, nearby: str) -> bool:
        """Tell whether its clause names what the other article does not, or gives the thing asked another name."""
        clause = _REPORTED.sub("", _clause(self.sentence, self.quantity))
        known = f"{nearby}\n{self.asked.folded}"
        for token in tokens(clause):
            text = fold(token.text)
            if token.kind in _NAMES and len(text) > 1 and text not in known:
                return True
        for token in tokens(self.around):
            text = fold(token.text)
            if token.kind in _NOUNS and len(text) > 1 and text not in known and text not in _GENERIC:
                return True
        return any(_renamed(word, before, fold(clause)) for word, before in self.asked.modified)


def asked_of(wanted: Wanted) -> Asked:
    """Take from a question what tells its figure from others."""
    content = wanted.folded
    own = times(wanted.question.text)
    for time in own:
        content = content.replace(fold(time.text), "\n")
    words = tuple(
        (word, float(weight))
        for word, weight in zip(wanted.words, wanted.weights, strict=True)
        if word in content and (len(word) > 1 or word.isdigit())
    )
    named = tuple(name for name in (*wanted.names, *wanted.proper, *wanted.numbers) if name in content)
    modified = tuple(_modified(content))
    return Asked(content, wanted.question.kind, words, named, modified, any(time.absolute for time in own))


def claim_of(asked: Asked, candidate: Candidate, value: Value | None) -> Claim | None:
    """Read the figure that was found; None where the value is no single amount."""
    if value is None or asked.kind not in _ASKED_KINDS:
        return None
    found = quantities(candidate.sentence.text)
    start, end = value.start - candidate.sentence.start, value.end - candidate.sentence.start
    inside = [each for each in found if each.start < end and start < each.end]
    if len(inside) != 1 or inside[0].date or inside[0].kind == "ordinal" or not inside[0].unit:
        return None
    claim = _claim(asked, candidate, inside[0], found)
    return claim if claim.words else None


def claims(asked: Asked, ours: Claim, opened: Sequence[Source]) -> Iterator[Claim]:
    """Find the figures of the other articles that may be of the same thing: the one in each sentence with most of the
    words that stand around ours, where one has more than the rest."""
    least = AROUND * asked.weight(ours.words)
    weighty = tuple((word, weight) for word, weight in asked.words if word in ours.words)
    reprint = ours.candidate.source.article.id
    for rank, source in enumerate(opened):
        if source.article.id == reprint:
            continue
        for place, sentence in enumerate(source.sentences):
            if sum(weight for word, weight in weighty if word in sentence.text) < least:
                continue
            found = quantities(sentence.text)
            rivals = [each for each in found if counts_the_same(each, ours.quantity)]
            if not rivals:
                continue
            candidate = Candidate(source, rank, place)
            own = [_claim(asked, candidate, each, found) for each in rivals]
            weights = [asked.weight(claim.words & ours.words) for claim in own]
            most = max(weights)
            if most >= least and weights.count(most) == 1:
                yield own[weights.index(most)]


def _claim(asked: Asked, candidate: Candidate, quantity: Quantity, found: Sequence[Quantity]) -> Claim:
    """Take what stands beside a figure: its stretch between commas up to the next figures of its kind.

    A stretch that has no word of the question takes in the one before it.
    """
    text = candidate.sentence.text
    rivals = [each for each in found if each is not quantity and counts_the_same(each, quantity)]
    floor = max((each.end for each in rivals if each.end <= quantity.start), default=0)
    top = min((each.start for each in rivals if each.start >= quantity.end), default=len(text))
    breaks = [floor, *(match.end() for match in _BREAK.finditer(text, floor, quantity.start))]
    stop = _BREAK.search(text, quantity.end, top)
    tail = text[quantity.end : stop.start() if stop else top]
    around, held = "", frozenset[str]()
    for start in reversed(breaks[-2:]):
        around = f"{text[start : quantity.start]}\n{tail}"
        held = asked.held(fold(around))
        if held:
            break
    return Claim(asked, candidate, quantity, around, held)


def _clause(sentence: str, quantity: Quantity) -> str:
    """Give the sentence up to the stretch of the figure, from the last full stop or semicolon on."""
    start = max(sentence.rfind(mark, 0, quantity.start) for mark in "；;。！？") + 1
    stop = _BREAK.search(sentence, quantity.end)
    return sentence[start : stop.start() if stop else len(sentence)]


def _modified(question: str) -> Iterator[tuple[str, str]]:
    """Give the nouns of a question that another noun stands right before, with its last letter: 大桥 of 跨湖大桥."""
    row = tokens(question)
    for before, word in itertools.pairwise(row):
        if word.kind == "noun" and len(word.text) > 1 and before.kind in _NOUNS and before.text not in _GENERIC:
            yield word.text, before.text[-1]


def _renamed(word: str, before: str, clause: str) -> bool:
    """Tell whether a word has another modifier in a clause (滨江大桥) than the one it has in the question."""
    held = [clause[match.start() - 1 : match.start()] for match in re.finditer(re.escape(word), clause)]
    named = [letter for letter in held if _HAN.match(letter) and letter not in _FUNCTION]
    return bool(named) and before not in named
