"""The units that stand behind a number in Chinese news, and what each counts or measures; reads no text itself."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

QuantityKind = Literal["count", "money", "percent", "date", "period", "ordinal", "measure"]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a printed unit means: so many (`factor`) of the unit called `name`; 5角 is 0.5 of the unit 元."""

    name: str
    kind: QuantityKind
    factor: Decimal = Decimal(1)


_NAMES: dict[QuantityKind, str] = {
    "money": (
        "元 美元 港元 欧元 日元 韩元 澳元 加元 新台币 台币 新加坡元 澳门元 英镑 卢布 卢比 法郎 泰铢 比索 里拉 "
        "越南盾 林吉特"
    ),
    "percent": "% 个百分点 折",
    "period": "年 个月 月 周 天 小时 分钟 秒 毫秒 昼夜 个季度 周年 个工作日 年度 学年 个世纪",
    "measure": (
        "公里 米 厘米 毫米 微米 纳米 英寸 英尺 英里 海里 里 尺 寸 光年 平方公里 平方米 平方厘米 公顷 亩 "
        "立方米 立方厘米 升 毫升 加仑 桶 吨 公斤 斤 克 毫克 微克 磅 盎司 担 吨级 吨标准煤 标准箱 千瓦时 瓦时 "
        "千瓦 兆瓦 吉瓦 瓦 度 ℃ 华氏度 马力 焦耳 大卡 千卡 赫兹 兆赫 千伏 伏 安 毫安时 帕 百帕 千帕 兆帕 分贝 "
        "像素 流明 GB TB MB KB GHz MHz Hz kV V W A mAh Mbps Gbps dB 倍 岁 周岁 级 分 点 基点 个基点 节 码 "
        "马赫 字节"
    ),
    "count": (
        "家 个 名 位 人 人次 人份 户 户次 套 台 辆 架 艘 座 栋 幢 间 处 所 条 项 件 起 宗 部 份 张 块 片 批 "
        "批次 场 场次 届 轮 期 种 类 款 只 支 枝 根 颗 粒 头 匹 尾 株 棵 朵 列 班 班次 趟 封 篇 本 册 幅 面 "
        "顶 双 对 副 组 队 群 门 课 堂 集 首 曲 段 句 字 页 层 楼 站 票 枚 席 扇 口 例 单 笔 股 手 步 环 圈 "
        "局 盘 道 桌 床 盒 瓶 袋 包 箱 罐 杯 碗 盆 车 船 次 车次 架次 辆次 台次 艘次 件次 例次 列次 家次 回 "
        "遍 顿 代 版 章 号 剂 剂次 针 针次 城 国 省 市 县 区 镇 乡 村 校 店 院 馆 厂 园 岛 大 球 冠 胜 负 平 "
        "金 银 铜 强 排 季 卷 幕 则 眼 孔 阶 档 速 线 室 厅 把 样 味 域 极 方 滴 方面 后 环节 步骤 阶段 台套 "
        "标段 车道 席位 年级 小时级"
    ),
}
_ALIASES = (
    "块钱=元 元人民币=元 人民币=元 元钱=元 美金=美元 港币=港元 百分点=个百分点 km=公里 KM=公里 千米=公里 "
    "m=米 公尺=米 cm=厘米 公分=厘米 mm=毫米 nm=纳米 平方千米=平方公里 ㎡=平方米 m²=平方米 平米=平方米 "
    "平方=平方米 立方=立方米 m³=立方米 公吨=吨 kg=公斤 KG=公斤 千克=公斤 g=克 mg=毫克 L=升 ml=毫升 "
    "mL=毫升 度电=千瓦时 kWh=千瓦时 kW=千瓦 MW=兆瓦 GW=吉瓦 摄氏度=℃ °C=℃ TEU=标准箱 标箱=标准箱 "
    "个小时=小时 钟头=小时 个钟头=小时 秒钟=秒 星期=周 个星期=周 个礼拜=周 个年头=年 日=天"
)
_FRACTIONS = "角=元 角钱=元 毛=元 毛钱=元 成=% ‰=% 分钱=元"
_FACTORS = {"成": Decimal(10), "分钱": Decimal("0.01")}


def _table() -> dict[str, Unit]:
    table = {name: Unit(name, kind) for kind, names in _NAMES.items() for name in names.split()}
    for pair in _ALIASES.split():
        alias, name = pair.split("=")
        table[alias] = table[name]
    for pair in _FRACTIONS.split():
        alias, name = pair.split("=")
        table[alias] = Unit(name, table[name].kind, _FACTORS.get(alias, Decimal("0.1")))
    return table


UNITS = _table()
LONGEST_UNIT = max(map(len, UNITS))


def unit_at(text: str, at: int) -> tuple[Unit, int] | None:
    """Find the longest unit that begins at `at`, and where it ends.

    >>> unit_at("5.6平方公里", 3)
    (Unit(name='平方公里', kind='measure', factor=Decimal('1')), 7)
    """
    for length in range(min(LONGEST_UNIT, len(text) - at), 0, -1):
        unit = UNITS.get(text[at : at + length])
        if unit:
            return unit, at + length
    return None
