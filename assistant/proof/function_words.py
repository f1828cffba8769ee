"""Words that a statement may add to what its quotes say without saying more; judges no sentence.

Nothing that changes what is claimed belongs here: no negation, no 已 or 将, no direction (增, 降), no name.
"""

import re

_SINGLE = "的地得了着过是为有在于和与及等也都就还又并而且则但由被把对从到至向以其这该那此之中里后时所共"
_LONGER = (
    "以及 其中 其次 此外 另外 同时 因此 所以 因为 由于 根据 按照 据 据悉 据了解 据报道 报道 资料 新闻 文章 原文 "
    "显示 表示 指出 介绍 提到 透露 分别 包括 包含 一共 合计 总计 总共 即 也就 名为 叫做 称为 名叫 称 说 属于 来自 "
    "作为 关于 对于 情况 方面 相关 有关 主要 具体 如下 这些 那些 这个 那个 这家 公司 他们 她们 它们 他 她 它 自己 "
    "本次 此次 这次 当中 之间 之一 期间 以来 那么 或者 或 同样 便 进行 通过 针对 随着 随后 之后 其后 数量 数额 "
    "金额 时间 地点 原因 人数 比例"
)

_WORDS = sorted({*_SINGLE, *_LONGER.split()}, key=len, reverse=True)
_ONLY = re.compile(rf"(?:{'|'.join(map(re.escape, _WORDS))})+")


def says_nothing(text: str) -> bool:
    """Tell whether a stretch consists of such words alone.

    >>> says_nothing("据报道其中"), says_nothing("未")
    (True, False)
    """
    return _ONLY.fullmatch(text) is not None


_RUN = re.compile(r"[^\W\d_]+")
_BACK_REFERENCE = re.compile(r"[该此这](?:[家个座条次项]?[\u4e00-\u9fff]{1,2})|其|双方|上述|[全我本][国省市县区]")
_SAYS = re.compile(r"(?:称|说|表示|指出|介绍|透露|认为|回应|公布|显示|宣布|提到)[：:]?[“「]?$")


def has_content(text: str, known: str = "") -> bool:
    """Tell whether a stretch says anything besides figures, function words, back references and what is `known`.

    >>> has_content("该厂的"), has_content("乙厂"), has_content("乙厂", "甲厂和乙厂")
    (False, True, False)
    """
    return any(not says_nothing(run) and run not in known for run in _RUN.findall(_BACK_REFERENCE.sub(" ", text)))


def is_attribution(text: str) -> bool:
    """Tell whether a stretch only says who says what follows.

    >>> is_attribution("厂长李望川表示"), is_attribution("厂长李望川")
    (True, False)
    """
    return _SAYS.search(text) is not None
