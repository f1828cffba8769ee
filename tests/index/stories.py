"""An invented story and what becomes of it elsewhere: reprints, and articles that only look like one."""

from dataclasses import replace
from datetime import date, timedelta

from corpus.article import Article

LEAD = (
    "海星市水务局昨日宣布，贝壳湾净水厂二期工程正式开工。工程总投资3.6亿元，计划建设两条处理线，"
    "建成后每天可向南岸七个街道供水18万吨，约42万居民的用水由此改善。"
)
MIDDLE = (
    "水务局副局长陈澜介绍，二期工程采用臭氧与活性炭深度处理，出水浊度可以稳定在较低水平。"
    "与一期相比，新厂区的占地面积减少约三成，泵房全部设在地下，厂界噪声也将明显降低。"
    "施工期间老厂照常运行，市民家中不会停水，只有沿湖路的一段需要夜间封闭。"
)
END = (
    "陈澜说，净水厂的污泥将送往北岸的砖厂做成透水砖，用于铺设沿湖步道。"
    "按照计划，首条处理线将在明年汛期以前通水，届时备用水源的切换时间可以缩短一半。"
    "附近居民可以通过水务局的服务窗口查看施工日程，也可以在每周三下午到工地参观。"
)
ADDED = "二期工程完工以后，水务局还计划把一期的旧设备逐步更换，并在厂区旁边修建一座供学生参观的水科普馆。"

STORY = Article(
    id="story",
    title="贝壳湾净水厂二期开工",
    text=f"{LEAD}\n{MIDDLE}\n{END}",
    source="海星日报",
    published=date(2023, 3, 7),
)
VERBATIM = replace(
    STORY,
    id="verbatim",
    title="南岸七个街道用水将改善",
    text=f"来源：海星日报　记者赵一\n{STORY.text}（责任编辑：钱二）",
    source="湖畔网",
    published=date(2023, 3, 8),
)
LONGER = replace(STORY, id="longer", text=f"{STORY.text}\n{ADDED}", source="北岸晚报", published=date(2023, 3, 14))
TRADITIONAL = replace(
    STORY,
    id="traditional",
    title="貝殼灣淨水廠二期開工",
    text=(
        "海星市水務局昨日宣布，貝殼灣淨水廠二期工程正式開工。工程總投資３.６億元，計劃建設兩條處理線，"
        "建成後每天可向南岸七個街道供水１８萬噸，約４２萬居民的用水由此改善。\n"
        "水務局副局長陳瀾介紹，二期工程採用臭氧與活性炭深度處理，出水濁度可以穩定在較低水平。"
        "與一期相比，新廠區的佔地面積減少約三成，泵房全部設在地下，廠界噪聲也將明顯降低。"
        "施工期間老廠照常運行，市民家中不會停水，只有沿湖路的一段需要夜間封閉。\n"
        "陳瀾說，淨水廠的污泥將送往北岸的磚廠做成透水磚，用於鋪設沿湖步道。"
        "按照計劃，首條處理線將在明年汛期以前通水，屆時備用水源的切換時間可以縮短一半。"
        "附近居民可以通過水務局的服務窗口查看施工日程，也可以在每周三下午到工地參觀。"
    ),
    source="海峽報",
    published=None,
)
# What follows is of the same event or of the same wording, and no copy.
CORRECTED = replace(STORY, id="corrected", text=STORY.text.replace("18万吨", "16万吨"), source="湖畔网")
HALVED = replace(STORY, id="halved", text=LEAD + END.split("。")[1] + "。", source="简讯网")
YEARLY = replace(STORY, id="yearly", published=date(2024, 3, 6))
OTHER = Article(
    id="other",
    title="净水厂开工，居民担心噪声",
    text=(
        "贝壳湾净水厂二期昨天动工，住在厂区对面的刘先生却有些担心。他说一期刚投产的时候，"
        "夜里泵房的声音连关了窗都听得见，小区业主群里讨论了好几天。记者在现场看到，工地围挡已经搭好，"
        "挖掘机正在平整场地，门口贴着施工公告。水务局的工作人员表示，这一次泵房设在地下，噪声会比从前小得多。"
        "该局昨日还公布，工程总投资3.6亿元，供水能力每天18万吨。刘先生希望施工的时候能给小区装上隔音屏。"
    ),
    source="海星晚报",
    published=date(2023, 3, 7),
)
COPIES = (VERBATIM, LONGER, TRADITIONAL)


def report(day: int, bought: str, sold: str) -> Article:
    """Give the market report of a day in March 2023: its wording is that of every other day's."""
    return Article(
        id=f"report-{day}",
        title=f"3月{day}日渔业板块资金动向",
        text=(
            f"3月{day}日收盘，海星渔业股份报收12.5元，全天换手率保持平稳。资金流向数据显示，主力资金净买入{bought}亿元，"
            f"散户资金净卖出{sold}亿元，板块内其余个股涨跌互现，成交活跃度与前几日大体相当。"
            "该公司主营远洋捕捞、水产加工和冷链物流，产品销往国内外多个市场，近年来在深海养殖方面投入较多。"
            "资金流向指按照每笔成交的方向统计的买卖金额，主动买入记为流入，主动卖出记为流出，两者之差即为净额。"
            "以上内容由程序根据公开数据整理，不构成投资建议，投资者据此操作，风险自担。"
        ),
        source="数据宝",
        published=date(2023, 3, 1) + timedelta(days=day - 1),
    )
