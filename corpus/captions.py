"""What a printed line shows of a picture: its caption, its credit, its label; never looks at the lines around it."""

import re

from corpus.bylines import BRACKETED_END
from corpus.simplified import simplified

CAPTION_LENGTH = 120
_LABELS = frozenset(
    ["图示", "图表", "图例", "图解", "制图", "漫画", "插图", "题图", "配图", "资料图", "资料图片", "示意图", "效果图"]
)
_LABEL_LENGTH = 12
_CREDIT = re.compile(
    r"(?:摄|摄影|供图|制图|绘|新华社发|资料图|资料图片|资料照片|视觉中国|(?:受访者|企业|单位|校方|院方|主办方)提供)$|"
    r"^(?:图/|摄影[/：:]|图源|图片来源)"
)
_BARE_CREDIT = re.compile(
    r"(?:^|[。！？”）\s])(?:[\u4e00-\u9fff]{0,6}(?:记者|通讯员)\s*)?[\u4e00-\u9fff]{2,4}\s*(?:(?<!拍)摄|供图)$"
)
_CAPTION_START = re.compile(r"[▲▼↑↓←→△]|(?:上|下|左|右|本)?图(?:为|是|[①-⑨一二三四五六]?[：:])")


def is_label(text: str) -> bool:
    """Whether a line names only the kind of picture that stood there.

    >>> is_label("漫 画"), is_label("漫画家来了")
    (True, False)
    """
    return len(text) <= _LABEL_LENGTH and simplified("".join(text.split())).strip("▲▼") in _LABELS


def is_caption(text: str) -> bool:
    """Whether a short line carries a picture credit or points at a picture.

    >>> is_caption("渔船归港。（甲乙 摄）"), is_caption("渔船归港。(渔业公司供图)"), is_caption("图为渔船归港。")
    (True, True, True)
    >>> is_caption("渔船归港。（甲乙 文/摄）"), is_caption("渔船归港。（三门湾）")
    (False, False)
    """
    return is_credited(text) or (len(text) <= CAPTION_LENGTH and bool(_CAPTION_START.match(simplified(text))))


def is_credited(text: str) -> bool:
    """Whether a short line ends with the credit of a picture.

    >>> is_credited("渔船归港。（甲乙 摄）"), is_credited("图为渔船归港。")
    (True, False)
    """
    if len(text) > CAPTION_LENGTH:
        return False
    text = simplified(text)
    remark = BRACKETED_END.search(text)
    if remark and "文" not in remark[1] and _CREDIT.search(remark[1].strip()):
        return True
    return bool(_BARE_CREDIT.search(text))
