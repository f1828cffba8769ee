"""Wenju beside other engines, in one go: `python -m bench.peers FILE... --questions SET [--limit N] [--without NAME]`.

Every engine takes the same articles in and is asked the same questions, one engine after another, each in a process of
its own. Asked is what a question set has right documents for, in its `standalone` form; a question none of whose right
documents is among the articles is left out and counted. Prints two Markdown tables: the figures, and Wenju's as
multiples of each peer's. Knows no engine from within; a passage is right as `wenju eval` sees it.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from assistant.evaluation.evaluate import hit_figures
from assistant.evaluation.questionset import Item, read_set
from bench.peer_engines import CONTENDERS, Contender, Found
from bench.peer_trial import Measured, Trial, articles_of, measure_apart
from index.passage import Hit, Passage

OURS = CONTENDERS[0].name


@dataclass(frozen=True, slots=True)
class KindHits:
    """Of the `count` questions of a kind, the shares with a right passage first, and among the first ten."""

    kind: str
    count: int
    first: float
    ten: float


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one engine: articles a second, megabytes, milliseconds, and the hits of each kind."""

    name: str
    rate: float
    peak_mb: float
    p50: float
    p95: float
    hits: tuple[KindHits, ...]


def main(arguments: Sequence[str] | None = None, contenders: Sequence[Contender] = CONTENDERS) -> None:
    """Try every contender that is not left out and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--limit", type=int, metavar="N", help="the first N articles only")
    parser.add_argument("--without", action="append", default=[], choices=[each.name for each in contenders])
    options = parser.parse_args(arguments)
    chosen = [contender for contender in contenders if contender.name not in options.without]
    if missing := [need for contender in chosen for need in contender.needs if find_spec(need) is None]:
        parser.error(f"not installed: {', '.join(missing)}; pip install -c constraints.txt -e '.[bench]' brings them")
    documents = {each.id for each in articles_of(options.files, options.limit)}
    everything = read_set(options.questions)
    items = askable(everything, documents)
    if not items:
        parser.error(f"no question of {options.questions} has a right document among the articles")
    queries = tuple(item.standalone for item in items)
    rows = [
        row(contender.name, measure_apart(Trial(contender.make, tuple(options.files), options.limit, queries)), items)
        for contender in chosen
    ]
    print(f"{len(documents)} articles; asked {len(items)} of {len(everything)} questions\n")
    print("\n".join([*figures(rows), "", *ratios(rows)]))


def askable(items: Sequence[Item], documents: set[str]) -> tuple[Item, ...]:
    """Keep the items that have a right document among these."""
    return tuple(item for item in items if not documents.isdisjoint(item.doc_ids))


def row(name: str, measured: Measured, items: Sequence[Item]) -> Row:
    """Sum up what an engine did with the items' questions."""
    p50, p95 = np.percentile(measured.milliseconds, [50, 95])
    return Row(name, measured.articles / measured.seconds, measured.peak_mb, p50, p95, tuple(_hits_of(measured, items)))


def figures(rows: Sequence[Row]) -> Iterator[str]:
    """Give the table of figures, line by line."""
    kinds = [f"{each.kind} ({each.count}) hit@1 / @10" for each in rows[0].hits] if rows else []
    yield from _heading("engine", "ingest, articles/s", "peak memory, MB", "search p50, ms", "p95, ms", *kinds)
    for each in rows:
        hits = [f"{kind.first:.3f} / {kind.ten:.3f}" for kind in each.hits]
        yield _line(each.name, f"{each.rate:.0f}", f"{each.peak_mb:.0f}", f"{each.p50:.1f}", f"{each.p95:.1f}", *hits)


def ratios(rows: Sequence[Row]) -> Iterator[str]:
    """Give the table of Wenju's figures divided by each peer's; nothing where Wenju or every peer is left out."""
    peers = [each for each in rows if each.name != OURS]
    for ours in (each for each in rows if each.name == OURS and peers):
        yield from _heading(f"{OURS} to", "ingest rate", "peak memory", "search p50", "search p95")
        for peer in peers:
            pairs = (
                (ours.rate, peer.rate),
                (ours.peak_mb, peer.peak_mb),
                (ours.p50, peer.p50),
                (ours.p95, peer.p95),
            )
            yield _line(peer.name, *(f"{mine / theirs:.2f}" for mine, theirs in pairs))


def _hits_of(measured: Measured, items: Sequence[Item]) -> Iterator[KindHits]:
    scored = [
        (item.kind, hit_figures(item, [_as_hit(found) for found in passages]))
        for item, passages in zip(items, measured.found, strict=True)
    ]
    for kind in dict.fromkeys(item.kind for item in items):
        right = [each for its_kind, each in scored if its_kind == kind]
        first, ten = (sum(each[cutoff] for each in right) / len(right) for cutoff in ("hit@1", "hit@10"))
        yield KindHits(kind, len(right), first, ten)


def _as_hit(found: Found) -> Hit:
    passage = Passage(found.document_id, "", 0, 0, len(found.text), found.text)
    return Hit(passage, "", None, None, 0.0, 0.0, 0.0)


def _heading(*cells: str) -> Iterator[str]:
    yield _line(*cells)
    yield "|" + "---|" * len(cells)


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
