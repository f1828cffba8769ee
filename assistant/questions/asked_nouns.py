"""Nouns that tell the kind of a value by themselves: 票房 is money, 面积 a measure; reads no question itself."""

import re
from dataclasses import dataclass

from assistant.questions.interrogatives import AnswerKind


@dataclass(frozen=True, slots=True)
class NounRule:
    """Nouns whose value is of one kind, and an example: in `湖南 退货 商户数量` the last word asks for a count."""

    kind: AnswerKind
    nouns: str
    example: str


RULES: tuple[NounRule, ...] = (
    NounRule(
        "money",
        "金额 流入 流出 本金 赏金 产值 净值 进账 估损 进出口 价格 售价 股价 房价 票价 均价 油价 定价 市值 估值 "
        "总投资 投资 营收 收入 利润 净利 净赚 罚款 罚金 工资 月薪 年薪 薪资 薪酬 奖金 费用 花费 成本 造价 报价 "
        "单价 总价 资金 补贴 贷款 票房 货款 货值 赔偿 赔 捐款 捐赠 善款 借款 欠款 债务 负债 销售额 交易额 "
        "成交额 成交 总额 额度 额 亏损 净亏 亏 赚 挣 净流入 净流出 收盘价 收盘 开盘 报收 流水 赃款 税收 税 "
        "支出 预算 经费 学费 租金 房租 门票 保费 卖到 骗走 存款 资产 薪 价 费 款 融资 回扣 消费券 补助",
        "工厂 总投资",
    ),
    NounRule(
        "percent",
        "比例 幅度 回报 占股 持股 份额 占比 比重 增速 增幅 涨幅 跌幅 降幅 概率 百分比 利率 失业率 股份 股权 "
        "同比 环比 增长 下降 上涨 下跌 提高 降低 上升 下滑 回落 占 率 幅 涨 跌",
        "出口 增速",
    ),
    NounRule(
        "measure",
        "面积 占地 长度 全长 总长 高度 身高 宽度 深度 距离 重量 体重 气温 温度 高温 海拔 速度 时速 航速 里程 "
        "续航 容量 内存 功率 功耗 耗电 年龄 年纪 岁数 震级 浓度 体积 排量 排放 轴距 降雨量 雨量 流量 水位 半径 "
        "直径 频率 像素 尺寸 评分 得分 分数 跑分 点数 点位 点 指数 基点 产量 用量 销量 吨位 载重 载荷 发电量 "
        "用电量 电量 公里 米 吨 亩 岁 需求 大小 量",
        "大桥 长度",
    ),
    NounRule(
        "count",
        "数量 比分 人数 家数 次数 个数 件数 户数 笔数 场数 总数 套数 台数 起数 处数 届数 张数 批次 架次 班次 "
        "人次 数目 名额 名次 排名 客流 规模 人口 学员 员工 用户 条数 数",
        "展会 参展 家数",
    ),
    NounRule("period", "时长 用时 时限 期限 寿命 工期 周期 刑期 有效期 任期 保质期 工龄 年限 判刑 徒刑", "工程 工期"),
    NounRule("date", "时间 日期 年份 月份 日子 期 时刻", "大桥 通车 日期"),
    NounRule("reason", "原因 缘由 理由 成因 起因 诱因 缘故 动机", "停工 原因"),
    NounRule(
        "place",
        "地点 位置 城市 省份 国家 地区 产地 出生地 籍贯 故乡 老家 场馆 目的地 举办地 地址 住址 所在地 现场 "
        "路段 县 区 镇 村 省 地",
        "展会 举办 地点",
    ),
    NounRule(
        "person",
        "董事长 总经理 经理 校长 院长 局长 市长 省长 县长 部长 处长 科长 书记 主席 总统 首相 总理 主任 导演 "
        "编剧 作者 主演 演员 歌手 教练 主帅 冠军 得主 创始人 负责人 发言人 所长 记者 姓名 人名 队长 队友 教授 "
        "院士 球员 嫌疑人 被告人 总裁 首席执行官 ceo 法人 代表 会长 秘书长 大使 司令 掌门人 接班人 继任者 老板 "
        "专家 民警 司机 医生 老师 选手",
        "工厂 董事长",
    ),
    NounRule(
        "organisation",
        "公司 企业 机构 单位 银行 医院 学校 大学 部门 主办方 承办方 开发商 承建方 制造商 厂商 球队 俱乐部 东家 "
        "运营商 中标方 媒体 法院 检察院 派出所 协会 集团 厂家 供应商 合作方 收购方",
        "地铁 承建 公司",
    ),
    NounRule(
        "name",
        "名称 名字 名单 型号 产品 主题 口号 书名 片名 歌名 简称 叫法 称号 奖项 品种 类型 职业 职务 专业 罪名 "
        "成分 方式 措施 车型 芯片 品牌 代号",
        "新车 名称",
    ),
)  # fmt: skip
_KINDS = {noun: rule.kind for rule in reversed(RULES) for noun in rule.nouns.split()}
_VALUE_KINDS: frozenset[AnswerKind] = frozenset(("money", "percent", "measure", "count", "period"))


def _any(*kinds: AnswerKind) -> str:
    return "|".join(sorted((re.escape(n) for n, kind in _KINDS.items() if kind in kinds), key=len, reverse=True))


_VALUE = re.compile(_any(*_VALUE_KINDS))
_ENDING = re.compile(rf"(?:{_any(*_KINDS.values())})$")


def last_value(text: str) -> tuple[AnswerKind, str] | None:
    """Find the last noun of a text that has a number for a value: the kind of the number, and the noun.

    >>> last_value("影片上映首日的票房达到")
    ('money', '票房')
    """
    found = _VALUE.findall(text.lower())
    return (_KINDS[found[-1]], found[-1]) if found else None


def closing_noun(text: str) -> tuple[AnswerKind, str] | None:
    """Find the noun of the table that a word ends on: the kind of its value, and the noun.

    >>> closing_noun("总投资")
    ('money', '总投资')
    """
    found = _ENDING.search(text.lower())
    return (_KINDS[found[0]], found[0]) if found else None
