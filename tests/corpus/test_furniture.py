from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.furniture import FOOTERS, body_of

SENTENCE = "大桥今天上午建成通车。"


@pytest.mark.parametrize(
    "header",
    [
        "来源：甬江晚报  |  2023年07月24日 07:30:10，正文：      ",
        "2023-07-24 14:23 \xa0来源：甬江晚报                ，正文：",
        "http://www.example.cn\xa0\xa02023年07月24日 17:13\xa0\xa0来源：甬江晚报，正文：",
    ],
)
def test_a_header_gives_outlet_and_date(header: str) -> None:
    body = body_of(header + SENTENCE)
    assert (body.source, body.published) == ("甬江晚报", date(2023, 7, 24))
    assert body.start == len(header)


@pytest.mark.parametrize(
    "footer",
    [
        "返回搜狐，查看更多责任编辑：",
        "返回搜狐，查看更多                        责任编辑：",
        "分享让更多人看到",
        "阅读剩余全文（）",
        "【编辑:甲小乙】                      更多精彩内容请进入社会新闻",
        "(责任编辑：甲小乙 CN096)",
        "广告声明：文内含有的对外跳转链接，结果仅供参考。",
    ],
)
def test_footers_are_set_apart_however_they_follow_each_other(footer: str) -> None:
    assert body_of(f"{SENTENCE}  {footer}  ").end == len(SENTENCE)


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "他说，正文：见附件。",
        "编辑说：责任编辑：甲小乙今天上班。",
        "请点“分享让更多人看到”按钮。",
        "更多精彩内容请进入展馆参观。",
    ],
)
def test_an_article_is_left_as_it_is(text: str) -> None:
    body = body_of(text)
    assert text[body.start : body.end] == text


def test_a_text_of_nothing_but_furniture_is_kept() -> None:
    text = "【编辑:甲小乙】      更多精彩内容请进入图片频道"
    body = body_of(text)
    assert text[body.start : body.end] == text


@given(st.text())
def test_the_body_lies_inside_any_text(text: str) -> None:
    body = body_of(text)
    assert 0 <= body.start <= body.end <= len(text)
    assert all(0 <= rule(text, 0, len(text)) <= len(text) for rule in FOOTERS)
    assert bool(text[body.start : body.end].strip()) == bool(text.strip())
