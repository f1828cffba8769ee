"""Short names that an article itself defines in brackets behind the long one: 国家开发银行（以下简称“国开行”）.

Precise rather than complete: a pair is given only where every character of the short name stands in the long one, in
order. Knows no names by heart, no definition outside brackets, and no short name that is only the end of the long one
(《实施办法》 called 《办法》): such a word means something else in the next article.
"""

import re
from dataclasses import dataclass

_NAMED = re.compile(r"(?:[简下统合]|以下)称为?[：:]?([^（()）\n]{2,30})[)）]")
_LEAD = re.compile(r"(?:[^（()）\n]*[，,；;：、 ])?(?:以下|下文|后文|文中|下)?")
_REACH, _LEAD_REACH = 80, 40
_BRACKETED = r"[（(][^（()）]{1,15}[）)]"
_TITLE = re.compile(r"《([^《》]*(?:〈[^《》]*〉[^《》]*)?)》$")
_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』]*)[”\"」』]$")
_RUN = re.compile(rf"(?:[^，,。！？!?；;：:、“”\"「」『』《》【】\[\]（()）\n|]|{_BRACKETED})+$")
_WITHIN, _BRACKET = re.compile(_BRACKETED), re.compile("[（()）]")
_TAIL = re.compile(rf"{_BRACKETED}$")
_NEXT = re.compile(r"、|[”\"」』》](?:或|和|及|/)(?=[“\"「『《])|/")
_MARKS = " \u3000“”\"「」『』《》〈〉‘’'：:"
_NAME = re.compile(r"[^\W_](?:[^\W_]|[·&\-. ]){0,10}[^\W_]")
# Words that stand for another thing in every article.
_LOCAL = re.compile(
    "[本该此我]|前[者述]|后者|征求意见稿|(?:合资|项目|标的|目标|[省市])公司$"
    "|(?:通知|指引|报告|办法|规定|意见|方案|规划|公告|条例|决定|会议|公司|[蓝白绿]皮书|专委会)$"
)
# Words that tell a clause from a name.
_NO_NAME = re.compile(r"[的了是将被把或暨〔]|宣布|表示|获悉|显示|发布|公告|记者|位于|称")
_LONGEST = 40
_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海"
    "|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_PLACE = re.compile(rf"(?:中华人民共和国|中国|国家|全国|(?:{_PROVINCES})[省市]?)$")
# One character before the name belongs to it (重大, 动漫) unless it is one of these.
_FUNCTION_WORDS = frozenset("据从在对向由和与及为该等是有即原赴到于经以因让使同自按将被把新日至")
_RANKS = frozenset("省市区县州镇")


@dataclass(frozen=True, slots=True)
class Definition:
    """A short name and the long one that it stands for, both without brackets and quotation marks."""

    short: str
    long: str


def definitions(text: str) -> tuple[Definition, ...]:
    """Find the short names that a text defines, each pair once, in order; never raises.

    >>> definitions("记者从国家开发银行（以下简称“国开行”）获悉，《碳排放权交易管理办法》（下称《碳交易办法》）施行。")
    (Definition(short='国开行', long='国家开发银行'), Definition(short='碳交易办法', long='碳排放权交易管理办法'))
    """
    if "称" not in text:
        return ()
    found: dict[Definition, None] = {}
    for named in _NAMED.finditer(text):
        run, whole = _run_before(text, named.start())
        for short in _NEXT.split(named[1]) if run else ():
            if definition := _aligned(short.strip(_MARKS), run, whole):
                found[definition] = None
    return tuple(found)


def _run_before(text: str, at: int) -> tuple[str, bool]:
    """Give what may hold the long name before the bracket around `at`, and whether it is a title or quotation whole."""
    head = text[max(0, at - _LEAD_REACH) : at]
    opening = max(head.rfind("（"), head.rfind("("))
    if opening < 0 or not _LEAD.fullmatch(head, opening + 1):
        return "", False
    end = at - len(head) + opening
    before = text[max(0, end - _REACH) : end].rstrip()
    if whole := _TITLE.search(before) or _QUOTED.search(before):
        return whole[1], True
    run = _RUN.search(before)
    return (run[0].strip() if run else ""), False


def _aligned(short: str, run: str, whole: bool) -> Definition | None:
    """Cut the run where the short name begins in it: at the shortest end that holds its characters in order."""
    if not _NAME.fullmatch(short) or _LOCAL.match(short):
        return None
    start = len(run)
    for character in reversed(short):
        start = run.rfind(character, 0, start)
        if start < 0:
            return None
    start = 0 if whole else _with_place(run, start)
    long = run[start:]
    if start and (run[start] in _RANKS or _BRACKET.search(_WITHIN.sub("", long))):
        return None  # cut behind the 四川 of 四川省, or inside a bracket
    if not len(short) + 1 < len(long) <= _LONGEST or _NO_NAME.search(long) or _TAIL.sub("", long).endswith(short):
        return None
    return Definition(short, long)


def _with_place(run: str, start: int) -> int:
    """Move the left edge over the country and the province that belong to the name, and out of 中国, 第五 and 重大."""
    if start and (run.startswith(("中国", "全国"), start - 1) or run[start - 1] == "第"):
        start -= 1
    if start == 1 and run[0] not in _FUNCTION_WORDS:
        return 0
    while place := _PLACE.search(run, 0, start):
        start = place.start()
    return start
