"""What is said without asking for news: greetings, thanks, chatter, questions about 问据; answers no question."""

import re
from dataclasses import dataclass

_TRY = "例如“今年要建多少家智能工厂？”"


@dataclass(frozen=True, slots=True)
class TalkRule:
    """Words that ask nothing of the news, one of them as an example, and the sentence said back."""

    words: str
    reply: str
    example: str


RULES: tuple[TalkRule, ...] = (
    TalkRule(
        r"(?:你们?|您|大家|各位)好|嗨+|哈[喽啰罗]|hello|hi|hey|[早中下晚][上午]?[好安]|早|在吗|在不在|有人吗|喂",
        f"您好！请直接问新闻里的事，{_TRY}，我会附上原文出处。",
        "你好！",
    ),
    TalkRule(
        r"(?:非常|太|多|十分)?(?:感谢|谢谢?|多谢|谢啦|thanks?|thank you|thx)|辛苦|不客气|赞"
        r"|你?[真太好][棒好赞]|你?[真太好](?:厉害|聪明)",
        f"不客气！还想知道什么，请接着问，{_TRY}。",
        "谢谢你啦",
    ),
    TalkRule(r"再见|拜拜|bye|晚安|回见|下次见", "再见！想查新闻时，随时来问。", "拜拜"),
    TalkRule(
        r"(?:请问)?你(?:到底)?(?:是(?:谁|什么|啥|干什么的|干啥的|机器人|人工智能|AI)|叫(?:什么|啥)(?:名字)?)|(?:做个)?自我介绍(?:一下)?|介绍一下(?:你)?自己"
        r"|你(?:都)?(?:能|会|可以)(?:做|干|帮我做|帮我干|回答)?(?:什么|啥|些什么|哪些事|点啥|哪些问题)|(?:你)?有(?:什么|啥|哪些)功能|怎么(?:使?用你?|问)|使用(?:说明|方法)|help|帮助|功能",
        f"我是问据：我从收录的新闻里找答案，并附上原文为证；请直接提问，{_TRY}。",
        "你是谁？",
    ),
    TalkRule(
        r"[哈呵嘿嘻]{2,}|嗯+|哦+|噢+|好(?:的|吧|滴)?|行|知道了|明白了?|收到|ok|okay|测试(?:一下)?|test(?:ing)?|试试|无聊|我(?:爱|喜欢|想|讨厌)你|你(?:真|好)?(?:笨|傻)"
        r"|(?:给我)?(?:讲|说)个?(?:笑话|故事)(?:听听)?|(?:给我)?唱(?:首|个)歌|(?:陪我)?聊(?:聊|天)(?:天)?|随便(?:聊聊|说说|问问)?|没(?:什么|啥|事)|算",
        f"我只回答新闻里的问题，请问一件具体的事，{_TRY}。",
        "哈哈哈",
    ),
    TalkRule(
        r"[\W\d_]+|(.)\1+|(?:asdf|qwer|zxcv)[a-z]*|[bcdfghjklmnpqrstvwxz]{4,}",
        f"没有看出您要问什么，请用一句话说出想知道的事，{_TRY}。",
        "？？？",
    ),
)
_STOP = r"[\s，,。.！!？?~～、…]"
_TAIL = rf"(?:[呀啊吧呢哦哈嘛了啦的]|[你您](?={_STOP}|[啦了哦呀]|$)){{0,3}}{_STOP}*"
_PIECES = tuple((re.compile(rf"(?:{rule.words}){_TAIL}", re.IGNORECASE), rule.reply) for rule in RULES)


def small_talk(text: str) -> str | None:
    """Give one friendly sentence back to words that ask nothing of the news; None for anything that may be a question.

    >>> small_talk("谢谢，拜拜！")
    '再见！想查新闻时，随时来问。'
    >>> small_talk("你好，大桥什么时候通车？")
    """
    bare = text.strip()
    reply: str | None = None
    at = 0
    while at < len(bare):
        found = _piece(bare, at)
        if found is None:
            return None
        at, reply = found
    return reply


def _piece(text: str, at: int) -> tuple[int, str] | None:
    """Find the longest piece of small talk that begins at `at`: where it ends, and what is said back to it."""
    pieces = [(match.end(), reply) for pattern, reply in _PIECES if (match := pattern.match(text, at))]
    return max(pieces, key=lambda piece: piece[0], default=None)
