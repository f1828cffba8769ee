"""Provinces and large cities of China by their short names: what a reader would never take for one another."""

import re

_PROVINCES = (
    "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 "
    "台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
_CITIES = (
    "北京 天津 上海 重庆 石家庄 太原 沈阳 大连 长春 哈尔滨 南京 苏州 无锡 常州 徐州 南通 扬州 杭州 宁波 温州 嘉兴 湖州 "
    "绍兴 金华 台州 舟山 衢州 丽水 合肥 芜湖 福州 厦门 泉州 南昌 济南 青岛 烟台 潍坊 郑州 洛阳 武汉 宜昌 长沙 株洲 "
    "广州 深圳 珠海 佛山 东莞 南宁 桂林 海口 三亚 成都 绵阳 贵阳 昆明 大理 拉萨 西安 兰州 西宁 银川 乌鲁木齐"
)


def _any(names: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(names.split(" "), key=len, reverse=True)))


_PROVINCE, _CITY = _any(_PROVINCES), _any(_CITIES)


def cities(text: str) -> frozenset[str]:
    """Find the large cities that a text names.

    >>> sorted(cities("浙江的杭州和宁波今年各建多少家工厂？"))
    ['宁波', '杭州']
    """
    return frozenset(_CITY.findall(text))


def provinces(text: str) -> frozenset[str]:
    """Find the provinces that a text names.

    >>> sorted(provinces("浙江的杭州和宁波今年各建多少家工厂？"))
    ['浙江']
    """
    return frozenset(_PROVINCE.findall(text))
