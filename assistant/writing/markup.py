"""Written text without what only dresses it: markdown, links, pictures, tags; judges no sentence."""

import re

_PICTURE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)?)?")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^)]*\)?")
_TAG = re.compile(r"<[/!?|｜]?[A-Za-z][^<>]*>|<!--.*?(?:-->|$)|<[/|｜]?[A-Za-z][^<>]*$", re.DOTALL)
_ADDRESS = re.compile(
    r"[(（<]?\s*(?:(?:https?|ftp|file|javascript|data)\s*[:：]\s*/{0,2}|www\.)[!-'*-;=?-Z_a-z~\[\]]+\s*[)）>]?",
    re.IGNORECASE,
)
_FENCE = re.compile(r"`{3,}[a-z]*|`+")
_LINE_START = re.compile(r"^\s*(?:#{1,6}\s+|>\s*|[-*+•·]\s+|\d{1,2}[.)]\s+|答案?[:：]\s*)+")
_EMPHASIS = re.compile(r"\*{1,3}|~~|__+")
_THINKING = re.compile(r"^\s*<think>.*?(?:</think>|$)", re.DOTALL)
_THINKING_BEGUN = "<think>"


def bare(text: str) -> str:
    """Take the markup off one sentence; a link keeps its words, an address and a picture leave nothing.

    >>> bare("- **大桥**全长[3.2公里](http://x.example/?a=b)<b>。</b>![图](http://x.example/i.png)")
    '大桥全长3.2公里。'
    >>> bare("详见 https://x.example/a?b=1 。")
    '详见。'
    """
    for pattern in (_PICTURE, _TAG):
        text = pattern.sub("", text)
    text = _LINK.sub(r"\1", text)
    for pattern in (_ADDRESS, _FENCE, _LINE_START, _EMPHASIS):
        text = pattern.sub("", text)
    return text.strip()


def thinks(buffer: str) -> bool:
    """Tell whether a text that has begun is, or may become, a model's thinking aloud that has not ended.

    >>> thinks("<thi"), thinks("<think>先看资料。"), thinks("<think>好。</think>大桥"), thinks("大桥")
    (True, True, False, False)
    """
    begun = buffer.lstrip()
    if len(begun) < len(_THINKING_BEGUN):
        return _THINKING_BEGUN.startswith(begun)
    return begun.startswith(_THINKING_BEGUN) and "</think>" not in begun


def without_thinking(text: str) -> str:
    """Leave out what a model thought aloud before it answered.

    >>> without_thinking("<think>资料1说3.2公里。</think>大桥全长3.2公里。")
    '大桥全长3.2公里。'
    """
    return _THINKING.sub("", text)
