"""What people paste besides newspaper pages must keep its lines, and must not fall apart into articles."""

from datetime import date

import pytest

from corpus.page import page_articles
from tests.corpus.page_scores import read

HARD_BREAKS = """茶山上的无人机飞进寻常农家

清明前后，茶山上多了嗡嗡的声音。茶农甲小乙用无人机巡山，一个上午看完三百
亩，过去要三个人走上两天。他说：“腿脚省力多了。”村里今年买了六台这样的
机器，钱由镇里和村里各出一半。
到了采茶的时候，无人机还能把茶叶从山顶吊下来，一次能吊五十公斤，两分钟就
到山脚。
"""


def lines_of(raw: str) -> list[str]:
    [article] = page_articles(raw)
    return article.text.split("\n")


def test_an_article_with_hard_line_breaks() -> None:
    [article] = page_articles(HARD_BREAKS)
    assert article.title == "茶山上的无人机飞进寻常农家"
    assert article.text.split("\n") == [
        "清明前后，茶山上多了嗡嗡的声音。茶农甲小乙用无人机巡山，一个上午看完三百亩，过去要三个人走上两天。"
        "他说：“腿脚省力多了。”村里今年买了六台这样的机器，钱由镇里和村里各出一半。",
        "到了采茶的时候，无人机还能把茶叶从山顶吊下来，一次能吊五十公斤，两分钟就到山脚。",
    ]


def test_a_single_line() -> None:
    assert lines_of("渔港新码头昨天正式启用。渔船有三艘。") == ["渔港新码头昨天正式启用。渔船有三艘。"]


def test_a_single_line_with_indents_inside() -> None:
    assert read(page_articles("老码头开张　　新码头启用。　　渔船有三艘。")[0]).paragraphs == (
        "新码头启用。",
        "渔船有三艘。",
    )


@pytest.mark.parametrize(
    "verses",
    [
        ["春天", "山上的路", "通向海边的码头", "船从远方来", "带着盐", "", "夏天", "我们坐在石阶上", "数帆"],
        ["月落乌啼霜满天", "江枫渔火对愁眠", "姑苏城外寒山寺", "夜半钟声到客船"],
    ],
)
def test_verses_stay_lines(verses: list[str]) -> None:
    assert lines_of("\n".join(["码头", "", *verses])) == [verse for verse in verses if verse]


@pytest.mark.parametrize("marks", [["1. ", "2. ", "3. "], ["一、", "二、", "三、"], ["（1）", "（2）", "（3）"]])
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n\n"])
def test_points_start_no_articles(marks: list[str], gap: str) -> None:
    points = [mark + deed for mark, deed in zip(marks, ["修路", "买机器", "建学校"], strict=True)]
    assert lines_of(gap.join(["今年要办的三件事", *points])) == points
    told = [line for point in points for line in (point, "今年年底以前办好。")]
    assert lines_of(gap.join(["今年要办的三件事", *told])) == told


@pytest.mark.parametrize("between", ["\t", "  "])
def test_the_rows_of_a_table_stay_rows(between: str) -> None:
    rows = [["年份", "产值", "增速"], ["2019", "1200", "6.1%"], ["2020", "1350", "12.5%"]]
    raw = "\n".join(["渔港近年产值", *map(between.join, rows), "以上数据由渔业局提供。"])
    assert lines_of(raw) == [*map(" ".join, rows), "以上数据由渔业局提供。"]


def test_an_interview_is_no_list_of_headings() -> None:
    turns = [
        "问：夜校开了多久？",
        "答：三年了。",
        "问：现在呢",
        "答：现在有十二个班。",
        "记者：谢谢您",
        "校长：不客气。",
    ]
    [article] = page_articles("\n\n".join(["夜校为什么受欢迎", "记者 甲小乙", *turns]))
    assert (article.byline, article.text.split("\n")) == (("甲小乙",), turns)
    assert not read(article).headings


def test_a_speech_keeps_its_headings() -> None:
    [article] = page_articles(
        "在开港仪式上的讲话\n\n同志们：\n\n渔港开港了！\n\n一、过去一年\n\n我们修了路。\n\n谢谢大家！\n"
    )
    assert read(article).headings == ("一、过去一年",)
    assert read(article).paragraphs == ("同志们：", "渔港开港了！", "我们修了路。", "谢谢大家！")


def test_a_page_where_every_article_begins_with_a_dateline() -> None:
    articles = page_articles(
        "湖畔书屋今起开放\n本报讯（记者 甲小乙）书屋今天开放。\n早上八点开门。\n"
        "小镇邮局办起展览\n本报讯（记者 丙丁）旧信昨天展出。\n"
    )
    assert [article.title for article in articles] == ["湖畔书屋今起开放", "小镇邮局办起展览"]


def test_briefs_without_titles() -> None:
    articles = page_articles("本报讯 书屋今天开放，藏书三万册。\n\n本报讯 旧信昨天展出。\n\n本报讯 夜校开学。\n")
    assert [article.text for article in articles] == [
        "本报讯 书屋今天开放，藏书三万册。",
        "本报讯 旧信昨天展出。",
        "本报讯 夜校开学。",
    ]


def test_traditional_characters() -> None:
    [article] = page_articles(
        "甬江晚報 2021年5月20日 星期四 A2版 要聞\n老碼頭開張\n□本報記者 陳甲乙 通訊員 東方明\n"
        "漁港新碼頭昨天正式啟用，泊位共有十二個，首批靠岸卸貨的漁\n碼頭一角。（歐陽丙 攝）\n"
        "船有三艘。（下轉第4版）\n責任編輯：陳丁\n"
    )
    told = read(article)
    assert (told.title, told.byline, told.section) == ("老碼頭開張", ("陳甲乙", "東方明"), "A2版 要聞")
    assert told.paragraphs == ("漁港新碼頭昨天正式啟用，泊位共有十二個，首批靠岸卸貨的漁船有三艘。",)
    assert told.captions == ("碼頭一角。（歐陽丙 攝）",)


def test_the_line_under_a_title_that_was_copied_from_a_web_page() -> None:
    [article] = page_articles(
        "老码头开张\n2021-05-20 08:30 来源：甬江晚报\n渔港新码头昨天正式启用，泊位共有十二个。\n责任编辑：甲小乙\n"
    )
    assert (article.title, article.source, article.published) == ("老码头开张", "甬江晚报", date(2021, 5, 20))
    assert article.text == "渔港新码头昨天正式启用，泊位共有十二个。"


def test_inside_a_text_such_a_line_is_left_alone() -> None:
    assert lines_of("老码头开张\n渔港新码头启用。\n来源：甬江晚报\n渔船归港。") == [
        "渔港新码头启用。",
        "来源：甬江晚报",
        "渔船归港。",
    ]
