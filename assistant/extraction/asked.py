"""What of a question tells the figure it asks for from others; compares nothing."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.extraction.tokens import tokens
from assistant.extraction.wanted import Wanted
from corpus.times import times
from index.segment import fold

_BEHIND = 3
GENERIC = frozenset(
    re.findall(
        r"\S+",
        "数量 总数 总量 总额 规模 项目 全长 长度 情况 数据 方面 部分 目标 任务 计划 建设 工程 左右 以上 以下 目前 记者 "
        "发展 消息 工作 时间 工期 投资 预算 资金 总投资 面积 重量 人数 总人数 价格 票价 现有 共有 共用",
    )
)
NOUNS = frozenset(("noun", "person", "location", "name", "foreign", "short", "attribute"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a question tells its figure from others: words with their weights, without the times it names.

    `telling` are those next to the words that ask: they name the metric, the others the subject. `named` are names and
    numbers, which another article must have to the letter; `modified` are nouns, each with the last letter of the noun
    right before it.
    """

    folded: str
    kind: str
    words: tuple[tuple[str, float], ...]
    telling: frozenset[str]
    named: tuple[str, ...]
    modified: tuple[tuple[str, str], ...]
    names_a_time: bool

    def held(self, text: str) -> frozenset[str]:
        """Give the words of the question that stand in a text."""
        return frozenset(word for word, _ in self.words if word in text)

    def weight(self, words: frozenset[str]) -> float:
        """Weigh words of the question."""
        return sum(weight for word, weight in self.words if word in words)


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
    beside = _beside(wanted)
    telling = frozenset(word for word, _ in words if any(word in token for token in beside))
    return Asked(content, wanted.question.kind, words, telling, named, modified, any(time.absolute for time in own))


def _beside(wanted: Wanted) -> tuple[str, ...]:
    """Give the words next to those that ask: the last before them, and the first behind them (招收多少名新生)."""
    before = [word for word in wanted.before if len(word) > 1]
    return (*before[:1], *wanted.behind[:_BEHIND])


def _modified(question: str) -> Iterator[tuple[str, str]]:
    """Give the nouns of a question that another noun stands right before, with its last letter: 大桥 of 跨湖大桥."""
    row = tokens(question)
    for before, word in itertools.pairwise(row):
        if word.kind == "noun" and len(word.text) > 1 and before.kind in NOUNS and before.text not in GENERIC:
            yield word.text, before.text[-1]
