"""Greetings, thanks, insults, lone words and noise."""

from assistant.questions.talk_rule import NOT_UNDERSTOOD, TRY, TalkRule, either

_BAD = "(?:笨蛋?|傻瓜?|蠢[货猪]?|白痴|智障|废物|垃圾|没用|混蛋|弱智|脑残|有病|烦|差劲?|烂|菜|坏)"

RULES: tuple[TalkRule, ...] = (
    TalkRule(
        either(
            "(?:你们?|您|大家|各位)好|嗨+|哈[喽啰罗]|[早中下晚][上午]?[好安]|早|在吗|在不在|有人吗|喂+|幸会",
            "(?:新年|节日|中秋|春节|周末)(?:快乐|好)|(?:最近|近来)(?:怎么样|好吗|还好吗)|吃了吗|很?高兴认识你",
            r"hello(?:\sthere|\sworld)?|hi(?:\sthere)?|hey|good\s(?:morning|afternoon|evening|day)",
            r"how\sare\syou(?:\sdoing)?|what'?s\sup|nice\sto\smeet\syou",
        ),
        f"您好！请直接问新闻里的事，{TRY}，我会附上原文出处。",
        "你好！",
    ),
    TalkRule(
        either(
            "(?:非常|太|多|十分|真是|很)?(?:感谢|谢谢?|多谢|谢啦)(?:[你您]们?)?的?"
            "(?:耐心)?(?:回答|解答|帮助|帮忙|回复|支持|讲解|指点|配合)?",
            "辛苦|不客气|赞|有劳|你?[真太好](?:厉害|聪明)|帮了?我?大忙",
            "[你您]?(?:的回答|回答得|说得|答得)?[真太好很](?:棒|好|赞|详细|清楚|有用|有帮助|快|对|准)",
            r"(?:thank\syou|thanks?|thx)(?:\s(?:so|very)\smuch|\sa\slot)?|good\sjob|well\sdone|great|nice|perfect",
        ),
        f"不客气！还想知道什么，请接着问，{TRY}。",
        "谢谢你的帮助",
    ),
    TalkRule(
        either(
            "再见|拜+|晚安|回见|下次再?见|回头见|我先?走|下线",
            r"bye(?:\s?bye)?|good\s?bye|good\snight|see\syou(?:\slater)?",
        ),
        "再见！想查新闻时，随时来问。",
        "拜拜",
    ),
    TalkRule(
        either(
            f"[你您](?:就|真)?[是的]?(?:太|好|很|真|怎么这么|这么|这个|个)?(?:一?[个只头])?[大臭死]?{_BAD}",
            "你?(?:给我)?滚(?:蛋|开|远点)?|傻[逼叉屄缺]|sb|笨蛋|白痴|去死|闭嘴|我?[操艹草靠](?:你妈|你大爷|你)?|他?妈的",
            r"fuck(?:\syou|\soff)?|shit|stupid|idiot|shut\sup",
            "什么[破烂](?:东西|玩意儿?)|答非所问|[又你]?(?:答|说|回答)错",
        ),
        f"抱歉没有帮上忙，请把要查的事说得具体些，{TRY}。",
        "你真笨",
    ),
    TalkRule(
        either(
            "[哈呵嘿嘻]{2,}|嗯+|哦+|噢+|[啊呃额唉哎哇喔咦嗷]+|哼+|呜+|切|lol|haha(?:ha)*|测试(?:一下)?|test(?:ing)?|试试",
            "好(?:的|吧|滴|嘞)?|行|知道了|明白了?|收到|懂了|ok|okay|yes|no|是|对|不|没有|没(?:什么|啥|事)|算",
            "(?:给我)?[讲说]个?(?:笑话|故事)(?:听听)?|(?:给我)?唱[首个]歌|(?:陪我)?聊[聊天]天?|随便(?:聊聊|说说|问问)?",
            "我(?:爱|喜欢|想|讨厌)你|无聊|我?[好很]?(?:累|困|饿|烦|开心|难过|伤心)",
        ),
        f"我只回答新闻里的问题，请问一件具体的事，{TRY}。",
        "哈哈哈",
    ),
    TalkRule(
        either(
            "[我你您他她它咱俺]们?|[这那][个些里儿]?|[说看查问搜找给要去来做想吃讲听写买走跑打开](?:[一下看说]{1,2})?",
            "查询|搜索|提问|问题|请问|问一?下|查一?下|搜一?下|看看|说说|请|麻烦",
            "我?(?:有|想问)[个一]{0,2}问题|我?想?[问查]点?(?:事|东西|新闻)",
        ),
        NOT_UNDERSTOOD,
        "我",
        place="alone",
    ),
    TalkRule(
        either(
            "谁|什么|啥|哪[里儿个]?|为什么|为何|为啥|怎么(?:样|办|回事)?|多少|几个?|何时|什么时候|why|what|how|who",
            "然后|还有|继续|接着说|再说|(?:详细|具体)(?:说说|一点|点)?|所以|结果呢?|真的吗?|是吗",
        ),
        f"请写出一句完整的问题，{TRY}。",
        "为什么？",
        place="alone",
        opening=True,
    ),
    TalkRule(
        either(
            r"[\W\d_]+|(.)\1\1+|(?-i:[bcdfghjklmnpqrstvwxz]{6,})",
            "(?:asdf|qwer|zxcv|sdfg|dfgh|fghj|ghjk|hjkl|xcvb|cvbn|vbnm|tyui|yuio|uiop)[a-z]*",
        ),
        NOT_UNDERSTOOD,
        "？？？",
    ),
)  # fmt: skip
