import time
from datetime import date

import pytest

from corpus.article import Article, Rejection
from corpus.readers.files import read_bytes

RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>甬江晚报</title><link>https://example.cn</link>
<item><title>新桥通车</title><link>https://example.cn/1</link><guid isPermaLink="false">17</guid>
<pubDate>Mon, 24 Jul 2023 02:00:00 +0800</pubDate><dc:creator>甲小乙</dc:creator>
<description>只有一句话的摘要。</description>
<content:encoded><![CDATA[<h2>通车</h2><p>甬江新桥&ldquo;昨日&rdquo;通车，&nbsp;全长<b>3.2</b>公里。</p>工期三年。<br>双向六车道。
<script>a()</script>]]></content:encoded></item>
<item><title>路灯</title><guid>https://example.cn/2</guid><pubDate>2023-07-24 23:30:00</pubDate>
<description>&lt;p&gt;路灯修好了。&lt;/p&gt;</description><author>news@example.cn (甬江晚报)</author></item>
<item><title>空的</title><link>https://example.cn/3</link></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?><!-- 注 --><feed xmlns="http://www.w3.org/2005/Atom"><title>甬江网</title>
<entry><id>urn:a:1</id><title>新桥通车</title><link href="https://example.cn/1"/><updated>2024-01-01T00:00:00Z</updated>
<published>2023-07-23T18:00:00Z</published><author><name>甲小乙</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>新桥昨日通车。</p><p>全长3公里。</p></div></content></entry>
<entry><id>urn:a:2</id><title>路灯</title><updated>2024-01-01T00:00:00Z</updated><summary>路灯修好了。</summary></entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.cn"><title>甬江网</title></channel>
<item rdf:about="https://example.cn/1"><title>路灯</title><link>https://example.cn/1</link><dc:date>2023-07-24T08:00:00+08:00</dc:date>
<description>路灯修好了。</description></item></rdf:RDF>"""


def test_entries_of_rss() -> None:
    bridge, lamp, empty = read_bytes("f/news.rss", RSS.encode())
    assert isinstance(bridge, Article)
    assert (bridge.id, bridge.url, bridge.title) == ("https://example.cn/1", "https://example.cn/1", "新桥通车")
    assert (bridge.source, bridge.byline, bridge.published) == ("甬江晚报", ("甲小乙",), date(2023, 7, 24))
    assert bridge.text.split("\n") == ["通车", "甬江新桥“昨日”通车， 全长3.2公里。", "工期三年。", "双向六车道。"]
    assert bridge.blocks[0].kind == "heading"
    assert bridge.origin is not None
    assert (bridge.origin.file, bridge.origin.encoding) == ("news.rss:1", "utf-8")
    assert isinstance(lamp, Article)
    assert (lamp.id, lamp.text, lamp.published, lamp.byline) == (
        "https://example.cn/2",
        "路灯修好了。",
        date(2023, 7, 24),
        (),
    )
    assert empty == Rejection("f/news.rss:3", "正文是空的")


def test_entries_of_atom() -> None:
    bridge, lamp = read_bytes("news.xml", ATOM.encode())
    assert isinstance(bridge, Article)
    assert (bridge.id, bridge.text) == ("urn:a:1", "新桥昨日通车。\n全长3公里。")
    assert (bridge.published, bridge.byline) == (date(2023, 7, 24), ("甲小乙",))
    assert isinstance(lamp, Article)
    assert lamp.published is None  # the day of a change is no day of publication


def test_rss_1_keeps_the_day_of_publication_in_dublin_core() -> None:
    [lamp] = read_bytes("news.xml", RDF.encode())
    assert isinstance(lamp, Article)
    assert (lamp.published, lamp.source, lamp.text) == (date(2023, 7, 24), "甬江网", "路灯修好了。")


def test_rss_in_gbk() -> None:
    data = ('<?xml version="1.0" encoding="GBK"?>' + RSS).encode("gb18030")
    bridge, *_ = read_bytes("news.xml", data)
    assert isinstance(bridge, Article)
    assert bridge.title == "新桥通车"
    assert bridge.origin is not None
    assert bridge.origin.encoding == "gb18030"


def test_a_feed_that_is_not_well_formed_is_read_all_the_same() -> None:
    bridge, *_ = read_bytes("news.xml", RSS.replace("路灯", "路 & 灯 &nbsp;").encode())
    assert isinstance(bridge, Article)
    assert bridge.title == "新桥通车"


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ("<urlset/>", "根元素是 “urlset”"),
        ("大桥通车。", "不是 RSS 或 Atom"),
        ('<!DOCTYPE rss [<!ENTITY a "桥"><!ENTITY b "&a;&a;">]><rss><channel/></rss>', "实体声明"),
        ('<?xml version="1.0"?><!-- a --><!DOCTYPE rss SYSTEM "file:///etc/passwd" []><rss/>', "实体声明"),
        ("<rss>" + "<a>" * 200_000, "不是有效的 XML"),
        ("<rss><channel><title>空</title></channel></rss>", "没有文章"),
        (
            "<rss><channel><item><description>" + "&lt;b&gt;" * 300 + "桥</description></item></channel></rss>",
            "嵌套过深",
        ),
    ],
)
def test_what_is_no_feed_is_refused_with_its_reason(xml: str, reason: str) -> None:
    start = time.process_time()
    [rejection] = read_bytes("news.xml", xml.encode())
    assert isinstance(rejection, Rejection)
    assert reason in rejection.reason
    assert time.process_time() - start < 2
