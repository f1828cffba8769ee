from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import BadDocument
from corpus.readers.markdown import markdown_article
from corpus.readers.record import NO_DEFAULTS, Defaults
from tests.corpus.offsets import assert_offsets_hold

FRONT = "---\ntitle: 大桥通车\nsource: 甬江晚报\npublished: 2023-07-24\nsection: 要闻\ndigest_of: 一篇报道\n---\n"


def test_front_matter() -> None:
    article = markdown_article("bridge", FRONT + "\n大桥今天通车。\n", Defaults("默认报", date(2000, 1, 1)))
    assert (article.id, article.title, article.source) == ("bridge", "大桥通车", "甬江晚报")
    assert (article.published, article.section, article.byline) == (date(2023, 7, 24), "要闻", ())


def test_front_matter_may_name_id_address_and_authors() -> None:
    front = "---\r\nid: b-1\r\ntitle: 2023\r\nurl: https://example.cn/1\r\nbyline: 甲小乙、丙丁\r\n---\r\n"
    article = markdown_article("bridge", front + "通车。", NO_DEFAULTS)
    assert (article.id, article.title, article.url) == ("b-1", "2023", "https://example.cn/1")
    assert article.byline == ("甲小乙", "丙丁")


def test_light_markup() -> None:
    raw = """# 大桥

大桥**今天**通车，
全长 *3* 公里，见[公告](https://example.cn/1 "公告")。
![桥面](bridge.png)
> 市民说：`很快`。

## 数字
- 宽30米
* 6条车道
1. 2*3*4 与 a_b_c 不变

***
| 表 | 格 |
"""
    article = markdown_article("bridge", raw, NO_DEFAULTS)
    assert article.text.split("\n") == [
        "大桥",
        "大桥今天通车，全长 3 公里，见公告。市民说：很快。",
        "数字",
        "宽30米",
        "6条车道",
        "1. 2*3*4 与 a_b_c 不变",
        "| 表 | 格 |",
    ]
    assert [block.kind for block in article.blocks] == ["heading", "body", "heading", "body", "body", "body", "body"]
    assert_offsets_hold(article, raw)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("---\ntitle: 大桥\n", "没有用 “---” 结束"),
        ("---\ntitle: [大桥\n---\n通车。", "不是有效的 YAML（第 3 行）"),
        ("---\npublished: 2023-02-30\n---\n通车。", "不是有效的 YAML"),
        ("---\n- 大桥\n---\n通车。", "“名称: 值”"),
        ("---\ntitle: {a: b}\n---\n通车。", "“title” 应是文字"),
        ("---\npublished: 去年\n---\n通车。", "“published” 应是"),
        (FRONT, "正文是空的"),
        ("", "正文是空的"),
    ],
)
def test_what_is_not_an_article_is_refused_with_its_reason(raw: str, reason: str) -> None:
    with pytest.raises(BadDocument) as caught:
        markdown_article("bridge", raw, NO_DEFAULTS)
    assert reason in caught.value.detail


def test_very_many_marks_takes_no_time() -> None:
    for mark in ("![", "[a](", "](", "**", "> ", "- -"):
        assert markdown_article("a", "桥" + mark * (300_000 // len(mark)), NO_DEFAULTS).text


@given(st.text() | st.text(st.sampled_from("桥a *`[]()!#>-_1.\n\r \u3000")))
def test_any_text_leads_back_to_it(body: str) -> None:
    raw = FRONT + body
    try:
        article = markdown_article("bridge", raw, NO_DEFAULTS)
    except BadDocument:
        return
    assert_offsets_hold(article, raw)
