"""Invented articles for the tests of this package."""

from datetime import date

from corpus.article import Article, Block

FACTORY = Article(
    id="factory",
    title="海星市启动智能工厂计划",
    text="海星市昨日启动智能工厂计划。到明年年底，全市力争建成智能工厂八十家。首批名单含贝壳机电、浪花仪表两家企业。",
    source="海星日报",
    published=date(2023, 7, 3),
    section="要闻",
    byline=("李一",),
    url="https://example.org/factory",
)
BRIDGE = Article(
    id="bridge",
    title="跨湖大桥合龙",
    text="跨湖大桥昨晚合龙，全长3.6公里。大桥连接南岸与北岸，预计国庆节前通车。",
    source="海星晚报",
    published=date(2023, 8, 20),
)
WEATHER = Article(id="weather", title="今天有雨", text="今天有雨，气温18至24摄氏度。请市民出门带伞。")
PAGE = Article(
    id="page",
    title="老街新貌",
    text="老街新貌\n修缮之后的老街上月重新开放。\n图为老街夜景。 记者王二摄\n老街里有茶馆十二家。",
    blocks=(Block("heading", 0, 4), Block("body", 5, 19), Block("caption", 20, 33), Block("body", 34, 44)),
    source="海星日报",
)
ALL = (FACTORY, BRIDGE, WEATHER, PAGE)


def numbered(count: int, first: int = 0) -> list[Article]:
    """Give short articles that differ in one number."""
    return [
        Article(
            id=f"n{number:05d}",
            title=f"第{number}号通报",
            text=f"编号{number}的水库今天蓄水{number * 7}立方米。水位正常。",
        )
        for number in range(first, first + count)
    ]
