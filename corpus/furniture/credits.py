"""Who published a page and who made it, as pieces below an article; names of editors are nobody's byline."""

from corpus.furniture.rule import rule

_OPEN, _CLOSE = r"[（(【\[]", r"[）)】\]]"
_OUTLET = r"[^\s。，；！？：:｜|丨（）()【】《》]{2,20}"
_DATE = r"\d{4} ?[年-] ?\d{1,2} ?[月-] ?\d{1,2}日?"

_EDITORS = (
    "责任编辑 实习编辑 见习编辑 流程编辑 视频编辑 文字编辑 图片编辑 新媒体编辑 网络编辑 值班编辑 执行编辑 美术编辑 "
    "微信编辑 本期编辑 编辑 责任编审 责编 编校 审校 责任校对 校对 编审 审核 审签 签发 初审 复审 终审 一审 二审 三审 "
    "值班主任 值班编委 值班审核 值班总编"
)
_MAKERS = "总监制 技术监制 监制 统筹 策划 美编 制图 视觉 排版 剪辑 制作 主编 副主编 出品人 出品"
_EDITOR, _MAKER = _EDITORS.replace(" ", "|"), _MAKERS.replace(" ", "|")
_PERSON = r"[^\s。，,；！？：:｜|丨/、“”《》（）()【】…]{1,10}"
_PEOPLE = rf"{_PERSON}(?:[ 、/]{_PERSON}){{0,6}}"
_NAME = r"[\u4e00-\u9fff]{2,3}"
_SIGN = r" ?[：:｜|丨/／] ?"
_CREDIT = rf"(?:(?:{_EDITOR})(?:{_SIGN}{_PEOPLE}| {_NAME}(?:[ 、]{_NAME}){{0,4}})|(?:{_MAKER})[：:｜|丨/／] ?{_PEOPLE})"
_SIGNED_MAKERS = " ".join(f"{maker}{sign}" for maker in _MAKERS.split() for sign in "：:｜|丨/／")
_BETWEEN = r"[\s｜|丨/◆;；]*"

CREDITS = (
    rule(
        "original title",
        "原标题",
        rf"{_OPEN}\s?原标题[：:]?\s?(?P<title>[^（()）\n。]{{4,60}}(?:（[^（()）]*）)?[^（()）\n。]{{0,30}}){_CLOSE}",
    ),
    rule(
        "printed page",
        "版",
        rf"—*{_OPEN}?\s?《\s?(?P<source>[^》\n]{{2,12}}?)\s?》\s?[（(]?\s?(?P<date>{_DATE})\s*第?\s?[A-Z]?\d{{1,2}}\s?版"
        rf"\s?[）)]?{_CLOSE}?",
    ),
    rule(
        "source",
        "来源 转自 综合自",
        rf"(?:{_OPEN}\s?)?(?:本文|文章|内容|素材|信息|稿件|资料)?(?:来源|转自|综合自)\s?[：:｜|丨]\s?"
        rf"(?P<source>{_OUTLET}(?:[ 、]{_OUTLET}){{0,4}})\s?{_CLOSE}?",
    ),
    rule(
        "editor in brackets",
        _EDITORS,
        rf"{_OPEN}\s?(?:{_EDITOR})\s?[：:/]?\s?[^（）()【】\[\]。，\n]{{0,40}}{_CLOSE}",
    ),
    rule("editors", f"{_EDITORS} {_SIGNED_MAKERS}", rf"{_CREDIT}(?:{_BETWEEN}{_CREDIT})*[\s｜|丨◆]*", glued=True),
    rule("editor without a name", "责任编辑 责编 编辑", r"(?:责任编辑|责编|编辑)[：:]", glued=True),
    # 编辑甲乙: only at the end, where a heading (编辑推荐) cannot stand
    rule("editor without a colon", "校对 编辑 责编", rf"(?:校对|编辑|责编){_NAME}", lines=False),
    rule(
        "picture note",
        "图源 图片来源 图片来自 图片均来自",
        r"[▲△▼]?\s?[（(]?\s?(?:图源|图片来源|图片均?来自)\s?[：:/｜|]?\s?[^\s。，；！？：:（）()]{2,24}\s?[）)]?",
    ),
)
