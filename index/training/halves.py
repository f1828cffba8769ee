"""Two encoders, each trained without one half of the questions, and the news indexed with each.

    python -m index.training.halves --data DIR --out DIR

The bundled encoder has seen every question, so its scores flatter them: weights learned on those would trust it too
much. Questions of half n are asked of `library<n>`, whose encoder has not seen them.
"""

import argparse
from pathlib import Path

from corpus.readers.files import read
from index.library import Library
from index.static_encoder import StaticEncoder
from index.training.build import build
from index.training.collection import half, read_questions


def open_half(out: Path, number: int, *, read_only: bool = True) -> Library:
    """Open the library that half `number` is asked of."""
    return Library.open(
        out / f"library{number}", StaticEncoder((out / f"encoder{number}").resolve()), read_only=read_only
    )


def main() -> None:
    """Make both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    for number in (0, 1):
        seen = [question for question in read_questions(options.data) if half(question.documents[0]) != number]
        build(options.data, options.out / f"encoder{number}", seen)
        with open_half(options.out, number, read_only=False) as library:
            print(library.ingest(read([options.data / "news.jsonl.xz"])).created, flush=True)


if __name__ == "__main__":
    main()
