"""Who wrote: the names on a byline or in the brackets that close an article, and who saw it through the press.

Knows nobody by name.
"""

import re
from collections.abc import Collection

from corpus.simplified import simplified

BYLINE_LENGTH = 60
BRACKETED_END = re.compile(r"[（(]([^（()）]{1,40})[）)]$")

_ROLE = re.compile(
    r"((?:(?:(?!记者|通讯员)[\u4e00-\u9fff]){2,6}(?=首席|见习|实习|特约|全媒体|记者))?"
    r"(?:首席|见习|实习|特约|全媒体)*(?:记者|通讯员|评论员))"
)
_WRITING = frozenset(["文", "文图", "图文", "撰文", "报道", "摄影报道", "供稿", "整理"])
_PICTURES = frozenset(["图", "摄", "摄影"])
_COMPOUND_SURNAMES = "欧阳|司马|上官|诸葛|夏侯|司徒|皇甫|尉迟|东方|慕容|公孙|令狐|端木|长孙|宇文"
_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff·]{1,8}|"
    rf"(?:{_COMPOUND_SURNAMES})[\u4e00-\u9fff]{{1,2}}"
)
_BULLETS = " \u3000□■◎●◇◆▲"
_NOT_NAMES = frozenset(
    ["手记", "札记", "调查", "观察", "探访", "体验", "连线", "述评", "点评", "视点", "感言", "了解到", "您好", "谢谢您"]
)
# An outlet, an office or an account; hardly a given name ends so.
_OFFICE = re.compile(
    r"[网报社局厅部处院站号]$|^(?:管理员|系统|用户|佚名|匿名|未知|编辑|作者|本站|原创|转载|网络|综合|办公室)$"
)
_LATIN_NAME = re.compile(r"[A-Z][a-z'-]+(?: [A-Z][a-z'.-]*){1,3}$")
_SPACED_NAME = re.compile(r"(?<![^\s、])([\u4e00-\u9fff])[ \u3000]{1,2}([\u4e00-\u9fff])(?![^\s、/])")

_DATELINE = re.compile(r"(?:[【\[]?本报讯[】\]]?|[^，。（()）]{2,16}[讯电])\s*[（(]([^（()）]{1,40})[）)]")

_DESK = (
    "(?:(?:本版|本期|值班|执行|见习|责任|新媒体)*(?:编辑|主任|总编|编委|统筹|主编)|责编|美编|美术编辑|图编|版式(?:设计)?|"
    "版面(?:设计)?|美术(?:设计)?|视觉(?:设计)?|排版|组版|照排|制图|绘图|校对|检校|审校|审读|审核|[一二三]审|终审|监制)"
)
_PERSONS = r"[\u4e00-\u9fff·]{2,4}(?:[、/ \u3000]+[\u4e00-\u9fff·]{2,4}){0,3}"
_DESK_LINE = re.compile(rf"(?:(?:{_DESK}(?:[：:/|]\s*|\s+)|责编|责任编辑){_PERSONS}[\s/|，,；;、]*)+")


def byline(text: str) -> tuple[str, ...]:
    """The names on a line that holds nothing but who wrote; empty when it holds anything else.

    Such a line begins with a role, or ends with the work done. A photographer's name alone is the credit of a picture.

    >>> byline("本报记者 甲小乙 通讯员 丙丁 戊 己")
    ('甲小乙', '丙丁', '戊己')
    >>> byline("□记者 甲小乙/文 丙丁/摄"), byline("甲小乙 文/图")
    (('甲小乙', '丙丁'), ('甲小乙',))
    >>> byline("会后的记者会上表示，这"), byline("记者手记"), byline("记者 甲小乙 摄"), byline("甲小乙")
    ((), (), (), ())
    """
    if len(text) > BYLINE_LENGTH:
        return ()
    printed = text.strip(_BULLETS)
    read = _SPACED_NAME.sub(r"\1\2", _ROLE.sub(r" \1 ", simplified(printed)))
    words = [word for word in re.split(r"[\s、：:/|]+", read) if word]
    work = _WRITING.union(_PICTURES).intersection(words)
    names = tuple(word for word in words if word not in work and not _ROLE.fullmatch(word))
    if not names or not all(map(_is_name, names)) or (work and work.isdisjoint(_WRITING)):
        return ()
    return _as_printed(names, printed) if words[0] not in names or words[-1] in work else ()


def names(text: str) -> tuple[str, ...]:
    """The names of people in a field that is meant for them; what is an account, a number or an outlet is left out.

    >>> names("甲小乙、丙丁 Ada Lovelace"), names("记者：甲小乙")
    (('甲小乙', '丙丁', 'Ada Lovelace'), ('甲小乙',))
    >>> names("104363"), names("admin"), names("甬江网"), names("Administrator"), names("管理员")
    ((), (), (), (), ())
    """
    spaced = _SPACED_NAME.sub(r"\1\2", _ROLE.sub(" ", text))
    words = re.split(r"[、，,;；/|：:]+|(?<![A-Za-z.])\s+|\s+(?![A-Za-z])", spaced.strip())
    found = (word.strip() for word in words)
    return tuple(
        dict.fromkeys(
            word
            for word in found
            if (_is_name(word) and not _OFFICE.search(word)) or (len(word) <= BYLINE_LENGTH and _LATIN_NAME.match(word))
        )
    )


def closing_byline(text: str, breaks: Collection[int] = ()) -> tuple[int, tuple[str, ...]]:
    """Where a signature in brackets at the end of a text begins, and its names; the end of the text and none else.

    `breaks` are the places where the lines of the page ended: a name may end there too.

    >>> closing_byline("渔船归港。（甲小乙 丙丁 文/图）"), closing_byline("归港。（记者 甲小乙丙丁）", {10})
    ((5, ('甲小乙', '丙丁')), (3, ('甲小乙', '丙丁')))
    >>> closing_byline("渔船归港（三门湾）")
    (9, ())
    """
    remark = BRACKETED_END.search(text)
    names = _names_between(text, *remark.span(1), breaks) if remark else ()
    return (remark.start(), names) if remark and names else (len(text), ())


def dateline_byline(text: str, breaks: Collection[int] = ()) -> tuple[str, ...]:
    """The names in the brackets of a dateline, which opens the text and is part of it; `breaks` as above.

    >>> dateline_byline("本报讯（记者 甲小乙 通讯员 丙丁）渔船归港。"), dateline_byline("渔船（记者 甲小乙）归港。")
    (('甲小乙', '丙丁'), ())
    """
    opening = _DATELINE.match(simplified(text))
    return _names_between(text, *opening.span(1), breaks) if opening else ()


def _names_between(text: str, start: int, end: int, breaks: Collection[int]) -> tuple[str, ...]:
    spaced = "".join(" " * (at in breaks) + text[at] for at in range(start, end))
    return byline(text[start:end]) or byline(spaced)


def is_desk(text: str) -> bool:
    """Whether a line, or a remark in brackets, holds nothing but who edited, laid out and proof-read a page.

    >>> is_desk("责任编辑：甲小乙　版式：丙丁　校对：戊己"), is_desk("(责编 甲小乙)"), is_desk("编辑部今天开放")
    (True, True, False)
    """
    return len(text) <= 2 * BYLINE_LENGTH and bool(
        _DESK_LINE.fullmatch(simplified(text).strip(_BULLETS + "（()）【】"))
    )


def _is_name(word: str) -> bool:
    return bool(_NAME.fullmatch(word)) and word not in _NOT_NAMES


def _as_printed(names: tuple[str, ...], printed: str) -> tuple[str, ...]:
    """The names in the characters of the page: only the words around them are read as simplified.

    >>> _as_printed(("东方明",), "記者 東方明")
    ('東方明',)
    """
    letters = "".join(printed.split())
    read = simplified(letters)
    return tuple(letters[at : at + len(name)] if (at := read.find(name)) >= 0 else name for name in names)
