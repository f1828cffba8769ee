"""Findings to the words of an answer and its citations; says nothing that its citations do not print."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import ANSWER_LENGTH, Citation
from assistant.extraction.agreement import Disagreement
from assistant.extraction.evidence import Source
from assistant.extraction.extract import SECOND, Finding
from assistant.permalinks import permalink
from assistant.writing.asof import as_of, note
from assistant.writing.disagreement import otherwise
from assistant.writing.missing import Missing

NEAREST = "没有找到能回答这个问题的原文。最接近的是："
NOTHING = "没有找到与这个问题有关的原文，请换个说法，或写明名称、地点、时间再问。"
LEAST_QUOTE = 24
# From this share of the question's words on (by weight) an article is on the matter.
ON_THE_MATTER = 0.4

_MARKER_LENGTH = len("[1]")
_BREAK = re.compile(r"[，,；;：:。！？!?…]+[”’」』）)》]*")


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said with its proof: `text` holds the markers of its citations; `generator` says who worded it."""

    text: str
    citations: tuple[Citation, ...]
    generator: str = "extractive"


def answer(findings: Sequence[Finding], others: Sequence[Disagreement] = ()) -> Iterator[Statement]:
    """Quote the finding that answers, then another article's value for its figure, then the next that nearly answers.

    Behind the first quote a note says as of when it holds, where all else leaves room for it.
    """
    best, *rest = findings
    first = next(_quoted([best], ""))
    more = [*_otherwise(best, others, ANSWER_LENGTH - len(first.text))]
    told = [(proof.document_id, proof.start) for statement in more for proof in statement.citations]
    told_by = [best.candidate.source, *(other.candidate.source for other in others[:1])]
    second = [
        finding
        for finding in rest
        if finding.share >= SECOND * best.share
        if (finding.candidate.source.article.id, finding.start) not in told
        if not any(finding.candidate.source.is_copy_of(source) for source in told_by)
    ]
    room = ANSWER_LENGTH - sum(len(statement.text) for statement in (first, *more))
    more += _quoted(second, "", 2 + len(more), room)
    room = ANSWER_LENGTH - sum(len(statement.text) for statement in (first, *more))
    proof = first.citations[0]
    aside = note(as_of(proof, best.value), proof.published)
    yield replace(first, text=first.text + aside) if len(aside) <= room else first
    yield from more


def _otherwise(best: Finding, others: Sequence[Disagreement], room: int) -> Iterator[Statement]:
    """Name the newest other value, with the sentence that gives it."""
    if best.value is None:
        return
    for other in others[:1]:
        sentence = other.candidate.sentence
        proof = citation(other.candidate.source, 2, sentence.start, sentence.end)
        dated = proof.published if other.order != "unordered" else None
        own, others_own = best.value.printed(best.candidate.source), other.value.printed(other.candidate.source)
        text = otherwise(own, others_own, proof.marker, dated)
        if len(text) <= room:
            yield Statement(text, (proof,))


def nearest(findings: Sequence[Finding], missing: Missing | None = None) -> Iterator[Statement]:
    """Say that there is no answer, and quote what comes nearest to one, if its article is on the matter at all.

    :param missing: what the question names and the nearest article does not tell; None where that is not certain.
    """
    near = [finding for finding in findings[:1] if finding.feature("word_article") >= ON_THE_MATTER]
    if near:
        return _quoted(near, missing.lead if missing else NEAREST)
    return iter([Statement((missing.alone if missing else None) or NOTHING, ())])


def _quoted(findings: Sequence[Finding], lead: str, first: int = 1, room: int = ANSWER_LENGTH) -> Iterator[Statement]:
    """Quote each finding with its marker, from `first` on, as far as they fit; only what is proven leaves."""
    room -= len(lead)
    for marker, finding in enumerate(findings, first):
        if room - _MARKER_LENGTH < min(LEAST_QUOTE, finding.end - finding.start):
            return
        proof = cite(finding, marker, room - _MARKER_LENGTH)
        text = f"{proof.quote}[{marker}]"
        room -= len(text)
        yield Statement(lead + text if marker == first else text, (proof,))


def cite(finding: Finding, marker: int, room: int) -> Citation:
    """Cite what a finding says or, where that is longer than `room` characters, the part of it around its value."""
    source, value = finding.candidate.source, finding.value
    start, end = finding.start, finding.end
    if end - start > room:
        anchor = (value.start, value.end) if value else (start, start)
        start, end = _part(source.article.text, (start, end), anchor, room)
    return citation(source, marker, start, end)


def citation(source: Source, marker: int, start: int, end: int) -> Citation:
    """Cite an article from `start` to `end`."""
    article, version = source.printed, source.hits[0].passage.version
    return Citation(
        marker=marker,
        document_id=article.id,
        version=version,
        title=article.title,
        source=article.source,
        published=article.published,
        quote=article.text[start:end],
        start=start,
        end=end,
        url=permalink(article.id, version, start, end),
        reprints=source.reprints,
    )


def _part(text: str, whole: tuple[int, int], anchor: tuple[int, int], room: int) -> tuple[int, int]:
    """Choose whole clauses around the anchor, at most `room` characters; what is before it goes before what is behind.

    A clause that alone is longer than `room` is cut to the letter, around the anchor.

    >>> _part("甲厂投产，乙厂开工，丙厂停工，丁厂搬迁。", (0, 20), (5, 7), 10)
    (0, 10)
    """
    breaks = [whole[0], *(match.end() for match in _BREAK.finditer(text, *whole)), whole[1]]
    pieces = [(start, end) for start, end in itertools.pairwise(breaks) if start < end]
    first = next(i for i, (_, end) in enumerate(pieces) if anchor[0] < end)
    last = next((i for i, (_, end) in enumerate(pieces) if anchor[1] <= end), len(pieces) - 1)
    if pieces[last][1] - pieces[first][0] > room:
        start = max(whole[0], min(anchor[0], anchor[1] - room))
        return start, min(whole[1], start + room)
    while first > 0 and pieces[last][1] - pieces[first - 1][0] <= room:
        first -= 1
    while last + 1 < len(pieces) and pieces[last + 1][1] - pieces[first][0] <= room:
        last += 1
    return pieces[first][0], pieces[last][1]
