"""How a sentence begins: words that lean on the one before it, and words that say who reported it."""

import re

_TIES = re.compile(
    r"(?:与此同时|此外|因此|因而|所以|而且|并且|但是|然而|同时(?![期代空])|"
    r"(?:另外|于是|不过|其次|再次|最后|总之|综上|但|而|并|也|还)(?=[，,]))[，,]?\s*"
)
_LEANS = re.compile(
    r"[该其此这它他她]|那(?=[些个家座里时年次一])|[上前]述|以上|[两二三]者|双方|前者|后者|另一|"
    r"当[日天年月时地晚]|同[日年月]|次[日年月]|届时|随后|之后"
)
_REPORTED = re.compile(r"(?:根?据)?([^，,。：:]{2,60}?)(?:的?(?:报道|消息|刊文)|讯)(?:称|说)?[，,：:]\s*(?=\S)")


def untied(text: str) -> str:
    """Take off what only ties a sentence to one before it.

    >>> untied("此外，总投资8亿元。"), untied("并购完成。")
    ('总投资8亿元。', '并购完成。')
    """
    while match := _TIES.match(text):
        text = text[match.end() :]
    return text


def standing(text: str) -> str:
    """Make a sentence stand without the one that was dropped before it; empty where it cannot.

    What only ties it to the dropped one (此外, 因此, 同时) is taken off. What means something that the dropped one may
    have named (该, 其, 他, 当天) cannot be: nobody could tell what is meant.

    >>> standing("此外，总投资8亿元。"), standing("该桥全长3.2公里。"), standing("因此，其总投资8亿元。")
    ('总投资8亿元。', '', '')
    """
    own = untied(text)
    return "" if _LEANS.match(own) else own


def attribution(text: str) -> tuple[str, str]:
    """Part who reported it from what is reported; the first is empty where a sentence does not begin with it.

    >>> attribution("据北岸晚报2021年8月4日报道，大桥通车。")
    ('北岸晚报2021年8月4日', '大桥通车。')
    >>> attribution("大桥通车。")
    ('', '大桥通车。')
    """
    match = _REPORTED.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)
