"""One article as a page to read, with a quote marked; pure text to HTML, everything escaped."""

from collections.abc import Iterator
from html import escape

from corpus.article import Article, Block

STATIC = "/wenju"

_TAGS = {"body": "p", "heading": "h2", "note": "blockquote", "caption": "figcaption"}

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · 问据</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{static}/article.css">
<script src="{static}/article.js" defer></script>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def article_page(article: Article, start: int = 0, end: int = 0, notice: str = "") -> str:
    """Write the page of an article with `text[start:end]` marked; an empty or impossible span marks nothing.

    :param notice: HTML to be read before the article.

    >>> page = article_page(Article("a1", "大桥通车", "大桥通车了。全长3公里。"), start=6, end=12)
    >>> '<p>大桥通车了。<mark id="quote">全长3公里。</mark></p>' in page
    True
    """
    if not 0 <= start < end <= len(article.text):
        start = end = 0
    notice = f'<p class="notice" role="status">{notice}</p>\n' if notice else ""
    header = f'<h1>{escape(article.title)}</h1>\n<p class="about">{_about(article)}</p>'
    text = "\n".join(_paragraphs(article, start, end))
    return _page(article.title, f"{notice}<article>\n<header>\n{header}\n</header>\n{text}\n</article>")


def superseded_by(address: str) -> str:
    """The notice on an old version, with the way to the newest."""
    return f'这是旧版本：文章后来有改动，引文以这一版为准。<a href="{escape(address)}">看现在的版本</a>'


def missing_page() -> str:
    """Write the page for an article, or a version of one, that is not there."""
    return _page("没有这篇文章", "<h1>没有这篇文章</h1>\n<p>它已被删除，或者从未收录；删除的文章不再用于回答。</p>")


def _page(title: str, body: str) -> str:
    return _PAGE.format(title=escape(title), static=STATIC, body=body)


def _about(article: Article) -> str:
    published = f'<time datetime="{article.published}">{article.published}</time>' if article.published else ""
    named = (article.source, article.section, "、".join(article.byline))
    parts = [escape(part) for part in named if part]
    if published:
        parts.insert(1 if article.source else 0, published)
    if article.url and article.url.startswith(("https://", "http://")):
        parts.append(f'<a href="{escape(article.url)}" rel="noopener noreferrer">原网页</a>')
    return " · ".join(parts)


def _paragraphs(article: Article, start: int, end: int) -> Iterator[str]:
    blocks = article.blocks or (Block("body", 0, len(article.text)),)
    first = True
    for block in blocks:
        tag = _TAGS[block.kind]
        mark_start, mark_end = max(start, block.start), min(end, block.end)
        if mark_start >= mark_end:
            yield f"<{tag}>{escape(article.text[block.start : block.end])}</{tag}>"
            continue
        anchor = ' id="quote"' if first else ""
        first = False
        before, quote, after = (
            escape(article.text[a:b])
            for a, b in ((block.start, mark_start), (mark_start, mark_end), (mark_end, block.end))
        )
        yield f"<{tag}>{before}<mark{anchor}>{quote}</mark>{after}</{tag}>"
