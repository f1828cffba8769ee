"""The same rules on news that no rule was written for; the news stays out of the repository."""

import json
import lzma
import os
import random
import sys
from pathlib import Path

import pytest

from corpus.article import Article
from tests.lies.suite import tellings, told
from tests.lies.trial import right, table, tried

DATA = Path(os.environ.get("WENJU_DEV_DATA", "../shared")) / "data" / "news.jsonl.xz"
ARTICLES = 300
SENTENCES = 600


@pytest.mark.data
@pytest.mark.slow
def test_lies_are_blocked_and_truths_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    if not DATA.exists():
        pytest.skip(f"no development news at {DATA}; WENJU_DEV_DATA names the folder")
    dice = random.Random(int(os.environ.get("WENJU_LIES_SEED", "11")))
    with lzma.open(DATA, "rt", encoding="utf-8") as lines:
        chosen = dice.sample(lines.readlines(), ARTICLES)
    stories = [*told(Article(id=str(n), title="新闻", text=json.loads(line)["text"]) for n, line in enumerate(chosen))]
    tallies = tried(tellings(dice.sample(stories, min(SENTENCES, len(stories)))))
    with capsys.disabled():
        sys.stdout.write(f"\n{table(tallies)}\n")
    assert right(tallies, true=False) >= 0.99
    assert right(tallies, true=True) >= 0.97
