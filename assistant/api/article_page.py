"""One article as a page to read, with a quote marked; pure text to HTML, everything escaped."""

from collections.abc import Iterator
from html import escape

from assistant.api.correction import correction
from assistant.permalinks import marked_page, permalink
from corpus.article import Article, Block, Origin

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
    header = f'<h1>{escape(article.title)}</h1>\n<p class="about">{_about(article)}{_origin(article.origin)}</p>'
    text = "\n".join(_paragraphs(article, start, end))
    return _page(article.title, f"{notice}<article>\n<header>\n{header}\n</header>\n{text}\n</article>")


def superseded_by(old: Article, current: Article, start: int, end: int) -> str:
    """Write the notice on an old version, as HTML: what was changed, and whether what is quoted of it still stands."""
    found = correction(old, current, start, end)
    parts = "和".join(filter(None, ("、".join(found.parts[:-1]), *found.parts[-1:])))
    changed = f"这是旧版本：文章后来改了{parts}"
    newest = permalink(current.id, current.version)
    there = marked_page(current.id, current.version, found.start, found.end)
    if not 0 <= start < end <= len(old.text):
        return f"{changed}。{_link(newest, '看现在的版本')}"
    if found.stands:
        return f"{changed}，标出的话没有改。{_link(there, '在现在的版本里看这段话')}"
    if found.start < found.end:
        now = f"<q>{escape(current.text[found.start : found.end])}</q>"
        return f"{changed}，<strong>标出的话改了</strong>，现在写的是：{now}{_link(there, '在现在的版本里看')}"
    return f"{changed}，<strong>标出的话已不在现在的版本里</strong>。{_link(newest, '看现在的版本')}"


def missing_page(newest: str | None = None) -> str:
    """Write the page for an article that never was there, or for a version of one whose `newest` has this address."""
    if newest is None:
        return _page("没有这篇文章", "<h1>没有这篇文章</h1>\n<p>它从未收录，或者网址不完整。</p>")
    text = f"<p>这篇文章没有网址里写的这一版。{_link(newest, '看现在的版本')}</p>"
    return _page("没有这个版本", f"<h1>没有这个版本</h1>\n{text}")


def deleted_page() -> str:
    """Write the page for an article that was deleted."""
    text = "<p>它收录过，后来删除了，不再用于回答；引用它的旧回答请重新核实。</p>"
    return _page("文章已被删除", f"<h1>这篇文章已被删除</h1>\n{text}")


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{text}</a>'


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


def _origin(origin: Origin | None) -> str:
    """Say which file to open to see the article as it was printed."""
    if origin is None:
        return ""
    pages = f" 第 {'、'.join(map(str, origin.pages))} 页" if origin.pages else ""
    return f'<small class="origin">收录自 {escape(origin.file)}{pages}</small>'


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
