"""The proof against thousands of changed sentences of real text, which stays out of the repository."""

import json
import lzma
import os
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from assistant.proof.prove import gaps
from corpus.sentences import sentences

DATA = Path(os.environ.get("WENJU_DEV_DATA", "../shared")) / "data" / "zh_qa.jsonl.xz"
PASSAGES = 1500
Change = Callable[[str], str]


def _exchange(*pairs: tuple[str, str]) -> Change:
    """Exchange each word of a pair for the other."""
    table = {old: new for pair in pairs for old, new in (pair, pair[::-1])}
    pattern = re.compile("|".join(map(re.escape, table)))
    return lambda text: pattern.sub(lambda match: table[match[0]], text, count=1)


CHANGES: dict[str, Change] = {
    "digit": lambda text: re.sub(r"\d(?=\D|$)", lambda digit: str((int(digit[0]) + 3) % 10), text, count=1),
    "year": lambda text: re.sub(r"\d{4}(?=年)", lambda year: str(int(year[0]) + 1), text, count=1),
    "decimal": lambda text: re.sub(r"(\d)\.(\d)", r"\1\2", text, count=1),
    "myriad": _exchange(("万", "亿")),
    "unit": lambda text: re.sub(r"(?<=\d)(公里|米|公尺|人|个|%|平方公里)", "吨", text, count=1),
    "place": _exchange(("北京", "上海"), ("中国", "日本"), ("美国", "英国"), ("香港", "台湾"), ("法国", "德国")),
    "direction": _exchange(("增加", "减少"), ("上升", "下降"), ("提高", "降低"), ("东部", "西部"), ("南部", "北部")),
    "status": lambda text: re.sub("计划|预计|将会", "已经", text, count=1),
    "negation removed": lambda text: re.sub("(?<=[\u4e00-\u9fff])(?:没有|并未|不能|不会|无法)", "", text, count=1),
    "negation added": lambda text: re.sub("(?=完成|成为|获得|包括|位于|属于)", "不", text, count=1),
}


def proven_by() -> Iterator[tuple[str, str]]:
    """Give sentences with the passages they stand in."""
    if not DATA.exists():
        pytest.skip("development passages not here")
    seen: set[str] = set()
    with lzma.open(DATA, "rt", encoding="utf-8") as lines:
        for line in lines:
            passage = json.loads(line)["passage"]
            if passage not in seen:
                seen.add(passage)
                found = [s for s in sentences(passage) if 12 <= len(s.text) <= 90]
                if found:
                    yield found[len(found) // 2].text, passage[:600]


@pytest.mark.data
@pytest.mark.slow
def test_true_sentences_pass_and_changed_ones_do_not() -> None:
    pairs = [(said, passage) for said, passage in islice(proven_by(), PASSAGES) if said in passage]
    dropped = sum(bool(gaps(said, [passage])) for said, passage in pairs)
    assert dropped / len(pairs) < 0.01
    changed = blocked = 0
    for change in CHANGES.values():
        for said, passage in pairs:
            false = change(said)
            if false != said:
                changed += 1
                blocked += bool(gaps(false, [passage]))
    assert changed > 500
    assert blocked / changed > 0.99
