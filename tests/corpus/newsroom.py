"""Articles that nobody wrote: titles, sentences, names and captions put together from a seeded generator's choices."""

from dataclasses import dataclass
from random import Random

_PLACES = ["白沙湾", "东湖", "松岭镇", "梅溪", "石浦口", "云台乡", "南塘河", "青桥", "望江", "柳庄"]
_THINGS = ["渔港", "书屋", "邮局", "夜校", "茶山", "公交站", "灯塔", "粮仓", "果园", "码头", "菜场", "球场"]
_DEEDS = ["换上新装备", "今起开放", "添了新模样", "办起展览", "迎来首批客人", "试行预约", "完成改造", "招来年轻人"]
_WHO = ["负责人甲小乙", "村民丙阿丁", "值班员戊己", "教师庚辛", "船老大壬小癸"]
_LATIN = ["5G", "MEC", "AI", "APP", "SmartPort", "LED", "GPS", "U-Key", "4K"]
_CLAUSES = [
    "{place}的{thing}去年接待了{number}人次",
    "{thing}里装上了{latin}设备",
    "过去要等上半天的手续如今一刻钟就能办好",
    "{number}户人家报了名",
    "同比增长{percent}%",
    "门口的老樟树一棵也没有动",
    "大家把这里叫作“{thing}会客厅”",
    "其中有{number}件是第一次同大家见面",
    "工程分为两期（一期已经完工）",
    "所需的{number}万元由镇里和村里各出一半",
    "两个小时的车程缩短到{number}分钟",
    "新修的路一直通到{place}的山脚下",
    "每逢周末还有志愿者来教孩子们下棋",
    "《{place}志》里也记着它的来历",
    "夜里的灯光由{latin}系统自动调节",
    "剩下的木料做成了桌椅和书架",
    "最远的一户离村口有{number}公里",
]
_SAYINGS = [
    "腿脚省力多了",
    "想学的都来",
    "日子越过越亮堂",
    "谁来都欢迎",
    "今年要再添{number}个座位",
    "头一回见到这么多人",
]
_HEADINGS = ["老{thing}的新活法", "谁来管{thing}", "{place}等来了客人", "一笔细账", "从{place}出发", "“{thing}”不打烊"]
_CAPTIONS = [
    "{place}的{thing}一角",
    "孩子们在{thing}里看展览",
    "修缮一新的{thing}正在迎客",
    "志愿者在{place}布置{thing}",
]
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_GIVEN = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Copy:
    """An article as it was written, before anybody laid it out."""

    title: str
    paragraphs: tuple[str, ...]
    names: tuple[str, ...]


def filled(rng: Random, form: str) -> str:
    return form.format(
        place=rng.choice(_PLACES),
        thing=rng.choice(_THINGS),
        latin=rng.choice(_LATIN),
        number=rng.choice([rng.randint(2, 99), rng.randint(100, 9999), "三", "十二", "1,280", "3.6"]),
        percent=rng.choice(["12.5", "8", "103"]),
    )


def name(rng: Random) -> str:
    return rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice([1, 2])))


def title(rng: Random) -> str:
    plain = f"{rng.choice(_PLACES)}{rng.choice(_THINGS)}{rng.choice(_DEEDS)}"
    return rng.choice(
        [
            plain,
            f"{plain}，{rng.choice(_PLACES)}人有了新去处",
            f"{rng.choice(_THINGS)}：{plain}",
            f"谁来守护{plain[:4]}？",
        ]
    )


def kicker(rng: Random) -> str:
    plain = f"{rng.choice(_PLACES)}{rng.choice(_THINGS)}{rng.choice(_DEEDS)}"
    return f"{plain}{rng.choice(['', '今年'])}带动周边{rng.randint(3, 9)}个村一同变样"


def sentence(rng: Random) -> str:
    clauses = [filled(rng, clause) for clause in rng.sample(_CLAUSES, rng.randint(1, 4))]
    said = filled(rng, rng.choice(_SAYINGS))
    kind = rng.random()
    if kind < 0.15:
        return f"“{said}{rng.choice('！。？')}”{rng.choice(_WHO)}说，{'，'.join(clauses)}。"
    if kind < 0.25:
        return f"{rng.choice(_WHO)}算了一笔账：{'；'.join(clauses)}。"
    return f"{'，'.join(clauses)}{rng.choice('。。。。！？')}"


def paragraph(rng: Random) -> str:
    return "".join(sentence(rng) for _ in range(rng.randint(1, 5)))


def heading(rng: Random) -> str:
    return filled(rng, rng.choice(_HEADINGS))


def caption(rng: Random, *, credited: bool) -> str:
    marks = [f"（{name(rng)} 摄）", "(企业供图)", f"（{name(rng)}摄）", "（资料图片）"]
    return f"{filled(rng, rng.choice(_CAPTIONS))}。{rng.choice(marks) if credited else ''}"


def article(rng: Random) -> Copy:
    paragraphs = tuple(paragraph(rng) for _ in range(rng.randint(2, 6)))
    return Copy(title(rng), paragraphs, tuple(dict.fromkeys(name(rng) for _ in range(rng.randint(1, 3)))))
