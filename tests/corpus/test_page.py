from datetime import date
from itertools import pairwise

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


PARTED = """甬江晚报 2021年5月20日 星期四 A1版 要闻

老渔港换上新装备

记者 甲小乙

渔港负责人说，新码头共有十二个泊位，装上了自动称重、自动制冰等设备，渔获上岸只（下转A4版）

山里的夜校
本报讯（记者 丙丁）夜校昨天开学，设了竹编、育苗、电商三门课。

责任编辑：赵甲　版式：钱乙丙
\f甬江晚报 2021年5月20日 星期四 A4版 山乡

湖畔书屋今起开放

记者 戊己

东湖边的湖畔书屋今天起对市民开放，藏书三万册，免费借阅。



（上接A1版）老渔港换上新装备

要一刻钟。

码头一角。（庚辛 摄）

到年底，全港三百条船都将装上北斗终端。
"""


def test_an_article_parted_by_a_page_turn_is_whole_again() -> None:
    harbour, school, library = page_articles(PARTED)
    assert (harbour.title, harbour.section, harbour.byline) == ("老渔港换上新装备", "A1版 要闻", ("甲小乙",))
    assert harbour.text.split("\n") == [
        "渔港负责人说，新码头共有十二个泊位，装上了自动称重、自动制冰等设备，渔获上岸只要一刻钟。",
        "码头一角。（庚辛 摄）",
        "到年底，全港三百条船都将装上北斗终端。",
    ]
    assert (school.title, school.section, school.byline) == ("山里的夜校", "A1版 要闻", ("丙丁",))
    assert (library.title, library.section) == ("湖畔书屋今起开放", "A4版 山乡")
    assert "责任编辑" not in school.text


def test_a_half_without_its_other_one_is_an_article_and_its_marker_is_left_out() -> None:
    first_page, second_page = PARTED.split("\f")
    harbour = page_articles(first_page)[0]
    assert harbour.text.endswith("渔获上岸只")
    rest = page_articles(second_page)[1]
    assert (rest.title, rest.section) == ("老渔港换上新装备", "A4版 山乡")
    assert rest.text.startswith("要一刻钟。")


def test_markers_that_name_other_pages_join_nothing() -> None:
    elsewhere = PARTED.replace("上接A1版", "上接A7版")
    assert len(page_articles(elsewhere)) == 4


def test_of_two_halves_the_one_that_repeats_the_title_goes_on() -> None:
    other = "谁来守护茶山\n记者 壬癸\n茶山上的无人机一个上午看完三百亩，过去要三个人走上两天，茶农（下转A4版）\n\n"
    articles = page_articles(PARTED.replace("山里的夜校\n", other + "山里的夜校\n"))
    [harbour] = [article for article in articles if article.title == "老渔港换上新装备"]
    assert "渔获上岸只要一刻钟。" in harbour.text


def test_the_outlet_of_the_page_is_the_source_unless_one_is_given() -> None:
    assert {article.source for article in page_articles(PARTED)} == {"甬江晚报"}
    assert {article.source for article in page_articles(PARTED, source="松岭日报")} == {"松岭日报"}


def test_a_sentence_goes_on_over_a_page_break_and_around_a_label() -> None:
    [article] = page_articles(
        "老码头开张\n\n渔港新码头昨天正式启用，泊位共有十二个，首批靠岸卸货的渔\n\n3\n\f船有三艘，渔民们都很高兴，他们说今年的鱼"
        "\n\n图 示\n\n比去年多。\n\n4\n"
    )
    assert (
        article.text
        == "渔港新码头昨天正式启用，泊位共有十二个，首批靠岸卸货的渔船有三艘，渔民们都很高兴，他们说今年的鱼比去年多。"
    )


def test_kicker_and_subtitle_are_headings_of_the_text() -> None:
    [article] = page_articles(
        "全市水上公交网一次织密\n十二条航线开通\n——市民乘船上班\n记者 甲小乙\n今天起，市民可以乘船上班。\n"
    )
    assert article.title == "十二条航线开通"
    assert blocks(article, "heading") == ["全市水上公交网一次织密", "——市民乘船上班"]


def test_an_article_ends_with_a_signature_with_the_desk_and_with_a_marker() -> None:
    for end in (
        "渔船归港。（记者 甲小乙）",
        "渔船归港。\n\n责任编辑：赵甲",
        "渔船归港。（责编：赵甲）",
        "渔船归港。\n\n下转A4版",
    ):
        articles = page_articles(f"老码头开张\n\n新码头启用。\n\n{end}\n\n山里的夜校\n\n夜校开学。\n")
        assert [article.title for article in articles] == ["老码头开张", "山里的夜校"], end
        assert articles[0].text == "新码头启用。\n渔船归港。"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("更新时间：2021-05-20 08:30", None),
        ("来源：甬江晚报 时间：08:30", "甬江晚报"),
        ("08:30 来源：浙江时间网", "浙江时间网"),
        ("编辑：甲小乙", None),
    ],
)
def test_the_line_under_a_title_is_no_text(line: str, source: str | None) -> None:
    body = "　　十二条航线今天开通，市民乘船上班。首日有三千人次乘船。"
    [article] = page_articles(f"水上公交开通\n{line}\n{body}")
    assert (article.title, article.text, article.source) == ("水上公交开通", body.strip(), source)
    assert article.published is None
