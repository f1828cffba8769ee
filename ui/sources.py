"""The sources of a conversation as HTML, each quote marked in its surroundings; pure, and knows no Gradio, no store."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat

from assistant.answer import Answer, Citation
from assistant.conversations import Exchange
from assistant.writing.reprinted import reprinted
from corpus.article import Article
from corpus.status import FactStatus
from ui.render import badge_html, card_anchor, escape, marker_anchor, shortened

CONTEXT_LENGTH = 100

FindArticle = Callable[[str, str], Article | None]

_OPENING = "回答所依据的原文会列在这里：媒体、日期、标题，和一字不差的引文。"


@dataclass(frozen=True, slots=True)
class Context:
    """A quote with what stands around it: `before + quote + after` is a stretch of the article, to the letter.

    `cut_before` and `cut_after` say whether the article goes on beyond the stretch.
    """

    before: str
    quote: str
    after: str
    cut_before: bool = False
    cut_after: bool = False


def sources_html(exchanges: Sequence[Exchange], find_article: FindArticle) -> str:
    """Show the sources of a conversation, the newest answer's open and first, the earlier ones folded below."""
    title = '<h2 class="panel-title">出处</h2>'
    if not exchanges:
        return f'{title}<p class="panel-empty panel-opening">{_OPENING}</p>'
    *earlier, (last, newest) = enumerate(exchanges, start=1)
    folded = "".join(
        f'<details class="earlier"><summary>{escape(shortened(exchange.question))}</summary>'
        f"{_cards(exchange.answer, turn, find_article)}</details>"
        for turn, exchange in reversed(earlier)
    )
    past = f'<h3 class="panel-past">此前的出处</h3>{folded}' if folded else ""
    return f"{title}{_cards(newest.answer, last, find_article)}{past}"


def context_of(citation: Citation, article: Article | None) -> Context:
    """Take at most `CONTEXT_LENGTH` characters of the article on both sides of the quote.

    A missing article, or one that does not hold the quote at its place, gives the quote alone.
    """
    if article is None or article.text[citation.start : citation.end] != citation.quote:
        return Context("", citation.quote, "")
    start = max(0, citation.start - CONTEXT_LENGTH)
    end = min(len(article.text), citation.end + CONTEXT_LENGTH)
    return Context(
        article.text[start : citation.start],
        citation.quote,
        article.text[citation.end : end],
        cut_before=start > 0,
        cut_after=end < len(article.text),
    )


def chinese_date(day: date | None) -> str:
    """Write a date as a newspaper does.

    >>> chinese_date(date(2021, 5, 31))
    '2021年5月31日'
    >>> chinese_date(None)
    '日期未注明'
    """
    return f"{day.year}年{day.month}月{day.day}日" if day else "日期未注明"


def reference(citation: Citation) -> str:
    """Write a quote with its source, ready to be pasted into a text."""
    return f"“{citation.quote}”（{_outlet(citation)}，{chinese_date(citation.published)}，《{citation.title}》）"


def _cards(answer: Answer, turn: int, find_article: FindArticle) -> str:
    if not answer.citations:
        return '<p class="panel-empty">这一次没有引用原文。</p>'
    found = answer.status == "answered"
    note = "" if found else '<p class="nearest">最接近的原文，<strong>不是答案</strong></p>'
    # The status is that of the fact given, which the first quote carries; further quotes may say another.
    statuses = (answer.fact_status if found else None, *repeat(None, len(answer.citations) - 1))
    cards = (
        _card(citation, turn, status, find_article(citation.document_id, citation.version))
        for citation, status in zip(answer.citations, statuses, strict=True)
    )
    return f'<div class="{"cards" if found else "cards not-found"}">{note}{"".join(cards)}</div>'


def _card(citation: Citation, turn: int, status: FactStatus | None, article: Article | None) -> str:
    marker = citation.marker
    quoted = _quote(context_of(citation, article))
    gone = '<p class="gone">这篇文章后来删除了，不要再引用</p>' if article is None else ""
    day = f' datetime="{citation.published.isoformat()}"' if citation.published else ""
    return (
        f'<article class="card" id="{card_anchor(turn, marker)}" tabindex="-1"><p class="card-head">'
        f'<a class="marker" href="#{marker_anchor(turn, marker)}" title="回到回答">[{marker}]</a>'
        f'<span class="outlet">{escape(_outlet(citation))}</span>'
        f"<time{day}>{chinese_date(citation.published)}</time>{badge_html(status)}</p>"
        f'<h3 class="card-title">{escape(citation.title)}</h3>'
        f'<blockquote class="quote">{quoted}</blockquote>{_reprints(citation)}{gone}'
        f'<p class="card-foot"><a href="{escape(citation.url)}" target="_blank" rel="noopener">查看原文</a>'
        '<button type="button" class="copy">复制引文</button>'
        f'<span class="reference" hidden>{escape(reference(citation))}</span></p></article>'
    )


def _reprints(citation: Citation) -> str:
    others = reprinted(citation.reprints)
    return f'<p class="reprints">{escape(others)}</p>' if others else ""


def _outlet(citation: Citation) -> str:
    return citation.source or "来源未注明"


def _quote(context: Context) -> str:
    before = ("……" if context.cut_before else "") + escape(context.before)
    after = escape(context.after) + ("……" if context.cut_after else "")
    return f"{before}<mark>{escape(context.quote)}</mark>{after}"
