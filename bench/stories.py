"""Which articles of a corpus print one story: `python -m bench.stories FILE... [--read N] [--from .7 --to .9]`.

Signs every article as an ingest does, finds the pairs, and prints one Markdown table; then N pairs drawn from those
whose estimated likeness lies in the range, what differs in each, to be read by eye: nothing else tells a false pair.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from corpus.article import Article
from corpus.readers.files import read
from index.derived.reprints import ReprintIndex
from index.entry import Entry
from index.fingerprint import Fingerprint, fingerprint, likeness

SHOWN = 60
SEED = 7


@dataclass(frozen=True, slots=True)
class Signed:
    """Articles, their fingerprints, and the index of them; `seconds` is how long the signing took."""

    articles: Sequence[Article]
    marks: Sequence[Fingerprint]
    index: ReprintIndex
    seconds: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table, and show pairs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--read", type=int, default=0, metavar="N")
    parser.add_argument("--from", dest="least", type=float, default=0.0)
    parser.add_argument("--to", dest="most", type=float, default=1.0)
    options = parser.parse_args(arguments)
    signed = sign([item for item in read(options.files) if isinstance(item, Article)])
    print("| what | measured |\n|---|---|")
    for name, value in figures(signed):
        print(f"| {name} | {value} |")
    near = [pair for pair in pairs(signed) if options.least <= alike(signed, pair) <= options.most]
    for one, other in random.Random(SEED).sample(near, min(options.read, len(near))):
        ours, theirs = signed.articles[one], signed.articles[other]
        print(f"\n{ours.id} {theirs.id} {alike(signed, (one, other)):.2f}\n{difference(ours.text, theirs.text)}")


def sign(articles: Sequence[Article]) -> Signed:
    """Take every fingerprint and build the index; an article's document and passage are its number."""
    begin = time.perf_counter()
    marks = [fingerprint(article.text) for article in articles]
    seconds = time.perf_counter() - begin
    nothing = np.zeros((0, 1), np.float16)
    entries = [
        Entry(number, article.source, article.published, (number,), (), (), nothing, mark)
        for number, (article, mark) in enumerate(zip(articles, marks, strict=True))
    ]
    return Signed(articles, marks, ReprintIndex().changed((), entries), seconds)


def figures(signed: Signed) -> Iterator[tuple[str, str]]:
    """Say how many stories there are, and what signing and looking up cost."""
    sizes = Counter(len(story) for story in stories(signed).values())
    yield "articles signed", f"{len(signed.articles)} in {signed.seconds:.1f} s"
    yield "pairs of one story", str(len(pairs(signed)))
    yield "stories of two and more", str(sum(sizes.values()))
    yield "their sizes", ", ".join(f"{size}: {count}" for size, count in sorted(sizes.items()))
    with tempfile.TemporaryDirectory() as folder:
        signed.index.write(Path(folder))
        yield "on disk", f"{sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6:.1f} MB"
        begin = time.perf_counter()
        ReprintIndex.read(Path(folder))
        yield "read again", f"{1000 * (time.perf_counter() - begin):.1f} ms"
    yield "copies of 100 articles looked up", f"median {_lookup(signed):.3f} ms"


def stories(signed: Signed) -> Mapping[int, list[int]]:
    """Gather the numbers of articles that pairs hold together, two and more, by their first."""
    first = list(range(len(signed.articles)))

    def root(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    for one, other in pairs(signed):
        first[max(root(one), root(other))] = min(root(one), root(other))
    gathered: dict[int, list[int]] = {}
    for number in range(len(first)):
        gathered.setdefault(root(number), []).append(number)
    return {number: story for number, story in gathered.items() if len(story) > 1}


def pairs(signed: Signed) -> list[tuple[int, int]]:
    """Give the numbers of every two articles of one story."""
    every = signed.index.copies(range(len(signed.articles)))
    return [(one, other) for one, copies in enumerate(every) for other in copies.documents if one < other]


def alike(signed: Signed, pair: tuple[int, int]) -> float:
    """Give the estimated likeness of a pair."""
    return float(likeness(signed.marks[pair[0]].bins, signed.marks[pair[1]].bins[None])[0])


def difference(one: str, other: str) -> str:
    """Show what stands in one text only, each side at most `SHOWN` characters.

    >>> difference("大桥今天通车。", "大桥昨天通车了。")
    '[今|昨] [|了]'
    """
    found = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    parts = ((one[a:b], other[c:d]) for tag, a, b, c, d in found if tag != "equal")
    return " ".join(f"[{ours[:SHOWN]}|{theirs[:SHOWN]}]" for ours, theirs in parts)


def _lookup(signed: Signed) -> float:
    source, times = random.Random(SEED), []
    for _ in range(200):
        some = source.sample(range(len(signed.articles)), min(100, len(signed.articles)))
        begin = time.perf_counter()
        signed.index.copies(some)
        times.append(1000 * (time.perf_counter() - begin))
    return statistics.median(times)


if __name__ == "__main__":
    main()
