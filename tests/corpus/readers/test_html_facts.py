from datetime import date

import pytest

from corpus.readers.html_facts import PageFacts, page_facts
from corpus.readers.markup import placed_lines, tree_of


def facts(head: str, body: str = "<p>正文。</p>") -> PageFacts:
    tree = tree_of(f"<html><head>{head}</head><body>{body}</body></html>")
    return page_facts(tree, tuple(placed_lines(tree.find("body"))))


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>大桥今天通车_社会_甬江网</title>", "<div>大桥今天通车</div>", "大桥今天通车"),
        ("<title>大桥今天通车——记者探访</title>", "", "大桥今天通车——记者探访"),
        ("<title>甬江网</title>", "", "甬江网"),
        ("<title>大桥今天通车吗</title>", "<p>大桥今天通车</p>", "大桥今天通车吗"),
        ('<meta property="og:title" content="大桥今天通车"><title>甬江网</title>', "", "大桥今天通车"),
        ("", "<h1>大桥今天<br>通车</h1>", "大桥今天通车"),
        ("", "<h1>甲</h1><h1>乙</h1>", None),
        (f"<title>{'桥' * 300}</title>", "", None),
    ],
)
def test_titles(head: str, body: str, title: str | None) -> None:
    assert facts(head, body).title == title


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta property="article:published_time" content="2023-07-24T08:00:00+08:00">', "", date(2023, 7, 24)),
        ('<meta name="publishdate" content="2023-07">', "", None),
        ('<meta name="lastmodified" content="2023-07-24">', "", None),
        ('<link rel="canonical" href="https://example.cn/2023/07/24/1.html">', "", None),
        ("<title>大桥今天通车</title>", "<h1>大桥今天通车</h1><p>2023-07-24 08:00</p>", date(2023, 7, 24)),
        ("<title>大桥今天通车</title>", "<p>2023-07-24 08:00</p><h1>大桥今天通车</h1>", None),
        ("", "<p>发布时间：2023-07-24</p>", date(2023, 7, 24)),
        ("", "<p>发布时间：2023-07-24</p><p>发布时间：2023-07-25</p>", None),
        ("", '<time pubdate datetime="2023-07-24">昨天</time>', date(2023, 7, 24)),
        ("", '<time datetime="2023-07-24">昨天</time>', None),
        ("", "<p>© 2023 甬江网</p>", None),
    ],
)
def test_a_day_counts_where_it_is_stated_as_that_of_publication(head: str, body: str, day: date | None) -> None:
    assert facts(head, body).published == day


def test_outlets_and_writers() -> None:
    site = '<meta property="og:site_name" content="甬江网">'
    assert facts(site).source == "甬江网"
    assert facts(site + '<meta name="source" content="甬江晚报 原创">').source == "甬江晚报"
    assert facts(site + '<meta name="source" content="">').source == "甬江网"
    assert facts('<meta name="author" content="甲小乙 丙丁">').byline == ("甲小乙", "丙丁")
    assert facts('<meta name="author" content="甬江网">').byline == ()


@pytest.mark.parametrize(
    "data", ["{", "[[]]", '{"@type": 1}', '"a"', '{"@type": "NewsArticle", "author": 1}', "[" * 99_999]
)
def test_broken_data_says_nothing(data: str) -> None:
    assert facts(f'<script type="application/ld+json">{data}</script>') == PageFacts(None, (), None, None, None)
