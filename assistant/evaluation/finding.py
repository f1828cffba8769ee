"""How well articles are found, by words, by meaning, by both, and in the end; asks for no answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from assistant.evaluation.evaluate import applicable, is_right, normal
from assistant.evaluation.questionset import Item
from index.library import Library
from index.looks import Looks, looks
from index.passage import Passage

CUTOFFS = (1, 5, 10, 100)
ALONE = 10
WAYS = tuple(field.name for field in fields(Looks))


@dataclass(frozen=True, slots=True)
class Places:
    """At which place, from 1, each way has the first right article of an item; None where not among the first 100."""

    item: Item
    lexical: int | None
    dense: int | None
    fused: int | None
    final: int | None

    def of(self, way: str) -> int | None:
        """Give the place of one of `WAYS`."""
        place: int | None = getattr(self, way)
        return place

    def within(self, way: str, cutoff: int) -> bool:
        """Tell whether a way has a right article among its first ones."""
        place = self.of(way)
        return place is not None and place <= cutoff


def find_every_way(item: Item, library: Library) -> Places | None:
    """Search for an item in every way, a follow-up written out; None for an item that no article answers."""
    if f"hit@{ALONE}" not in applicable(item):
        return None
    found = looks(library, item.standalone, max(CUTOFFS))
    return Places(item, *(_place(item, getattr(found, way)) for way in WAYS))


def summary(places: Sequence[Places]) -> Iterator[str]:
    """Say for each kind and way how often a right article is among the first, and what each index alone would find."""
    for kind in dict.fromkeys(place.item.kind for place in places):
        of_kind = [place for place in places if place.item.kind == kind]
        for way in WAYS:
            shares = (f"hit@{cut}={_share([each.within(way, cut) for each in of_kind])}" for cut in CUTOFFS)
            ranks = [1 / rank if (rank := each.of(way)) else 0.0 for each in of_kind]
            mean = sum(ranks) / len(ranks)
            yield f"{kind:11s}{way:9s}{'  '.join(shares)}  MRR={mean:.3f}  n={len(of_kind)}"
        yield from _alone(kind, of_kind)


def row(places: Places) -> dict[str, object]:
    """One item for the report."""
    return {
        "id": places.item.id,
        "kind": places.item.kind,
        "question": places.item.standalone,
        **{way: places.of(way) for way in WAYS},
    }


def _alone(kind: str, places: Sequence[Places]) -> Iterator[str]:
    by_words = [each for each in places if each.within("lexical", ALONE) and not each.within("dense", ALONE)]
    by_meaning = [each for each in places if each.within("dense", ALONE) and not each.within("lexical", ALONE)]
    lost = [
        each
        for each in places
        if not each.within("final", ALONE) and (each.within("lexical", ALONE) or each.within("dense", ALONE))
    ]
    for name, some in (("只有词语", by_words), ("只有语义", by_meaning), ("合起来反而丢了", lost)):
        ids = " ".join(each.item.id for each in some)
        yield f"{kind:11s}{name}（前 {ALONE}）：{len(some)} 题{'  ' + ids if ids else ''}"


def _place(item: Item, passages: Sequence[Passage]) -> int | None:
    evidence = [normal(proof) for proof in item.evidence]
    return next((place for place, passage in enumerate(passages, 1) if is_right(passage, item, evidence)), None)


def _share(values: Sequence[bool]) -> str:
    return f"{sum(values) / len(values):.3f}"
