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
    Whatever stands before the group `asks` (or the whole match, without one) is content and stays in the question.
    """

    kind: AnswerKind
    pattern: str
    example: str
    unit: str | None = None


def _alternatives(names: str) -> str:
    return "|".join(sorted(map(re.escape, names.split()), key=len, reverse=True))


def _units(*kinds: QuantityKind) -> str:
    return _alternatives(" ".join(name for name, unit in UNITS.items() if unit.kind in kinds))


_SCALE = r"(?:[十百千]?(?:万亿|亿|万)|[十百千])?"
_HOW_MANY = r"(?:多少|几|好多|多大)"
_WHICH = r"(?:哪|什么|啥|何)"
_ORGANISATIONS = _alternatives(
    "公司 企业 机构 银行 大学 高校 学校 部门 医院 单位 媒体 集团 俱乐部 球队 车企 厂商 厂家 品牌方 法院 检察院 券商 协会 组织 平台 "
    "委员会 研究所 研究院 交易所 基金 团队 车队 药企 房企 店 商家 酒店 出版社 报社 电视台 航空公司 航司 派出所 公安局 党派 政党 工厂"
)
_PLACES = _alternatives(
    "国家 国 省份 省 城市 市 州 县城 县 区 地方 地区 地 镇 乡 村 街道 社区 景区 岛 海域 港口 港 车站 站 机场 水域 路段 路 街 "
    "小区 商圈 广场 山 河 湖 海 洲 大洲 省市 村子 镇子 位置 地点 方向 片海 条江 条河 座山 座岛 块地 片区 大洋 口岸 公园 场馆 体育馆"
)
_PEOPLE = _alternatives(
    "人 演员 导演 歌手 球员 教练 选手 院士 教授 专家 学者 作家 诗人 总统 总理 部长 市长 省长 书记 主席 董事长 高管 明星 律师 医生 "
    "领导 领导人 运动员 科学家 企业家 负责人 嘉宾 记者 女星 男星 将军 司机 老师 作者 主持人 大使 官员 皇帝 人物"
)
_THINGS = r"(?:个|家|位|名|种|类|项|款|部|本|首|支|座|条|所|句|档|场|届|只|张|起|份|块|片|件|艘|架|辆|门|口|间|道|级)"
_NUMERAL = r"[\d一二两三四五六七八九十]+"

RULES: tuple[AskingRule, ...] = (
    AskingRule("reason", r"为什么|为何|为啥|凭什么|缘何|何以|因何|怎么会|咋会|咋就|咋回事|怎么回事|(?:什么|啥|何种)(?:原因|缘故|理由)|因为(?:什么|啥)|由于(?:什么|啥)|图(?:什么|啥)", "工厂为啥停工"),
    AskingRule("list", rf"哪(?P<number>{_NUMERAL})(?:大)?(?P<unit>{_units('count')}|)(?P<noun>[\u4e00-\u9fff]*)", "哪三家企业入围"),
    AskingRule("list", r"哪些|哪几(?!年|天|号|月|日)(?P<unit>[\u4e00-\u9fff]?)|分别(?:是|为|叫|在|有)?(?:什么|啥|谁|哪)?|都(?:有|是|包括)(?:谁|啥|什么|哪)|包括(?:什么|啥|哪)|有(?:啥|什么)(?=[？?。]?$)|各是", "入围的有哪些企业"),
    AskingRule("money", rf"{_HOW_MANY}钱|(?:多少|几){_SCALE}(?P<unit>{_units('money')}|块|块钱|毛)|花了?多少|多少(?P<noun>资金|投资|贷款|经费|补贴|奖金|罚款)|多贵", "门票多少钱一张"),
    AskingRule("percent", rf"(?:多少|几)(?P<unit>个?百分点|%|成(?![员立功])|折)|百分之(?:几|多少)十?|(?:比例|占比|比重|概率|[\u4e00-\u9fff]率|[涨增降跌]幅|增速)(?:是|为|有|达到?|约|高达)*(?P<asks>多少|几何|多大|多高)", "占比是多少"),
    AskingRule("percent", r"(?:同比|环比)?(?:增长|增加|下降|上涨|提高|降低|减少|上升|下滑|下跌|回落|涨|跌|增|降)了?(?P<asks>多少|几成)(?=[？?。，,]|$)", "出口同比增长多少"),
    AskingRule("period", rf"多久|多长时间|(?:多少|几)个?(?:多)?(?P<unit>年(?!代|级|生|龄)|个?月(?!份)|个?星期|周|天|个?小时|个?钟头|分钟|秒钟?|个?季度|工作日|个?礼拜)(?!底)", "工期多久"),
    AskingRule("date", r"什么时候|啥时候?|何时|几时|多会儿|哪一?(?:年|天|日|月|个月|号)|几号|几月|几点|什么时间|何年|何日|周几|星期几|什么日子|哪个时间|时间是(?=[？?]?$)|多早", "大桥啥时候通车"),
    AskingRule("measure", rf"多(?:长|宽|高|深|远|重|快|厚|大年[纪龄]|大岁数|大面积|大(?=[？?]?$))|(?:多少|几){_SCALE}(?P<unit>{_units('measure')})(?!钱)|多少度", "大桥有多长"),
    AskingRule("count", rf"第几(?P<unit>{_units('count')}|)|(?:多少|几){_SCALE}(?P<unit2>{_units('count')})|{_HOW_MANY}(?=[\u4e00-\u9fff])|几(?=[万亿])", "有几座智能工厂"),
    AskingRule("person", rf"谁|哪一?(?:位|名)(?P<noun>[\u4e00-\u9fff]{{0,4}})|何人|什么人|啥人|{_WHICH}个?(?P<noun2>{_PEOPLE})(?!事|口|们|民|家|数|工)", "新任董事长是谁"),
    AskingRule("organisation", rf"哪家|{_WHICH}(?:一)?(?:家|个|所|支|些|间)?(?P<noun>[\u4e00-\u9fff]{{0,4}}?(?:{_ORGANISATIONS}))", "哪家公司承建"),
    AskingRule("place", rf"哪里|哪儿|哪块儿?|何处|何地|在哪|到哪|去哪|从哪|啥地方|{_WHICH}(?:一)?(?:个|座|条|片|处|块)?(?P<noun>{_PLACES})(?!员|产|方|民|策)", "在哪个城市举办"),
    AskingRule("yesno", r"吗|是不是|是否|有没有|有无|能不能|会不会|可不可以|能否|可否|要不要|该不该|对不对|行不行|好不好|算不算|没有(?=[？?]?$)|么(?=[？?]?$)|了没(?=[？?]?$)", "工厂是否停工"),
    AskingRule("name", rf"叫(?:什么|啥|做什么)(?:名字?)?|(?:什么|啥)名字?|哪一?{_THINGS}?(?P<noun>[\u4e00-\u9fff]{{0,6}})|(?:什么|啥|何种|何)(?P<noun2>[\u4e00-\u9fff]{{0,6}})", "推出了什么产品"),
    AskingRule("other", r"如何|怎么样?|怎样|咋样?|怎的", "怎么报名"),
    AskingRule("count", r"(?P<asks>多少|几何|几|多大)", "总数是多少"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeywordRule:
    """Nouns that ask by themselves in a row of keywords: `湖南 退货 商户数量` asks for a count."""

    kind: AnswerKind
    endings: str
    example: str


KEYWORDS: tuple[KeywordRule, ...] = (
    KeywordRule("money", "金额 价格 售价 票价 房价 股价 市值 投资额 总投资 营收 收入 利润 罚款 工资 薪资 薪酬 奖金 费用 成本 造价 报价 单价 总价 资金 补贴 贷款 票房 货款 赔偿", "工厂 总投资"),
    KeywordRule("percent", "比例 占比 比重 增速 增幅 涨幅 跌幅 降幅 概率 百分比 利率 失业率 合格率 增长率 覆盖率 收视率 支持率 持股比例 同比 环比", "出口 增速"),
    KeywordRule("count", "数量 人数 家数 次数 个数 件数 户数 笔数 场数 总数 套数 台数 数目 名额 销量 产量 排名 名次 几家 几人 规模 客流量 客流", "展会 参展 家数"),
    KeywordRule("measure", "面积 长度 高度 宽度 深度 距离 重量 气温 温度 海拔 速度 里程 容量 功率 年龄 震级 浓度 体积 吨位 排量 轴距 降雨量 岁数", "大桥 长度"),
    KeywordRule("period", "时长 期限 寿命 工期 周期 刑期 有效期 多久 任期 保质期 工龄 年限", "工程 工期"),
    KeywordRule("date", "时间 日期 年份 何时 月份 几号 几点 上映时间 开工时间 日子", "大桥 通车 日期"),
    KeywordRule("reason", "原因 缘由 理由 成因 起因 为何 为啥", "停工 原因"),
    KeywordRule("place", "地点 位置 城市 省份 国家 地区 哪里 产地 出生地 籍贯 县 区 镇 场馆 目的地 举办地 地址", "展会 举办 地点"),
    KeywordRule("person", "谁 董事长 总经理 校长 院长 局长 市长 省长 部长 书记 主席 总统 总理 主任 导演 作者 主演 演员 教练 主帅 冠军 得主 创始人 负责人 发言人 所长 记者 姓名 人名 队长 教授 院士 球员 嫌疑人 总裁 首席执行官 CEO 法人 代表 会长 秘书长 大使 司令", "工厂 厂长 董事长"),
    KeywordRule("organisation", "公司 企业 机构 单位 银行 医院 学校 大学 部门 主办方 承办方 开发商 承建方 制造商 厂商 球队 俱乐部 平台 品牌 东家 运营商 中标方 媒体", "地铁 承建 公司"),
    KeywordRule("name", "名称 名字 名单 型号 产品 项目 主题 口号 书名 片名 简称 叫法 称号 奖项 菜名 品种 种类 类型 职业 职务 专业 罪名 成分 工程 方式 措施", "新车 名称"),
)  # fmt: skip
