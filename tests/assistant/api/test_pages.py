"""The pages for people: an article at its quote, and the documentation, both without a network."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from assistant.api.article_page import article_page, missing_page
from corpus.article import Article, Block, Origin
from index.library import Library
from tests.assistant.api.fakes import BRIDGE, client

NASTY = Article(
    id="x/1@2?#",
    title='<script>alert("1")</script>',
    text='甲 & 乙 <img src=x onerror="alert(2)">。\n</article><mark>丙</mark>',
    source="<b>报",
    section="'节'",
    byline=('"王"', "<李>"),
    url="https://example.cn/?a=1&b='\"><script>",
)


class PageReader(HTMLParser):
    """What a browser would see: the tags, the text of the paragraphs and the text of the marks."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.paragraphs: list[str] = []
        self.marks: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "link"}:
            self._open.append(tag)
        if tag in {"p", "h2", "blockquote", "figcaption"} and "class" not in dict(attrs):
            self.paragraphs.append("")
        if tag == "mark":
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "mark" in self._open:
            self.marks[-1] += data
        if {"p", "h2", "blockquote", "figcaption"} & set(self._open) and self.paragraphs:
            self.paragraphs[-1] += data


def test_a_page_shows_the_article_with_its_quote_marked(api: TestClient) -> None:
    start = BRIDGE.text.index("大桥全长")
    response = api.get(f"/articles/a1@{BRIDGE.version}?start={start}&end={start + 7}")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    for shown in ("跨湖大桥通车", "某市日报", "2021-05-31", '<mark id="quote">大桥全长3公里</mark>', 'lang="zh-CN"'):
        assert shown in response.text
    assert "notice" not in response.text


def test_a_page_runs_no_script_but_its_own(api: TestClient) -> None:
    response = api.get(f"/articles/a1@{BRIDGE.version}")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert re.findall(r"<script[^>]*>[^<]*</script>", response.text) == [
        '<script src="/wenju/article.js" defer></script>'
    ]
    assert api.get("/wenju/article.js").headers["content-type"].startswith("text/javascript")
    assert api.get("/wenju/article.css").status_code == 200


def test_an_old_version_says_so_and_leads_to_the_newest(own_library: Library) -> None:
    newer = Article("a1", "跨湖大桥通车", "跨湖大桥今日通车。")
    own_library.ingest([newer])
    api = client(own_library)
    page = api.get(f"/articles/a1@{BRIDGE.version}").text
    assert "大桥全长3公里" in page
    assert "这是旧版本：文章后来改了正文、媒体名称和日期" in page
    assert f'href="/articles/a1@{newer.version}"' in page
    assert "旧版本" not in api.get(f"/articles/a1@{newer.version}").text


def test_an_old_version_says_whether_its_quote_still_stands_and_leads_there(own_library: Library) -> None:
    newer = replace(BRIDGE, text="据悉，跨湖大桥昨日通车。\n大桥全长3公里，投资6.5亿元。")
    own_library.ingest([newer])
    api, old = client(own_library), f"/articles/a1@{BRIDGE.version}"
    start = BRIDGE.text.index("大桥全长")
    page = api.get(f"{old}?start={start}&end={start + 15}").text
    assert "标出的话改了</strong>，现在写的是：<q>大桥全长3公里，投资6.5亿元。</q>" in page
    assert '<mark id="quote">大桥全长3公里，投资5.6亿元' in page
    (leads,) = re.findall(r'class="notice".*href="([^"]+)"', page)
    assert '<mark id="quote">大桥全长3公里，投资6.5亿元。</mark>' in api.get(unescape(leads)).text

    own_library.ingest([replace(BRIDGE, text=f"更正。\n{BRIDGE.text}")])
    page = api.get(f"{old}?start={start}&end={start + 7}").text
    assert "文章后来改了正文，标出的话没有改。" in page
    (leads,) = re.findall(r'class="notice".*href="([^"]+)"', page)
    assert '<mark id="quote">大桥全长3公里</mark>' in api.get(unescape(leads)).text

    own_library.ingest([replace(BRIDGE, text="跨湖大桥昨日通车。")])
    assert "标出的话已不在现在的版本里" in api.get(f"{old}?start={start}&end={start + 15}").text


def test_a_version_that_never_was_leads_to_the_one_that_is(api: TestClient) -> None:
    response = api.get("/articles/a1@0000000000000000")
    assert response.status_code == 404
    assert f'没有网址里写的这一版。<a href="/articles/a1@{BRIDGE.version}">' in response.text


@pytest.mark.parametrize("reference", ["none@0000000000000000", "a1", "", "@"])
def test_what_is_not_there_is_a_page_that_says_so(api: TestClient, reference: str) -> None:
    response = api.get(f"/articles/{reference}")
    assert response.status_code == 404
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "没有这篇文章" in response.text


def test_a_deleted_article_has_a_page_that_says_so_until_it_is_back(own_library: Library) -> None:
    api = client(own_library)
    api.delete("/v1/documents/a1")
    response = api.get(f"/articles/a1@{BRIDGE.version}?start=0&end=9")
    assert response.status_code == 410
    assert "这篇文章已被删除" in response.text
    assert "跨湖大桥" not in response.text
    own_library.ingest([BRIDGE])
    assert api.get(f"/articles/a1@{BRIDGE.version}").status_code == 200


def test_a_page_says_where_the_article_was_read() -> None:
    page = article_page(replace(BRIDGE, origin=Origin("五月<1>.pdf", None, (2, 3))))
    assert '<small class="origin">收录自 五月&lt;1&gt;.pdf 第 2、3 页</small>' in page
    assert "收录自 news.jsonl:17<" in article_page(replace(BRIDGE, origin=Origin("news.jsonl:17", "utf-8")))
    assert "收录自" not in article_page(BRIDGE)


def test_an_id_of_any_characters_has_a_page(own_library: Library) -> None:
    own_library.ingest([NASTY])
    assert client(own_library).get(f"/articles/x%2F1%402%3F%23@{NASTY.version}").status_code == 200


@pytest.mark.parametrize("span", ["start=-1&end=2", "start=a&end=2"])
def test_a_span_that_is_none_is_a_problem(api: TestClient, span: str) -> None:
    assert api.get(f"/articles/a1@{BRIDGE.version}?{span}").status_code == 422


def test_everything_of_an_article_is_escaped() -> None:
    page = PageReader(article_page(NASTY, 0, 5))
    assert [tag for tag, _ in page.tags if tag in {"script", "img", "b", "mark"}] == ["script", "mark"]
    (link,) = [attributes for tag, attributes in page.tags if tag == "a"]
    assert link["href"] == NASTY.url
    assert page.paragraphs == [NASTY.text]


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    assert "javascript:" not in article_page(Article("a", "题", "文。", url="javascript:alert(1)"))


def test_blocks_have_their_own_tags() -> None:
    text = "标题一\n正文。\n按语。\n图注。"
    blocks = (Block("heading", 0, 3), Block("body", 4, 7), Block("note", 8, 11), Block("caption", 12, 15))
    page = article_page(Article("a", "题", text, blocks=blocks))
    for line in (
        "<h2>标题一</h2>",
        "<p>正文。</p>",
        "<blockquote>按语。</blockquote>",
        "<figcaption>图注。</figcaption>",
    ):
        assert line in page


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (7, 3), (0, 10_000), (10_000, 10_001)])
def test_an_impossible_span_marks_nothing(start: int, end: int) -> None:
    assert "<mark" not in article_page(BRIDGE, start, end)


LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r\0"), min_size=1), min_size=1, max_size=4)


@given(lines=LINES, data=st.data())
def test_the_marks_hold_the_quote_and_the_paragraphs_the_text(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block("body", at, at + len(line)))
        at += len(line) + 1
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    page = PageReader(article_page(Article("a", "题", text, blocks=tuple(blocks)), start, end))
    assert "\n".join(page.paragraphs) == text
    assert "".join(page.marks) == text[start:end].replace("\n", "")
    assert sum(attributes.get("id") == "quote" for _, attributes in page.tags) == bool(page.marks)


def test_the_missing_page_is_whole() -> None:
    assert "没有这篇文章" in unescape(missing_page())


def test_the_documentation_needs_no_network(api: TestClient) -> None:
    page = api.get("/docs").text
    addresses = re.findall(r"(?:src|href)=\"([^\"]+)\"", page)
    assert addresses
    for address in addresses:
        assert address.startswith("/")
        assert api.get(address).status_code == 200
    assert not re.search(r"https?://", page)


def test_the_description_is_openapi_with_stable_names_and_chinese_examples(api: TestClient) -> None:
    schema = api.get("/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    operations = {
        operation["operationId"]: (method, path)
        for path, item in schema["paths"].items()
        for method, operation in item.items()
    }
    assert operations == {
        "createAnswer": ("post", "/v1/answers"),
        "getConversation": ("get", "/v1/conversations/{conversation_id}"),
        "exportConversation": ("get", "/v1/conversations/{conversation_id}/export"),
        "deleteConversation": ("delete", "/v1/conversations/{conversation_id}"),
        "search": ("post", "/v1/search"),
        "listDocuments": ("get", "/v1/documents"),
        "createDocuments": ("post", "/v1/documents"),
        "getDocument": ("get", "/v1/documents/{document_id}"),
        "deleteDocument": ("delete", "/v1/documents/{document_id}"),
        "getHealth": ("get", "/healthz"),
        "getReadiness": ("get", "/readyz"),
    }
    for item in schema["paths"].values():
        for operation in item.values():
            assert "application/problem+json" in operation["responses"]["default"]["content"]
    assert "HTTPValidationError" not in schema["components"]["schemas"]
    assert "市级智能工厂" in str(schema["components"]["schemas"]["AnswerRequest"])
