"""An answer in a language model's words, each sentence with the quotes that carry it; words nothing itself."""

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.answer import ANSWER_LENGTH, Citation
from assistant.extraction.evidence import Source
from assistant.proof.prove import gaps
from assistant.writing.compose import Statement, citation
from assistant.writing.generate import Generator, ProvenSentence, proven_sentences
from corpus.sentences import sentences
from index.passage import Hit, Passage
from index.segment import bigrams

PASSAGES = 8


def written(generator: Generator, question: str, opened: Sequence[Source]) -> Iterator[Statement]:
    """Have the answer written from the best passages; give what these prove, as long as it fits into an answer.

    :raises GeneratorFailed: when nothing is written in time, or at all.
    """
    pairs = [(hit, source) for source in opened for hit in source.hits]
    shown = sorted(pairs, key=lambda pair: -pair[0].score)[:PASSAGES]
    texts = [hit.passage.text for hit, _ in shown]
    proofs: dict[tuple[str, int, int], Citation] = {}
    room = ANSWER_LENGTH
    for sentence in proven_sentences(generator.write(question, texts), texts):
        citations = tuple(_cite(sentence, *shown[marker - 1], proofs) for marker in sentence.markers)
        text = sentence.text + "".join(f"[{proof.marker}]" for proof in dict.fromkeys(citations))
        if len(text) > room:
            return
        room -= len(text)
        yield Statement(text, citations, generator.name)


def _cite(said: ProvenSentence, hit: Hit, source: Source, proofs: dict[tuple[str, int, int], Citation]) -> Citation:
    """Cite the narrowest part of a passage that carries the sentence, under the number it already has, if any."""
    start, end = _narrowest(said.text, hit.passage)
    return proofs.setdefault((source.article.id, start, end), citation(source, len(proofs) + 1, start, end))


def _narrowest(said: str, passage: Passage) -> tuple[int, int]:
    """Find the one sentence that carries what is said, the most alike of several; else it takes the whole passage."""
    wording = Counter(bigrams(said))
    carrying = [
        (
            sum((wording & Counter(bigrams(sentence.text))).values()),
            passage.start + sentence.start,
            passage.start + sentence.end,
        )
        for sentence in sentences(passage.text)
        if not gaps(said, [sentence.text])
    ]
    return max(carrying)[1:] if carrying else (passage.start, passage.end)
