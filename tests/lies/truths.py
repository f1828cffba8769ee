"""Other ways to write a sentence that say the same or less; says nothing that its passage does not."""

import re
from collections.abc import Iterator

from index.segment import tagged
from tests.lies.names import SAID, subject
from tests.lies.telling import Rule, Told

_COUNT = re.compile(r"(?<![A-Za-z\d_.\-+·第,:：/])(\d{1,2})(?=[家个条项名座台位辆只种](?!百分点|以))")
_MONEY = re.compile(r"(\d+(?:\.\d+)?)亿(?=元)")
_LARGE = re.compile(r"(?<![A-Za-z\d_.,\-+·])(\d{5,8})(?=[家个台人名])")
_SHARE = re.compile(r"(?<!\d)([1-9])0%")
_AT_LEAST = re.compile(r"(\d+[家个座名])以上")
_OVER = re.compile(r"(逾|超过|超)(?=\d)")
_ABOUT = re.compile(r"(?<![签节公])约(\d+(?:\.\d+)?[万亿]?(?:元|人|公里|辆|个|名|家))(?!以)")
_MONTH = re.compile(r"(20\d\d)年(\d{1,2})月(?!\d|底|初|末|中|[上下]|份)")
_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_DIGITS = "零一二三四五六七八九"
_PAUSE = re.compile("[，；]")
_STARTS = ("v", "d", "p")
_OPENS = re.compile(
    r"[“”‘’（）：]|^(?:如果|若|虽然|尽管|只有|除|因为|由于|随着|为了?|以便|当|并|而|但|却|也|又|还|则|再|才|就|都|不|这|那|其|他|她|它|该|此|后|前|内|之)"
)


def _han(number: int) -> str:
    if number < 10:
        return "两" if number == 2 else _DIGITS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _same(told: Told) -> Iterator[str]:
    yield told.sentence


def _clauses(sentence: str) -> list[str]:
    return _PAUSE.split(sentence)


def _clause(told: Told) -> Iterator[str]:
    """Give the first clause alone, unless it only opens what follows (如果, 随着) or says who speaks."""
    first, *rest = _clauses(told.sentence)
    if rest and len(first) > 7 and not _OPENS.search(first) and not SAID.match(told.sentence) and _is_said(first):
        yield first


def _is_said(clause: str) -> bool:
    """Tell whether a clause has a subject and a verb of its own."""
    own = subject(clause)
    return bool(own) and any(tag == "v" for _, tag in tagged(clause[len(own) :]))


def _with_subject(told: Told) -> Iterator[str]:
    """Put the subject before a later clause that begins with its verb, unless 将 or 计划 may govern both."""
    first, *rest = re.split("，", told.sentence)
    own = subject(first)
    governed = re.search("[将拟要]|计划|力争|准备|打算|预计|目标|正在|报道", told.sentence)
    if len(own) < 2 or governed or _OPENS.search(first) or SAID.match(told.sentence) or not _is_said(first):
        return
    for clause in rest:
        word, tag = tagged(clause)[0] if clause else ("", "x")
        if tag in _STARTS and len(word) > 1 and len(clause) > 6 and not _OPENS.search(clause) and "；" not in clause:
            yield own + clause
        else:
            return


def _number(told: Told) -> Iterator[str]:
    for found in _COUNT.finditer(told.sentence):
        yield told.sentence[: found.start()] + _han(int(found[1])) + told.sentence[found.end() :]
    for found in _MONEY.finditer(told.sentence):
        value = round(float(found[1]) * 10_000)
        yield f"{told.sentence[: found.start()]}{value}万{told.sentence[found.end() :]}"
        yield f"{told.sentence[: found.start()]}{value * 10_000:,}{told.sentence[found.end() :]}"
        whole, point, part = found[1].partition(".")
        if int(whole) < 100:
            spelt = ("二" if whole == "2" else _han(int(whole))) + (
                "点" + "".join(_DIGITS[int(d)] for d in part) if point else ""
            )
            yield f"{told.sentence[: found.start()]}{spelt}亿{told.sentence[found.end() :]}"
    for found in _LARGE.finditer(told.sentence):
        yield f"{told.sentence[: found.start()]}{int(found[1]):,}{told.sentence[found.end() :]}"
        yield f"{told.sentence[: found.start()]}{int(found[1]) / 10_000:g}万{told.sentence[found.end() :]}"
    for found in _SHARE.finditer(told.sentence):
        yield f"{told.sentence[: found.start()]}{_DIGITS[int(found[1])]}成{told.sentence[found.end() :]}"


def _bound(told: Told) -> Iterator[str]:
    for found in _AT_LEAST.finditer(told.sentence):
        for word in ("至少", "不少于"):
            yield f"{told.sentence[: found.start()]}{word}{found[1]}{told.sentence[found.end() :]}"
    for found in _OVER.finditer(told.sentence):
        for word in ("超过", "逾"):
            yield told.sentence[: found.start()] + word + told.sentence[found.end() :]
    for found in _ABOUT.finditer(told.sentence):
        yield f"{told.sentence[: found.start()]}大约{found[1]}{told.sentence[found.end() :]}"
        yield f"{told.sentence[: found.start()]}{found[1]}左右{told.sentence[found.end() :]}"


def _date(told: Told) -> Iterator[str]:
    for found in _DATE.finditer(told.sentence):
        written = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
        yield told.sentence[: found.start()] + written + told.sentence[found.end() :]
    for found in _MONTH.finditer(told.sentence):
        yield f"{told.sentence[: found.start()]}{found[1]}-{int(found[2]):02}{told.sentence[found.end() :]}"


def _lead(told: Told) -> Iterator[str]:
    if not re.match("其中|此外|同时|另外|据|但|而|“", told.sentence):
        for lead in ("据报道，", "据悉，", "根据报道，"):
            yield lead + told.sentence


def _connective(told: Told) -> Iterator[str]:
    if not re.match("其中|此外|同时|另外|据|但|而|“", told.sentence):
        for lead in ("其中，", "此外，", "另外，", "同时，"):
            yield lead + told.sentence


def _and(told: Told) -> Iterator[str]:
    for found in re.finditer(r"(?<=、)([^、，。；：“”（）和与及等]{2,10})(?=[，。；等]|$)", told.sentence):
        if "和" not in re.split("[，；]", told.sentence[: found.start()])[-1]:
            yield f"{told.sentence[: found.start() - 1]}和{told.sentence[found.start() :]}"
    for found in re.finditer(
        r"(?<=、)([^、，。；：“”（）和与及等]{2,10})和(?=[^、，。；：“”（）和与及等]{2,10}(?:[，。；]|$))",
        told.sentence,
    ):
        yield f"{told.sentence[: found.end(1)]}、{told.sentence[found.end() :]}"


def _joined(told: Told) -> Iterator[str]:
    if told.after and len(told.sentence + told.after) < 120:
        yield f"{told.sentence}，{told.after}"
        yield f"{told.sentence}；{told.after}"


def _spoken(told: Told) -> Iterator[str]:
    """Name the speaker with another word for saying, or behind what is said."""
    said = SAID.match(told.sentence)
    if said:
        rest = told.sentence[said.end() :]
        for word in ("表示，", "说，", "指出，"):
            yield said[1] + word + rest
        if "，" not in rest and not rest.startswith("“"):
            yield f"{rest}，{said[1]}说"


TRUE_RULES = (
    Rule("verbatim", _same, ("大桥通车", "大桥通车")),
    Rule("single clause", _clause, ("江城大桥已经建成，全长三公里", "江城大桥已经建成")),
    Rule("clause with its subject", _with_subject, ("江城大桥已经建成，采用新型环保材料", "江城大桥采用新型环保材料")),
    Rule("number written otherwise", _number, ("投资5.6亿元", "投资560,000,000元")),
    Rule("bound written otherwise", _bound, ("建成150家以上", "建成至少150家")),
    Rule("date written otherwise", _date, ("2021年3月开工", "2021-03开工")),
    Rule("function words added", _lead, ("大桥通车", "据报道，大桥通车")),
    Rule("connective added", _connective, ("大桥通车", "此外，大桥通车")),
    Rule("list joined with 和", _and, ("有甲厂、乙厂、丙厂", "有甲厂、乙厂和丙厂")),
    Rule("two sentences joined", _joined, ("大桥通车", "大桥通车，隧道开工"), Told("", "", "隧道开工")),
    Rule("speaker named", _spoken, ("李望川说，大桥通车", "大桥通车，李望川说")),
)
