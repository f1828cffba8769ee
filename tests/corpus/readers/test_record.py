import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import BadDocument
from corpus.readers.record import TEXT_LENGTH, Defaults, article_from_record
from tests.corpus.offsets import assert_offsets_hold
from tests.corpus.test_layout import TEXTS

TEXT = "大桥今天上午建成通车。全长三公里。"


def test_every_field_is_kept() -> None:
    record = {
        "id": "桥/1",
        "title": " 大桥\n通车 ",
        "text": TEXT,
        "published": "2023-07-24",
        "source": "甬江晚报",
        "url": "https://example.cn/1",
        "section": "要闻",
        "byline": ["甲小乙", "丙丁"],
        "unknown": {"left": "alone"},
    }
    article = article_from_record(record)
    assert (article.id, article.title, article.text) == ("桥/1", "大桥 通车", TEXT)
    assert (article.source, article.published, article.section) == ("甬江晚报", date(2023, 7, 24), "要闻")
    assert (article.url, article.byline) == ("https://example.cn/1", ("甲小乙", "丙丁"))


def test_what_is_null_or_blank_counts_as_not_given() -> None:
    article = article_from_record({"text": TEXT, "title": " ", "published": "", "source": None, "byline": None})
    assert (article.title, article.published, article.source, article.byline) == (
        "大桥今天上午建成通车",
        None,
        None,
        (),
    )


def test_a_title_from_the_text_leaves_its_label_out() -> None:
    assert article_from_record({"text": "原标题：大桥通车了大桥今天通车。"}).title == "大桥通车了大桥今天通车"


def test_own_fields_go_before_the_header_and_the_header_before_the_defaults() -> None:
    header = "来源：甬江晚报  |  2023年07月24日 07:30:10，正文："
    defaults = Defaults("默认报", date(2000, 1, 1))
    own = article_from_record({"text": header + TEXT, "source": "自报", "published": "2023-08-01"}, defaults)
    assert (own.source, own.published) == ("自报", date(2023, 8, 1))
    from_header = article_from_record({"text": header + TEXT}, defaults)
    assert (from_header.source, from_header.published) == ("甬江晚报", date(2023, 7, 24))
    from_defaults = article_from_record({"text": TEXT}, defaults)
    assert (from_defaults.source, from_defaults.published) == ("默认报", date(2000, 1, 1))


def test_what_the_furniture_says_fills_what_the_record_leaves_out() -> None:
    text = f"原标题：老码头有了新生意\n{TEXT}（记者 甲小乙）来源：甬江晚报"
    article = article_from_record({"text": text})
    assert (article.title, article.text) == ("老码头有了新生意", TEXT)
    assert (article.source, article.byline) == ("甬江晚报", ("甲小乙",))
    assert_offsets_hold(article, text)
    own = article_from_record({"text": text, "title": "自题", "source": "自报", "byline": "丙丁"})
    assert (own.title, own.text, own.source, own.byline) == ("自题", TEXT, "自报", ("丙丁",))


def test_a_date_in_the_address_goes_behind_what_the_text_says_and_before_the_defaults() -> None:
    url, defaults = "https://example.cn/2023/07/25/1.html", Defaults(None, date(2000, 1, 1))
    assert article_from_record({"text": TEXT, "url": url}, defaults).published == date(2023, 7, 25)
    dated = f"新华社宁波2023年7月24日电 {TEXT}"
    assert article_from_record({"text": dated, "url": url}, defaults).published == date(2023, 7, 24)


@pytest.mark.parametrize(
    "key",
    [
        {"url": "https://example.cn/1"},
        {"title": "大桥通车", "source": "甬江晚报", "published": "2023-07-24"},
        {"source": "甬江晚报"},
    ],
)
def test_a_corrected_article_keeps_its_id(key: dict[str, str]) -> None:
    long = TEXT + "桥面宽三十米，可以并行六辆汽车，两侧各有一条人行道和一条自行车道，夜里亮灯，是全市第一座智能大桥。"
    before, after = (article_from_record({**key, "text": text}) for text in (long + "旧", long + "新"))
    assert before.id == after.id
    assert before.version != after.version


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "缺少 “text”"),
        ({"text": None}, "缺少 “text”"),
        ({"text": ["大桥"]}, "“text” 应是文字"),
        ({"text": ""}, "正文是空的"),
        ({"text": " \u3000\n\0\ud800"}, "正文是空的"),
        ({"text": "桥" * (TEXT_LENGTH + 1)}, "1000001 字，超过上限"),
        ({"text": TEXT, "id": 7}, "“id” 应是文字，得到 7"),
        ({"text": TEXT, "id": ""}, "“id” 应有"),
        ({"text": TEXT, "id": "a\nb"}, "“id” 应有"),
        ({"text": TEXT, "id": "\ud800"}, "“id” 应有"),
        ({"text": TEXT, "id": "长" * 201}, "“id” 应有"),
        ({"text": TEXT, "title": {"deep": [1]}}, "“title” 应是文字"),
        ({"text": TEXT, "title": "长" * 1001}, "“title” 有 1001 字"),
        ({"text": TEXT, "published": "去年"}, "“published” 应是 2023-07-24 这样的日期，得到 去年"),
        ({"text": TEXT, "published": "2023-02-30"}, "得到 2023-02-30"),
        ({"text": TEXT, "published": 20230724}, "“published” 应是文字，得到 20230724"),
        ({"text": TEXT, "url": "javascript:alert(1)"}, "“url” 应以 http:// 或 https:// 开头"),
        ({"text": TEXT, "byline": [1]}, "“byline” 应是姓名的列表"),
        ({"text": TEXT, "byline": {"a": 1}}, "“byline” 应是姓名的列表"),
    ],
)
def test_what_is_not_an_article_is_refused_with_its_reason(record: dict[str, object], reason: str) -> None:
    with pytest.raises(BadDocument) as caught:
        article_from_record(record)
    assert reason in caught.value.detail
    caught.value.detail.encode("utf-8")


def test_a_text_of_the_greatest_length_is_taken() -> None:
    assert len(article_from_record({"text": "桥" * TEXT_LENGTH}).text) == TEXT_LENGTH


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | TEXTS,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(), values, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from(["id", "title", "text", "published", "source", "url", "section", "byline", "else"])


@given(st.dictionaries(KEYS, JSON))
def test_any_record_is_an_article_or_a_reason(record: dict[str, object]) -> None:
    try:
        article = article_from_record(record)
    except BadDocument as error:
        error.detail.encode("utf-8")
        return
    assert article.id
    assert article.title
    json.dumps([article.id, article.title, article.source, article.url], ensure_ascii=False).encode("utf-8")


@given(TEXTS)
def test_an_article_of_any_text_leads_back_to_it(raw: str) -> None:
    try:
        article = article_from_record({"text": raw})
    except BadDocument:
        assert not "".join(raw.split()).strip("\0\u200b\ufeff") or not raw.isprintable()
        return
    assert_offsets_hold(article, raw)
    assert article_from_record({"text": article.text}).text == article.text


def test_a_deep_value_is_shown_short() -> None:
    deep: list[object] = []
    for _ in range(8):
        deep = [deep] * 10
    with pytest.raises(BadDocument, match=r"“title” 应是文字") as caught:
        article_from_record({"title": deep, "text": "文。"})
    assert len(caught.value.detail) < 150
