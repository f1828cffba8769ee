"""Questions and answers as HTML for the page; pure, and knows no Gradio, no HTTP and no store.

Whatever comes from a person, a document or a model is data: it enters the markup through `escape` and nowhere else.
"""

import re
from collections.abc import Sequence

from assistant.answer import Answer, Citation
from assistant.conversations import Exchange
from corpus.status import CHINESE, FactStatus

QUESTION_SHOWN = 120
SHORT_LINE = 14

STATUS_MEANING: dict[FactStatus, str] = {
    "target": "报道说的是要达到的目标，不是已经做到的事",
    "achieved": "报道说的是已经做到的事",
    "planned": "报道说的是打算做的事，不是已经做到的事",
    "ongoing": "报道说的是正在做、还没有做完的事",
    "forecast": "报道说的是预计，不是已经发生的事",
    "quoted": "报道转述的是某个人或某家机构的说法",
}

# What is still to come has no figures up to a day.
_AHEAD = frozenset(("target", "planned", "forecast"))
_MARKER = re.compile(r"\[(\d{1,3})\]")
_ASCII_MARK = re.compile(r"[\x00-\x1f!-/:-@\[-`{-\x7f]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def escape(text: str) -> str:
    """Write text so that neither HTML nor the Markdown around it can read anything into it.

    Every ASCII mark and line break becomes a numeric entity: the browser shows the same characters, and copying
    gives them back, but `*`, `$` or an empty line no longer mean anything on the way.

    >>> escape("产值<b>*5*</b>")
    '产值&#60;b&#62;&#42;5&#42;&#60;&#47;b&#62;'
    """
    whole = _LONE_SURROGATE.sub("\ufffd", text)
    return _ASCII_MARK.sub(lambda mark: f"&#{ord(mark[0])};", whole)


def shortened(question: str) -> str:
    """Cut a very long question, for the eye only.

    >>> shortened(" 有几家？ ")
    '有几家？'
    """
    shown = question.strip()
    return shown if len(shown) <= QUESTION_SHOWN else shown[:QUESTION_SHOWN] + "……"


def question_html(question: str) -> str:
    """Show a question as it was typed.

    >>> question_html("有几家？")
    '<h2 class="question">有几家？</h2>'
    """
    return f'<h2 class="question">{escape(shortened(question))}</h2>'


def partial_html(text: str, turn: int) -> str:
    """Show the sentences that have come so far, and that the search is still on."""
    sentence = f'<p class="sentence">{_linked(text, turn)}</p>' if text else ""
    return f'<div class="answer">{sentence}<p class="busy">正在查找原文……</p></div>'


def answer_html(exchange: Exchange, turn: int) -> str:
    """Show a finished answer: the short answer large, the sentence with its markers, and where the words are from.

    :param turn: counts the exchanges of a conversation from 1; it keeps the anchors of different answers apart.
    """
    answer = exchange.answer
    sentence = f'<p class="sentence">{_linked(answer.answer, turn, answer.citations)}</p>'
    if answer.status == "not_found":
        verdict = '<p class="verdict">没有找到能证明的原文</p>' if answer.citations else ""
        return f'<div class="answer not-found">{_reading(exchange)}{verdict}{sentence}</div>'
    provenance = f'<p class="provenance">{_provenance(answer)}</p>' if answer.citations else ""
    return f'<div class="answer">{_reading(exchange)}{_headline(answer)}{sentence}{provenance}</div>'


def notice_html(sentence: str) -> str:
    """Show what went wrong, or what is missing, in one sentence."""
    return f'<div class="notice"><p>{escape(sentence)}</p></div>'


def badge_html(status: FactStatus | None) -> str:
    """Say whether a fact is a target, achieved, and so on; nothing where the text does not say."""
    if status is None:
        return ""
    return f'<span class="badge badge-{status}" title="{STATUS_MEANING[status]}">{CHINESE[status]}</span>'


def card_anchor(turn: int, marker: int) -> str:
    """Name the card of a source, to be jumped to."""
    return f"source-{turn}-{marker}"


def marker_anchor(turn: int, marker: int) -> str:
    """Name the first place in an answer where a marker stands, to be jumped back to."""
    return f"marker-{turn}-{marker}"


def _reading(exchange: Exchange) -> str:
    reading = exchange.answer.standalone_question.strip()
    if reading in ("", exchange.question.strip()):
        return ""
    return f'<p class="reading">理解为：{escape(reading)}</p>'


def _headline(answer: Answer) -> str:
    badge = badge_html(answer.fact_status)
    if answer.short_answer:
        size = "short long" if len(answer.short_answer) > SHORT_LINE else "short"
        return f'<p class="{size}"><strong>{escape(answer.short_answer)}</strong>{badge}</p>{_as_of(answer)}'
    return f'<p class="kicker">{badge}</p>' if badge else ""


def _as_of(answer: Answer) -> str:
    """Say under the short answer as of when it holds, and how that is known."""
    if answer.as_of is None:
        return ""
    known = {
        "printed": "原文写明",
        "reckoned": f"原文写“{answer.as_of.words}”，按发表日期推算",
        "published": "报道日期",
    }[answer.as_of.basis]
    what = "所指时间" if answer.fact_status in _AHEAD else "数据截至"
    return f'<p class="as-of" title="{escape(known)}">{what} {escape(answer.as_of.text)}</p>'


def _provenance(answer: Answer) -> str:
    dropped = answer.dropped
    if answer.generator == "extractive":
        unused = f"；语言模型写的 {dropped} 句没有通过核对，没有采用" if dropped else ""
        return f"摘自原文，未经改写{unused}"
    rest = f"；另有 {dropped} 句没有通过核对，已删去" if dropped else ""
    return f"由语言模型 {escape(answer.generator.removeprefix('llm:'))} 生成，逐句核对过{rest}"


def _linked(text: str, turn: int, citations: Sequence[Citation] | None = None) -> str:
    """Make the markers links; a marker without a citation stays plain text, unless the citations are yet to come."""
    known = None if citations is None else {citation.marker for citation in citations}
    parts: list[str] = []
    linked: set[int] = set()
    position = 0
    for match in _MARKER.finditer(text):
        marker = int(match[1])
        if known is not None and marker not in known:
            continue
        name = "" if marker in linked else f' id="{marker_anchor(turn, marker)}"'
        linked.add(marker)
        link = f'<a class="cite"{name} href="#{card_anchor(turn, marker)}" title="看出处{marker}">[{marker}]</a>'
        parts += [escape(text[position : match.start()]), link]
        position = match.end()
    return "".join([*parts, escape(text[position:])])
