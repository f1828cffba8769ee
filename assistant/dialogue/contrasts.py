"""Words that stand in one another's place: 省级 and 市级, 同比 and 环比, 上半年 and 去年同期; replaces nothing."""

import re

_GROUPS: tuple[str, ...] = (
    "女子 男子 混双",
    "女生 男生",
    "女队 男队",
    "女单 男单",
    "同比 环比",
    "最高 最低 平均",
    "冠军 亚军 季军",
    "第一名 第二名 第三名",
    "金牌 银牌 铜牌",
    "出口 进口",
    "文科 理科",
    "一本 二本 专科",
    "幼儿园 小学 初中 高中 大学",
    "一审 二审 终审",
    "上半场 下半场 全场",
    "上午 下午 晚上",
    "开幕式 闭幕式",
    "国家级 省级 市级 区级 县级",
    "英文 中文",
    "英语 汉语",
    "城镇 农村",
    "国内 国外 海外",
    "首日 次日",
    "线上 线下",
    "死亡 受伤 失踪",
    "成人 儿童",
    "白天 夜间",
    "首发 替补",
)
_SETS: tuple[tuple[str, ...], ...] = tuple(tuple(group.split()) for group in _GROUPS)
_TIMES = re.compile(
    r"(?:(?:[12]\d{3}年|去年|前年|今年|明年|后年|当年)?(?:第?[一二三四1-4]季度|[上下]半年|前三季度|前\d+个?月|全年|同期|年?底|年初))"
    r"|(?:[12]\d{3}|去|前|今|明|后)年(?:\d{1,2}月份?)?|[去今明]年|(?:上|本|下|这)个?(?:月|周|季度|赛季|学期)"
    r"|\d{1,2}月(?:\d{1,2}[日号])?份?|[昨今明后前][天日晚]|[一二两三四五六七八九十\d]+(?:年|个月|天)[前后]"
    r"|五一|国庆|春节|中秋|元旦|端午|清明|暑期|暑假|寒假|[上中下]旬|周[一二三四五六日末]"
)
_MODEL = re.compile(
    r"(?P<head>[A-Za-z]*)(?P<figure>\d+(?:\.\d+)*)(?P<tail>[A-Za-z]+|号线?|届|级|期|系|款|板|艘|[公千]?[米克斤吨](?:级)?)?"
)


_LETTER = re.compile(r"(?<![A-Za-z0-9])[A-Z](?:[类级组股型座区]|(?![A-Za-z0-9]))")
_WORDS_LENGTH = 4
_FIGURES = re.compile(r"\d+(?:\.\d+)*")


def contrast(new: str, text: str) -> tuple[int, int] | None:
    """Find the stretch of a text that a word stands in contrast with.

    >>> "北仑有几家省级工厂"[slice(*contrast("市级", "北仑有几家省级工厂") or (0, 0))]
    '省级'
    """
    for group in _SETS:
        if new in group:
            for other in group:
                if other != new and (at := text.find(other)) >= 0:
                    return at, at + len(other)
    return None


def is_contrasting(words: str) -> bool:
    """Tell whether words set a part against another one: 文科, 女子.

    >>> is_contrasting("文科"), is_contrasting("工厂")
    (True, False)
    """
    return any(words in group for group in _SETS)


def is_time(words: str) -> bool:
    """Tell whether words are a time and nothing more.

    >>> is_time("去年同期"), is_time("一季度"), is_time("后天"), is_time("去年的利润")
    (True, True, True, False)
    """
    return _TIMES.fullmatch(words) is not None


def times(text: str) -> tuple[tuple[int, int], ...]:
    """Find the times of a text: where each begins and ends.

    >>> times("康赛妮去年一季度营收")
    ((3, 8),)
    """
    return tuple(match.span() for match in _TIMES.finditer(text))


def counterpart_model(new: str, text: str) -> tuple[int, int] | None:
    """Find the number of a kind or model that another one stands in contrast with: 92号 for 95号, 小米14 for 15.

    >>> "92号汽油每升多少钱"[slice(*counterpart_model("95号", "92号汽油每升多少钱") or (0, 0))]
    '92号'
    """
    if _LETTER.fullmatch(new):
        lone = _LETTER.search(text)
        return lone.span() if lone and lone[0] != new else None
    asked = _MODEL.fullmatch(new)
    if not asked:
        return _same_but_for_figures(new, text)
    bare = not (asked["head"] or asked["tail"])
    for match in _MODEL.finditer(text):
        same_tail = asked["tail"] and match["tail"] == asked["tail"]
        same_head = asked["head"] and match["head"].lower() == asked["head"].lower()
        if (same_tail or same_head or (bare and _no_quantity(match, text))) and match[0] != new:
            return match.span()
    return None


def _same_but_for_figures(new: str, text: str) -> tuple[int, int] | None:
    """Find the words that differ from others in their figures alone: 满300元 for 满500元."""
    if not _FIGURES.search(new) or len(new) < _WORDS_LENGTH:
        return None
    found = re.search(_FIGURES.pattern.join(map(re.escape, _FIGURES.split(new))), text)
    return found.span() if found else None


def _no_quantity(match: re.Match[str], text: str) -> bool:
    """Tell whether a bare figure is part of a name: the 10 of 智能屏10的价格, not of 10米."""
    return not (match["head"] or match["tail"]) and text[match.end() : match.end() + 1] in (
        "的",
        "是",
        "在",
        "哪",
        "什",
        "",
    )
