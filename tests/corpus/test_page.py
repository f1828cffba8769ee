import hashlib
import os
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.page import page_articles
from tests.corpus.offsets import assert_offsets_hold

# One line a paragraph, a blank line between; a note, headings, captions inside sentences, a label, two signatures.
TWO_ARTICLES = """

老渔港换上新装备，千帆归来

今年春天，白沙湾渔港添了新码头。

渔民们说，日子越过越亮堂。



新码头停满了渔船。(甲小乙 摄)

码头的新活法

渔港负责人说，新码头共有十二个泊位，装上了自动称重、自动制冰、自动分

拣等设备，渔获上岸只要一刻钟。

\x20
记者 甲小乙

接下来，渔港还要给每条船装上北斗终端，让家里人随时看得见船的



渔民正在卸货。(渔业公司供图)

位置。到年底，全港三百条船都将装好，装备的钱由村里和船主各出一半，还差的部分

由渔业公司垫付。

图 示



山里的夜校：灯火亮起，乡亲学起手艺

编者按：山乡的变化，藏在每一盏灯里。本报今起推出专栏，讲述山里人的新故事。



“想学的都来！”夜校的门一开，教室就坐满了人。

夜校设了竹编、育苗、电商三门课，学员从附近七个村子赶来，有人为此骑车两个小时，学成的人已经在全镇开出



夜校学员把手艺带回家，也把笑声带回了家。

四十多家小店。校长说，下学期还要再添两门课。(丙丁 戊小己 文/图)"""

# Two wrapped columns, indented, with the head of the page; Windows line ends.
COLUMNS = """甬江晚报 2021年5月20日 星期四 A2版

湖畔书屋今起开放
□本报记者 甲小乙 通讯员 丙丁

　　东湖边的湖畔书屋今天起对
市民开放，藏书三万册，免费借
阅。书屋早上八点开门，晚上十
点关门。
　　书屋由旧粮仓改建而成，保
留了原来的木梁。

　　谁来管书
　　三十名志愿者轮流值班，他
们多是附近的退休教师。


小镇邮局办起展览
　　本报讯（记者 戊小己）一百
封旧信昨天在小镇邮局展出，最
早的一封写于一九三〇年。
　　展览月底结束。
""".replace("\n", "\r\n")

# A single article, one line a paragraph, no blank lines.
PLAIN = """茶山上的无人机
清明前后，茶山上多了嗡嗡的声音。
茶农甲小乙用无人机巡山，一个上午看完三百亩。
图为茶农正在操作无人机。
他说：“腿脚省力多了。”
（本报记者 丙丁）
"""


def blocks(article: Article, kind: str) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind == kind]


def test_a_page_of_two_articles() -> None:
    harbour, school = page_articles(TWO_ARTICLES)

    assert (harbour.title, harbour.byline) == ("老渔港换上新装备，千帆归来", ("甲小乙",))
    assert blocks(harbour, "heading") == ["码头的新活法"]
    assert blocks(harbour, "caption") == ["新码头停满了渔船。(甲小乙 摄)", "渔民正在卸货。(渔业公司供图)"]
    assert blocks(harbour, "body")[2:] == [
        "渔港负责人说，新码头共有十二个泊位，装上了自动称重、自动制冰、自动分拣等设备，渔获上岸只要一刻钟。",
        "接下来，渔港还要给每条船装上北斗终端，让家里人随时看得见船的位置。到年底，全港三百条船都将装好，"
        "装备的钱由村里和船主各出一半，还差的部分由渔业公司垫付。",
    ]

    assert (school.title, school.byline) == ("山里的夜校：灯火亮起，乡亲学起手艺", ("丙丁", "戊小己"))
    assert len(blocks(school, "note")) == 1
    assert blocks(school, "caption") == ["夜校学员把手艺带回家，也把笑声带回了家。"]
    assert blocks(school, "body")[1] == (
        "夜校设了竹编、育苗、电商三门课，学员从附近七个村子赶来，有人为此骑车两个小时，学成的人已经在全镇开出"
        "四十多家小店。校长说，下学期还要再添两门课。"
    )


def test_a_caption_follows_the_paragraph_that_it_interrupted() -> None:
    harbour = page_articles(TWO_ARTICLES)[0]
    kinds = [block.kind for block in harbour.blocks]
    assert kinds == ["body", "body", "caption", "heading", "body", "body", "caption"]


def test_wrapped_columns() -> None:
    library, post = page_articles(COLUMNS, source="甬江晚报")

    assert (library.title, library.byline) == ("湖畔书屋今起开放", ("甲小乙", "丙丁"))
    assert library.text.split("\n") == [
        "东湖边的湖畔书屋今天起对市民开放，藏书三万册，免费借阅。书屋早上八点开门，晚上十点关门。",
        "书屋由旧粮仓改建而成，保留了原来的木梁。",
        "谁来管书",
        "三十名志愿者轮流值班，他们多是附近的退休教师。",
    ]
    assert blocks(library, "heading") == ["谁来管书"]

    assert post.title == "小镇邮局办起展览"
    assert post.text == (
        "本报讯（记者 戊小己）一百封旧信昨天在小镇邮局展出，最早的一封写于一九三〇年。\n展览月底结束。"
    )
    assert {(article.source, article.published) for article in (library, post)} == {("甬江晚报", date(2021, 5, 20))}


def test_a_plain_article() -> None:
    [article] = page_articles(PLAIN, published=date(2023, 4, 5))
    assert (article.title, article.byline, article.published) == ("茶山上的无人机", ("丙丁",), date(2023, 4, 5))
    assert [block.kind for block in article.blocks] == ["body", "body", "caption", "body"]


def test_an_article_without_a_title_goes_by_its_first_words() -> None:
    [article] = page_articles("清明前后，茶山上多了嗡嗡的声音。那是无人机。\n茶农用它巡山。")
    assert article.title == "清明前后，茶山上多了嗡嗡的声音"
    assert len(article.blocks) == 2


def test_a_title_alone_is_an_article() -> None:
    [article] = page_articles("茶山上的无人机\n")
    assert (article.title, article.text) == ("茶山上的无人机", "茶山上的无人机")


def test_a_title_of_two_lines_is_joined() -> None:
    [article] = page_articles("茶山上的无人机\n飞进寻常农家\n\n清明前后，茶山很忙。\n\n茶农用无人机巡山。\n")
    assert article.title == "茶山上的无人机飞进寻常农家"


def test_numbered_headings_start_no_article() -> None:
    [article] = page_articles(
        "茶山计划\n\n今年有两件事。\n\n\n\n一、修路\n\n路要修到山顶。\n\n\n\n二、买机器\n\n机器要买三台。\n"
    )
    assert blocks(article, "heading") == ["一、修路", "二、买机器"]


@pytest.mark.parametrize("raw", ["", " \n\n\u3000\n", "图 示\n", "甬江晚报 2021年5月20日\n", "记者 甲小乙"])
def test_a_page_without_anything_to_read(raw: str) -> None:
    assert page_articles(raw) == ()


def test_a_corrected_page_keeps_its_ids() -> None:
    corrected = TWO_ARTICLES.replace("十二个泊位", "十三个泊位")
    before, after = page_articles(TWO_ARTICLES), page_articles(corrected)
    assert [article.id for article in before] == [article.id for article in after]
    assert before[0].version != after[0].version
    assert before[1].version == after[1].version


LINES = st.sampled_from(
    [
        "茶山计划",
        "今年有两件事。",
        "路修到",
        "山顶为止，",
        "（甲小乙 摄）",
        "山路一角。(乙丙 摄)",
        "记者 甲小乙",
        "编者按：好。",
        "图 示",
        "",
        "",
        " ",
    ]
)


@given(st.one_of(st.text(), st.lists(LINES, max_size=20).map("\n".join), st.just(COLUMNS)))
def test_articles_of_any_text_lead_back_to_it(raw: str) -> None:
    for article in page_articles(raw):
        assert_offsets_hold(article, raw)
        assert article.title


@pytest.mark.parametrize("raw", [TWO_ARTICLES, COLUMNS, PLAIN])
def test_no_character_stands_in_two_articles(raw: str) -> None:
    taken = sorted((run.raw_start, run.raw_start + run.end - run.start) for a in page_articles(raw) for run in a.runs)
    assert all(end <= start for (_, end), (start, _) in pairwise(taken))


@pytest.mark.data
def test_the_first_page() -> None:
    file = Path(os.environ.get("WENJU_DEV_DATA", "../shared"), "data/newspaper_page.txt")
    if not file.exists():
        pytest.skip(f"没有开发数据：{file}")
    raw = file.read_text(encoding="utf-8")
    factories, bank = page_articles(raw)

    assert factories.title == "宁波开启“未来工厂”智造新时代"
    assert factories.byline == ("殷聪",)
    assert blocks(factories, "heading") == ["勇当高质量发展尖兵连", "“未来工厂”建设潮涌", "转型升级的迫切需求"]
    assert len(blocks(factories, "caption")) == 2
    for whole in ("安全化管控", "AI分析等多个场景", "企业开展合作", "打造“5G+未来工厂”"):
        assert whole in factories.text

    assert (bank.title[:8], bank.title[-7:], len(bank.title)) == ("国开行宁波分行：", "滨海大都市建设", 27)
    assert bank.byline == ("张正伟", "李祥安")
    assert len(blocks(bank, "note")) == len(blocks(bank, "caption")) == 1
    assert "全球先进制造业基地" in bank.text

    for article in (factories, bank):
        assert_offsets_hold(article, raw)
        assert "图 示" not in article.text
        assert "文/图" not in article.text
    # Every character of what was read by eye, paragraph by paragraph, against the page.
    assert [digest(article) for article in (factories, bank)] == ["f73bf87c07aba5b6", "5b4a960db3a433ca"]


def digest(article: Article) -> str:
    printed = [(block.kind, article.text[block.start : block.end]) for block in article.blocks]
    return hashlib.sha256(repr((article.title, article.byline, printed)).encode()).hexdigest()[:16]
