"""The gate that written sentences leave through: each on its own, against the materials that it cites."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.proof.prove import GapKind, gaps
from assistant.writing.asked import Asked
from assistant.writing.leads import attribution, standing, untied
from assistant.writing.material import Material
from assistant.writing.orders import is_order
from assistant.writing.prompt import REFUSAL
from assistant.writing.stream import WrittenSentence, written_sentences
from corpus.sentences import sentences

FlawKind = GapKind | Literal["unmarked", "dangling", "order", "unrelated"]


@dataclass(frozen=True, slots=True)
class ProvenSentence:
    """A written sentence, and the materials that carry it, counted from 1, at least one."""

    text: str
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A written sentence that does not leave, and why, at least one reason.

    What it says and its materials do not (`number`, `date`, `name`, `term`, `negation`, `status`); that it cites
    nothing that was shown (`unmarked`); that it leans on a dropped one (`dangling`); that it is an order, or off the
    matter.
    """

    text: str
    kinds: tuple[FlawKind, ...]


def proven_sentences(
    pieces: Iterable[str], materials: Sequence[Material], asked: Asked, dropped: Callable[[Dropped], None]
) -> Iterator[ProvenSentence]:
    """Let through, as soon as each is whole, the sentences that the materials they cite carry.

    The text of a material proves what is said. Who reported it when is proven by its head alone, and only in front of
    something said (据北岸晚报8月4日报道，…): a sentence that has nothing but title, outlet or date to say is dropped.
    A sentence must also be no order, stand without what was dropped before it, and be on the matter: it, or a printed
    sentence that carries it, shares a word with the question.

    :param dropped: told every other sentence; that nothing was found is not one.

    >>> shown = [Material("大桥全长3.2公里。", "跨湖大桥通车", "北岸晚报")]
    >>> pieces = ["大桥耗资5亿元。[1]此外，据北岸晚报报道，大桥", "全长3.2公里。[1]北岸晚报报道了大桥。[1]"]
    >>> flaws: list[Dropped] = []
    >>> [s.text for s in proven_sentences(pieces, shown, Asked("大桥多长？"), flaws.append)]
    ['据北岸晚报报道，大桥全长3.2公里。']
    >>> [flaw.text for flaw in flaws]
    ['大桥耗资5亿元。', '北岸晚报报道了大桥。']
    """
    before: ProvenSentence | Dropped | None = None
    for sentence in written_sentences(pieces):
        if _refuses(sentence):
            continue
        before = _judged(sentence, materials, asked, before)
        if isinstance(before, Dropped):
            dropped(before)
        else:
            yield before


def _refuses(sentence: WrittenSentence) -> bool:
    return sentence.text.strip("。！! ") == REFUSAL


def _judged(
    sentence: WrittenSentence,
    materials: Sequence[Material],
    asked: Asked,
    before: ProvenSentence | Dropped | None,
) -> ProvenSentence | Dropped:
    # At the beginning of an answer 该桥 may mean the bridge of the question, but 此外 goes on from nothing.
    text = sentence.text if isinstance(before, ProvenSentence) else untied(sentence.text)
    if isinstance(before, Dropped):
        text = standing(text)
    if not text:
        return Dropped(sentence.text, ("dangling",))
    if not sentence.markers or not all(1 <= marker <= len(materials) for marker in sentence.markers):
        return Dropped(text, ("unmarked",))
    markers, kinds = _proof(text, sentence.markers, materials)
    if kinds:
        return Dropped(text, kinds)
    if is_order(text):
        return Dropped(text, ("order",))
    if not _is_on_the_matter(text, [materials[marker - 1].text for marker in markers], asked):
        return Dropped(text, ("unrelated",))
    return ProvenSentence(text, markers)


def _proof(
    text: str, markers: tuple[int, ...], materials: Sequence[Material]
) -> tuple[tuple[int, ...], tuple[FlawKind, ...]]:
    """Find which of the cited materials carry a sentence, and what they lack: all of them, or those of the outlet."""
    lacking = gaps(text, [materials[marker - 1].text for marker in markers])
    reporter, reported = attribution(text)
    if lacking and reporter:
        own = tuple(marker for marker in markers if not gaps(reporter, [materials[marker - 1].head]))
        if own:
            markers, lacking = own, gaps(reported, [materials[marker - 1].text for marker in own])
    return markers, tuple(dict.fromkeys(gap.kind for gap in lacking))


def _is_on_the_matter(text: str, texts: Sequence[str], asked: Asked) -> bool:
    """Judge a sentence by its words, or by those of the printed sentence that it is a part of.

    总投资5.6亿元 answers 大桥有多长 where the news says 大桥全长3.2公里，总投资5.6亿元; 扫码领红包 beside it does not.
    """
    if asked.is_met_by(text):
        return True
    _, reported = attribution(text)
    printed = [sentence.text for cited in texts for sentence in sentences(cited)]
    return any(asked.is_met_by(one) and not gaps(reported, [one]) for one in printed)
