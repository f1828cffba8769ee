from datetime import date

import pytest

from tests.corpus.furniture.test_footers import ARTICLE, cleaned


@pytest.mark.parametrize(
    "header",
    [
        "来源：甬江晚报  |  2023年07月24日 07:30:10，正文：      ",
        "2023-07-24 14:23 \xa0来源：甬江晚报                ，正文：",
        "http://www.example.cn\xa0\xa02023年07月24日 17:13\xa0\xa0来源：甬江晚报，正文：",
        "2023-07-24 14:23:10来源: 甬江晚报   宁波   举报   ，正文：",
        "发布时间：2023-07-24 10:00 来源：甬江晚报\n",
        "2023-07-24 10:00\n来源：甬江晚报\n",
        "甬江网 > 新闻 > 本地\n2023年7月24日 10:00 来源：甬江晚报\n",
    ],
)
def test_a_header_gives_outlet_and_date(header: str) -> None:
    body = cleaned(header + ARTICLE)
    assert (body.layout.text, body.source, body.published) == (ARTICLE, "甬江晚报", date(2023, 7, 24))


@pytest.mark.parametrize(
    "header",
    [
        'showPlayer({id:"/video/1.xml",width:640});',
        "广告 三天学会开大桥 ×",
        "甬江网 > 新闻 > 本地\n",
        "本文转自【甬江晚报】；",
        "作者：甲小乙\n",
        "2023-07-24 10:00:00 ",
    ],
)
def test_other_headers_are_set_apart(header: str) -> None:
    assert cleaned(header + ARTICLE).layout.text == ARTICLE


def test_an_author_above_the_article_is_its_byline() -> None:
    assert cleaned(f"作者：甲小乙、丙丁\n{ARTICLE}").byline == ("甲小乙", "丙丁")


@pytest.mark.parametrize(
    "text",
    [
        "他说，正文：见附件。",
        "来源：甬江晚报大桥今天通车。",
        "2023年7月24日 10:00大桥通车。",
        "2023年7月24日，大桥通车。",
        "时间：2023-07-24，大桥通车。",
        "作者：大桥的故事很长，要从头说起。",
        "广告 位招租，大桥两侧。",
        "3 > 2 是对的。",
    ],
)
def test_the_beginning_of_an_article_stays(text: str) -> None:
    assert cleaned(text).layout.text == text


TITLE = "老码头有了新生意"


@pytest.mark.parametrize(
    "head",
    [
        f"原标题：{TITLE}\n",
        f"原标题：{TITLE}    ",
        f"原标题：{TITLE}{TITLE}",
        f"原标题：{TITLE} {TITLE} ",
        f"原标题：{TITLE}\n{TITLE}\n",
        f"原标题：{TITLE}2023-07-24 10:00:00 ",
        f"原标题：{TITLE}来源：甬江晚报\n",
    ],
)
def test_an_original_title_with_an_end_becomes_the_title(head: str) -> None:
    body = cleaned(head + ARTICLE)
    assert (body.layout.text, body.title) == (ARTICLE, TITLE)


def test_an_original_title_ends_before_a_dateline() -> None:
    body = cleaned(f"原标题：{TITLE}中新网宁波7月24日电 (甲小乙){ARTICLE}")
    assert (body.layout.text, body.title) == (f"中新网宁波7月24日电 (甲小乙){ARTICLE}", TITLE)


def test_of_an_original_title_without_an_end_only_the_label_goes() -> None:
    body = cleaned(f"原标题：{TITLE}{ARTICLE}")
    assert (body.layout.text, body.title) == (TITLE + ARTICLE, None)


@pytest.mark.parametrize("head", [f"{TITLE}\n", f"原标题：{TITLE}", f"（原标题：{TITLE}）\n"])
def test_a_title_that_is_known_is_not_repeated(head: str) -> None:
    body = cleaned(head + ARTICLE, TITLE)
    assert (body.layout.text, body.title) == (ARTICLE, TITLE)


@pytest.mark.parametrize("text", [f"{TITLE}，{ARTICLE}", f"{TITLE}。\n{ARTICLE}", f"{ARTICLE}\n{TITLE}\n{ARTICLE}"])
def test_a_sentence_that_begins_like_the_title_stays(text: str) -> None:
    assert cleaned(text, TITLE).layout.text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新华社宁波2023年7月24日电 大桥通车。", date(2023, 7, 24)),
        ("大桥一角。甬江新闻网2023年7月24日讯（记者 甲小乙）大桥通车。", date(2023, 7, 24)),
        ("新华社宁波7月24日电 大桥通车。", None),
        ("据新华社2023年7月24日电 大桥通车。", None),
        ("大桥在2023年7月24日通车。", None),
        ("大桥通车。\n2023年7月24日", None),
        ("新华社宁波2023年2月30日电 大桥通车。", None),
    ],
)
def test_only_a_full_dateline_dates_an_article(text: str, expected: date | None) -> None:
    body = cleaned(text)
    assert (body.published, body.layout.text) == (expected, text)
