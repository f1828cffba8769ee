"""What a sentence claims changed: status, yes and no, direction, what is added to it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from index.segment import bigrams, tagged
from tests.lies.names import subject
from tests.lies.telling import Rule, Told

_AHEAD = ("计划", "将", "力争", "拟", "准备", "打算", "即将", "争取", "预计", "要")
_DONE = ("已", "已经", "早已")
_RESULTS = (
    "建成",
    "完成",
    "签约",
    "签署",
    "公布",
    "启动",
    "投产",
    "通车",
    "入围",
    "竣工",
    "实施",
    "增长",
    "下降",
    "达到",
    "举行",
)
_NO = {
    "不": "", "没有": "", "未": "", "尚未": "已", "并未": "", "不是": "是",
    "不会": "会", "不能": "能", "无法": "能", "未能": "", "没": "",
}  # fmt: skip
_YES = {
    "已": "尚未",
    "已经": "尚未",
    "将": "不会",
    "是": "不是",
    "有": "没有",
    "计划": "不计划",
    "能": "不能",
    "会": "不会",
    "要": "不要",
}
_DIRECTIONS_WRITTEN = (
    "增长-下降 增加-减少 上升-下降 提高-降低 流入-流出 上调-下调 扩大-缩小 上涨-下跌 "
    "买入-卖出 盈利-亏损 加快-放缓 加大-减小 提升-降低 加强-削弱 高于-低于 净流入-净流出 "
    "较早-较晚 优惠-昂贵 长期-短期 稳定-动荡 最大-最小"
)
_DIRECTIONS = [pair.split("-") for pair in _DIRECTIONS_WRITTEN.split()]
_TURN = {one: other for pair in _DIRECTIONS for one, other in (pair, pair[::-1])}
_INVENTED = ("并已通过国家验收", "投资总额达99亿元", "居全国首位", "由海天集团承建", "但项目已经停工")


def _words(sentence: str) -> Iterator[tuple[int, str, str, str]]:
    """Give each word with its place, its tag and the tag of the next."""
    tags = [*tagged(sentence), ("", "x")]
    at = 0
    for (word, tag), (_, following) in pairwise(tags):
        yield at, word, tag, following
        at += len(word)


def _replaced(sentence: str, at: int, old: str, new: str) -> str:
    return sentence[:at] + new + sentence[at + len(old) :]


def _to_done(told: Told) -> Iterator[str]:
    for at, word, tag, following in _words(told.sentence):
        if word in _AHEAD and tag[0] in "dvn" and following[0] in "vdpc":
            yield _replaced(told.sentence, at, word, "已")
    for match in re.finditer(r"的?(?:一项)?目标[，]?是(?=[\u4e00-\u9fff])", told.sentence):
        yield _replaced(told.sentence, match.start(), match[0], "已")


def _to_ahead(told: Told) -> Iterator[str]:
    for at, word, _, _ in _words(told.sentence):
        if word in _DONE:
            yield _replaced(told.sentence, at, word, "将")
            yield _replaced(told.sentence, at, word, "计划")


def _made_ahead(told: Told) -> Iterator[str]:
    """Put 将 before a result that no word of time or status stands before; a doubled 将 would change nothing."""
    for at, word, tag, _ in _words(told.sentence):
        clause = re.split("[，；：。]", told.sentence[:at])[-1]
        ahead = any(sign in clause for sign in (*_AHEAD, "目标", "有望"))
        if word in _RESULTS and tag == "v" and not ahead and told.sentence[at - 1 : at] not in "的“":
            yield _replaced(told.sentence, at, "", "将")
            yield _replaced(told.sentence, at, "", "计划")


def _yes_to_no(told: Told) -> Iterator[str]:
    for at, word, tag, following in _words(told.sentence):
        if word in _YES and tag[0] in "dvn" and (word in "是有" or following[0] in "vdpc"):
            yield _replaced(told.sentence, at, word, _YES[word])
        elif tag == "v" and len(word) == 2 and told.sentence[at - 1 : at] not in "不未没无的":
            yield _replaced(told.sentence, at, "", "没有")


def _no_to_yes(told: Told) -> Iterator[str]:
    for at, word, _, following in _words(told.sentence):
        if word in _NO and following[0] in "vdpanm":
            yield _replaced(told.sentence, at, word, _NO[word])


def _direction(told: Told) -> Iterator[str]:
    for at, word, _, _ in _words(told.sentence):
        if word in _TURN:
            yield _replaced(told.sentence, at, word, _TURN[word])


def _clause_added(told: Told) -> Iterator[str]:
    """Add what the passage does not say: invented, or a clause of another article."""
    for clause in _INVENTED:
        yield f"{told.sentence}，{clause}"
    for clause in re.split("[，。；\n]", told.other):
        if 6 <= len(clause) <= 30 and _is_news(clause, told.passage):
            yield f"{told.sentence}，{clause}"


def _is_news(clause: str, passage: str) -> bool:
    """Tell whether a clause claims something (a subject, a verb) that the passage does not say in like words."""
    own = subject(clause)
    claims = any(tag == "v" for _, tag in tagged(clause[len(own) :]))
    pairs = bigrams(clause)
    return bool(own) and claims and sum(pair in passage for pair in pairs) < 0.6 * len(pairs)


CLAIM_RULES = (
    Rule("ahead to done", _to_done, ("江城计划建成3座大桥", "江城已建成3座大桥")),
    Rule("done to ahead", _to_ahead, ("江城已建成3座大桥", "江城将建成3座大桥")),
    Rule("result made ahead", _made_ahead, ("大桥3月建成", "大桥3月将建成")),
    Rule("negation added", _yes_to_no, ("大桥已建成", "大桥尚未建成")),
    Rule("negation removed", _no_to_yes, ("报道没有给出数字", "报道给出数字")),
    Rule("direction", _direction, ("投资增长三成", "投资下降三成")),
    Rule("false clause added", _clause_added, ("大桥通车", "大桥通车，居全国首位")),
)
