"""Findings to the words of an answer and its citations; says nothing that its citations do not print."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from assistant.answer import ANSWER_LENGTH, Citation
from assistant.extraction.evidence import Source
from assistant.extraction.extract import Finding
from assistant.writing.missing import Missing

NEAREST = "没有找到能回答这个问题的原文。最接近的是："
NOTHING = "没有找到与这个问题有关的原文，请换个说法，或写明名称、地点、时间再问。"
LEAST_QUOTE = 24
# A second sentence is quoted when it is at least this likely against the first.
SECOND = 0.3
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


def answer(findings: Sequence[Finding]) -> Iterator[Statement]:
    """Quote the finding that answers, and the next where it is nearly as likely."""
    best = findings[0].share
    return _quoted([finding for finding in findings if finding.share >= SECOND * best], "")


def nearest(findings: Sequence[Finding], missing: Missing | None = None) -> Iterator[Statement]:
    """Say that there is no answer, and quote what comes nearest to one, if its article is on the matter at all.

    :param missing: what the question names and the nearest article does not tell; None where that is not certain.
    """
    near = [finding for finding in findings[:1] if finding.feature("word_article") >= ON_THE_MATTER]
    if near:
        return _quoted(near, missing.lead if missing else NEAREST)
    return iter([Statement((missing.alone if missing else None) or NOTHING, ())])


def _quoted(findings: Sequence[Finding], lead: str) -> Iterator[Statement]:
    """Quote each finding with its marker, as far as they fit into one answer; only what is proven leaves."""
    room = ANSWER_LENGTH - len(lead)
    for marker, finding in enumerate(findings, 1):
        if room - _MARKER_LENGTH < min(LEAST_QUOTE, finding.end - finding.start):
            return
        proof = cite(finding, marker, room - _MARKER_LENGTH)
        text = f"{proof.quote}[{marker}]"
        room -= len(text)
        yield Statement(lead + text if marker == 1 else text, (proof,))


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
    article, version = source.article, source.hits[0].passage.version
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
        url=f"/articles/{quote(article.id, safe='')}@{version}#{start}-{end}",
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
