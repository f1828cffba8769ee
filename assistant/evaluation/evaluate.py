"""Score the assistant on a question set, in process; reads no file and prints nothing.

Every figure is a share of the items it applies to:
  answer     every must_include group occurs in the answer (at most 300 characters)
  short      the same in the short answer (at most 40 characters); factoid, paraphrase and followup only
  cited      a citation's quote covers the evidence
  refused    unanswerable items with status not_found
  answered   answerable items with status answered
  hit@k      a passage of a right document, or one that holds the evidence, among the first k
  proved     of all citations returned: the document's text[start:end] == quote, to the letter
Claims are counted and not scored: there is no claim desk to ask.
"""

import re
import time
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import ANSWER_LENGTH, SHORT_LENGTH, Answer, Citation, Turn
from assistant.evaluation.questionset import Item
from assistant.extraction.evidence import Articles
from corpus.errors import WenjuError
from index.passage import Hit, Passage
from index.search import Retriever

HITS = 10
CUTOFFS = (1, 5, 10)
SHORT_KINDS = frozenset({"factoid", "paraphrase", "followup"})
COVERED = 0.7

_PUNCTUATION = str.maketrans("“”‘’，。；：", "\"\"'',.;:")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


class Answerer(Protocol):
    """Whatever answers a question after earlier turns."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question."""


@dataclass(frozen=True, slots=True)
class Score:
    """One item scored: `figures` says right or wrong for each figure that applies, `proofs` for each citation.

    Milliseconds are None where nothing was measured; `error` is what a failed item failed with.
    """

    item: Item
    figures: Mapping[str, bool]
    proofs: tuple[bool, ...] = ()
    answer: Answer | None = None
    milliseconds: float | None = None
    search_milliseconds: float | None = None
    error: str | None = None

    @property
    def wrong(self) -> bool:
        """Whether the item counts as wrongly answered, or wrongly not refused."""
        return not self.figures.get("answer", True) or not self.figures.get("refused", True)


def score(item: Item, assistant: Answerer, retriever: Retriever, articles: Articles) -> Score:
    """Ask one item, its earlier turns first; an error of the house counts as wrong in every figure that applies."""
    if item.kind == "claim":
        return Score(item, {})
    try:
        answer, milliseconds = _asked(item, assistant)
        proofs = tuple(_proved(citation, articles) for citation in answer.citations)
        if item.kind == "unanswerable":
            return Score(item, {"refused": answer.status == "not_found"}, proofs, answer, milliseconds)
        begin = time.perf_counter()
        hits = retriever.search(item.standalone, HITS)
        search_milliseconds = 1000 * (time.perf_counter() - begin)
    except WenjuError as error:
        return Score(item, dict.fromkeys(applicable(item), False), error=f"{error.title}：{error.detail}")
    figures = {**answer_figures(item, answer), **hit_figures(item, hits)}
    return Score(item, figures, proofs, answer, milliseconds, search_milliseconds)


def answer_figures(item: Item, answer: Answer) -> Mapping[str, bool]:
    """What an answerable item's answer got right."""
    answered = answer.status == "answered"
    short = answer.short_answer or ""
    figures = {
        "answered": answered,
        "answer": answered and len(answer.answer) <= ANSWER_LENGTH and includes(item.must_include, answer.answer),
        "short": answered and len(short) <= SHORT_LENGTH and includes(item.must_include, short),
        "cited": any(covers(citation.quote, proof) for citation in answer.citations for proof in item.evidence),
    }
    return {name: right for name, right in figures.items() if name in applicable(item)}


def hit_figures(item: Item, hits: Sequence[Hit]) -> Mapping[str, bool]:
    """Whether a right passage stands among the first of the hits."""
    evidence = [normal(proof) for proof in item.evidence]
    good = [is_right(hit.passage, item, evidence) for hit in hits]
    return {f"hit@{cutoff}": any(good[:cutoff]) for cutoff in CUTOFFS}


def is_right(passage: Passage, item: Item, evidence: Sequence[str]) -> bool:
    """Tell whether a passage is of a right document, or holds a proof; `evidence` is the item's, folded by `normal`."""
    return passage.document_id in item.doc_ids or any(proof in normal(passage.text) for proof in evidence)


def applicable(item: Item) -> tuple[str, ...]:
    """The figures that an item counts in."""
    if item.kind == "claim":
        return ()
    if item.kind == "unanswerable":
        return ("refused",)
    short = ("short",) if item.kind in SHORT_KINDS else ()
    cited = ("cited",) if item.evidence else ()
    return ("answer", *short, *cited, "answered", *(f"hit@{cutoff}" for cutoff in CUTOFFS))


def normal(text: str) -> str:
    """Fold what does not change the meaning: width, case, white space, thousands separators, punctuation marks.

    >>> normal("总额 １,２００ 万元，同比增长。")
    '总额1200万元,同比增长.'
    """
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).lower())
    return _THOUSANDS.sub("", folded).translate(_PUNCTUATION)


def includes(groups: Sequence[Sequence[str]], text: str) -> bool:
    """Whether of every group at least one string occurs; without a group nothing is right.

    >>> includes([["12家", "十二家"], ["宁波"]], "宁波有 12 家")
    True
    """
    text = normal(text)
    return bool(groups) and all(any(normal(choice) in text for choice in group) for group in groups)


def covers(quote: str, evidence: str) -> bool:
    """Whether one contains the other, or the quote holds at least 70 % of the evidence's character bigrams.

    >>> covers("今年新增智能工厂12家，", "新增智能工厂12家")
    True
    """
    quote, evidence = normal(quote), normal(evidence)
    if not quote or not evidence:
        return False
    if quote in evidence or evidence in quote:
        return True
    wanted = _bigrams(evidence)
    return (wanted & _bigrams(quote)).total() >= COVERED * max(1, wanted.total())


def _asked(item: Item, assistant: Answerer) -> tuple[Answer, float]:
    history: list[Turn] = []
    for turn in item.turns:
        history += [Turn("user", turn), Turn("assistant", assistant.ask(turn, tuple(history)).answer)]
    begin = time.perf_counter()
    answer = assistant.ask(item.question, tuple(history))
    return answer, 1000 * (time.perf_counter() - begin)


def _proved(citation: Citation, articles: Articles) -> bool:
    article = articles.article(citation.document_id)
    return (
        article is not None and bool(citation.quote) and article.text[citation.start : citation.end] == citation.quote
    )


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1))
