"""The words that ask in Chinese, and the kind of answer each asks for; reads no question itself."""

import re
from dataclasses import dataclass
from typing import Literal

from corpus.units import UNITS, QuantityKind

AnswerKind = Literal[
    "count",
    "money",
    "percent",
    "measure",
    "date",
    "period",
    "person",
    "organisation",
    "place",
    "name",
    "list",
    "yesno",
    "reason",
    "other",
]


@dataclass(frozen=True, slots=True)
class AskingRule:
    """Words that ask for one kind of answer, with an example.

    Groups of the pattern: `unit` is the unit asked for, `noun` the thing asked about, `number` how many of a list.
    A `weak` rule counts only where no other finds anything: 几 also means some, 怎么 also why.
    """

    kind: AnswerKind
    pattern: re.Pattern[str]
    example: str
    weak: bool = False


def _any(names: str) -> str:
    return "|".join(sorted(map(re.escape, names.split()), key=len, reverse=True))


def _units(*kinds: QuantityKind) -> str:
    return _any(" ".join(name for name, unit in UNITS.items() if unit.kind in kinds))


_ORGANISATIONS = _any(
    "公司 企业 机构 银行 大学 高校 学校 学院 中学 小学 部门 医院 单位 媒体 集团 俱乐部 球队 车企 厂商 厂家 "
    "品牌方 法院 检察院 券商 协会 学会 组织 平台 委员会 研究所 研究院 交易所 基金 团队 药企 房企 店 商家 酒店 "
    "出版社 报社 电视台 航司 派出所 公安局 政党 工厂 餐馆 超市 商场 队伍 消防队 博物馆 幼儿园 报纸"
)
_PLACES = _any(
    "国家 国 省份 省 城市 市 州 县城 县市 县 区 地方 地区 地段 地 乡镇 镇 乡 村庄 村 街道 社区 景区 岛屿 岛 "
    "海域 海 港口 港 车站 站 机场 水域 路段 路 街 小区 商圈 广场 山 河 湖 大洲 洲 村子 镇子 位置 地点 方向 "
    "片海 江 片区 大洋 洋 口岸 公园 场馆 体育馆 城 省市 园区"
)
_PEOPLE = _any(
    "人 演员 导演 歌手 球员 教练 选手 院士 教授 专家 学者 作家 诗人 总统 总理 部长 市长 省长 书记 主席 董事长 "
    "高管 明星 律师 医生 官员 领导 领导人 运动员 科学家 企业家 负责人 嘉宾 记者 女星 男星 将军 司机 老师 作者 "
    "主持人 大使 皇帝 人物 老板 大佬 教头 将领 喇嘛"
)
_THING = "[个家位名种类项款部本首支座条所句档场届只张起份块片件艘架辆门口间道级期轮队]"
_WHICH = rf"(?:哪|什么|啥|何)一?{_THING}?"
_NUMBER = "(?P<number>十[一二三四五六七八九]|[两二三四五六七八九十]|[1-9]\\d?)"
_SCALE = "(?:[十百千]?(?:万亿|亿|万)|[十百千])?"
_MUCH = f"(?:多少|几){_SCALE}"
_NOUN = "[\u4e00-\u9fff]"

_RULES: tuple[tuple[AnswerKind, str, str], ...] = (
    ("list", rf"哪{_NUMBER}大?(?P<unit>{_units('count')}|)(?P<noun>{_NOUN}{{0,8}})", "哪三家企业入围"),
    ("list", rf"哪些个?(?P<noun>{_NOUN}{{0,8}})|哪几(?P<unit>{_units('count')}|)", "有哪些企业入围"),
    ("list", r"分别(?:是|为|叫|有|来自)?(?:什么|啥|谁|哪里|哪儿)|(?:都|各)(?:有|是|叫)(?:谁|啥|什么)", "都有谁"),
    ("list", r"包括(?:什么|啥|谁)|有(?:啥|什么)(?=$|，)|分别(?:是|有|为)?$|各是$", "大礼包包括什么"),
    (
        "reason",
        rf"{_any('为什么 为何 为啥 凭什么 凭啥 缘何 何以 因何')}|(?:怎么|咋)(?:会|就|回事|了$)|原因$",
        "工厂为啥停工",
    ),
    ("reason", r"(?:什么|啥|何种)(?:原因|缘故|理由)|(?:因为|由于|图)(?:什么|啥)", "因为什么停工"),
    ("money", rf"(?:多少|几个?)钱|{_MUCH}(?P<unit>{_units('money')}|块)(?!地|牌|金牌)|多贵", "门票多少钱"),
    ("percent", rf"{_MUCH}(?P<unit>个?百分点|%|成(?![员立功年都])|折)|百分之(?:几|多少)十?|几分之几", "占几成"),
    ("percent", r"占(?![地用有领据])[^，。？多少]{0,12}多少(?=$|[，。？呢])", "出口占总产值多少"),
    ("period", r"多久|多长(?:的)?时间|多少时间", "工期多久"),
    ("period", r"(?:多少|几)个?(?P<unit>年(?![代级生龄初底末])|月(?![份初底末])|周(?!年)|天|星期|礼拜)", "修了几年"),
    ("period", r"(?:多少|几)个?(?P<unit>小时|钟头|分钟|秒钟?|季度|工作日)", "飞几个小时"),
    ("date", r"什么时候|啥时候?|何时|何日|几时|多会儿|多早|多晚|时间是$", "大桥啥时候通车"),
    ("date", r"(?:哪|何|什么|啥)一?个?(?:年份?|天|日子?|月份?|周|星期|时间|时段|季度)(?![前间])", "哪一年通车"),
    ("date", r"几几?年|几月份?|几号(?![线楼馆])|几点|[周期]几", "几号通车"),
    ("measure", r"多[长宽高深远重快厚粗窄细沉冷热]|多大(?:年[纪龄]|岁数|面积)", "大桥有多长"),
    ("measure", rf"{_MUCH}(?P<unit>{_units('measure')})", "大桥长多少米"),
    ("count", rf"第几(?P<unit>{_units('count')}|)|排老?几|{_MUCH}(?P<unit2>{_units('count')})", "有几座工厂"),
    ("person", rf"谁|哪一?[位名](?P<noun>{_NOUN}{{0,4}})", "新任董事长是谁"),
    ("person", rf"{_WHICH}(?P<noun>{_PEOPLE})(?![事口们民家数工群才力物])", "哪个人领奖"),
    ("organisation", rf"哪一?家(?P<noun>{_NOUN}{{0,6}})", "哪家公司承建"),
    ("organisation", rf"{_WHICH}(?P<noun>{_NOUN}{{0,4}}?(?:{_ORGANISATIONS}))(?!者)", "什么单位承建"),
    ("place", rf"{_WHICH}(?P<noun>{_PLACES})(?![员产方民策队际级道])", "在哪个城市举办"),
    ("place", rf"[在到去从往]?哪(?:里|儿|块儿?)|何处|[在到去从往]哪(?!{_THING})", "厂房在哪"),
    ("name", r"叫(?:什么|啥)(?:名字?|名儿)?|(?:什么|啥)名[字儿]?", "新车叫啥"),
    ("name", rf"(?:哪一?{_THING}?|什么|啥|何种)(?P<noun>{_NOUN}{{0,6}})", "推出了什么产品"),
    ("yesno", r"吗(?=$|[，,])|(?<![什怎这那多])么$|了没$|没有$", "工厂停工了吗"),
    ("yesno", _any("是不是 是否 有没有 有无 能不能 会不会 可不可以 能否 可否 要不要 该不该 对不对 行不行"), "是否停工"),
    ("count", rf"多少(?={_NOUN})", "多少企业参展"),
)
_WEAK_RULES: tuple[tuple[AnswerKind, str, str], ...] = (
    ("count", r"多少|几何|多大|几(?=[千百万亿])", "总数是多少"),
    ("other", r"如何|怎么样?|怎样|咋样?", "怎么报名"),
    ("count", r"几", "建几所"),
)
RULES: tuple[AskingRule, ...] = tuple(
    AskingRule(kind, re.compile(pattern), example, weak)
    for rules, weak in ((_RULES, False), (_WEAK_RULES, True))
    for kind, pattern, example in rules
)
