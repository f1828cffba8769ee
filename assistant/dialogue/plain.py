"""A follow-up without politeness, filler and the words of a correction; knows no history."""

import re

_POLITE = re.compile(
    r"^(?:(?:你好|您好|请问一?下?|请教一?下?|麻烦(?:您|你)?(?:再)?(?:问一?下?|查一?下?|看一?下?|告诉我)?|劳驾|打扰了|想?再?(?:问一?下?|请教)"
    r"|我?还?想(?:再?问一?下?|知道|了解)(?:一下)?|帮我?(?:查|看)一?下?|顺便(?:问一?下?)?|另外|对了|哦|噢|嗯|好的?|谢谢|明白了?)[，,：:！!。\s]*)+(?=.{2})"
)
_THANKS = re.compile(r"[，,。！!\s]*(?:谢谢|多谢|谢啦|麻烦了|拜托了?)[你您]?[了啦]?$")
_END = re.compile(r"[？?。！!～~…\s]+$")
_PARTICLE = re.compile(r"(?<=[\u4e00-\u9fff\w])[啊呀嘛哈哦噢]+$")
_WRONG = r"(?:不对|不是|错了|你?(?:搞|弄|理解|答)错了|不不|no)[，,。！!啊呀哦\s]*"
_MEANT = r"我(?:刚才|其实|是)*(?:想?问|说|指|要问|想知道|要查)的?(?:其实)?的?(?:是)?[，,：:]?"
_CORRECTION = re.compile(rf"^(?:(?:{_WRONG})+(?:{_MEANT})?|{_MEANT})(?=.)", re.IGNORECASE)
_NOT_BUT = re.compile(r"^(?:我(?:问|说|指)的)?不是.{1,12}[，,](?:而?是|我?(?:问|说|指)的?是)(?P<meant>.+)$")
_TYPO = re.compile(r"那(?=(?:几[个家条位名项座所支]?|一?[个家条位名项座年天]|里|儿)(?:$|[？?]))")


def without_politeness(question: str) -> str:
    """Take off politeness, particles and punctuation.

    >>> without_politeness("请问一下什么时候开票呢，谢谢")
    '什么时候开票呢'
    """
    ended = _END.sub("", question.strip())
    bare = _PARTICLE.sub("", _END.sub("", _THANKS.sub("", ended) or ended))
    return _POLITE.sub("", bare)


def correction(bare: str) -> str | None:
    """Give what was meant instead; None where nothing is corrected.

    >>> correction("不对，我问的是宁波"), correction("不是宁波，是温州"), correction("我是说利润"), correction("利润呢")
    ('宁波', '温州', '利润', None)
    """
    if swapped := _NOT_BUT.match(bare):
        return swapped["meant"]
    found = _CORRECTION.match(bare)
    return bare[found.end() :] if found else None


def asked_with_which(bare: str) -> str:
    """Write 哪 where a 那 at the end must be meant to ask.

    >>> asked_with_which("具体是那几个"), asked_with_which("那几个进球呢")
    ('具体是哪几个', '那几个进球呢')
    """
    return _TYPO.sub("哪", bare) if re.search(r"(?:是|在|有|去|到|分别)那", bare) else bare
