"""Who and what exchanged: cities, companies, persons, speakers, subjects, roles, members of a list."""

import re
from collections.abc import Iterator

from index.segment import tagged
from tests.lies.names import CITIES, COMPANIES, PERSONS, SAID, persons, places, subject
from tests.lies.telling import Rule, Told

_ROLE = ("向", "对", "给", "为", "被", "由", "让", "把", "从", "比", "将")
_NUMBER_WORDS = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_SAME = re.compile(r"[是为即指叫和与同跟及、等像]|签约|合作|联手|牵手|相同|一致|互|之一|包括|在$|位于")
_MEMBER = re.compile(r"(?<=、)([^、，。；：“”（）和与及等中]{2,10})(?=[、和，。；等]|与|以及|$)")
_LIST = re.compile(
    r"(?:[是为]|：)((?:[^、，。；：“”（）和]{2,12}、)+[^、，。；：“”（）和]{2,12}(?:和[^、，。；：“”（）和]{2,12})?)$"
)
_PRINTED = re.compile(r"(\d+|[一二两三四五六七八九十])[家个名位种项](?!以)")


def _renamed(told: Told, names: list[str]) -> Iterator[str]:
    """Put another name in place of each: one of the passage, and one that it does not have."""
    near = [name for name in names if name in told.passage]
    far = [name for name in names if not any(name[:2] in text for text in (told.passage, told.sentence))]
    for start, end in places(told.sentence, names):
        name = told.sentence[start:end]
        for new in (*near[:3], *far[:2]):
            if new not in name and name not in new:
                yield told.sentence[:start] + new + told.sentence[end:]


def _city(told: Told) -> Iterator[str]:
    yield from _renamed(told, CITIES)


def _company(told: Told) -> Iterator[str]:
    yield from _renamed(told, COMPANIES)


def _person(told: Told) -> Iterator[str]:
    passage = {told.passage[a:b] for a, b in persons(told.passage)}
    for start, end in persons(told.sentence):
        name = told.sentence[start:end]
        for new in (*sorted(passage - {name}), *(p for p in PERSONS[-3:] if p not in told.passage)):
            yield told.sentence[:start] + new + told.sentence[end:]
        yield told.sentence[: end - 1] + ("川" if name[-1] != "川" else "山") + told.sentence[end:]


def _speaker(told: Told) -> Iterator[str]:
    """Have somebody else of the passage, or a stranger, say it; and a stranger what nobody is named for."""
    said = SAID.match(told.sentence)
    others = [told.passage[a:b] for a, b in persons(told.passage)]
    names = dict.fromkeys([*others, *(p for p in PERSONS if p not in told.passage)][:4])
    if said:
        for name in names:
            if name not in said[1]:
                yield name + told.sentence[said.end(1) :]
    elif not re.search("说|表示|介绍|坦言|认为|指出|透露|称", told.sentence):
        stranger = next(p for p in PERSONS if p not in told.passage)
        yield f"{stranger}表示，{told.sentence}"


def _neighbour(told: Told) -> Iterator[str]:
    """Give a sentence the subject of the next, unless one names a part of the other or is short for it.

    What a comma follows (接下来，) is no subject.
    """
    own, new = subject(told.sentence), subject(told.after)
    if (
        len(own) > 1
        and len(new) > 1
        and told.sentence[len(own) :][:1].isalnum()
        and not _short_for(own, new)
        and not _short_for(new, own)
    ):
        yield new + told.sentence[len(own) :]


def _short_for(short: str, name: str) -> bool:
    rest = iter(name)
    return all(character in rest for character in short)


def _roles(told: Told) -> Iterator[str]:
    """Swap the nouns on both sides of a verb or a preposition that gives each a role of its own.

    Where 是, 和 or 签约 stands between them both have the same role, and nothing would change.
    """
    nouns: list[tuple[int, int]] = []
    between = ""  # verbs and prepositions since the last noun
    at = 0
    for word, tag in tagged(told.sentence):
        start, at = at, at + len(word)
        if tag in ("n", "ns", "nt", "nr", "nz", "nrt") and len(word) > 1:
            if nouns and nouns[-1][1] == start:
                nouns[-1] = (nouns[-1][0], at)
                continue
            if nouns and between:
                yield from _swapped(told.sentence, nouns[-1], (start, at))
            nouns.append((start, at))
            between = ""
        elif tag == "v" or word in _ROLE:
            between += word
        elif tag == "x":
            nouns, between = [], ""


def _swapped(sentence: str, one: tuple[int, int], other: tuple[int, int]) -> Iterator[str]:
    first, second = sentence[slice(*one)], sentence[slice(*other)]
    middle, behind = sentence[one[1] : other[0]], sentence[other[1] :]
    behind_clause = re.split("[，。；]", behind)[0]
    if first != second and not _SAME.search(middle.strip("的")) and not re.search("签约|合作|一致|牵手", behind_clause):
        yield sentence[: one[0]] + second + middle + first + behind


def _member_replaced(told: Told) -> Iterator[str]:
    for member in _MEMBER.finditer(told.sentence):
        for new in _MEMBER.findall(told.other):
            if new not in told.passage:
                yield told.sentence[: member.start()] + new + told.sentence[member.end() :]


def _member_added(told: Told) -> Iterator[str]:
    for member in _MEMBER.finditer(told.sentence):
        for new in _MEMBER.findall(told.other):
            if new not in told.passage:
                yield f"{told.sentence[: member.end()]}、{new}{told.sentence[member.end() :]}"


def _member_dropped(told: Told) -> Iterator[str]:
    """Drop a member where the list is said to be all (是, 为), and the printed count counts its members."""
    found = _LIST.search(told.sentence)
    if found is None:
        return
    members = re.split("、|和", found[1])
    counts = {int(n) if n.isdecimal() else _NUMBER_WORDS[n] for n in _PRINTED.findall(told.sentence[: found.start()])}
    if len(members) in counts and len(members) > 2:
        for dropped in range(len(members)):
            left = members[:dropped] + members[dropped + 1 :]
            yield f"{told.sentence[: found.start(1)]}{'、'.join(left)}"


_FACTORIES = Told("入围的是甲厂、乙厂、丙厂", "入围的是甲厂、乙厂、丙厂。", other="还有丁厂、戊厂、己厂。")

PARTY_RULES = (
    Rule("city", _city, ("宁波开工", "杭州开工"), Told("", "宁波开工。")),
    Rule("company", _company, ("华为开工", "宁波移动开工"), Told("", "华为开工。")),
    Rule("person", _person, ("李望川到会", "周明远到会"), Told("", "李望川到会，周明远未到。")),
    Rule("speaker", _speaker, ("李望川说，大桥通车", "周明远说，大桥通车"), Told("", "李望川说，周明远听。")),
    Rule("subject of the next sentence", _neighbour, ("江城大桥开工", "海城隧道开工"), Told("", "", "海城隧道已开工")),
    Rule("roles swapped", _roles, ("江城向海城供水", "海城向江城供水")),
    Rule("list member replaced", _member_replaced, ("是甲厂、乙厂、丙厂", "是甲厂、戊厂、丙厂"), _FACTORIES),
    Rule("list member added", _member_added, ("是甲厂、乙厂、丙厂", "是甲厂、乙厂、戊厂、丙厂"), _FACTORIES),
    Rule("list member dropped", _member_dropped, ("3家企业是甲厂、乙厂和丙厂", "3家企业是甲厂、丙厂")),
)
