"""A conversation as a Markdown file: every answer says who worded it, and carries its quotes as footnotes.

Whatever comes from a person, a document or a model is data: it enters through `escape` and nowhere else.
"""

import re
from collections.abc import Iterator
from itertools import chain

from assistant.answer import Answer, Citation
from assistant.conversations import Conversation, Exchange

EXTRACTED, GENERATED = "原文摘录", "由语言模型生成"
NEAREST = "没有找到能证明的原文；引文只是最接近的，不是答案"

_MEANT = re.compile(r"[\\`*_{}\[\]<>#|~&$^]")
_AT_THE_START = re.compile(r"^(\d*)([-+=:.)])")
_BREAK = re.compile(r"\s*[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*")
_ESCAPED_MARKER = re.compile(r"\\\[(\d{1,3})\\\]")


def transcript(conversation: Conversation, site: str) -> str:
    """Write a conversation as Markdown with footnotes (`[^1-2]`: the second source of the first answer).

    :param site: the address of the service without a slash at its end; a citation's own leads on from there.
    """
    turns = enumerate(conversation.exchanges, start=1)
    parts = chain.from_iterable(_exchange(exchange, turn, site) for turn, exchange in turns)
    return "\n\n".join(("# 问据对话", *parts)) + "\n"


def escape(text: str) -> str:
    """Write text on one line, so that Markdown reads nothing into it.

    >>> print(escape("产值*5*亿"), escape("1. 宁波"))
    产值\\*5\\*亿 1\\. 宁波
    """
    line = _MEANT.sub(lambda mark: f"\\{mark[0]}", _BREAK.sub(" ", text.strip()))
    return _AT_THE_START.sub(r"\1\\\2", line)


def _exchange(exchange: Exchange, turn: int, site: str) -> Iterator[str]:
    answer = exchange.answer
    yield f"## {escape(exchange.question)}"
    if answer.standalone_question.strip() not in ("", exchange.question.strip()):
        yield f"理解为：{escape(answer.standalone_question)}"
    if answer.short_answer:
        yield f"**{escape(answer.short_answer)}**"
    yield _with_footnotes(answer, turn)
    if answer.citations:
        yield f"*{escape(_label(answer))}*"
    for citation in answer.citations:
        yield _footnote(citation, turn, site)


def _with_footnotes(answer: Answer, turn: int) -> str:
    """Make the markers footnotes; one without a citation stays plain text."""
    known = {citation.marker for citation in answer.citations}
    return _ESCAPED_MARKER.sub(
        lambda marker: f"[^{turn}-{int(marker[1])}]" if int(marker[1]) in known else marker[0], escape(answer.answer)
    )


def _label(answer: Answer) -> str:
    model = answer.generator.removeprefix("llm:")
    worded = EXTRACTED if model == answer.generator else f"{GENERATED}（{model}），逐句与原文核对"
    return worded if answer.status == "answered" else f"{worded}；{NEAREST}"


def _footnote(citation: Citation, turn: int, site: str) -> str:
    outlet = escape(citation.source) if citation.source else "来源未注明"
    day = citation.published.isoformat() if citation.published else "日期未注明"
    about = f"《{escape(citation.title)}》，{outlet}，{day}。[查看原文]({site}{citation.url})"
    lines = filter(str.strip, _BREAK.split(citation.quote))
    quote = "\n    >\n".join(f"    > {escape(line)}" for line in lines)
    return f"[^{turn}-{citation.marker}]: {about}\n\n{quote}"
