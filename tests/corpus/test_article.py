import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import TITLE_LENGTH, Article, derived_id, title_from

ARTICLE = Article(id="bridge", title="大桥通车", text="大桥今天通车。")


def test_version_is_that_of_the_content_not_of_the_id() -> None:
    assert dataclasses.replace(ARTICLE, id="other").version == ARTICLE.version


@pytest.mark.parametrize(
    "change",
    [
        {"title": "新桥通车"},
        {"text": "大桥昨天通车。"},
        {"source": "甬江晚报"},
        {"published": date(2023, 7, 24)},
        {"section": "要闻"},
        {"byline": ("甲小乙",)},
        {"url": "https://example.cn/1"},
    ],
)
def test_every_visible_change_makes_a_new_version(change: dict[str, object]) -> None:
    assert dataclasses.replace(ARTICLE, **change).version != ARTICLE.version  # type: ignore[arg-type]


@given(st.text())
def test_a_title_is_short_and_one_line(text: str) -> None:
    title = title_from(text)
    assert len(title) <= TITLE_LENGTH
    assert "\n" not in title


def test_a_derived_id_tells_outlets_and_dates_apart() -> None:
    ids = {
        derived_id(None, "大桥通车", None, None),
        derived_id(None, "大桥通车", "甬江晚报", None),
        derived_id(None, "大桥通车", None, date(2023, 7, 24)),
        derived_id(None, "新桥通车", None, None),
        derived_id("https://example.cn/1", "大桥通车", None, None),
    }
    assert len(ids) == 5


def test_a_derived_id_does_not_change_with_what_follows_the_first_words() -> None:
    assert derived_id(None, "一" * 60 + "旧", None, None) == derived_id(None, "一" * 60 + "新", None, None)
