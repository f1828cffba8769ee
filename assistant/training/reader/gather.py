"""Gather what the reader is shown of the news: questions with windows, right and wrong.

    python -m assistant.training.reader.gather --data DIR --library DIR --out FILE

`library` is a data folder that holds the news. Ten minutes on two cores. The file holds news text: it is not kept.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from assistant.answer import Turn
from assistant.dialogue.followup import standalone
from assistant.reading.window import Window
from assistant.settings import Settings
from assistant.startup import open_library
from assistant.training.examples import read_examples
from assistant.training.reader.examples import Asked, Shown, shown
from assistant.training.swaps import pool
from assistant.training.written import KEPT_APART, WrittenQuestion, read_written
from index.library import Library
from index.training.collection import is_kept_apart

_NEWS, _WRITTEN = 1, 4


def news(data: Path, library: Library, share: float, draw: random.Random) -> Iterator[Shown]:
    """Show a share of the questions on the news, and all those written for teaching with more wrong windows.

    Questions kept apart are left out. A follow-up is shown as its writer wrote it out and as the program does.
    """
    examples = list(read_examples(data))
    others = pool([example.question for example in examples])
    for example in examples:
        if not is_kept_apart(example.document) and draw.random() < share:
            asked = Asked(example.question, example.document, example.evidence, (example.answer,))
            yield from shown(asked, library, _NEWS, others, draw)
    for one in read_written(data):
        if one.part not in KEPT_APART:
            for question in dict.fromkeys((one.standalone, written_out(one))):
                asked = Asked(question, one.document, one.evidence, one.answer)
                yield from shown(asked, library, _WRITTEN, others, draw)


def written_out(one: WrittenQuestion) -> str:
    """Write a follow-up out as the program does after the questions before it; their answers hang on what is taught."""
    return standalone(one.question, tuple(Turn("user", question) for question in one.turns))


def read_shown(file: Path) -> Iterator[Shown]:
    """Give back what was gathered."""
    with file.open(encoding="utf-8") as lines:
        for one in map(json.loads, lines):
            span = one["span"]
            yield Shown(one["question"], Window(**one["window"]), one["right"], (span[0], span[1]) if span else None)


def main() -> None:
    """Gather, and write one a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "library", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--share", type=float, default=1.0, help="of the questions on the news, 0 to 1")
    options = parser.parse_args()
    with (
        open_library(Settings(data=options.library), read_only=True) as library,
        options.out.open("w", encoding="utf-8") as file,
    ):
        for one in news(options.data, library, options.share, random.Random(0)):
            file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
