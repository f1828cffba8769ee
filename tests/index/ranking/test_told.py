from collections.abc import Sequence

from index.derived.reprints import Copies
from index.passage import Passage
from index.ranking.fuse import Fused
from index.ranking.told import Live, told_once, with_copies
from index.store.stored import Found

BRIDGE = "跨湖大桥昨晚合龙，全长3.6公里，连接南岸与北岸。"
LIGHTS = "大桥两侧装有景观灯1200盏，预计国庆节前亮灯。"


def live(document: int, text: str, passage: str, *copies: int) -> Live:
    """Give a passage of an article that has these copies; the passage's row is the document's."""
    start = text.index(passage)
    cut = Passage(str(document), "v", 0, start, start + len(passage), passage)
    found = Found(cut, "大桥", None, None, text)
    return Live(Fused(document, document, 0.5, 0.5, 0.5), found, Copies(copies, copies))


def told(*candidates: Live) -> list[tuple[int, str]]:
    return [(one.candidate.document, one.found.passage.text) for one in told_once(candidates)]


def test_a_passage_that_a_copy_before_it_holds_goes_away() -> None:
    whole = BRIDGE + LIGHTS
    assert told(live(1, whole, BRIDGE, 2), live(2, whole, LIGHTS, 1), live(2, whole, BRIDGE, 1)) == [(1, BRIDGE)]


def test_a_passage_that_only_the_copy_holds_stays() -> None:
    longer = BRIDGE + LIGHTS
    assert told(live(1, BRIDGE, BRIDGE, 2), live(2, longer, LIGHTS, 1)) == [(1, BRIDGE), (2, LIGHTS)]
    other = BRIDGE.replace("3.6", "6.3")
    assert told(live(1, BRIDGE, BRIDGE, 2), live(2, other, other, 1)) == [(1, BRIDGE), (2, other)]


def test_an_article_that_is_no_copy_keeps_the_same_words() -> None:
    """Two articles that quote one notice are two articles."""
    assert told(live(1, BRIDGE, BRIDGE), live(2, BRIDGE, BRIDGE)) == [(1, BRIDGE), (2, BRIDGE)]


def test_what_came_first_is_not_hidden_by_what_came_after() -> None:
    whole, path = BRIDGE + LIGHTS, "另有步道可以通行。"
    candidates = (live(1, whole, BRIDGE, 2), live(2, whole + path, path, 1), live(1, whole, LIGHTS, 2))
    assert told(*candidates) == [(1, BRIDGE), (2, path), (1, LIGHTS)]


def test_as_many_are_taken_as_make_up_for_those_that_will_go() -> None:
    """2 and 3 copy 1, and 5 copies 4; each look-up is of what is still missing."""
    asked: list[list[int]] = []
    same = {1: (2, 3), 2: (1, 3), 3: (1, 2), 4: (5,), 5: (4,)}

    def find(documents: Sequence[int]) -> tuple[Copies, ...]:
        asked.append(list(documents))
        return tuple(Copies(same.get(document, ()), same.get(document, ())) for document in documents)

    def take(*documents: int, wanted: int) -> list[int]:
        candidates = (Fused(document, document, 0.5, 0.5, 0.5) for document in documents)
        taken = with_copies(candidates, wanted, find)
        assert all(copies.documents == same.get(candidate.document, ()) for candidate, copies in taken)
        return [candidate.document for candidate, _ in taken]

    assert take(1, 2, 3, 4, 5, 6, 7, wanted=3) == [1, 2, 3, 4, 5, 6]
    assert asked == [[1, 2, 3], [4, 5], [6]]
    assert take(1, 2, 1, 1, wanted=3) == [1, 2, 1, 1]
    assert take(1, 2, wanted=9) == [1, 2]
    assert take(wanted=9) == []
