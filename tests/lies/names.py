"""Names that sentences of Chinese news are about, and where they stand; knows no sentence."""

import re
from collections.abc import Iterator

from index.segment import tagged

_CITIES = (
    "宁波 杭州 北京 上海 深圳 广州 南京 苏州 武汉 成都 重庆 天津 西安 青岛 大连 厦门 长沙 郑州 合肥 济南 江城 海城"
)
CITIES = _CITIES.split()
_COMPANIES = (
    "宁波移动 宁波联通 宁波电信 中兴通讯 东海集团 宁水集团 吉德电器 兴利模具 金山双鹿 科宁达 "
    "博菱电器 美康生物 乐歌股份 雅戈尔 康赛妮 东方电缆 吉利汽车 国开行宁波分行 中国移动 中国联通 "
    "华为 腾讯 阿里巴巴 百度 比亚迪 小米 美团 京东 远山科技 近水集团 宏达路桥集团"
)
COMPANIES = _COMPANIES.split()
PERSONS = ["姚丽红", "余奋伟", "李东亚", "曾家军", "张正伟", "李祥安", "李望川", "周明远", "林若兰"]
_SAYS = r"(?:说|表示|介绍|坦言|认为|指出|透露|称)"
_PERSON = re.compile("|".join(PERSONS))
SPEAKER = re.compile(rf"({'|'.join(PERSONS)})(?=(?:向记者)?{_SAYS})")
SAID = re.compile(rf"^([^，。；：“”、]{{2,24}}?){_SAYS}[，：]")


def places(sentence: str, names: list[str]) -> Iterator[tuple[int, int]]:
    """Find the names in a sentence, the longer before the shorter.

    >>> [*places("宁波移动与华为签约", ["华为", "宁波移动"])]
    [(0, 4), (5, 7)]
    """
    pattern = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    yield from (match.span() for match in re.finditer(pattern, sentence))


def persons(sentence: str) -> Iterator[tuple[int, int]]:
    """Find persons: the known ones, and what the segmenter takes for one and is three characters long."""
    known = [match.span() for match in _PERSON.finditer(sentence)]
    yield from known
    at = 0
    for word, tag in tagged(sentence):
        start, at = at, at + len(word)
        if tag == "nr" and len(word) == 3 and not any(a < at and start < b for a, b in known):
            yield start, at


def subject(sentence: str) -> str:
    """Give the nouns that a sentence begins with, up to its first verb, adverb or preposition.

    >>> subject("江城大桥已经开工")
    '江城大桥'
    """
    found = next((name for name in COMPANIES if sentence.startswith(name)), "")
    for word, tag in tagged(sentence[len(found) :]):
        if not (tag[0] in "nr" or tag in ("vn", "j", "eng", "uj", "l", "b") or (tag == "x" and word in "“”")):
            break
        found += word
    return found.rstrip("的“")
