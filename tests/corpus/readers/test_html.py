import io
import time
from datetime import date

import pytest

from corpus.article import Article, Rejection
from corpus.errors import BadDocument, UnreadableFile
from corpus.readers.files import read_bytes
from corpus.readers.html import html_article, read_html
from corpus.readers.record import NO_DEFAULTS, Defaults

FIRST = "　　本报讯（记者 甲小乙）甬江新桥昨日正式通车，全长3.2公里，双向六车道，总投资12.6亿元。"
SECOND = "　　据介绍，新桥通车后，从东岸到西岸只需8分钟，比原来缩短了二十多分钟。"
THIRD = "　　按照规划，明年年底前还将建成两座跨江大桥，届时跨江通道将增至9条。"
PARAGRAPHS = "".join(f"<p>\n\t{text}</p>" for text in (FIRST, SECOND, THIRD))
SEEN = [text.strip() for text in (FIRST, SECOND, THIRD)]
LINKS = "".join(
    f'<li><a href="/{n}.html">老小区改造第{n}期开工</a><span>2018-03-0{n} 08:58:39</span></li>' for n in range(1, 9)
)


def page(body: str, head: str = "<title>甬江新桥昨日通车-甬江网</title>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><ul>{LINKS}</ul>{body}<ul>{LINKS}</ul></body></html>"


def texts(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks]


def test_a_page_of_a_news_site_without_article_elements() -> None:
    article = html_article(
        page(
            f"""<div class="h-title">
            甬江新桥昨日通车
            </div><div class="h-info"><span> 2023-07-24 07:57:40</span> <span>
            来源：
            <em> 甬江网</em></span></div>
            <div class="left"><div>微信</div><div>微博</div></div>
            <div id="p-detail">{PARAGRAPHS}<div>责任编辑：
            甲乙</div></div><div class="ad">热帖</div>"""
        )
    )
    assert (article.title, article.source, article.published) == ("甬江新桥昨日通车", "甬江网", date(2023, 7, 24))
    assert texts(article) == SEEN
    assert article.url is None


def test_a_page_in_gbk_that_calls_itself_gb2312() -> None:
    html = page(
        f"""<h1>甬江新桥昨日通车</h1><div>2023年07月24日08:18&nbsp;&nbsp;来源：<a href="#">甬江网-社会频道</a></div>
        <div id="zw">{PARAGRAPHS}<h2>二期工程</h2><p>二期工程预计2025年开工，&ldquo;朱镕&rdquo;二字已刻上石碑。</p>
        <div>(责编：甲乙、丙丁)</div></div>""",
        """<meta http-equiv="content-type" content="text/html;charset=GB2312">
        <title>甬江新桥昨日通车--社会--甬江网</title>
        <meta name="publishdate" content="2023-07-24"><meta name="author" content="104363">
        <meta name="source" content="来源：甬江网-社会频道 原创稿">""",
    )
    [article] = read_bytes("news/bridge.htm", html.encode("gb18030"))
    assert isinstance(article, Article)
    assert article.origin is not None
    assert (article.origin.file, article.origin.encoding) == ("bridge.htm", "gb18030")
    assert (article.title, article.source, article.published) == (
        "甬江新桥昨日通车",
        "甬江网-社会频道",
        date(2023, 7, 24),
    )
    assert article.byline == ()
    assert texts(article) == [*SEEN, "二期工程", "二期工程预计2025年开工，“朱镕”二字已刻上石碑。"]
    assert [block.kind for block in article.blocks] == ["body"] * 3 + ["heading", "body"]


def test_json_ld_with_captions_shares_and_comments() -> None:
    article = html_article(
        page(
            f"""<article><h1>甬江新桥昨日通车</h1><div class="share-bar"><a>微信</a><a>微博</a></div>
            <figure><img src="a.jpg"><figcaption>新桥全景。（丙丁 摄）</figcaption></figure>{PARAGRAPHS}
            <ul><li>全长3.2公里</li></ul><table><tr><th>指标</th><th>数值</th></tr><tr><td>投资</td><td>12.6亿元</td></tr>
            </table></article>
            <section id="comments"><div class="comment"><p>说得好，这座桥早就该修了。</p></div></section>
            <footer>版权所有，未经许可不得转载。</footer>""",
            """<title>甬江新桥昨日通车 | 甬江晚报</title><link rel="canonical" href="https://example.cn/1.html">
            <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"},
            {"@type": "NewsArticle", "headline": "甬江新桥昨日通车", "datePublished": "2023-07-23T16:30:00Z",
            "author": [{"@type": "Person", "name": "甲小乙"}, {"name": "甬江晚报"}],
            "publisher": {"name": "甬江晚报"}}]}</script>""",
        )
    )
    assert (article.source, article.byline, article.url) == ("甬江晚报", ("甲小乙",), "https://example.cn/1.html")
    assert article.published == date(2023, 7, 24)  # the day in China
    assert texts(article) == ["新桥全景。（丙丁 摄）", *SEEN, "全长3.2公里", "指标 数值", "投资 12.6亿元"]
    assert article.blocks[0].kind == "caption"


def test_paragraphs_that_are_no_paragraph_elements() -> None:
    with_breaks = html_article(page(f"<h1>甬江新桥昨日通车</h1><div>{'<br><br>'.join((FIRST, SECOND, THIRD))}</div>"))
    sections = f"<section><section><p><span>{FIRST}</span></p></section><p>{SECOND}</p><section><span>{THIRD}</span>"
    not_yet_shown = html_article(page(f'<h1>甬江新桥昨日通车</h1><div style="visibility: hidden">{sections}</div>'))
    in_a_table = html_article(
        page(
            f"""<table><tr><td>现在位置：<a href="/">首页</a> 正文</td></tr></table>
            <table><tr><td><b>甬江新桥昨日通车</b><br>
            来源于：东区办事处</td></tr><tr><td>{PARAGRAPHS}</td></tr>
            <tr><td>发布日期：2023-03-06  责任编辑：甲乙</td></tr></table>"""
        )
    )
    assert texts(with_breaks) == texts(not_yet_shown) == texts(in_a_table) == SEEN
    assert (in_a_table.source, in_a_table.published) == ("东区办事处", date(2023, 3, 6))


def test_a_page_in_big5() -> None:
    html = page(
        "<h1>新橋通車</h1><div><p>甬江新橋今天上午正式通車，全長三公里，雙向六車道。</p></div>", '<meta charset="big5">'
    )
    [article] = read_bytes("a.html", html.replace("老小区改造", "舊社區改造").replace("开", "開").encode("big5"))
    assert isinstance(article, Article)
    assert article.text == "甬江新橋今天上午正式通車，全長三公里，雙向六車道。"
    assert article.origin is not None
    assert article.origin.encoding == "big5"


def test_a_wrong_declaration_gives_no_wrong_text() -> None:
    html = page(f"<div>{PARAGRAPHS}</div>", '<meta charset="gbk">')
    [utf8] = read_bytes("a.html", html.encode())
    assert isinstance(utf8, Article)
    assert texts(utf8) == SEEN
    declared_big5 = page(f"<div>{PARAGRAPHS}</div>", '<meta charset="big5">').encode("gb18030")
    [article] = read_bytes("a.html", declared_big5)
    assert isinstance(article, Article)
    assert texts(article) == SEEN


def test_a_page_that_states_no_date_outlet_or_writer_gets_none() -> None:
    article = html_article(
        page(
            f"<h1>甬江新桥昨日通车</h1><div>{PARAGRAPHS}<p>二期工程2025-01-01开工，2024年3月招标。</p></div>"
            "<p>Copyright © 2000-2023 甬江网 备案号20190101</p>",
            '<title>甬江新桥昨日通车</title><link rel="canonical" href="https://www.example.cn/a/1.html">'
            '<meta name="author" content="admin"><meta property="og:site_name" content="微信公众平台">',
        )
    )
    assert (article.published, article.source, article.byline) == (None, None, ())
    assert html_article(page(f"<div>{PARAGRAPHS}</div>"), Defaults("甬江晚报", date(2023, 7, 24))).source == "甬江晚报"


def test_what_nobody_sees_is_no_text() -> None:
    hidden = (
        "<p hidden>藏起来的句子在这里。</p><p style='display: NONE'>这里也藏着一句话。</p><!-- 注释里的一句话。 -->"
    )
    article = html_article(page(f"<div>{hidden}{PARAGRAPHS}<script>document.write('脚本里的一句话。')</script></div>"))
    assert texts(article) == SEEN


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page(""), "没有文章正文"),
        (page('<div id="app"></div><noscript>请启用 JavaScript 后再浏览本页。</noscript>'), "没有文章正文"),
        (page("<footer>版权所有，未经许可不得转载。</footer>"), "没有文章正文"),
        (page("<form><p>请输入用户名和密码，然后点击按钮。</p><input type=password></form>"), "登录页"),
        (page("<p>您访问的页面已经不在了，请返回首页。</p>", "<title>404 Not Found</title>"), "出错页"),
    ],
)
def test_a_page_without_an_article_is_refused_with_its_reason(html: str, reason: str) -> None:
    with pytest.raises(BadDocument, match=reason):
        html_article(html)
    [rejection] = read_html("a.html", io.BytesIO(html.encode()), NO_DEFAULTS)
    assert isinstance(rejection, Rejection)


@pytest.mark.parametrize("html", ["", "<!-- -->", "<div>" * 100_000 + FIRST, "<div>" * 300 + FIRST])
def test_an_empty_or_bottomless_page_is_refused(html: str) -> None:
    with pytest.raises((UnreadableFile, BadDocument)):
        html_article(html)


@pytest.mark.parametrize(
    "html",
    [
        page(f"<p>{FIRST}</p>" * 60_000),
        page(f"<p>{FIRST}</p>" * 6_000),
        page("<div>" * 200 + FIRST + "</div>" * 200),
        page(f"<div>{FIRST}" + "<span>桥</span>" * 12_000 + "</div>"),
        page(f'<p><img src="data:image/png;base64,{"A" * 10_000_000}"></p><p>{FIRST}</p>'),
        page(f"<p>{FIRST}</p>" + "桥\n" * 3_000_000),
        page("<p " + "a=1 " * 2_000_000 + f">{FIRST}</p>"),
        page(
            "<meta " * 1_000 + f"<p>{FIRST}</p>" + '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
        ),
    ],
    ids=["tags", "paragraphs", "nested", "spans", "picture", "text", "attributes", "json"],
)
def test_a_large_or_strange_page_takes_no_time(html: str) -> None:
    start = time.process_time()
    [_] = read_bytes("a.html", html.encode())
    assert time.process_time() - start < 2
