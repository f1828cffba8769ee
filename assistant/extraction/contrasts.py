"""Words that set one figure of a thing apart from another: what part, phase, group, day year it is of."""

import re

# Words that tell one figure of a thing from another: both sentences have the same of each row, or speak of two figures.
_CONTRASTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:国家|世界|省|市|区|县|镇|村|部)级|全国|全球|全省|全市|全区|全县|全镇|全村",
        r"新增|净增|新[建签开设]|累计|人均|户均|平均|[日月年]均|单日|首日|最[高低大小多少快长]|总计",
        r"增[长加幅速]|下降|上升|减少|提[高升]|降[低幅]|同比|环比|占比|节约|超支|[翻涨跌降]",
        r"其中|部分|剩余|余下|另有|另外|之一|仅",
        r"男|女|儿童|老[年人]|学生|教师|职工|党员",
        r"进口|出口|境[内外]|国[内外]|本[地土]|外地|线[上下]|城镇|农村|城市|乡村|室[内外]",
        r"确诊|疑似|死亡|遇难|受伤|失踪|治愈|出院|无症状",
        r"主[桥跨塔体楼]|引桥|隧道段|全长|净宽|宽|高|深|厚",
        r"[新老旧](?:校区|城区?|楼|馆|厂房?|站|港|码头|线|路|桥|院区?|区)",
        r"[东南西北中]段|[东南西北]侧|[东南西北]线|[甲乙丙丁]",
        r"面积|人口|户数|[门]?票价|成人票|学生票|半价",
        r"收入|营收|利润|净利|亏损|税|产值|产量|销[量售]|成本|库存|订单|负债|资产",
    )
)
# The same, anywhere in the clause.
_PHASES = re.compile(
    r"[一二三四五六七八九]期|首[批期轮个]|[前后本上下]期|第[一二三四五六七八九\d]+[批期轮次届阶段季]+|[一二]阶段|[近远]期|(?:[A-G]|天使)轮"
)
_FORMER = re.compile(r"[原先](?:计划|定|有|来|拟|设计)|原为|起初|最初|当初|此前|曾经?|不再|旧")
_NOT_SAID = re.compile(
    r"如果|若(?!干)|假[如设]|倘|谣|不实|误[传报写]|并非|不是|没有|未(?!来)|尚|传言|网传|疑似|更正|是否"
)
_YEARLY = re.compile(
    r"岁|全年|年[度内产均]|产[值量]|收入|营收|利润|销[售量]|生产总值|GDP|完成|实现|新增|同比|增长|税|招收|招生|毕业"
)
_OF_THE_DAY = re.compile(
    r"收盘|报收|开盘|股价|股|[涨跌]|指数|汇率|气温|温度|水位|票房|确诊|每[斤公吨]|油价|均价|房价|得分|积分|排名|库存|在院|天气|降[雨水]"
)
_REPORTED = re.compile(
    r"[^，,。；;：:]*(?:说|表示|介绍|透露|称|获悉|了解到?|指出)[，,：:]|据[^，,。；;]*[，,]|由[^，,。；;]{2,12}?(?:承建|建造|负责|设计|投资|施工)"
)
_STRETCH = re.compile(r"新增|实现|完成|接待|共有|产|销|售|投入|增|收|吸引|参加")


def sets_apart(one: str, other: str) -> bool:
    """Tell whether the words around two figures of one thing make them two: 市级 against 省级, 新增 against 累计.

    >>> sets_apart("建成市级工厂", "建成省级工厂"), sets_apart("建成市级工厂", "市级工厂达")
    (True, False)
    """
    return any(set(row.findall(one)) != set(row.findall(other)) for row in _CONTRASTS)


def other_phase(one: str, other: str) -> bool:
    """Tell whether two clauses speak of different phases: 一期 against 二期, A轮 against B轮.

    >>> other_phase("大桥一期投资", "大桥二期投资")
    True
    """
    return set(_PHASES.findall(one)) != set(_PHASES.findall(other))


def is_taken_back(around: str, sentence: str) -> bool:
    """Tell whether a figure is a former one (原计划), or its sentence does not stand for it (网传, 如果).

    >>> is_taken_back("原计划投资", "大桥原计划投资5亿元"), is_taken_back("投资", "大桥投资5亿元")
    (True, False)
    """
    return bool(_FORMER.search(around) or _NOT_SAID.search(sentence))


def is_yearly(text: str) -> bool:
    """Tell whether such a figure is given anew each year: an age, an output, what was enrolled.

    >>> is_yearly("工业产值"), is_yearly("大桥全长")
    (True, False)
    """
    return _YEARLY.search(text) is not None


def is_daily(text: str) -> bool:
    """Tell whether such a figure is given anew each day: a price at the exchange, a temperature.

    >>> is_daily("收盘价"), is_daily("大桥全长")
    (True, False)
    """
    return _OF_THE_DAY.search(text) is not None


def is_of_what_happened(text: str) -> bool:
    """Tell whether a figure is of what happened in a time, not of what is there: 接待游客, not 全长.

    >>> is_of_what_happened("接待游客"), is_of_what_happened("大桥全长")
    (True, False)
    """
    return _STRETCH.search(text) is not None


def without_reporting(clause: str) -> str:
    """Leave out who says so and who carries it out: they are named, but the figure is not of them.

    >>> without_reporting("局长沈立说，全区有工厂")
    '全区有工厂'
    """
    return _REPORTED.sub("", clause)
