"""An answer in a language model's words, each sentence with the quotes that carry it; words nothing itself."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from assistant.answer import ANSWER_LENGTH, Citation
from assistant.extraction.evidence import Source
from assistant.proof.prove import gaps
from assistant.writing.asked import Asked
from assistant.writing.compose import Statement, citation
from assistant.writing.generate import Generator
from assistant.writing.leads import attribution
from assistant.writing.material import Material
from assistant.writing.orders import is_order
from assistant.writing.prompt import fitting
from assistant.writing.proven import Dropped, ProvenSentence, proven_sentences
from corpus.sentences import sentences
from index.passage import Hit, Passage
from index.segment import bigrams

PASSAGES = 8

_log = logging.getLogger(__name__)


def written(
    generator: Generator, asked: Asked, opened: Sequence[Source], dropped: Callable[[Dropped], None]
) -> Iterator[Statement]:
    """Have the answer written from the best passages; give what these prove, as long as it fits into an answer.

    Nothing leaves before the value that was asked for is in what is proven; from then on each sentence does as soon as
    it is proven. So what has left never has to be taken back, and an answer without its value never leaves at all.

    :param dropped: told every sentence that is not proven.
    :raises GeneratorFailed: when nothing is written in time, or at all.
    """
    pairs = [(hit, source) for source in _one_a_story(opened) for hit in source.hits]
    best = sorted((pair for pair in pairs if Material.of(pair[0]).text), key=lambda pair: -pair[0].score)[:PASSAGES]
    shown = [best[place] for place in fitting(asked.question, [Material.of(hit) for hit, _ in best])]
    if not shown:
        return
    materials = [Material.of(hit) for hit, _ in shown]
    flaws: list[Dropped] = []

    def drop(flaw: Dropped) -> None:
        flaws.append(flaw)
        dropped(flaw)

    proven = proven_sentences(generator.write(asked.question, materials), materials, asked, drop)
    given = 0
    try:
        for statement in _statements(_from_the_value_on(proven, asked), shown, generator.name):
            given += 1
            yield statement
    finally:
        kinds = Counter(kind for flaw in flaws for kind in flaw.kinds)
        reasons = "、".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
        _log.info("%s：采用 %d 句，删去 %d 句%s", generator.name, given, len(flaws), reasons and f"（{reasons}）")


def _one_a_story(opened: Sequence[Source]) -> list[Source]:
    """Leave out what is a copy of an article before it: two of them would prove no more than one."""
    kept: list[Source] = []
    for source in opened:
        if not any(source.is_copy_of(before) for before in kept):
            kept.append(source)
    return kept


def _from_the_value_on(proven: Iterator[ProvenSentence], asked: Asked) -> Iterator[ProvenSentence]:
    """Hold sentences back until what was asked for is in one of them; if it never is, give none."""
    held: list[ProvenSentence] = []
    for sentence in proven:
        held.append(sentence)
        if asked.is_answered_by([one.text for one in held]):
            yield from held
            yield from proven


def _statements(
    proven: Iterator[ProvenSentence], shown: Sequence[tuple[Hit, Source]], generator: str
) -> Iterator[Statement]:
    proofs: dict[tuple[str, int, int], Citation] = {}
    room = ANSWER_LENGTH
    for sentence in proven:
        citations = tuple(_cite(sentence, *shown[marker - 1], proofs) for marker in sentence.markers)
        text = sentence.text + "".join(f"[{proof.marker}]" for proof in dict.fromkeys(citations))
        if len(text) > room:
            return
        room -= len(text)
        yield Statement(text, citations, generator)


def _cite(said: ProvenSentence, hit: Hit, source: Source, proofs: dict[tuple[str, int, int], Citation]) -> Citation:
    """Cite the narrowest part of a passage that carries the sentence, under the number it already has, if any."""
    start, end = _narrowest(said.text, hit.passage)
    return proofs.setdefault((source.article.id, start, end), citation(source, len(proofs) + 1, start, end))


def _narrowest(said: str, passage: Passage) -> tuple[int, int]:
    """Find the one sentence that carries what is said, the most alike of several; else it takes the whole passage."""
    _, reported = attribution(said)
    wording = Counter(bigrams(said))
    carrying = [
        (
            sum((wording & Counter(bigrams(sentence.text))).values()),
            passage.start + sentence.start,
            passage.start + sentence.end,
        )
        for sentence in sentences(passage.text)
        if not is_order(sentence.text) and not (gaps(said, [sentence.text]) and gaps(reported, [sentence.text]))
    ]
    return max(carrying)[1:] if carrying else (passage.start, passage.end)
