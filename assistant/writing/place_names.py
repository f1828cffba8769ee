"""Places and the letters that news writes for them (甬 is 宁波); knows no map: not which place lies in which."""

import re
from collections import defaultdict

from index.segment import tagged

_TABLE = (
    "北京=京 天津=津 上海=沪申 重庆=渝 河北=冀 山西=晋 辽宁=辽 吉林=吉 黑龙江=黑 江苏=苏 浙江=浙 安徽=皖 福建=闽 "
    "江西=赣 山东=鲁 河南=豫 湖北=鄂 湖南=湘 广东=粤 海南=琼 四川=川蜀 贵州=贵黔 云南=云滇 陕西=陕秦 甘肃=甘陇 "
    "青海=青 台湾=台 内蒙古=蒙 广西=桂 西藏=藏 宁夏=宁 新疆=新 香港=港 澳门=澳 宁波=甬 杭州=杭 南京=宁 广州=穗 "
    "深圳=深 成都=蓉 武汉=汉 福州=榕 厦门=厦鹭 苏州=苏 温州=温 绍兴=越 青岛=青 济南=济 大连=连 沈阳=沈 郑州=郑 "
    "长沙=长 昆明=昆 南昌=洪 合肥=合 石家庄=石 太原=并 美国=美 英国=英 法国=法 德国=德 日本=日 韩国=韩 俄罗斯=俄 "
    "印度=印 加拿大=加 澳大利亚=澳 朝鲜=朝 越南=越 泰国=泰 意大利=意 西班牙=西 巴西=巴 乌克兰=乌 以色列=以 "
    "伊朗=伊 土耳其=土 埃及=埃 新加坡=新星 马来西亚=马 菲律宾=菲"
)
_RANK = re.compile(
    r"(?<=[^\W\d_]{2})(?:(?:[壮回]族|维吾尔)?自治区|特别行政区|[^\W\d_]{1,3}族自治[州县]|省|市|县|区|镇|乡|村|街道)$"
)
_TOWN = re.compile("^(.)[城市]$")
_NAME_TAGS = frozenset(("ns", "nr", "nrt", "nrfg", "nt", "nz"))
# What is said of everywhere names no place.
EVERYWHERE = frozenset(
    re.split(" ", "中国 我国 全国 国内 外国 各国 世界 全球 全市 全省 全县 全区 我市 我省 我县 我区 本市 本省 各地")
)


def bare(place: str) -> str:
    """Take the rank off a place.

    >>> bare("宁波市"), bare("广西壮族自治区"), bare("沙县")
    ('宁波', '广西', '沙县')
    """
    return _RANK.sub("", place)


def names_place(text: str, place: str) -> bool:
    """Tell whether a text names a place, with its rank or without, in full or by its letter; both are folded.

    A letter counts where it is no part of another name: 甬 in 在甬企业, but not the 宁 of 宁波 for 南京.

    >>> names_place("在甬企业达300家", "宁波市"), names_place("宁波的港口", "甬城"), names_place("宁波的港口", "南京")
    (True, True, False)
    """
    name = bare(place)
    town = _TOWN.match(name)
    if name in text or any(full in text for full in _FULL.get(town[1] if town else name, ())):
        return True
    letters = [letter for letter in _LETTERS.get(name, "") if letter in text]
    return bool(letters) and any(
        letter in word for word, tag in tagged(text) if len(word) == 1 or tag not in _NAME_TAGS for letter in letters
    )


_LETTERS = dict(pair.split("=") for pair in _TABLE.split())
_FULL: defaultdict[str, list[str]] = defaultdict(list)
for _place, _letters in _LETTERS.items():
    for _letter in _letters:
        _FULL[_letter].append(_place)
