"""What a question names: persons, bodies, places, other names, times, nouns, with offsets; resolves nothing."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.questions.asked_nouns import closing_noun
from corpus.quantities import quantities
from index.segment import tagged

MentionKind = Literal["person", "organisation", "place", "name", "time", "noun", "relation"]
NAMES: frozenset[MentionKind] = frozenset(("person", "organisation", "place", "name"))

_PROPER = {
    "nr": "person",
    "nrt": "person",
    "nrfg": "person",
    "ns": "place",
    "nt": "organisation",
    "nz": "name",
    "eng": "name",
}
PROPER_TAGS = frozenset(_PROPER)
_NOUN_TAGS = frozenset(("n", "vn", "an", "l", "j", "i", "s", "b", "ng", "zg", "nz"))
_BODY = re.compile(
    r"(?:公司|集团|银行|大学|学院|中学|小学|医院|局|委|厅|部|院|厂|社|协会|学会|基金会|俱乐部|队|法院|研究所|证券|科技|股份)$"
)
_PLACE = re.compile(r"(?:省|市|县|区|镇|乡|村|街道|州|盟|旗|国)$")
_THING = re.compile(
    r"(?:桥|路|站|馆|园|山|湖|河|江|岛|港|机场|中心|广场|铁路|高铁|地铁|高速|号线|隧道|项目|工程|节|会|赛|杯|展|奖|法|条例|计划|行动|台风|大道)$"
)
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹苏潘葛范彭鲁韦马方俞任袁柳史唐薛雷贺倪汤罗毕郝安常于傅齐康伍余顾孟黄穆萧尹姚邵"
    "汪毛狄臧计成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯管卢莫房解应宗丁邓单洪包左石崔龚程陆翁荀"
)
_COMPANY = re.compile(r"(?:公司|集团|银行|大学|学院|医院|协会|研究[院所]|法院|委员会)$")
# National bodies that go by a short name; behind a place it is their branch there: 宁波移动.
_NATIONAL = frozenset(
    re.split(" ", "移动 联通 电信 铁塔 工行 农行 中行 建行 交行 国开行 农发行 邮储 人行 中石化 中石油 海关")
)
_LONGEST_BODY = 4
_ASKING = frozenset("几哪什啥多谁何")
_QUOTED = re.compile(r"《[^《》]+》|“[^“”]+”")
_ATTRIBUTES = frozenset(
    re.split(
        " ",
        "总部 董事 监事 高管 官网 电话 结局 内容 意义 影响 背景 过程 结果 细节 特点 功能 配置 颜色 "
        "优点 缺点 亮点 目标 目的 任务 要求 条件 标准 方法 办法 对象 范围 成员 嘉宾 观众 游客 乘客 "
        "开幕式 闭幕式 亚军 季军 进展 后果 责任 回应 评价 反应 伤者 死者 遇难者 受害者 伤亡 损失 情况 "
        "问题 企业 时候 计划 家属 子女 父母 妻子 丈夫 学历 简历 职位 看法 观点 奖牌 金牌 独立董事 股东 "
        "员工数 团队 阵容 赛程 比分 对手",
    )
)
_LINES = frozenset("线楼馆")  # 4号线 is no day
_VALUES = frozenset(("money", "percent", "measure", "count"))


@dataclass(frozen=True, slots=True)
class Mention:
    """Something a question names: `text` is its stretch from `start` to `end`.

    A `relation` is a noun that is always of something: 董事长, 票房, 总部; a `noun` can stand alone: 智能工厂.
    """

    start: int
    end: int
    text: str
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    text: str
    tag: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@functools.lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Mention, ...]:
    """Find what a question names, in order, without overlap.

    >>> [(m.text, m.kind) for m in mentions("宁波今年要建多少家智能工厂？")]
    [('宁波', 'place'), ('今年', 'time'), ('智能工厂', 'noun')]
    """
    figures = quantities(text)
    times = [
        Mention(q.start, q.end, q.text, "time") for q in figures if q.date and text[q.end : q.end + 1] not in _LINES
    ]
    quoted = [Mention(*match.span(), match[0], "name") for match in _QUOTED.finditer(text)]
    taken = [(m.start, m.end) for m in (*times, *quoted)] + [(q.start, q.end) for q in figures if q.unit]
    free = [w for w in _words(text) if not any(start < w.end and w.start < end for start, end in taken)]
    return tuple(sorted((*times, *quoted, *_named(text, free)), key=lambda mention: mention.start))


def is_noun_tag(tag: str) -> bool:
    """Tell whether a part of speech is that of a noun.

    >>> is_noun_tag("vn"), is_noun_tag("v")
    (True, False)
    """
    return tag in _NOUN_TAGS


def local(place_and_body: str, body: str) -> str:
    """Give a national body the place that another one stands with; any other name stays as it is.

    >>> local("宁波移动", "联通"), local("宁波移动", "康赛妮")
    ('宁波联通', '康赛妮')
    """
    other = next((name for name in _NATIONAL if place_and_body.endswith(name)), None)
    return place_and_body.removesuffix(other) + body if other and body in _NATIONAL else body


def _words(text: str) -> Iterator[_Word]:
    at = 0
    for word, tag in tagged(text):
        yield _Word(at, word, tag)
        at += len(word)


def _named(text: str, words: Sequence[_Word]) -> Iterator[Mention]:
    at = 0
    while at < len(words):
        run = at
        while run < len(words) and _goes_on(words, at, run):
            run += 1
        if run > at:
            start, end = words[at].start, words[run - 1].end
            kind = _kind(words[at:run], text[start:end])
            if kind:
                yield Mention(start, end, text[start:end], kind)
        at = max(run, at + 1)


def _goes_on(words: Sequence[_Word], first: int, at: int) -> bool:
    """Tell whether a word belongs to the name or noun phrase that begins at `first`."""
    word = words[at]
    if at == first:
        return (
            word.tag in _PROPER
            or word.text in _NATIONAL
            or (len(word.text) > 1 and (word.tag in _NOUN_TAGS or is_relation_word(word.text)))
        )
    if words[at - 1].end != word.start:
        return False
    if word.text.isascii() and word.text.isalnum():
        return True  # 小米14, Mate60
    if words[first].tag in _PROPER:
        if at == first + 1 and word.text in _NATIONAL:
            return words[first].tag == "ns"
        return word.tag in _PROPER or _ends_a_name(word) or _leads_to_a_body(words[at:])
    return word.tag in _NOUN_TAGS and is_relation_word(word.text) == is_relation_word(words[first].text)


def _ends_a_name(word: _Word) -> bool:
    return any(ending.search(word.text) for ending in (_BODY, _PLACE, _THING)) and word.tag in _NOUN_TAGS


def _leads_to_a_body(words: Sequence[_Word]) -> bool:
    """Tell whether nouns go on to 公司 or the like: 宏达 | 建设 | 集团; a lone character always belongs (康赛 | 妮)."""
    if words[0].tag in _NOUN_TAGS and len(words[0].text) == 1:
        return True
    for place, word in enumerate(words[:_LONGEST_BODY]):
        if word.tag not in _NOUN_TAGS or (place and word.start != words[place - 1].end):
            return False
        if _COMPANY.search(word.text):
            return True
    return False


def _kind(run: Sequence[_Word], text: str) -> MentionKind | None:
    if text[0] in _ASKING:
        return None
    if run[-1].text in _NATIONAL:
        return "organisation"
    proper = _PROPER.get(run[0].tag)
    if proper is None:
        if run[-1].text.isascii() and not run[-1].text.isalpha():
            return "name"
        return "relation" if is_relation_word(text) else "noun"
    if len(run) > 1 and _THING.search(text):
        return "name"
    if _BODY.search(text):
        return "organisation"
    if _PLACE.search(text) or (proper == "place" and len(run) == 1):
        return "place"
    if proper == "person" and len(run) == 1 and (text[0] in _SURNAMES or len(text) == 4):
        return "person"
    return "organisation" if proper == "organisation" else "name"


def is_relation_word(word: str) -> bool:
    """Tell whether a noun is always of something: 董事长, 票房.

    >>> is_relation_word("票房"), is_relation_word("智能工厂")
    (True, False)
    """
    if word in _ATTRIBUTES:
        return True
    value = closing_noun(word)
    return value is not None and (len(value[1]) > 1 or value[1] == word or (len(word) > 2 and value[0] in _VALUES))
